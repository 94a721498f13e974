import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextAsking, type Asking, type Listing } from '../../../renderer/bridge/one-question.ts';

const listing = (search: string): Listing => ({ kind: 'meeting', listType: 'past', search });

/** A page and a main that answers when it is told to, and keeps what it has answered. */
function world() {
  let asked = listing('');
  let asking: Asking = { shown: asked, sent: asked };
  const underWay: string[] = [];
  const answered = new Set<string>();
  const all: string[] = [];
  let most = 0;
  /** As React does: until nothing more changes. */
  function draw(): void {
    for (;;) {
      const { search } = asking.sent;
      if (!answered.has(search) && !underWay.includes(search)) {
        underWay.push(search);
        all.push(search);
      }
      most = Math.max(most, underWay.length);
      const next = nextAsking(asking, asked, { isFetching: underWay.includes(search), isThere: answered.has(search) });
      if (next === asking) return;
      asking = next;
    }
  }
  draw();
  return {
    type(search: string): void {
      asked = listing(search);
      draw();
    },
    answer(): void {
      const search = underWay.shift();
      if (search !== undefined) answered.add(search);
      draw();
    },
    shown: () => asking.shown.search,
    all,
    most: () => most,
    isQuiet: () => underWay.length === 0,
  };
}

describe('typing faster than main answers', () => {
  it('asks for one text at a time, and next for the newest', () => {
    const { type, answer, shown, all } = world();
    answer();
    for (const text of ['d', 'de', 'des', 'desi']) type(text);
    expect([all, shown()]).toEqual([['', 'd'], '']);
    answer();
    expect([all, shown()]).toEqual([['', 'd', 'desi'], 'd']);
    answer();
    expect([all, shown()]).toEqual([['', 'd', 'desi'], 'desi']);
  });

  it('shows the text that was typed last in the end, whatever came when, and never one that has no rows', () => {
    const steps = fc.array(fc.oneof(fc.constantFrom('', 'a', 'ab', 'abc', 'b').map((text) => ({ text })), fc.constant('answer' as const)), { maxLength: 20 });
    fc.assert(
      fc.property(steps, (all) => {
        const { type, answer, shown, most, isQuiet } = world();
        let typed = '';
        for (const step of all) {
          if (step === 'answer') answer();
          else type((typed = step.text));
        }
        while (!isQuiet()) answer();
        expect([shown(), most()]).toEqual([typed, 1]);
      }),
    );
  });

  it('draws nothing anew while there is nothing new', () => {
    const now: Asking = { shown: listing('a'), sent: listing('a') };
    expect(nextAsking(now, listing('a'), { isFetching: false, isThere: true })).toBe(now);
    expect(nextAsking(now, listing('b'), { isFetching: true, isThere: true })).toBe(now);
  });
});
