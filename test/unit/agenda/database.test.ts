import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openAgendaDatabase, type AgendaDatabase } from '../../../electron/agenda/database/agenda-database.ts';
import { createSessionStore } from '../../../electron/agenda/store.ts';
import { fakeLog } from '../zoho/helpers.ts';
import { detailed, fakeSessions, hour, listed, manualClock, noon, settled } from './fakes.ts';

const owner = 'eu 100 7';
const other = 'com 200 8';
let folder: string;
let opened: AgendaDatabase[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-database-'));
  opened = [];
});
afterEach(() => {
  for (const database of opened) database.close();
  rmSync(folder, { recursive: true, force: true });
});

const at = (name: string) => join(folder, name);
function open() {
  const log = fakeLog();
  const database = openAgendaDatabase({ folder, now: noon, log });
  opened.push(database);
  return Object.assign(database, { log });
}
const kept = (...sessions: ReturnType<typeof listed>[]) => ({
  put: sessions.map((session) => ({ session, listedUpcoming: true })),
  removed: [],
  listings: [],
});
const keysIn = (database: AgendaDatabase, whose = owner) => database.sessions.load(whose).sessions.map(({ session }) => session.key);
/** Every byte that Parley wrote, the write-ahead logs included. */
const bytes = () => readdirSync(folder).map((name) => readFileSync(at(name), 'latin1')).join('');
const change = (id: string, whose = owner) => ({ id, owner: whose, body: { topic: `Topic of ${id}`, n: 1 } });

