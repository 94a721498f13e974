import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { matcher } from '../../../contract/rules/session-lists.ts';
import { findBest, typesOn } from '../../../contract/rules/fuzzy.ts';
import { createFinder } from '../../../electron/agenda/finder.ts';
import { createSearch, type Search } from '../../../electron/agenda/search.ts';
import { busyBetween, countFrom, emptyLine, patched, touching, windowOf, type Timeline } from '../../../electron/agenda/timeline.ts';
import type { ZohoSession } from '../../../electron/zoho/types.ts';
import { hour, listed, noon } from './fakes.ts';
import { between, tabOf } from './twins.ts';

const day = 24 * hour;
/** Few values each, so that ties and edges are met often. */
const starts = fc.constantFrom(null, noon, noon - hour, noon - hour / 2, noon + hour, noon - day, noon - 2 * day, noon - 40 * day, noon + day);
const lengths = fc.constantFrom(null, 0, hour, hour / 2, day, day + 1, 3 * day, 60 * day);
const rowsOf = (most: number) =>
  fc.array(fc.tuple(starts, lengths, fc.constantFrom('Plan', 'Plan 2', 'Élan', '- 12', ''), fc.constantFrom(null, 'Ana 1')), { maxLength: most }).map((all) =>
    all.map(([startsAt, duration, topic, presenterName], at) => listed(String(100 + at), startsAt, { duration, topic, presenterName })),
  );
const times = fc.constantFrom(-8e15, noon - 3 * day, noon - hour, noon - 1, noon, noon + 1, noon + hour, noon + 2 * day, 8e15);
const texts = fc.constantFrom('', 'p', 'pl', 'plan', 'plan 2', 'e', 'el', '-', '-1', '1', '10', '10 ', '10 1', '- 12', 'ana', 'ana p', 'zzz');
const tabs = fc.constantFrom('upcoming' as const, 'past' as const, 'all' as const);
const lineOf = (rows: readonly ZohoSession[]) => patched(emptyLine, new Set(), rows);
const isListed = ({ key }: ZohoSession) => Number(key) % 2 === 0;
const keys = (rows: readonly ZohoSession[]) => rows.map(({ key }) => key);

describe('the sessions in the order of time', () => {
  it('give each window of each tab as going through all of them does', () => {
    fc.assert(
      fc.property(rowsOf(40), tabs, texts, times, fc.nat(45), fc.nat(12), (rows, tab, text, now, offset, limit) => {
        const found = createSearch().find('meeting', lineOf(rows), text);
        const { items, total } = windowOf(found, tab, now, isListed, { offset, limit });
        const all = tabOf(rows, tab, text, now, isListed);
        expect([total, keys(items)]).toEqual([all.length, keys(all.slice(offset, offset + limit))]);
      }),
      { numRuns: 1_000 },
    );
  });

  it('give what touches a span, however long it lasts', () => {
    fc.assert(
      fc.property(rowsOf(30), times, times, (rows, from, to) => {
        expect(keys(touching(lineOf(rows), from, to))).toEqual(keys(between(rows, from, to)));
      }),
      { numRuns: 1_000 },
    );
  });

  it('mark the days that they touch', () => {
    const bounds = fc.uniqueArray(times, { minLength: 2 }).map((all) => all.toSorted((a, b) => a - b));
    fc.assert(
      fc.property(rowsOf(12), bounds, (rows, all) => {
        const busy = all.slice(1).map((to, at) => between(rows, all[at] ?? to, to).length > 0);
        expect(busyBetween(all, rows)).toEqual(busy);
      }),
      { numRuns: 1_000 },
    );
  });

  it('are the same however they came about: one by one, or many at once', () => {
    fc.assert(
      fc.property(rowsOf(60), fc.array(fc.tuple(fc.nat(59), starts, lengths), { maxLength: 60 }), fc.integer({ min: 1, max: 60 }), (rows, changes, step) => {
        let line = lineOf(rows);
        const now = new Map(rows.map((row) => [row.key, row]));
        for (let at = 0; at < changes.length; at += step) {
          const before = new Map(now);
          for (const [which, startsAt, duration] of changes.slice(at, at + step)) {
            const row = rows[which % Math.max(1, rows.length)];
            if (!row) continue;
            if (now.has(row.key) && startsAt === noon) now.delete(row.key);
            else now.set(row.key, { ...row, startsAt, duration });
          }
          const gone = [...before.values()].filter((row) => now.get(row.key) !== row);
          line = patched(line, new Set(gone), [...now.values()].filter((row) => before.get(row.key) !== row));
        }
        expect(line).toEqual(lineOf([...now.values()]));
        expect(countFrom(line, noon)).toBe([...now.values()].filter(({ startsAt }) => startsAt !== null && startsAt >= noon).length);
      }),
      { numRuns: 300 },
    );
  });

  it('stay the same object while nothing changes, and leave the one before as it was', () => {
    const line = lineOf([listed('1', noon), listed('2', null)]);
    const copy = structuredClone(line);
    expect(patched(line, new Set(), [])).toBe(line);
    patched(line, new Set(line.dated), [listed('3', noon)]);
    expect(line).toEqual(copy);
  });
});

