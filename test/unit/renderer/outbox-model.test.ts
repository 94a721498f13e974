import { describe, expect, it } from 'vitest';
import { canBeSent, isDrained, isHeld, isTold, nextTold, standingOf } from '../../../renderer/features/outbox/outbox-model.ts';
import { item, offline } from './outbox.ts';
import { minute, monday } from './rows.ts';

const held = item({ id: 'held', change: 'delete', nextTry: monday + 8_000 });
const stuck = item({ id: 'stuck', error: offline, nextTry: monday + minute });
const asking = item({ id: 'asking', state: 'asking', question: { type: 'gone' } });
const failed = item({ id: 'failed', state: 'failed', error: offline });
const sending = item({ id: 'sending', state: 'sending' });

describe('what is worth telling', () => {
  it('is not a change that goes through by itself', () => {
    expect(standingOf([sending, item()], monday + 1_000)).toBeNull();
    expect(standingOf([], monday)).toBeNull();
  });

  it('is one that takes its time, as of a moment that is known', () => {
    const at = nextTold([sending], monday + 100);
    expect(at).toBeGreaterThan(monday + 1_000);
    expect(isTold(sending, (at ?? 0) - 1)).toBe(false);
    expect(isTold(sending, at ?? 0)).toBe(true);
    expect(nextTold([sending], at ?? 0)).toBeNull();
  });

  it('is what was made before the clock was set back, at once', () => {
    expect(isTold(sending, monday - 15_000)).toBe(false);
    expect(isTold(sending, monday - 60 * minute)).toBe(true);
  });

  it('is not a deletion that can still be undone', () => {
    expect(isHeld(held)).toBe(true);
    expect(isTold(held, monday + 8_000)).toBe(false);
    expect(isTold(held, monday + 12_000)).toBe(true);
    expect(isHeld(item({ change: 'delete', nextTry: monday + minute }))).toBe(false);
    expect(isHeld(item({ change: 'delete', nextTry: monday + 5_000, error: offline }))).toBe(false);
  });

  it.each([stuck, asking, failed, item({ nextTry: monday + minute })])('is, at once, one that waits or asks: $id', (each) => {
    expect(isTold(each, monday)).toBe(true);
  });
});

describe('how the outbox stands', () => {
  it('counts everything, and what needs the person', () => {
    expect(standingOf([stuck, asking, failed, sending], monday)).toEqual({ count: 4, needing: 2, isMoving: false });
  });

  it('moves while something is sent and nothing is stuck', () => {
    expect(standingOf([sending, item()], monday + minute)).toMatchObject({ isMoving: true });
    expect(standingOf([sending, stuck], monday)).toMatchObject({ isMoving: false });
  });
});

it('only what waits or was refused is sent on demand', () => {
  expect([stuck, failed, item()].map(canBeSent)).toEqual([true, true, true]);
  expect([held, asking, sending].map(canBeSent)).toEqual([false, false, false]);
});

describe('all changes were sent', () => {
  const nothing = { dropped: new Set<string>(), stopped: false };
  const told = new Set(['stuck', 'asking', 'delete']);

  it('when the last that had waited is gone', () => {
    expect(isDrained([stuck], [], told, nothing)).toBe(true);
  });

  it.each([
    ['something is left', [stuck], [asking], nothing],
    ['there was nothing', [], [], nothing],
    ['nobody knew that it waited', [sending], [], nothing],
    ['it was dropped', [stuck], [], { ...nothing, dropped: new Set(['stuck']) }],
    ['a deletion was stopped', [stuck], [], { ...nothing, stopped: true }],
    ['a deletion took away what was never at Zoho', [stuck, item({ id: 'delete', change: 'delete' })], [], nothing],
  ])('not when %s', (_, before, after, taken) => {
    expect(isDrained(before, after, told, taken)).toBe(false);
  });
});
