import { copyFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openAgendaDatabase, type AgendaDatabase } from '../../../electron/agenda/database/agenda-database.ts';
import type { ZohoEvent } from '../../../electron/zoho/calendar-types.ts';
import { fakeLog } from '../zoho/helpers.ts';
import { calendar, home, simCalendar, write } from './calendar/sim.ts';
import { noon } from './fakes.ts';

const owner = 'eu 100 7';
const other = 'com 200 8';
let folder: string;
let opened: AgendaDatabase[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-events-'));
  opened = [];
});
afterEach(() => {
  for (const database of opened) database.close();
  rmSync(folder, { recursive: true, force: true });
});

const at = (name: string) => join(folder, name);
function open() {
  const database = openAgendaDatabase({ folder, now: noon, log: fakeLog() });
  opened.push(database);
  return database;
}
const fixture = (from: string, name: string) => copyFileSync(join(import.meta.dirname, 'fixtures', from), at(name));
/** Every byte that Parley wrote, the write-ahead logs included. */
const bytes = () => readdirSync(folder).map((name) => readFileSync(at(name), 'latin1')).join('');
const event = (title: string, more: Partial<ZohoEvent> = {}): ZohoEvent => simCalendar().add(write({ title }), more);
const changes = (...put: ZohoEvent[]) => ({
  calendars: [calendar()], put, removed: [], months: [{ calendar: home, month: '2026-06', asOf: noon }],
});
const titles = (database: AgendaDatabase, whose = owner) => database.events.load(whose).events.map(({ title }) => title);
const change = (id: string, whose = owner) => ({ id, owner: whose, body: { title: `Title of ${id}`.padEnd(400, '.') } });

describe('files of earlier versions', () => {
  it('takes over agenda.db of version 2 with its rows, and keeps events in it from then on', () => {
    fixture('agenda-v2.db', 'agenda.db');
    const database = open();
    expect(database.notices).toEqual([]);
    const { sessions, listings } = database.sessions.load(owner);
    expect(sessions.map(({ session }) => `${session.kind} ${session.key} ${session.topic}`)).toEqual([
      'meeting 91 Kept by version 2', 'webinar 92 Topic 92',
    ]);
    expect(listings).toEqual([{ kind: 'meeting', listType: 'upcoming', asOf: noon }]);
    expect(database.sessions.load(other).sessions).toHaveLength(1);
    expect(database.events.load(owner)).toEqual({ calendars: [], events: [], months: [] });
    database.events.save(owner, changes(event('Lunch')));
    database.close();
    expect(titles(open())).toEqual(['Lunch']);
  });

  it('takes over outbox.db of version 1 with what waits in it, in order', () => {
    fixture('outbox-v1.db', 'outbox.db');
    const database = open();
    expect(database.notices).toEqual([]);
    expect(database.outbox.all()).toEqual([
      { id: 'one', owner, body: { topic: 'Topic of one', n: 1 } },
      { id: 'two', owner, body: { topic: 'Topic of two', n: 1 } },
      { id: 'three', owner: other, body: { topic: 'Topic of three', n: 1 } },
    ]);
    database.eventOutbox.put(change('event'));
    database.close();
    expect(open().eventOutbox.all().map(({ id }) => id)).toEqual(['event']);
  });

  it('takes what waits out of a damaged outbox.db of version 1, which has no changes of events', () => {
    fixture('outbox-v1.db', 'outbox.db');
    const content = readFileSync(at('outbox.db'));
    content.fill(0x5a, 0, 100);
    writeFileSync(at('outbox.db'), content);
    const database = open();
    expect(database.notices).toMatchObject([{ id: 'agenda-set-aside' }]);
    expect(database.outbox.all().map(({ id }) => id)).toEqual(['one', 'two', 'three']);
    expect(database.eventOutbox.all()).toEqual([]);
  });
});

describe('events on disk', () => {
  it('come back as they were, each account its own', () => {
    const database = open();
    const lunch = event('Lunch', { attendees: [{ email: 'bo@example.test', status: null }], etag: 'e1' });
    database.events.save(owner, changes(lunch, event('Weekly', { uid: 'w==', occurrence: '20260620' })));
    database.events.save(other, changes(event('Theirs', { uid: lunch.uid })));
    database.close();
    const again = open();
    expect(again.events.load(owner).events.find(({ title }) => title === 'Lunch')).toEqual({ ...lunch, pending: null });
    expect(titles(again).toSorted()).toEqual(['Lunch', 'Weekly']);
    expect(titles(again, other)).toEqual(['Theirs']);
    again.events.save(other, { calendars: [], put: [], removed: [lunch], months: [] });
    expect(titles(again).toSorted()).toEqual(['Lunch', 'Weekly']);
    expect(titles(again, other)).toEqual([]);
  });

  it('leave no byte of an account that was left in any file', () => {
    const database = open();
    database.events.save(owner, changes(event('Confidential lunch', { description: 'Very secret plan', etag: 'secret-etag' })));
    database.eventOutbox.put({ id: 'c1', owner, body: { title: 'Confidential change' } });
    database.events.save(other, changes(event('Theirs')));
    database.eventOutbox.put(change('c2', other));
    expect(bytes()).toContain('Confidential lunch');
    database.events.forget(owner);
    database.eventOutbox.forget(owner);
    for (const gone of ['Confidential', 'secret plan', 'secret-etag', owner]) expect(bytes()).not.toContain(gone);
    expect(titles(database, other)).toEqual(['Theirs']);
    expect(database.eventOutbox.all().map(({ id }) => id)).toEqual(['c2']);
  });

  it('go with their calendar when Zoho has it no more', () => {
    const database = open();
    database.events.save(owner, {
      ...changes(event('Stays'), event('Goes', { calendar: 'team==' })), calendars: [calendar(), calendar('team==')],
    });
    database.events.save(owner, { calendars: [calendar()], put: [], removed: [], months: [] });
    expect(titles(database)).toEqual(['Stays']);
  });
});

describe('changes of events in a damaged outbox.db', () => {
  const fill = () => {
    const database = open();
    for (let n = 0; n < 60; n += 1) database.eventOutbox.put(change(`e${n}`));
    for (let n = 0; n < 5; n += 1) database.outbox.put(change(`m${n}`));
    database.close();
  };
  const ruin = (from: number, length: number) => {
    const content = readFileSync(at('outbox.db'));
    content.fill(0x5a, from < 0 ? content.length + from : from, from < 0 ? content.length + from + length : from + length);
    writeFileSync(at('outbox.db'), content);
  };

  it('are taken over whole and in order when its header is gone, beside those of meetings', () => {
    fill();
    ruin(0, 100);
    const database = open();
    expect(database.eventOutbox.all().map(({ id }) => id)).toEqual(Array.from({ length: 60 }, (_, n) => `e${n}`));
    expect(database.outbox.all()).toHaveLength(5);
  });

  it('are taken over as far as they can be read when a page of them is gone', () => {
    fill();
    ruin(-4_096 * 2, 4_096);
    const saved = open().eventOutbox.all();
    expect(saved.length).toBeGreaterThan(30);
    expect(saved.length).toBeLessThan(60);
    expect(saved.every(({ owner: whose }) => whose === owner)).toBe(true);
  });
});