const found = (search: Search, line: Timeline, text: string) => {
  const { dated, long, undated } = search.find('meeting', line, text);
  return { dated: keys(dated.slice()), long: keys(long), undated: keys(undated) };
};
/** The same, told the long way round. */
const foundSlowly = ({ dated, long, undated }: Timeline, text: string) => {
  const fits = text.trim() === '' ? () => true : matcher(text);
  return { dated: keys(dated.filter(fits)), long: keys(long.filter(fits)), undated: keys(undated.filter(fits)) };
};

describe('typing on', () => {
  /** A text is typed, or a session goes, comes or changes meanwhile, or all of them do. */
  const steps = fc.array(
    fc.oneof(
      { weight: 3, arbitrary: texts.map((text) => ({ text })) },
      fc.tuple(fc.nat(39), starts, lengths, fc.constantFrom('Plan', 'Planet 12', 'Élan', null)).map((change) => ({ change })),
      { weight: 1, arbitrary: fc.constant({ all: true }) },
    ),
    { minLength: 1, maxLength: 12 },
  );

  it('finds what going through all sessions finds, whatever was typed before and changed meanwhile', () => {
    fc.assert(
      fc.property(rowsOf(40), steps, (rows, all) => {
        const search = createSearch();
        let line = lineOf(rows);
        for (const step of all) {
          if ('text' in step) expect(found(search, line, step.text)).toEqual(foundSlowly(line, step.text));
          else if ('all' in step) line = lineOf([...line.dated, ...line.undated].map((row) => ({ ...row, topic: `${row.topic} 1` })));
          else {
            const [which, startsAt, duration, topic] = step.change;
            const before = [...line.dated, ...line.undated].find(({ key }) => key === String(100 + which));
            const after = topic === null ? [] : [listed(String(100 + which), startsAt, { duration, topic })];
            line = patched(line, new Set(before ? [before] : []), after);
          }
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('finds every part of any text', () => {
    const any = fc.string({ unit: fc.oneof(fc.constantFrom('a', 'b', '1', '2', '-', '@', ' ', 'ß', 'İ', 'é', 'e\u0301', 'Σ', '漢', '字'), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 })), maxLength: 9 });
    const some = fc.array(fc.tuple(any, any, fc.stringMatching(/^(\d{3,10}|new-\d{3}|\d{24,27})$/)), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(some, fc.array(fc.tuple(fc.nat(7), fc.nat(2), fc.nat(9), fc.nat(9)), { maxLength: 6 }), (all, typed) => {
        const rows = all.map(([topic, presenterName, key], at) => listed(`${key}${at}`, at % 3 === 0 ? null : noon + at, { topic, presenterName }));
        const [line, search] = [lineOf(rows), createSearch()];
        for (const [which, field, start, length] of typed) {
          const text = (all[which % all.length]?.[field] ?? '').slice(start, start + length + 1);
          expect(found(search, line, text)).toEqual(foundSlowly(line, text));
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('finds the same in many texts, also when those no longer there have been let go of', () => {
    const search = createSearch();
    let line = emptyLine;
    const long = `${'much '.repeat(300)}besides`;
    const ends = ['', ' 7 12 1003', '\u00a0aside', `  ${long} 512`, '\tapart'];
    for (let round = 0; round < 6; round++) {
      const rows = Array.from({ length: 400 }, (_, n) =>
        listed(String(1_000 + n), n % 9 === 0 ? null : noon + n * hour, {
          ...{ topic: `Round ${round}, talk ${n}${ends[n % 50] ?? ''}`, duration: n % 7 === 0 ? 3 * day : hour },
          presenterName: n < 300 || n % 11 === 0 ? 'Ana 5' : 'Bo',
        }),
      );
      line = patched(line, new Set([...line.dated, ...line.undated]), rows);
      for (const text of ['t', 'ta', 'talk', '3', '39', `d ${round}`, 'zz', '12', '100', '5', '512', 'asi', 'part', 'beside', 'b', 'bo', 'an', 'talk 12 an'])
        expect(found(search, line, text)).toEqual(foundSlowly(line, text));
    }
  });

  it('is ready before anything is typed, a little at a time', () => {
    vi.useFakeTimers();
    try {
      const rows = Array.from({ length: 5_000 }, (_, n) => listed(String(n), noon + n, { topic: `Talk ${n}` }));
      const read = vi.fn<(key: string) => void>();
      const watched = rows.map((row) => Object.defineProperty({ ...row }, 'presenterName', { get: () => (read(row.key), 'Ana') }));
      const [line, search] = [lineOf(watched), createSearch()];
      let isThere = false;
      for (const _ of [1, 2]) search.prepare('meeting', () => (isThere ? line : null));
      vi.advanceTimersByTime(1_000);
      expect(read).not.toHaveBeenCalled();
      isThere = true;
      vi.advanceTimersByTime(200);
      expect(read).toHaveBeenCalled();
      expect(read.mock.calls.length).toBeLessThan(rows.length);
      vi.runAllTimers();
      expect(read).toHaveBeenCalledTimes(rows.length);
      const other = patched(line, new Set(line.dated.slice(0, 1)), [listed('x', noon + hour, { topic: 'New' })]);
      expect(search.find('meeting', other, 'ta').dated.length).toBe(rows.length - 1);
      expect(read).toHaveBeenCalledTimes(rows.length);
    } finally {
      vi.useRealTimers();
    }
  });

  it('finds the best for the palette, too, whatever was typed before', () => {
    fc.assert(
      fc.property(rowsOf(30), fc.array(texts, { minLength: 1, maxLength: 6 }), (rows, typed) => {
        const [line, find] = [lineOf(rows), createFinder()];
        for (const text of typed) expect(keys(find([line], text, 9, noon))).toEqual(keys(findBest(rows, text, 9, noon)));
      }),
      { numRuns: 500 },
    );
    expect([['w', 'wk'], ['wk', 'wkr pl'], ['12', '12 3']].map(([a = '', b = '']) => typesOn(a, b))).toEqual([true, true, true]);
    expect([['wk', 'w'], ['k', 'wk'], ['-', '- 1']].map(([a = '', b = '']) => typesOn(a, b))).toEqual([false, false, false]);
  });

  it('lets go of what it knew', () => {
    const search = createSearch();
    const line = lineOf([listed('1', noon, { topic: 'Plan' })]);
    search.find('meeting', line, 'p');
    search.forget();
    expect(found(search, lineOf([listed('2', noon, { topic: 'Plans' })]), 'pl').dated).toEqual(['2']);
  });
});
