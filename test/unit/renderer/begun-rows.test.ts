import { QueryClient } from '@tanstack/react-query';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SessionRow } from '../../../contract/domain.ts';
import { endOf } from '../../../contract/rules/session-lists.ts';
import { askedFor, nextAsked, numbered } from '../../../renderer/bridge/asked.ts';
import { type Begun, type ReadPage, begunIn, laidOver } from '../../../renderer/bridge/begun-rows.ts';
import { hour, minute, monday, row } from './rows.ts';

const size = 3;
const now = monday;
const text = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const inOrder = (a: SessionRow, b: SessionRow) =>
  Number(isOver(a)) - Number(isOver(b)) || (a.startsAt ?? Infinity) - (b.startsAt ?? Infinity) || text(a.topic, b.topic) || text(a.key, b.key);
const isOver = (one: SessionRow) => (endOf(one) ?? Infinity) <= now;
const begun = (one: SessionRow, since = 2): Begun => ({ row: one, since, sentAt: now });
const pagesOf = (rows: readonly SessionRow[], asked = 1): ReadPage[] =>
  Array.from({ length: Math.max(1, Math.ceil(rows.length / size)) }, (_, page) => ({
    offset: page * size, items: rows.slice(page * size, (page + 1) * size), total: rows.length, asked,
  }));
const shown = (rows: readonly SessionRow[], pages: readonly ReadPage[], all: readonly Begun[]): string[] => {
  const laid = laidOver(pages, all);
  return Array.from({ length: rows.length + laid.count }, (_, index) => {
    const there = laid.at(index);
    return typeof there === 'object' ? there.key : (rows[there]?.key ?? 'nothing');
  });
};

const rowsWith = (prefix: string, least: number) =>
  fc
    .array(fc.record({ start: fc.integer({ min: least, max: 6 }), topic: fc.constantFrom('A', 'B', 'C') }), { maxLength: 10 })
    .map((all) => all.map(({ start, topic }, at) => row({ key: `${prefix}${at}`, topic, startsAt: now + start * hour, duration: hour })));

