/** What is known of each account's calendars and their events, from one start to the next. */
import type { DatabaseSync } from 'node:sqlite';
import { z } from '../../../contract/zod.ts';
import { calendarSchema, eventSchema } from '../../../contract/calendar.ts';
import type { ZohoCalendar, ZohoEvent } from '../../zoho/calendar-types.ts';
import { transact } from './file.ts';

/** The steps of the schema, after those of the sessions; a step that has been released is never changed. */
export const eventMigrations = [
  `CREATE TABLE calendars (
     owner TEXT NOT NULL, uid TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (owner, uid)
   ) WITHOUT ROWID, STRICT;
   CREATE TABLE events (
     owner TEXT NOT NULL, calendar TEXT NOT NULL, uid TEXT NOT NULL, occurrence TEXT NOT NULL, body TEXT NOT NULL,
     PRIMARY KEY (owner, calendar, uid, occurrence)
   ) WITHOUT ROWID, STRICT;
   CREATE TABLE event_months (
     owner TEXT NOT NULL, calendar TEXT NOT NULL, month TEXT NOT NULL, as_of INTEGER NOT NULL,
     PRIMARY KEY (owner, calendar, month)
   ) WITHOUT ROWID, STRICT`,
] as const;

/** A month (`YYYY-MM`, UTC) of a calendar that was read to its end. */
export interface KeptMonth {
  readonly calendar: string;
  readonly month: string;
  /** Epoch ms. */
  readonly asOf: number;
}

export interface EventChanges {
  /** All calendars there are; null: as before. What is kept of others goes. */
  readonly calendars: readonly ZohoCalendar[] | null;
  readonly put: readonly ZohoEvent[];
  readonly removed: readonly Pick<ZohoEvent, 'calendar' | 'uid' | 'occurrence'>[];
  readonly months: readonly KeptMonth[];
}

export interface EventRows {
  /** Everything of an account; what cannot be understood is left out, as Zoho has it still. */
  load(owner: string): {
    readonly calendars: readonly ZohoCalendar[];
    readonly events: readonly ZohoEvent[];
    readonly months: readonly KeptMonth[];
  };
  /** All of it or nothing. Throws when it cannot be kept. */
  save(owner: string, changes: EventChanges): void;
  /** Everything of an account, without a trace in the file. Throws when it cannot be done. */
  forget(owner: string): void;
}

const calendarBody = calendarSchema.omit({ isShown: true });
const eventBody = eventSchema.omit({ pending: true }).extend({
  etag: z.string().nullable(),
  meetingKey: z.string().nullable(),
});
const monthSchema = z.object({ calendar: z.string(), month: z.string(), as_of: z.number() });

function parsed<T>(schema: z.ZodType<T>, text: unknown): T[] {
  try {
    return [schema.parse(JSON.parse(String(text)))];
  } catch {
    return [];
  }
}

export function createEventRows(db: DatabaseSync): EventRows {
  const selectCalendars = db.prepare('SELECT body FROM calendars WHERE owner = ?');
  const selectEvents = db.prepare('SELECT body FROM events WHERE owner = ?');
  const selectMonths = db.prepare('SELECT calendar, month, as_of FROM event_months WHERE owner = ?');
  const forgetCalendars = db.prepare('DELETE FROM calendars WHERE owner = ?');
  const forgetEvents = db.prepare('DELETE FROM events WHERE owner = ?');
  const forgetMonths = db.prepare('DELETE FROM event_months WHERE owner = ?');
  const putCalendar = db.prepare('INSERT INTO calendars (owner, uid, body) VALUES (?, ?, ?)');
  const withoutCalendar = (table: 'events' | 'event_months') =>
    db.prepare(`DELETE FROM ${table} WHERE owner = ?1 AND calendar NOT IN (SELECT uid FROM calendars WHERE owner = ?1)`);
  const orphanEvents = withoutCalendar('events');
  const orphanMonths = withoutCalendar('event_months');
  const putEvent = db.prepare('INSERT OR REPLACE INTO events (owner, calendar, uid, occurrence, body) VALUES (?, ?, ?, ?, ?)');
  const removeEvent = db.prepare('DELETE FROM events WHERE owner = ? AND calendar = ? AND uid = ? AND occurrence = ?');
  const putMonth = db.prepare('INSERT OR REPLACE INTO event_months (owner, calendar, month, as_of) VALUES (?, ?, ?, ?)');

  return {
    load: (owner) => ({
      calendars: selectCalendars.all(owner).flatMap(({ body }) => parsed(calendarBody, body)),
      events: selectEvents.all(owner).flatMap(({ body }) => parsed(eventBody, body)).map((event) => ({ ...event, pending: null })),
      months: selectMonths.all(owner).flatMap((row) => {
        const { success, data } = monthSchema.safeParse(row);
        return success ? [{ calendar: data.calendar, month: data.month, asOf: data.as_of }] : [];
      }),
    }),
    save(owner, { calendars, put, removed, months }) {
      transact(db, () => {
        for (const { calendar, uid, occurrence } of removed) removeEvent.run(owner, calendar, uid, occurrence ?? '');
        for (const { pending: _pending, ...event } of put)
          putEvent.run(owner, event.calendar, event.uid, event.occurrence ?? '', JSON.stringify(event));
        for (const { calendar, month, asOf } of months) putMonth.run(owner, calendar, month, Math.round(asOf));
        if (calendars === null) return;
        forgetCalendars.run(owner);
        for (const calendar of calendars) putCalendar.run(owner, calendar.uid, JSON.stringify(calendar));
        orphanEvents.run(owner);
        orphanMonths.run(owner);
      });
    },
    forget(owner) {
      transact(db, () => {
        for (const forgetAll of [forgetCalendars, forgetEvents, forgetMonths]) forgetAll.run(owner);
      });
      // What was deleted may still stand in the write-ahead log.
      db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    },
  };
}
