import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { narrows, wantedBy } from '../../../contract/rules/session-lists.ts';
import { findBest, typesOn } from '../../../contract/rules/fuzzy.ts';
import { createFinder } from '../../../electron/agenda/finder.ts';
import { createSearch } from '../../../electron/agenda/search.ts';
import { busyBetween, countFrom, emptyLine, patched, touching, windowOf } from '../../../electron/agenda/timeline.ts';
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
        const found = createSearch()('meeting', lineOf(rows), text);
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

describe('typing on', () => {
  it('finds what the whole text finds, whatever was typed before', () => {
    fc.assert(
      fc.property(rowsOf(30), fc.array(texts, { minLength: 1, maxLength: 6 }), (rows, typed) => {
        const [line, search, find] = [lineOf(rows), createSearch(), createFinder()];
        for (const text of typed) {
          expect(search('meeting', line, text)).toEqual(createSearch()('meeting', line, text));
          expect(keys(find([line], text, 9, noon))).toEqual(keys(findBest(rows, text, 9, noon)));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('looks through what was found alone where that is safe, and nowhere else', () => {
    expect([['pl', 'plan'], ['plan', 'plan b'], ['10', '10 1'], ['12', '12-3']].map(([a = '', b = '']) => narrows(wantedBy(a), wantedBy(b)))).toEqual([true, true, true, true]);
    expect([['plan', 'pl'], ['-', '-1'], ['plan b', 'b'], ['a1', '1']].map(([a = '', b = '']) => narrows(wantedBy(a), wantedBy(b)))).toEqual([false, false, false, false]);
    expect([['w', 'wk'], ['wk', 'wkr pl'], ['12', '12 3']].map(([a = '', b = '']) => typesOn(a, b))).toEqual([true, true, true]);
    expect([['wk', 'w'], ['k', 'wk'], ['-', '- 1']].map(([a = '', b = '']) => typesOn(a, b))).toEqual([false, false, false]);
  });

  it('sees what changed meanwhile', () => {
    const search = createSearch();
    const row = listed('1', noon, { topic: 'Plan' });
    const line = lineOf([row]);
    expect(keys(search('meeting', line, 'p').dated)).toEqual(['1']);
    const next = patched(line, new Set([row]), [listed('1', noon, { topic: 'Other' }), listed('2', noon, { topic: 'Plans' })]);
    expect(keys(search('meeting', next, 'pl').dated)).toEqual(['2']);
  });
});