describe('what was sent, laid over what was read before', () => {
  it('stands where main is going to have it, and every row of main’s is there once', () => {
    fc.assert(
      fc.property(rowsWith('1', -4), rowsWith('new-', 0), (known, sent) => {
        const rows = known.toSorted(inOrder);
        expect(shown(rows, pagesOf(rows), sent.map((one) => begun(one)))).toEqual([...rows, ...sent].toSorted(inOrder).map(({ key }) => key));
      }),
    );
  });

  it('with pages missing, shows it only where its place is read', () => {
    fc.assert(
      fc.property(rowsWith('1', 0), rowsWith('new-', 0), fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }), (known, sent, isRead) => {
        const rows = known.toSorted(inOrder);
        const pages = pagesOf(rows).filter((_, page) => page === 0 || isRead[page - 1]);
        const laid = laidOver(pages, sent.map((one) => begun(one)));
        const right = [...rows, ...sent].toSorted(inOrder).map(({ key }) => key);
        const own = sent.filter(({ key }) => laid.indexOf(key) >= 0).map(({ key }) => key);
        const seen = shown(rows, pages, sent.map((one) => begun(one)));
        expect(seen).toEqual(right.filter((key) => !key.startsWith('new-') || own.includes(key)));
      }),
    );
  });

  it('knows of each row of main’s where it stands, and of a span which of main’s are in it', () => {
    fc.assert(
      fc.property(rowsWith('1', 0), rowsWith('new-', 0), fc.nat(20), fc.nat(20), (known, sent, a, b) => {
        const rows = known.toSorted(inOrder);
        const laid = laidOver(pagesOf(rows), sent.map((one) => begun(one)));
        const all = shown(rows, pagesOf(rows), sent.map((one) => begun(one)));
        for (const [at, { key }] of rows.entries()) expect(all[laid.placeOf(at)]).toBe(key);
        for (const { key } of sent) expect(all[laid.indexOf(key)]).toBe(key);
        const [first, last] = [Math.min(a, b), Math.max(a, b)];
        const told = laid.span(first, Math.min(last, all.length - 1));
        expect(rows.slice(told.first, told.last + 1).map(({ key }) => key)).toEqual(
          all.slice(first, last + 1).filter((key) => !key.startsWith('new-')),
        );
      }),
    );
  });

  it('is main’s to tell of in every answer to what was asked for later, whether it does or not', () => {
    const sent = [begun(row({ key: 'new-1', startsAt: now + hour }), 2)];
    const rows = [row({ key: '1', startsAt: now })];
    expect(shown(rows, pagesOf(rows, 1), sent)).toEqual(['1', 'new-1']);
    expect(shown(rows, pagesOf(rows, 3), sent)).toEqual(['1']);
    expect(begunIn(sent, 1, now, now + 2 * hour)).toHaveLength(1);
    expect(begunIn(sent, 3, now, now + 2 * hour)).toEqual([]);
  });

  it('is not shown twice while one page of a listing was read before it, and another after', () => {
    const rows = Array.from({ length: 5 }, (_, at) => row({ key: String(at), startsAt: now + at * hour }));
    const sent = [begun(row({ key: 'new-1', startsAt: now + 4 * hour - minute }), 2)];
    const count = (head: number, next: number) => {
      const [first, second] = [pagesOf(rows, head)[0], pagesOf(rows, next)[1]];
      return laidOver(first && second ? [first, second] : [], sent).count;
    };
    expect([count(1, 1), count(1, 3), count(3, 1), count(3, 3)]).toEqual([1, 0, 0, 0]);
  });

  it('that is over by then, or whose head is not read, is not shown', () => {
    const rows = [row({ key: '1', startsAt: now })];
    const past = begun(row({ key: 'new-1', startsAt: now - hour, duration: minute }));
    expect(laidOver(pagesOf(rows), [past]).count).toBe(0);
    expect(laidOver([], [begun(row({ key: 'new-1' }))]).count).toBe(0);
    expect(laidOver(pagesOf([]), [begun(row({ key: 'new-1' }))]).count).toBe(1);
  });

  it('stands in the spans of time that it touches', () => {
    const one = [begun(row({ startsAt: now, duration: hour }))];
    const count = (from: number, to: number) => begunIn(one, 1, from, to).length;
    expect([count(now - hour, now), count(now, now + 1), count(now + hour - 1, now + hour), count(now + hour, now + 2 * hour)]).toEqual([0, 1, 1, 0]);
    expect(begunIn([begun(row({ startsAt: now, duration: 0 }))], 1, now, now + 1)).toHaveLength(1);
  });
});

describe('the number of a question', () => {
  it('goes with its answer, and on to the later question whose answer is the same', async () => {
    const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
    let told = { rows: [{ key: '1' }], total: 1 };
    const query = { queryKey: ['rows'], ...numbered(async () => structuredClone(told)) };
    const fetched = async () => {
      await client.fetchQuery(query);
      return client.getQueryData<typeof told>(['rows']) ?? { rows: [], total: 0 };
    };
    const first = await fetched();
    const sent = nextAsked();
    expect(askedFor(first)).toBeLessThan(sent);
    const same = await fetched();
    expect(same).toBe(first);
    expect(askedFor(same)).toBeGreaterThan(sent);
    told = { rows: [{ key: '1' }], total: 2 };
    const other = await fetched();
    expect(other.rows).toBe(first.rows);
    expect(askedFor(other)).toBeGreaterThan(askedFor(same));
  });

  it('is that of the asking and not of the answering, and unknown is newest', async () => {
    const slow = numbered(() => new Promise<object>((resolve) => void setTimeout(() => resolve({}), 5)));
    const answer = slow.queryFn();
    const sent = nextAsked();
    expect(askedFor(await answer)).toBeLessThan(sent);
    expect(askedFor({})).toBe(Infinity);
  });
});
