import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isHeadless, switches } from '../../host/chromium.ts';
import { findChromium } from '../../host/chromium-path.ts';
import { temporaryFolder } from './folder.ts';

describe('Chromium', () => {
  it('is the one that the person names', async () => {
    const path = join(temporaryFolder(), 'browser');
    writeFileSync(path, '');
    await expect(findChromium({ PARLEY_CHROMIUM: path })).rejects.toThrow('cannot be run');
    chmodSync(path, 0o755);
    expect(await findChromium({ PARLEY_CHROMIUM: path })).toBe(path);
  });

  it('opens a debugging port only when asked to', () => {
    const flags = (env: NodeJS.ProcessEnv) => switches('/profile', true, env).filter((flag) => flag.includes('remote-debugging'));
    expect(flags({})).toEqual(['--remote-debugging-pipe']);
    expect(flags({ PARLEY_DEBUG_PORT: '9222' })).toEqual(['--remote-debugging-pipe', '--remote-debugging-port=9222']);
  });

  it('shows a window where there is a display', () => {
    expect(isHeadless({ PARLEY_HEADLESS: '1', DISPLAY: ':0' })).toBe(true);
    expect(isHeadless({ DISPLAY: ':0' })).toBe(false);
    expect(isHeadless({ WAYLAND_DISPLAY: 'wayland-0' })).toBe(false);
    expect(isHeadless({})).toBe(process.platform === 'linux');
    expect(switches('/profile', false, {})).not.toContain('--headless=new');
  });
});
