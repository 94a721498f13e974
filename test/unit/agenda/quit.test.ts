import { describe, expect, it } from 'vitest';
import { createQuitGuard } from '../../../electron/agenda/quit.ts';
import { settled } from './fakes.ts';

function build(isIdle: boolean) {
  const seen: string[] = [];
  let end = (_failed?: boolean) => {};
  const state = { isIdle };
  const press = () => {
    let isPrevented = false;
    guard({ preventDefault: () => (isPrevented = true) });
    seen.push(isPrevented ? 'put off' : 'quits');
  };
  const guard = createQuitGuard({
    isIdle: () => state.isIdle,
    flush: () =>
      new Promise((resolve, reject) => {
        seen.push('flush');
        end = (failed) => (failed ? reject(new Error('no')) : resolve());
      }),
    quit: press,
  });
  return { seen, press, state, end: (failed?: boolean) => (end(failed), settled()) };
}

describe('quitting', () => {
  it('goes ahead at once when nothing would be lost', () => {
    const { seen, press } = build(true);
    press();
    expect(seen).toEqual(['quits']);
  });

  it.each([false, true])('is put off until flushed, once, however often asked for (failing: %s)', async (failing) => {
    const { seen, press, end } = build(false);
    press();
    press();
    await end(failing);
    expect(seen).toEqual(['flush', 'put off', 'put off', 'quits']);
  });

  it('begins anew after somebody else kept Parley open', async () => {
    const { seen, press, end } = build(false);
    press();
    await end();
    press();
    await end();
    expect(seen).toEqual(['flush', 'put off', 'quits', 'flush', 'put off', 'quits']);
  });
});
