import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openAgendaDatabase } from '../../../electron/agenda/database/agenda-database.ts';
import { openFile } from '../../../electron/agenda/database/file.ts';
import { fakeLog } from '../zoho/helpers.ts';
import { listed, noon } from './fakes.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-file-'));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});
const at = (name: string) => join(folder, name);
const change = (id: string) => ({ id, owner: 'eu 1 7', body: { topic: `Topic of ${id}` } });
const openAll = (where = folder) => openAgendaDatabase({ folder: where, now: noon, log: fakeLog() });
const openOne = (migrations: readonly string[], durable = true) =>
  openFile({ path: at('one.db'), migrations, durable, use: () => undefined, now: noon, log: fakeLog() });

describe('a file', () => {
  it.each([[true, 2], [false, 1]])('keeps a write-ahead log, overwrites what is deleted, and waits for the disk: %s', (durable, synchronous) => {
    const { db } = openOne(['CREATE TABLE one (x TEXT)'], durable);
    const ask = (name: string) => db.prepare(`PRAGMA ${name}`).get()?.[name];
    expect(['journal_mode', 'synchronous', 'secure_delete'].map(ask)).toEqual(['wal', synchronous, 1]);
    db.close();
  });

  it('of changes waits for the disk at each, that of what Zoho has does not', () => {
    const exec = vi.spyOn(DatabaseSync.prototype, 'exec');
    const database = openAll();
    const told = exec.mock.calls.flatMap(([sql], index) => {
      const mode = /synchronous = (\w+)/.exec(sql)?.[1];
      const db: unknown = exec.mock.contexts[index];
      return mode && db instanceof DatabaseSync ? [[basename(db.location() ?? ''), mode]] : [];
    });
    database.close();
    expect(told).toEqual([['agenda.db', 'NORMAL'], ['outbox.db', 'FULL']]);
  });

  it('is as it was when a step of the schema fails in its middle', () => {
    const one = 'CREATE TABLE one (x TEXT)';
    openOne([`${one}; CREATE TABLE three (x TEXT)`]).db.close();
    const { db, state, setAside } = openOne([one, 'CREATE TABLE two (x TEXT); CREATE TABLE three (x TEXT)']);
    db.close();
    expect(state).toBe('set-aside');
    const aside = new DatabaseSync(setAside ?? '');
    const tables = aside.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").all();
    expect(tables.map(({ name }) => name)).toEqual(['one', 'three']);
    expect(aside.prepare('PRAGMA user_version').get()).toEqual({ user_version: 1 });
    aside.close();
  });
});

describe('the check of what Zoho has', () => {
  const session = (key: string) => ({ put: [{ session: listed(key, noon), listedUpcoming: true }], removed: [], listings: [] });
  /** Whether the next start checks it. */
  function isChecked(): boolean {
    const prepare = vi.spyOn(DatabaseSync.prototype, 'prepare');
    openAll().close();
    const files = prepare.mock.calls.flatMap(([sql], index) => {
      const db: unknown = prepare.mock.contexts[index];
      return sql.includes('quick_check') && db instanceof DatabaseSync ? [sql] : [];
    });
    prepare.mockRestore();
    return files.length > 1;
  }
  const saved = () => {
    const database = openAll();
    database.sessions.save('eu 1 7', session('1'));
    return database;
  };

  it('is left out after a good end, once', () => {
    expect(isChecked()).toBe(true);
    saved().close();
    expect([isChecked(), isChecked()]).toEqual([false, false]);
  });

  it('is made after a crash', () => {
    saved().close();
    const left = join(folder, 'left');
    mkdirSync(left);
    const running = saved();
    for (const name of readdirSync(folder).filter((each) => each.startsWith('agenda.db'))) copyFileSync(at(name), join(left, name));
    expect(readdirSync(left)).not.toContain('agenda.db-left-well');
    running.close();
  });

  it('is made when another program wrote to the file, were it the same again', () => {
    saved().close();
    writeFileSync(at('agenda.db'), readFileSync(at('agenda.db')));
    expect(isChecked()).toBe(true);
  });

  it('is made when something could not be read or written', () => {
    const database = saved();
    const broken = { ...session('2'), listings: [{ kind: 'meeting' as const, listType: 'upcoming' as const, asOf: Number.NaN }] };
    expect(() => database.sessions.save('eu 1 7', broken)).toThrow();
    database.close();
    expect(isChecked()).toBe(true);
  });
});

describe('what is written together', () => {
  it('is kept together, or nothing of it', () => {
    const database = openAll();
    database.outbox.put(change('before'));
    expect(() =>
      database.outbox.transaction(() => {
        database.outbox.put(change('a'));
        database.outbox.remove('before');
        throw new Error('disk full');
      }),
    ).toThrow('disk full');
    expect(database.outbox.all().map(({ id }) => id)).toEqual(['before']);
    database.close();
  });
});

describe('after a crash', () => {
  /** Some changes in the file, the later ones in its log alone, as a killed Parley leaves them. */
  function crashed(): string {
    const left = join(folder, 'left');
    mkdirSync(left);
    const first = openAll();
    for (let n = 0; n < 40; n += 1) first.outbox.put({ ...change(`c${n}`), body: { topic: 'x'.repeat(400) } });
    first.close();
    const second = openAll();
    for (let n = 40; n < 50; n += 1) second.outbox.put(change(`c${n}`));
    for (const name of readdirSync(folder).filter((each) => /^outbox\.db(-wal)?$/.test(each))) copyFileSync(at(name), join(left, name));
    second.close();
    expect(statSync(join(left, 'outbox.db-wal')).size).toBeGreaterThan(0);
    return left;
  }
  const all = Array.from({ length: 50 }, (_, n) => `c${n}`);

  it('what only the log has is there', () => {
    const database = openAll(crashed());
    expect(database.outbox.all().map(({ id }) => id)).toEqual(all);
    database.close();
  });

  it.each([
    // A row has its owner behind its id; an index has not.
    ['of rows', (content: Buffer) => Math.floor(content.indexOf('c20eu 1 7') / 4_096) * 4_096, 4_096],
    ['with its header', () => 0, 100],
  ])('and damage to a page %s, the log counts, and is left for no other file', (_where, placeIn, length) => {
    const left = crashed();
    const file = join(left, 'outbox.db');
    const content = readFileSync(file);
    const from = placeIn(content);
    content.fill(0x5a, from, from + length);
    writeFileSync(file, content);
    const database = openAll(left);
    const saved = database.outbox.all().map(({ id }) => id);
    expect(database.notices).toMatchObject([{ id: 'agenda-set-aside' }]);
    expect(saved).toEqual(expect.arrayContaining(all.slice(40)));
    database.close();
    const again = openAll(left);
    expect([again.notices, again.outbox.all().map(({ id }) => id)]).toEqual([[], saved]);
    again.close();
  });
});
