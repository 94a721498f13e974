import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLimiter, refreshLimit } from '../../../electron/account/limiter.ts';
import { fakeClock, fileStore, start } from './helpers.ts';

const tenMinutes = 600_000;

function setUp() {
  const store = fileStore();
  const clock = fakeClock();
  return { store, clock, limiter: createLimiter({ store, clock }) };
}
const takeTen = (limiter: ReturnType<typeof createLimiter>) => {
  for (let count = 0; count < 10; count += 1) expect(limiter.take('g').ok).toBe(true);
};

describe('limiter', () => {
  it('lets ten through and says when the eleventh may go', async () => {
    const { clock, limiter } = setUp();
    takeTen(limiter);
    expect(limiter.used('g')).toBe(10);
    const refused = limiter.take('g');
    expect(refused).toEqual({ ok: false, until: start + refreshLimit.window });
    expect(limiter.waitsUntil('g')).toBe(start + refreshLimit.window);
    await clock.advance(refreshLimit.window - 1);
    expect(limiter.take('g').ok).toBe(false);
    await clock.advance(1);
    expect(limiter.take('g').ok).toBe(true);
    expect(limiter.waitsUntil('g')).toBeNull();
  });

  it('never lets more than ten through in any ten minutes, whenever it is asked and however often restarted', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 120_000 }), fc.boolean()), { maxLength: 120 }), (calls) => {
        const { store, clock } = setUp();
        let limiter = createLimiter({ store, clock });
        const passed: number[] = [];
        let now = start;
        for (const [pause, restart] of calls) {
          clock.set((now += pause));
          if (restart) limiter = createLimiter({ store, clock });
          if (limiter.take('g').ok) passed.push(now);
        }
        for (const from of passed) expect(passed.filter((at) => at >= from && at < from + tenMinutes).length).toBeLessThanOrEqual(10);
      }),
    );
  });

  it('always says a time within the window, also when the clock jumps about', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -10 * tenMinutes, max: tenMinutes }), { minLength: 1, maxLength: 60 }), (jumps) => {
        const { clock, limiter } = setUp();
        let now = start;
        for (const jump of jumps) {
          clock.set((now += jump));
          const answer = limiter.take('g');
          if (!answer.ok) expect(answer.until - now).toBeLessThanOrEqual(refreshLimit.window);
        }
      }),
    );
  });

  it('a clock set back by a year locks out for ten minutes, not for a year', () => {
    const { clock, limiter } = setUp();
    takeTen(limiter);
    const back = start - 365 * 86_400_000;
    clock.set(back);
    expect(limiter.take('g')).toEqual({ ok: false, until: back + refreshLimit.window });
    clock.set(back + refreshLimit.window / 2);
    expect(limiter.waitsUntil('g')).toBe(back + refreshLimit.window);
    clock.set(back + refreshLimit.window);
    expect(limiter.take('g').ok).toBe(true);
  });

  it('gives a place back once', () => {
    const { limiter } = setUp();
    const place = limiter.take('g');
    if (place.ok) place.release();
    expect(limiter.used('g')).toBe(0);
    if (place.ok) place.release();
    expect(limiter.used('g')).toBe(0);
  });

  it('keeps a block of Zoho’s across a restart, and ends it in time', async () => {
    const { store, clock, limiter } = setUp();
    limiter.block('g', tenMinutes);
    const again = createLimiter({ store, clock });
    expect(again.take('g')).toEqual({ ok: false, until: start + tenMinutes });
    expect(again.used('g')).toBe(0);
    await clock.advance(tenMinutes);
    expect(again.take('g').ok).toBe(true);
  });

  it('a block outlasts its length by nothing when the clock is set back', () => {
    const { clock, limiter } = setUp();
    limiter.block('g', tenMinutes);
    clock.set(start - 86_400_000);
    expect(limiter.waitsUntil('g')).toBe(start - 86_400_000 + tenMinutes);
    clock.set(start - 86_400_000 + tenMinutes);
    expect(limiter.waitsUntil('g')).toBeNull();
  });

  it('unblocks, forgets, and counts each grant by itself', () => {
    const { store, limiter } = setUp();
    takeTen(limiter);
    limiter.block('g', tenMinutes);
    expect(limiter.waitsUntil('other')).toBeNull();
    limiter.unblock('g');
    expect(limiter.waitsUntil('g')).toBe(start + refreshLimit.window);
    limiter.forget();
    expect(store.keys()).toEqual([]);
    expect(limiter.take('g').ok).toBe(true);
  });

  it('starts afresh when what is stored cannot be read', () => {
    const clock = fakeClock();
    for (const damage of ['text', 5, { id: 'g', asked: 'never', block: null }]) {
      expect(createLimiter({ store: fileStore({ 'token-limits': damage }), clock }).take('g').ok).toBe(true);
    }
  });
});
