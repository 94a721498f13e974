import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fail, ok } from '../../../contract/result.ts';
import { readPages, type Page, type PagingMode } from '../../../electron/zoho/paging.ts';
import { outcome, valueOf } from './helpers.ts';

interface Server {
  rows: string[];
  mode: PagingMode;
  cap: number;
  count: 'total' | 'page' | 'absent' | number;
  /** What happens beyond the end: an empty page, an error, or the last page again. */
  beyond: 'empty' | 'error' | 'last';
  requests: number[];
  /** Changes the rows after so many requests. */
  change?: { after: number; to: string[] };
}

const pageOf = (rows: readonly string[], more: Partial<Page<string>> = {}): Page<string> => ({
  rows: () => rows, size: rows.length, total: null, ...more,
});

const topics = (count: number) => Array.from({ length: count }, (_, index) => `row ${index + 1}`);

function server(rows: string[], more: Partial<Server> = {}): Server {
  return { rows, mode: 'record', cap: 100, count: 'total', beyond: 'empty', requests: [], ...more };
}

function answer(at: Server, index: number): Page<string> | undefined {
  at.requests.push(index);
  if (at.change && at.requests.length > at.change.after) at.rows = at.change.to;
  const size = Math.min(at.cap, 100);
  const start = at.mode === 'record' ? index - 1 : (index - 1) * size;
  let rows = at.rows.slice(start, start + size);
  if (rows.length === 0 && index > 1) {
    if (at.beyond === 'error') return undefined;
    if (at.beyond === 'last') rows = at.rows.slice(-(at.rows.length % size || size));
  }
  const total = at.count === 'total' ? at.rows.length : at.count === 'page' ? rows.length : at.count;
  return pageOf(rows, { total: total === 'absent' ? null : total });
}

async function read(at: Server, mode: PagingMode | null = null) {
  const heard: [number, number | null][] = [];
  const result = await readPages({
    fetchPage: async (index) => {
      const page = answer(at, index);
      return page ? ok(page) : fail<Page<string>>('rejected', 'no such index');
    },
    identityOf: (row) => row,
    mode,
    onPage: (loaded, expected) => heard.push([loaded, expected]),
  });
  return { ...valueOf(result), heard };
}

describe('every row, once', () => {
  const all = topics(2500);
  const caps = [20, 100];
  const modes = ['record', 'page'] as const;
  const counts = ['total', 'page', 'absent'] as const;
  const cases = modes.flatMap((mode) => caps.flatMap((cap) => counts.map((count) => ({ mode, cap, count }))));

  it.each(cases)('2,500 rows with %j', async (shape) => {
    const at = server(all, shape);
    const first = await read(at);
    expect(first.rows).toEqual(all);
    expect(first).toMatchObject({ complete: true, mode: shape.mode });
    const requests = at.requests.length;
    // With what was learnt about the server, the next reading needs the pages and at most two more.
    const again = await read(at, first.mode);
    expect(again.rows).toEqual(all);
    expect(at.requests.length - requests).toBeLessThanOrEqual(all.length / shape.cap + 2);
  });

  it('any number of rows, any server', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 130 }),
        fc.record({
          mode: fc.constantFrom(...modes),
          cap: fc.constantFrom(5, 10, 20, 25, 50, 100),
          count: fc.constantFrom(...counts),
          beyond: fc.constantFrom('empty', 'error'),
        }),
        fc.constantFrom(null, ...modes),
        async (size, shape, remembered) => {
          // A server that refuses an index is only forgiven while it is not known how it counts.
          fc.pre(shape.beyond === 'empty' || remembered === null);
          const at = server(topics(size), shape);
          const { rows, complete } = await read(at, remembered);
          expect(rows).toEqual(at.rows);
          expect(complete).toBe(true);
        },
      ),
      { numRuns: 400 },
    );
  });

  it.each([20, 100])('100,000 rows in pages of %i', async (cap) => {
    const at = server(topics(100_000), { cap, count: 'absent' });
    const { rows, complete } = await read(at, 'record');
    expect([rows.length, complete]).toEqual([100_000, true]);
    expect(at.requests.length).toBeLessThanOrEqual(100_000 / cap + 2);
  });

  it('asks for the next record first, as the documented meaning has it', async () => {
    const at = server(topics(45), { cap: 20 });
    await read(at);
    expect(at.requests).toEqual([1, 21, 41]);
  });

  it('asks for page numbers when the next record brings nothing', async () => {
    const at = server(topics(45), { cap: 20, mode: 'page' });
    expect((await read(at)).mode).toBe('page');
    expect(at.requests).toEqual([1, 21, 2, 3]);
  });

  it('needs one request for a short listing', async () => {
    const at = server(topics(7));
    expect(await read(at)).toMatchObject({ complete: true, mode: null });
    expect(at.requests).toEqual([1]);
    expect(await read(server([]))).toMatchObject({ rows: [], complete: true });
    expect(await read(server([], { count: 'absent' }))).toMatchObject({ rows: [], complete: true });
  });

  it('tells how far it is', async () => {
    const { heard } = await read(server(topics(45), { cap: 20 }));
    expect(heard).toEqual([[20, 45], [40, 45], [45, 45]]);
  });
});

