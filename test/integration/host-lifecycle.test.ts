import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type Fixture, startFixture } from './host-driver.ts';

/** Starts the fixture for the running test, whose folder is removed after it. */
function start(env?: Record<string, string>): Fixture {
  const fixture = startFixture(undefined, env);
  onTestFinished(() => fixture.remove());
  return fixture;
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** Chromium's own process, as it tells itself. */
async function browserPid(fixture: Fixture): Promise<number> {
  const browser = await fixture.connect();
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await browser.close();
  return processInfo.find(({ type }) => type === 'browser')?.id ?? expect.unreachable();
}

const profiles = (fixture: Fixture) => readdirSync(tmpdir()).filter((name) => name.startsWith(`parley-stand-in-${fixture.process.pid}-`));
const gone = (pid: number) => vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 5000 });

describe('the stand-in', () => {
  it('ends Chromium in good order, and leaves nothing of its profile', async () => {
    const fixture = start();
    await fixture.ready;
    const pid = await browserPid(fixture);
    expect([isAlive(pid), profiles(fixture).length]).toEqual([true, 1]);
    fixture.process.kill('SIGTERM');
    expect(await fixture.exited).toBe(0);
    expect(fixture.events).toEqual(['ready', 'before-quit', 'will-quit']);
    await gone(pid);
    expect(profiles(fixture)).toEqual([]);
  });

  it('takes Chromium with it when it is killed, and does not lock out the next one', async () => {
    const fixture = start();
    await fixture.ready;
    const pid = await browserPid(fixture);
    fixture.process.kill('SIGKILL');
    await fixture.exited;
    await gone(pid);

    const next = startFixture(fixture.data);
    await next.ready;
    expect(profiles(fixture)).toEqual([]);
    expect(existsSync(fixture.data)).toBe(true);
    next.process.kill('SIGTERM');
    expect(await next.exited).toBe(0);
  });

  it('quits when Chromium is gone', async () => {
    const fixture = start();
    await fixture.ready;
    process.kill(await browserPid(fixture), 'SIGKILL');
    expect(await fixture.exited).toBe(0);
    expect(fixture.events).toEqual(['ready', 'before-quit', 'will-quit']);
  });

  it('says plainly when there is no Chromium', async () => {
    const fixture = start({ PARLEY_CHROMIUM: '/nowhere/chromium' });
    expect(await fixture.exited).toBe(1);
    expect(fixture.errors()).toContain('PARLEY_CHROMIUM names /nowhere/chromium, which cannot be run.');
  });
});
