import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { keptAppearance } from '../../../electron/shell/appearance.ts';
import { createSettings } from '../../../electron/shell/settings.ts';
import { openStore } from '../../../electron/shell/stores.ts';

// electron-store asks for it.
vi.mock('electron', async () => (await import('./recording-electron.ts')).electron);

const folder = () => mkdtempSync(join(tmpdir(), 'parley-appearance-'));

it.each(['light', 'dark', 'system'] as const)('is what was set: %s', (appearance) => {
  const at = folder();
  createSettings(openStore(at, 'settings', 0).store).update({ appearance });
  expect(keptAppearance(at)).toBe(appearance);
});

it.each(['', '{', 'null', '[]', '7', '{"settings":null}', '{"settings":{"appearance":"pink"}}', '{"settings":{"appearance":{}}}'])(
  'is the system’s where the file cannot be read: %s',
  (text) => {
    const at = folder();
    writeFileSync(join(at, 'settings.json'), text);
    expect(keptAppearance(at)).toBe('system');
    expect(keptAppearance(join(at, 'nowhere'))).toBe('system');
  },
);