describe('a server that contradicts itself', () => {
  it('is not complete when the count promises more', async () => {
    const at = server(topics(30), { cap: 20, count: 99 });
    const { rows, complete } = await read(at);
    expect(rows).toEqual(at.rows);
    expect(complete).toBe(false);
    expect(await read(server([], { count: 5 }))).toMatchObject({ rows: [], complete: false });
  });

  it('comes to an end when every index gives the same page', async () => {
    for (const count of ['absent', 150] as const) {
      const same = server(topics(100), { count });
      const requests: number[] = [];
      const result = await readPages({
        fetchPage: async (index) => {
          requests.push(index);
          return ok(pageOf(same.rows, { total: count === 'absent' ? null : count }));
        },
        identityOf: (row) => row,
        mode: null,
        onPage: () => undefined,
      });
      expect(valueOf(result)).toMatchObject({ complete: false, rows: same.rows });
      expect(requests.length).toBeLessThan(5);
    }
  });

  it('comes to an end when there is always another page', async () => {
    let made = 0;
    const result = await readPages({
      fetchPage: async () => ok(pageOf([`row ${made++}`, `row ${made++}`])),
      identityOf: (row) => row,
      mode: null,
      onPage: () => undefined,
    });
    expect(outcome(result)).toBe('bad-answer');
    expect(made).toBeLessThan(3000);
  });

  it('comes to an end when there is always another page of many rows', async () => {
    let made = 0;
    const result = await readPages({
      fetchPage: async () => ok(pageOf(Array.from({ length: 100 }, () => `row ${made++}`))),
      identityOf: (row) => row,
      mode: null,
      onPage: () => undefined,
    });
    expect(outcome(result)).toBe('bad-answer');
    expect(made).toBeLessThan(130_000);
  });

  it('is not taken for one that counts pages because one page was spoiled', async () => {
    for (const cap of [2, 3, 20]) {
      const at = server(topics(3 * cap), { cap });
      let pages = 0;
      const fetchPage = async (index: number) => {
        const page = answer(at, index);
        if (++pages === 2) return ok(pageOf([], { size: 1 }));
        return page ? ok(page) : fail<Page<string>>('rejected', 'no such index');
      };
      const read = valueOf(await readPages({ fetchPage, identityOf: (row) => row, mode: null, onPage: () => undefined }));
      expect(read.mode).not.toBe('page');
      expect(read.complete && read.rows.length < at.rows.length).toBe(false);
    }
  });

  it('comes to an end before the memory does', async () => {
    for (const page of [{ size: 20_000, characters: 10 }, { size: 1, characters: 3e7 }]) {
      let asked = 0;
      const result = await readPages({
        fetchPage: async () => ok(pageOf([`row ${asked++}`], page)),
        identityOf: (row) => row,
        mode: null,
        onPage: () => undefined,
      });
      expect(outcome(result)).toBe('bad-answer');
      expect(asked).toBeLessThan(10);
    }
  });

  it('repeats the last page beyond the end', async () => {
    for (const mode of ['record', 'page'] as const) {
      const at = server(topics(45), { mode, cap: 20, beyond: 'last' });
      expect((await read(at)).rows).toEqual(at.rows);
      const uncounted = server(topics(45), { mode, cap: 20, beyond: 'last', count: 'absent' });
      expect((await read(uncounted)).rows).toEqual(uncounted.rows);
    }
  });

  it('counts in another way than remembered', async () => {
    for (const mode of ['record', 'page'] as const) {
      const at = server(topics(250), { mode, cap: 20 });
      const result = await read(at, mode === 'record' ? 'page' : 'record');
      expect(result.rows).toEqual(at.rows);
      expect(result).toMatchObject({ complete: true, mode });
    }
  });
});

