import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasDisplay } from '../../../build/setup/display.mjs';
import { alone } from '../../../build/setup/lock.mjs';
import { run } from '../../../build/setup/run.mjs';
import { seconds } from '../../../build/setup/words.mjs';

const node = process.execPath;

describe('running a program', () => {
  it('answers its exit code and both streams', async () => {
    const outcome = await run(node, ['-e', 'console.log("out"); console.error("err"); process.exit(3)']);
    expect(outcome).toMatchObject({ code: 3, timedOut: false });
    expect(outcome.output).toContain('out');
    expect(outcome.output).toContain('err');
  });

  it('ends it, and what it started, when it takes too long', async () => {
    const start = Date.now();
    const script = `require('child_process').spawn(process.execPath, ['-e', 'setTimeout(() => {}, 20000)'], { stdio: 'inherit' })`;
    const outcome = await run(node, ['-e', script], { limit: 300 });
    expect(outcome).toMatchObject({ code: null, timedOut: true });
    expect(Date.now() - start).toBeLessThan(4000);
  });

  it('takes a program that is not there as a failed one', async () => {
    expect(await run('/nowhere/at-all', [])).toMatchObject({ code: null, timedOut: false });
  });
});

describe('two set-ups at once', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'parley-lock-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('work one after the other', async () => {
    const file = join(folder, 'out', 'lock');
    const events: string[] = [];
    const work = (name: string) => () =>
      new Promise<void>((resolve) => {
        events.push(`${name} begins`);
        setTimeout(() => {
          events.push(`${name} ends`);
          resolve();
        }, 30);
      });
    const waited: number[] = [];
    await Promise.all([
      alone(file, work('a')),
      alone(file, work('b'), { poll: 5, onWait: (pid: number) => waited.push(pid) }),
    ]);
    expect(events).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
    expect(waited).toEqual([process.pid]);
    expect(existsSync(file)).toBe(false);
  });

  it('do not wait for one that has died', async () => {
    const file = join(folder, 'lock');
    const dead = await run(node, ['-e', 'console.log(process.pid)']);
    writeFileSync(file, dead.output.trim());
    expect(await alone(file, async () => readFileSync(file, 'utf8'))).toBe(String(process.pid));
  });

  it('free the lock when the work fails', async () => {
    const file = join(folder, 'lock');
    await expect(alone(file, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(existsSync(file)).toBe(false);
  });
});

describe('words and surroundings', () => {
  it('tells short and long times', () => {
    expect([seconds(0.4), seconds(85), seconds(999), seconds(1000), seconds(12_345)]).toEqual([
      '0 ms', '85 ms', '999 ms', '1.0 s', '12.3 s',
    ]);
  });

  it('knows that only Linux can be without a display', () => {
    expect(hasDisplay({ platform: 'linux', env: {} })).toBe(false);
    expect(hasDisplay({ platform: 'linux', env: { DISPLAY: '' } })).toBe(false);
    expect(hasDisplay({ platform: 'linux', env: { DISPLAY: ':0' } })).toBe(true);
    expect(hasDisplay({ platform: 'linux', env: { WAYLAND_DISPLAY: 'wayland-0' } })).toBe(true);
    expect(hasDisplay({ platform: 'darwin', env: {} })).toBe(true);
  });
});