describe('the agenda on disk', () => {
  it('gives back what was kept, each account its own, and not the start link', () => {
    const first = open();
    const session = detailed('91', noon, { instanceIds: ['a', 'b'], registered: 3 });
    first.sessions.save(owner, {
      ...kept(session, listed('92', null, { kind: 'webinar' })),
      listings: [{ kind: 'meeting', listType: 'upcoming', asOf: noon }],
    });
    first.sessions.save(other, kept(listed('91', noon, { topic: 'Another account' })));
    expect(bytes()).not.toContain('meeting-start');
    first.close();
    const { sessions, listings } = open().sessions.load(owner);
    expect(sessions).toEqual([
      { session: { ...session, startLink: null }, listedUpcoming: true },
      { session: listed('92', null, { kind: 'webinar' }), listedUpcoming: true },
    ]);
    expect(listings).toEqual([{ kind: 'meeting', listType: 'upcoming', asOf: noon }]);
  });

  it('changes and removes', () => {
    const { sessions } = open();
    sessions.save(owner, kept(listed('1', noon), listed('2', noon)));
    sessions.save(owner, { ...kept(listed('1', noon, { topic: 'Later' })), removed: [{ kind: 'meeting', key: '2' }] });
    expect(sessions.load(owner).sessions.map(({ session }) => session.topic)).toEqual(['Later']);
  });

  it('is for this person alone', () => {
    open().sessions.save(owner, kept(listed('1', noon)));
    for (const name of readdirSync(folder)) expect([name, statSync(at(name)).mode & 0o777]).toEqual([name, 0o600]);
  });

  it('forgets an account without a trace, and no other', () => {
    const { sessions, outbox } = open();
    sessions.save(owner, kept(listed('1', noon, { topic: 'Nobody else’s business' })));
    sessions.save(other, kept(listed('2', noon, { topic: 'Stays' })));
    outbox.put({ ...change('c1'), body: { topic: 'A secret plan' } });
    expect(bytes()).toMatch(/Nobody else.*/);
    sessions.forget(owner);
    outbox.forget(owner);
    expect(sessions.load(owner).sessions).toEqual([]);
    expect(sessions.load(other).sessions).toHaveLength(1);
    expect(bytes()).not.toContain('Nobody else');
    expect(bytes()).not.toContain('A secret plan');
    expect(bytes()).toContain('Stays');
  });

  it('leaves out a row that it cannot understand', () => {
    const database = open();
    database.sessions.save(owner, kept(listed('1', noon), listed('2', noon)));
    database.close();
    const raw = new DatabaseSync(at('agenda.db'));
    raw.prepare("UPDATE sessions SET body = '{\"topic\":7}' WHERE key = '1'").run();
    raw.close();
    expect(keysIn(open())).toEqual(['2']);
  });

  it('takes 20,000 past meetings in and out again in a moment', () => {
    const database = open();
    const many = Array.from({ length: 20_000 }, (_, n) => listed(String(1_000 + n), noon - n * hour));
    database.sessions.save(owner, kept(...many));
    const began = performance.now();
    expect(database.sessions.load(owner).sessions).toHaveLength(20_000);
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});

describe('versions', () => {
  it('takes over the file of version 1', () => {
    copyFileSync(join(import.meta.dirname, 'fixtures', 'agenda-v1.db'), at('agenda.db'));
    const database = open();
    expect(database.notices).toEqual([]);
    expect(database.sessions.load(owner).sessions.map(({ session }) => session.topic)).toEqual([
      'Kept by version 1', 'A webinar kept by version 1',
    ]);
    database.sessions.save(owner, { ...kept(), listings: [{ kind: 'webinar', listType: 'past', asOf: noon }] });
    expect(database.sessions.load(owner).listings).toHaveLength(1);
  });

  it('takes over the file of version 3, and finds in it what touches a time', () => {
    copyFileSync(join(import.meta.dirname, 'fixtures', 'agenda-v3.db'), at('agenda.db'));
    const { sessions, notices } = open();
    expect(notices).toEqual([]);
    const keys = (rows: readonly { session: { key: string } }[]) => rows.map(({ session }) => session.key).toSorted();
    // Two rows are not to be understood.
    expect(keys(sessions.load(owner).sessions)).toEqual(['91', '92', '93', '94', '95']);
    expect(sessions.load(owner).sessions[0]?.session.topic).toBe('Kept by version 3');
    expect(keys(sessions.between(owner, 'meeting', noon + 1, noon + 2))).toEqual(['91', '92']);
    expect(keys(sessions.between(owner, 'meeting', noon + 48.5 * hour, noon + 50 * hour))).toEqual(['93']);
    expect(keys(sessions.undated(owner, 'meeting'))).toEqual(['94']);
    expect([sessions.startOfNext(owner, 'meeting', noon - hour, 2), sessions.countFrom(owner, 'meeting', noon + 1)]).toEqual([noon + 48 * hour, 1]);
    expect(keys(sessions.between(other, 'meeting', noon, noon + 1))).toEqual(['91']);
  });

  it('reads in slices, past what is not to be understood', () => {
    copyFileSync(join(import.meta.dirname, 'fixtures', 'agenda-v3.db'), at('agenda.db'));
    const { sessions } = open();
    const found: string[] = [];
    for (let from: number | null = 0; from !== null; ) {
      const slice: ReturnType<typeof sessions.slice> = sessions.slice(owner, from, 2);
      found.push(...slice.sessions.map(({ session }) => session.key));
      from = slice.next;
    }
    expect(found).toEqual(['91', '92', '93', '94', '95']);
  });

  it.each(['agenda.db', 'outbox.db'])('leaves a newer %s as it is, says so, and keeps nothing', (name) => {
    open().close();
    const raw = new DatabaseSync(at(name));
    raw.exec('PRAGMA user_version = 99');
    raw.close();
    const before = readFileSync(at(name));
    const database = open();
    expect(database.notices).toEqual([{ id: 'agenda-newer', detail: null }]);
    database.sessions.save(owner, kept(listed('1', noon)));
    database.outbox.put(change('c1'));
    expect(keysIn(database)).toEqual(['1']);
    expect(database.outbox.all()).toHaveLength(1);
    database.close();
    expect(readFileSync(at(name)).equals(before)).toBe(true);
  });
});

describe('damage', () => {
  const asideOf = (name: string) => readdirSync(folder).filter((file) => file.startsWith(`${name}.damaged-`) && !/-(wal|shm)$/.test(file));
  const fill = () => {
    const database = open();
    database.sessions.save(owner, kept(...Array.from({ length: 200 }, (_, n) => listed(String(n), noon))));
    database.outbox.transaction(() => {
      for (let n = 0; n < 60; n += 1) database.outbox.put({ ...change(`c${n}`), body: { topic: 'x'.repeat(500), n } });
    });
    database.close();
  };
  const overwrite = (name: string, from: number, length: number) => {
    const content = readFileSync(at(name));
    content.fill(0x5a, from, Math.min(from + length, content.length));
    writeFileSync(at(name), content);
  };

  it.each([
    ['the header', 0, 100],
    ['a page in the middle', 4_096 * 3, 4_096],
    ['everything', 0, 1e9],
  ])('of the agenda in %s: set aside, begun anew, the outbox untouched', (_where, from, length) => {
    fill();
    overwrite('agenda.db', from, length);
    const database = open();
    const [aside] = asideOf('agenda.db');
    expect(database.notices).toEqual([{ id: 'agenda-set-aside', detail: at(aside ?? '') }]);
    expect(database.outbox.all()).toHaveLength(60);
    database.sessions.save(owner, kept(listed('1', noon)));
    expect(keysIn(database)).toEqual(['1']);
    database.close();
    expect(open().notices).toEqual([]);
  });

  it('that leaves half a file', () => {
    fill();
    truncateSync(at('agenda.db'), 6_000);
    expect(open().notices).toMatchObject([{ id: 'agenda-set-aside' }]);
  });

  it('of the outbox in its header: every change is taken over, in order', () => {
    fill();
    overwrite('outbox.db', 0, 100);
    const database = open();
    expect(database.notices).toMatchObject([{ id: 'agenda-set-aside' }]);
    expect(database.outbox.all().map(({ id }) => id)).toEqual(Array.from({ length: 60 }, (_, n) => `c${n}`));
    expect(asideOf('outbox.db')).toHaveLength(1);
  });

  it('of one page of the outbox: the changes on the others are taken over', () => {
    fill();
    const place = readFileSync(at('outbox.db')).indexOf('"n":30}');
    overwrite('outbox.db', place - (place % 4_096), 4_096);
    const saved = open().outbox.all().map(({ id }) => id);
    expect(saved).not.toContain('c30');
    expect(saved).toEqual(expect.arrayContaining([...Array.from({ length: 20 }, (_, n) => `c${n}`), ...Array.from({ length: 20 }, (_, n) => `c${n + 40}`)]));
  });

  it.each([
    ['an empty file', (path: string) => truncateSync(path, 0)],
    ['a folder', (path: string) => [rmSync(path), mkdirSync(path)]],
  ])('that leaves %s in the place of both: told, and begun anew', (_what, ruin) => {
    fill();
    ruin(at('agenda.db'));
    ruin(at('outbox.db'));
    const database = open();
    expect(database.notices).toMatchObject([{ id: 'agenda-set-aside' }]);
    expect([asideOf('agenda.db').length, asideOf('outbox.db').length]).toEqual([1, 1]);
    database.outbox.put(change('new'));
    database.close();
    const again = open();
    expect(again.notices).toEqual([]);
    expect(again.outbox.all().map(({ id }) => id)).toEqual(['new']);
  });

  it('that empties the outbox while its changes stand in the log: they are taken over', () => {
    const running = open();
    for (const id of ['a', 'b', 'c']) running.outbox.put(change(id));
    // As after a crash: nothing was moved from the log to the file yet.
    const log = readFileSync(at('outbox.db-wal'));
    running.close();
    writeFileSync(at('outbox.db'), '');
    writeFileSync(at('outbox.db-wal'), log);
    const database = open();
    expect(database.notices).toMatchObject([{ id: 'agenda-set-aside' }]);
    expect(database.outbox.all().map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });

  it('by other software’s tables', () => {
    const raw = new DatabaseSync(at('agenda.db'));
    raw.exec('CREATE TABLE sessions (something TEXT); PRAGMA user_version = 2');
    raw.close();
    const database = open();
    expect(database.notices).toMatchObject([{ id: 'agenda-set-aside' }]);
    database.sessions.save(owner, kept(listed('1', noon)));
    expect(keysIn(database)).toEqual(['1']);
  });
});

describe('a disk that refuses', () => {
  it('when there is no place at all, everything goes on in memory, and is said', () => {
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'a file where the folder should be');
    const database = open();
    expect(database.notices).toEqual([{ id: 'agenda-not-kept', detail: null }]);
    database.sessions.save(owner, kept(listed('1', noon)));
    expect(keysIn(database)).toEqual(['1']);
  });

  /** As a full disk: SQLite may not make the file any longer. */
  const fillUp = (database: AgendaDatabase) => {
    const rows = database.sessions;
    let full = true;
    return {
      rows: {
        ...rows,
        save: (whose: string, changes: Parameters<typeof rows.save>[1]) => {
          if (full) throw Object.assign(new Error('database or disk is full'), { errcode: 13 });
          rows.save(whose, changes);
        },
      },
      makeRoom: () => {
        full = false;
      },
    };
  };

  it('when it is full, the list goes on, it is said once, and kept when there is room again', async () => {
    const zoho = fakeSessions();
    zoho.prepare('today', []);
    zoho.prepare('upcoming', [listed('1', noon + hour)]);
    const database = open();
    const { rows, makeRoom } = fillUp(database);
    let told = 0;
    const keep = { rows, isLasting: () => true, onFailure: () => void (told += 1) };
    const store = createSessionStore({ sessions: zoho.api, keep, clock: manualClock(), log: fakeLog() });
    store.open(owner);
    await store.refresh('meeting', 'upcoming');
    await settled();
    expect(store.list({ kind: 'meeting', listType: 'upcoming', search: '', offset: 0, limit: 9 }).total).toBe(1);
    zoho.prepare('upcoming', [listed('1', noon + hour), listed('2', noon + hour)]);
    await store.refresh('meeting', 'upcoming');
    await settled();
    expect([told, keysIn(database)]).toEqual([1, []]);
    makeRoom();
    store.flush();
    expect(keysIn(database)).toEqual(['1', '2']);
  });
});

describe('the next start', () => {
  const build = (database: AgendaDatabase) => {
    const zoho = fakeSessions();
    zoho.prepare('today', []);
    const keep = { rows: database.sessions, isLasting: (whose: string) => whose === owner, onFailure: () => undefined };
    const clock = manualClock();
    const store = createSessionStore({ sessions: zoho.api, keep, clock, log: fakeLog() });
    const view = () => store.list({ kind: 'meeting', listType: 'upcoming', search: '', offset: 0, limit: 9 });
    return { zoho, store, view, clock };
  };
  const upcoming = [listed('1', noon + hour, { canJoin: true, joinLink: 'https://meet.zoho.eu/1' }), listed('2', noon + 2 * hour)];

  it('shows what was known before anything is asked, and how old it is', async () => {
    const first = build(open());
    first.store.open(owner);
    first.zoho.prepare('upcoming', upcoming);
    await first.store.refresh('meeting', 'upcoming');
    await settled();
    const second = build(open());
    second.store.open(owner);
    const page = second.view();
    expect(page.items.map(({ key }) => key)).toEqual(['1', '2']);
    expect(page.status.asOf).toBe(noon);
    expect([...second.store.knownKeys()]).toEqual(['1', '2']);
  });

  it('is rid of what a complete listing no longer names, and keeps it after a failed or short one', async () => {
    const first = build(open());
    first.store.open(owner);
    first.zoho.prepare('upcoming', upcoming);
    await first.store.refresh('meeting', 'upcoming');
    await settled();
    const second = build(open());
    second.store.open(owner);
    second.zoho.fail('upcoming');
    await second.store.refresh('meeting', 'upcoming');
    second.zoho.prepare('upcoming', [], { complete: false });
    await second.store.refresh('meeting', 'upcoming');
    expect(second.view().total).toBe(2);
    second.zoho.prepare('upcoming', upcoming.slice(0, 1));
    await second.store.refresh('meeting', 'upcoming');
    await settled();
    const third = build(open());
    third.store.open(owner);
    expect(third.view().items.map(({ key }) => key)).toEqual(['1']);
  });

  it('has the start link again by asking', async () => {
    const first = build(open());
    first.store.open(owner);
    first.zoho.details.set('1', { ok: true, value: detailed('1', noon + hour) });
    await first.store.get('meeting', '1', true);
    await settled();
    const second = build(open());
    second.store.open(owner);
    second.zoho.details.set('1', { ok: true, value: detailed('1', noon + hour) });
    expect(await second.store.get('meeting', '1', false)).toMatchObject({ value: { canStart: true } });
    expect(second.zoho.gets).toEqual([]);
    expect(await second.store.resolveStartLink('meeting', '1')).toMatchObject({ ok: true });
    expect(second.zoho.gets).toEqual(['meeting 1']);
  });

  it('knows nothing of another account, nor of one that does not last', async () => {
    const first = build(open());
    first.store.open('sandbox com 1 1');
    first.zoho.prepare('upcoming', upcoming);
    await first.store.refresh('meeting', 'upcoming');
    await settled();
    const database = open();
    expect(keysIn(database, 'sandbox com 1 1')).toEqual([]);
    const second = build(database);
    second.store.open(other);
    expect(second.view().total).toBe(0);
  });

  it('writes nothing when a refresh brought nothing new', async () => {
    const database = open();
    let saves = 0;
    const rows = { ...database.sessions, save: (...args: Parameters<typeof database.sessions.save>) => {
      if (args[1].put.length > 0) saves += 1;
      database.sessions.save(...args);
    } };
    const zoho = fakeSessions();
    zoho.prepare('today', []);
    zoho.prepare('upcoming', upcoming);
    const store = createSessionStore({ sessions: zoho.api, keep: { rows, isLasting: () => true, onFailure: () => undefined }, clock: manualClock(), log: fakeLog() });
    store.open(owner);
    for (let n = 0; n < 3; n += 1) {
      await store.refresh('meeting', 'upcoming');
      await settled();
    }
    expect(saves).toBe(1);
  });
});
