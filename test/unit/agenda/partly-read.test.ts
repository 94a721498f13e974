/** A start that has not read everything answers as one that has. */
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openAgendaDatabase, type AgendaDatabase } from '../../../electron/agenda/database/agenda-database.ts';
import type { SessionRows } from '../../../electron/agenda/database/session-rows.ts';
import { createSessionStore, type SessionStore } from '../../../electron/agenda/store.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ZohoSession } from '../../../electron/zoho/types.ts';
import { fakeLog } from '../zoho/helpers.ts';
import { detailed, fakeSessions, hour, listed, manualClock, noon, settled } from './fakes.ts';
import { tabOf } from './twins.ts';

const owner = 'eu 1 7';
const day = 24 * hour;
const opened: { database: AgendaDatabase; folder: string }[] = [];
afterEach(() => {
  for (const { database, folder } of opened.splice(0)) {
    database.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

function kept(rows: readonly ZohoSession[]): SessionRows {
  const folder = mkdtempSync(join(tmpdir(), 'parley-partly-'));
  const database = openAgendaDatabase({ folder, now: noon, log: fakeLog() });
  opened.push({ database, folder });
  database.sessions.save(owner, {
    put: rows.map((session) => ({ session, listedUpcoming: Number(session.key) % 2 === 0 })),
    removed: [],
    listings: [{ kind: 'meeting', listType: 'upcoming', asOf: noon }],
  });
  return database.sessions;
}

function start(rows: SessionRows, watch: (what: string) => void = () => undefined) {
  const zoho = fakeSessions();
  zoho.prepare('today', []);
  const seen = new Proxy(rows, {
    get(target, name: keyof SessionRows) {
      watch(name);
      return target[name];
    },
  });
  const keep = { rows: seen, isLasting: () => true, onFailure: () => undefined };
  const store = createSessionStore({ sessions: zoho.api, keep, clock: manualClock(), log: fakeLog() });
  store.open(owner, ['meeting', 'webinar']);
  return { store, zoho };
}

const some = Array.from({ length: 60 }, (_, n) =>
  listed(String(100 + n), n % 17 === 0 ? null : noon + (n - 30) * 7 * hour, {
    kind: n % 5 === 0 ? 'webinar' : 'meeting', duration: [hour, null, 0, 3 * day][n % 4] ?? null, topic: `Topic ${n % 7}`,
  }),
);

type Step = (store: SessionStore, zoho: ReturnType<typeof fakeSessions>) => unknown;
const kinds = fc.constantFrom('meeting' as const, 'webinar' as const);
const spans = fc.tuple(fc.integer({ min: -400, max: 400 }), fc.integer({ min: 0, max: 200 }));
const keysThere = fc.nat(62).map((n) => String(100 + n));
const change = { topic: 'Moved', agenda: null, startsAt: noon + 2 * hour, duration: hour, timeZone: null, participants: null };
const steps: fc.Arbitrary<Step> = fc.oneof(
  spans.map(([from, length]): Step => (store) => store.between({ from: noon + from * hour, to: noon + (from + length) * hour }).items),
  fc.tuple(kinds, fc.constantFrom('upcoming' as const, 'past' as const, 'all' as const), fc.constantFrom('', 'topic 3'), fc.nat(20), fc.integer({ min: 1, max: 30 })).map(
    ([kind, listType, search, offset, limit]): Step => (store) => {
      const { items, total } = store.list({ kind, listType, search, offset, limit });
      return { items, total };
    },
  ),
  keysThere.map((key): Step => (store) => store.links('meeting', key)),
  fc.constant<Step>((store) => store.find({ search: 'topic', limit: 5 })),
  fc.constant<Step>((store) => [...store.knownKeys()].toSorted()),
  keysThere.map((key): Step => (store) => store.pending.save('meeting', key, change) && null),
  keysThere.map((key): Step => (store) => store.pending.hide('meeting', [key])),
  keysThere.map((key): Step => (store) => store.pending.removed('meeting', key)),
  keysThere.map((key): Step => (store, zoho) => {
    zoho.details.set(key, { ok: true, value: detailed(key, noon + 5 * hour) });
    return store.get('meeting', key, true);
  }),
  fc.tuple(fc.array(keysThere, { maxLength: 4 }), fc.boolean()).map(([keys, complete]): Step => async (store, zoho) => {
    zoho.prepare('upcoming', keys.map((key) => listed(key, noon + 3 * hour)), { complete });
    return store.refresh('meeting', 'upcoming');
  }),
);

describe('a start', () => {
  it('that has not read everything answers as one that has', { timeout: 60_000 }, async () => {
    const rows = kept(some);
    // Nothing is written, so that each begins with the same.
    const frozen: SessionRows = { ...rows, save: () => undefined };
    await fc.assert(
      fc.asyncProperty(fc.array(steps, { minLength: 1, maxLength: 8 }), async (all) => {
        const [partly, whole] = [start(frozen), start(frozen)];
        whole.store.find({ search: 'a', limit: 1 });
        for (const step of all) {
          const answers = [await step(partly.store, partly.zoho), await step(whole.store, whole.zoho)];
          await settled();
          expect(answers[0]).toEqual(answers[1]);
        }
        expect([...partly.store.knownKeys()].toSorted()).toEqual([...whole.store.knownKeys()].toSorted());
        for (const { store } of [partly, whole]) store.open(null);
      }),
      { numRuns: 200 },
    );
  });

  it('shows what is on and what is next without reading the rest', () => {
    const rows = kept(some);
    const asked: string[] = [];
    const { store } = start(rows, (what) => asked.push(what));
    const { items } = store.between({ from: noon, to: noon + day });
    expect(items.length).toBeGreaterThan(0);
    const page = store.list({ kind: 'meeting', listType: 'upcoming', search: '', offset: 0, limit: 5 });
    const all = tabOf(some.filter(({ kind }) => kind === 'meeting'), 'upcoming', '', noon, ({ key }) => Number(key) % 2 === 0);
    expect([page.items.map(({ key }) => key), page.total]).toEqual([all.slice(0, 5).map(({ key }) => key), all.length]);
    expect(asked).not.toContain('slice');
    expect(asked).not.toContain('load');
    expect(store.knownKeys().size).toBe(some.length);
    store.open(null);
  });

  it('counts what is ahead as it is known, also where the disk does not know it yet', () => {
    const rows = kept(some);
    const { store } = start({ ...rows, save: () => undefined });
    const view = () => store.list({ kind: 'meeting', listType: 'upcoming', search: '', offset: 0, limit: 1 });
    const { total } = view();
    const [far] = store.between({ from: noon + 150 * hour, to: noon + 170 * hour }).items;
    store.pending.removed('meeting', far?.key ?? '');
    expect(view().total).toBe(total - 1);
    store.open(null);
  });

  it('reads the rest a little at a time, and is not held up by it', async () => {
    const rows = kept(Array.from({ length: 600 }, (_, n) => listed(String(1_000 + n), noon - n * hour)));
    const slices: number[] = [];
    const told: SessionRows = { ...rows, slice: (...input) => {
      const found = rows.slice(...input);
      slices.push(found.sessions.length);
      return found;
    } };
    const { store } = start(told);
    await vi.waitFor(() => expect(slices).toEqual([250, 250, 100]), 5_000);
    expect(store.knownKeys().size).toBe(600);
    expect(slices).toHaveLength(3);
    store.open(null);
  });

  it('reads what a listing names by its key, and the rest a little at a time', async () => {
    const all = Array.from({ length: 600 }, (_, n) => listed(String(1_000 + n), noon + n * hour));
    const rows = kept(all);
    const [named, slices]: [number[], number[]] = [[], []];
    const { store, zoho } = start({
      ...rows,
      named(...input) {
        named.push(input[2].length);
        return rows.named(...input);
      },
      slice(...input) {
        const found = rows.slice(...input);
        slices.push(found.sessions.length);
        return found;
      },
    });
    zoho.prepare('upcoming', all.slice(0, 300));
    await store.refresh('meeting', 'upcoming');
    expect(named).toEqual([300]);
    // What is in memory is not read again.
    expect(slices).toEqual([0, 200, 100]);
    expect(store.knownKeys().size).toBe(300);
    store.open(null);
  });

  it('takes nothing for gone because it was not read yet', async () => {
    const rows = kept(some);
    const saved: string[] = [];
    const { store, zoho } = start({ ...rows, save: (_owner, { removed }) => void saved.push(...removed.map(({ key }) => key)) });
    zoho.prepare('upcoming', [listed('131', noon + 5 * hour)]);
    await store.refresh('meeting', 'upcoming');
    await settled();
    store.flush();
    // Those of the past stay; those ahead that Zoho no longer names go.
    const ahead = some.filter(({ kind, startsAt, key }) => kind === 'meeting' && startsAt !== null && startsAt > noon && key !== '131');
    expect(saved.toSorted()).toEqual(ahead.map(({ key }) => key).toSorted());
    store.open(null);
  });

  it('of another account stops reading', async () => {
    const rows = kept(Array.from({ length: 600 }, (_, n) => listed(String(1_000 + n), noon - n * hour)));
    let slices = 0;
    const { store } = start({ ...rows, slice: (...input) => {
      slices += 1;
      return rows.slice(...input);
    } });
    store.open(null);
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect([slices, store.knownKeys().size]).toEqual([0, 0]);
  });

  it('goes on when the rest cannot be read', async () => {
    const rows = kept(some);
    const { store, zoho } = start({ ...rows, slice: () => {
      throw new Error('damaged');
    } });
    expect(store.knownKeys().size).toBe(0);
    zoho.prepare('upcoming', [listed('1', noon + hour)]);
    expect(await store.refresh('meeting', 'upcoming')).toEqual({ ok: true, value: undefined });
    expect([...store.knownKeys()]).toEqual(['1']);
    store.open(null);
  });
});