describe('pages that are asked for ahead', () => {
  it.each(['record', 'page'] as const)('are four at most, and none beyond the end (%s)', async (mode) => {
    const at = server(topics(1_000), { mode });
    let [waiting, most] = [0, 0];
    const result = await readPages({
      async fetchPage(index) {
        const page = answer(at, index);
        most = Math.max(most, ++waiting);
        await new Promise((resolve) => setImmediate(resolve));
        waiting--;
        return page ? ok(page) : fail<Page<string>>('rejected', 'no such index');
      },
      identityOf: (row) => row,
      mode,
      onPage: () => undefined,
    });
    expect(valueOf(result).rows).toEqual(at.rows);
    expect([most, at.requests.length]).toEqual([4, 10]);
  });

  it.each([
    ['all at once where the way of counting is known', 'record', 2],
    ['all at once where the way of counting is known', 'page', 2],
    ['once two pages have shown how it counts', null, 4],
  ] as const)('come %s (%s)', async (_when, mode, trips) => {
    const at = server(topics(500), { mode: mode ?? 'record' });
    // A trip ends when nothing more is asked for.
    let [trip, asked] = [0, new Set<() => void>()];
    const settle = () => {
      trip += 1;
      for (const answered of asked) answered();
      asked = new Set();
    };
    const result = await readPages({
      async fetchPage(index) {
        if (asked.size === 0) setTimeout(settle, 5);
        await new Promise<void>((resolve) => void asked.add(resolve));
        const page = answer(at, index);
        return page ? ok(page) : fail<Page<string>>('rejected', 'no such index');
      },
      identityOf: (row) => row,
      mode,
      onPage: () => undefined,
    });
    expect(valueOf(result).rows).toEqual(at.rows);
    expect([trip, at.requests.length]).toEqual([trips, 5]);
  });

  it('are given up when pages are not of one length', async () => {
    const all = topics(1_000);
    const requests: number[] = [];
    const result = await readPages({
      fetchPage: async (index) => {
        requests.push(index);
        // As of a server that leaves out what it hides only after it has counted a page.
        const size = index % 3 === 0 ? 17 : 20;
        const rows = all.slice(index - 1, index - 1 + size);
        return ok(pageOf(rows, { total: all.length }));
      },
      identityOf: (row) => row,
      mode: 'record',
      onPage: () => undefined,
    });
    expect(valueOf(result)).toMatchObject({ rows: all, complete: true });
    expect(requests.length - new Set(requests).size).toBeLessThanOrEqual(2);
    expect(requests.length).toBeLessThanOrEqual(all.length / 17 + 4);
  });

  it('may break off unnoticed once nobody waits for them', async () => {
    const all = topics(200);
    const result = await readPages({
      async fetchPage(index) {
        if (index === 81) throw new Error('broken off');
        return index === 61 ? fail('offline', '') : ok(pageOf(all.slice(index - 1, index + 19), { total: all.length }));
      },
      identityOf: (row) => row,
      mode: 'record',
      onPage: () => undefined,
    });
    expect(outcome(result)).toBe('offline');
  });
});

describe('a listing that moves while it is read', () => {
  const before = topics(45);

  it('finds the row that slipped into the page before', async () => {
    const after = before.filter((row) => row !== 'row 5');
    const at = server(before, { cap: 20, change: { after: 1, to: after } });
    const { rows, complete } = await read(at);
    expect(rows).toEqual(after);
    expect(complete).toBe(true);
  });

  it('finds the row that was added before the page being read', async () => {
    const after = ['new', ...before];
    for (const count of ['total', 'absent'] as const) {
      const at = server(before, { cap: 20, count, change: { after: 1, to: after } });
      const { rows, complete } = await read(at);
      expect(rows).toEqual(after);
      expect(complete).toBe(true);
    }
  });

  it('keeps everything and claims nothing when it never holds still', async () => {
    const at = server(before, { cap: 20 });
    let turn = 0;
    const result = await readPages({
      fetchPage: async (index) => {
        at.rows = [`new ${turn++}`, ...at.rows];
        const page = answer(at, index);
        return page ? ok(page) : fail<Page<string>>('rejected', '');
      },
      identityOf: (row) => row,
      mode: null,
      onPage: () => undefined,
    });
    const { rows, complete } = valueOf(result);
    expect(complete).toBe(false);
    expect(rows).toEqual(expect.arrayContaining(before));
    expect(new Set(rows).size).toBe(rows.length);
  });

  it('believes two readings that agree, as with rows that are listed twice', async () => {
    const twice = [...topics(30), 'row 3', 'row 4', ...topics(40).slice(30)];
    const { rows, complete } = await read(server(twice, { cap: 20 }));
    expect(rows).toEqual(topics(40));
    expect(complete).toBe(true);
  });
});

describe('failures', () => {
  it('ends with the error of any page', async () => {
    // Page 3 is asked for only after the other way of counting brought nothing.
    for (const [failing, mode] of [[1, 'record'], [21, 'record'], [3, 'page']] as const) {
      const at = server(topics(45), { cap: 20, mode });
      const result = await readPages({
        fetchPage: async (index) => {
          const page = answer(at, index);
          return index === failing || !page ? fail('offline', '') : ok(page);
        },
        identityOf: (row) => row,
        mode: null,
        onPage: () => undefined,
      });
      expect(outcome(result)).toBe('offline');
    }
  });

  it('forgives a refused index only while the way of counting is unknown', async () => {
    const refusing = server(topics(45), { cap: 20, mode: 'page', beyond: 'error' });
    expect((await read(refusing)).rows).toEqual(refusing.rows);
    const known = readPages({
      fetchPage: async (index) => (index === 1 ? ok(pageOf(topics(20), { total: 45 })) : fail('rejected', '')),
      identityOf: (row) => row,
      mode: 'record',
      onPage: () => undefined,
    });
    expect(outcome(await known)).toBe('rejected');
  });

  it('is not complete when a row could not be read', async () => {
    const result = await readPages({
      fetchPage: async () => ok(pageOf(topics(6), { size: 7, total: 7 })),
      identityOf: (row) => row,
      mode: null,
      onPage: () => undefined,
    });
    expect(valueOf(result)).toMatchObject({ complete: false, rows: topics(6) });
  });
});
