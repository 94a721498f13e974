/** The calendars and events that are known, in memory and on disk. */
import type { EventRef, Extent } from '../../../contract/calendar.ts';
import type { Log } from '../../ports.ts';
import type { ZohoCalendar, ZohoEvent } from '../../zoho/calendar-types.ts';
import type { EventChanges, EventRows } from '../database/event-rows.ts';

/** A point in time among local changes: what was asked for before one may not undo it. */
export type Mark = number;

export interface EventStore {
  calendars(): readonly ZohoCalendar[];
  /** Every event of a calendar. */
  events(calendar: string): Iterable<ZohoEvent>;
  find(ref: EventRef): ZohoEvent | null;
  /** When a month of a calendar was last read to its end, epoch ms. */
  monthAsOf(calendar: string, month: string): number | null;
  mark(): Mark;
  /**
   * Zoho has changed a series in a way that only a new reading tells: what was asked for before is old. Until then each
   * of its events is what `change` makes of it.
   */
  touch(ref: EventRef, change: (event: ZohoEvent) => ZohoEvent): void;
  /** True when what was asked for at that mark is older than what is known. */
  isOld(ref: EventRef, mark: Mark): boolean;
  /** All there are: what is known of others goes. */
  takeCalendars(calendars: readonly ZohoCalendar[]): void;
  /**
   * What Zoho answered for a span of a calendar (epoch ms). With `month`, the answer was complete: what touches the span
   * and is missing in it is gone.
   */
  takeSpan(answer: {
    calendar: string; from: number; to: number; events: readonly ZohoEvent[]; mark: Mark; askedAt: number; month: string | null;
  }): void;
  /** A full answer, or what Zoho confirmed. */
  takeEvent(event: ZohoEvent): void;
  /** Zoho confirmed that it is gone, or never had it. @param startsAt of the occurrence that is meant, epoch ms */
  drop(ref: EventRef, extent: Extent, startsAt: number): void;
  /** Whose they are from now on; null for nobody. `isKept`: from disk, and to disk. */
  open(owner: string | null, isKept: boolean): void;
  forget(owner: string): void;
}

export interface EventStorePorts {
  rows: EventRows;
  log: Log;
  /** Something could not be written to disk; called the first time. */
  onNotKept(): void;
}

export const idOf = ({ calendar, uid, occurrence }: EventRef): string => JSON.stringify([calendar, uid, occurrence]);

/** True when it takes place at some time from `from` to `to` (epoch ms, `to` not included). */
export const touches = ({ startsAt, endsAt }: Pick<ZohoEvent, 'startsAt' | 'endsAt'>, from: number, to: number): boolean =>
  startsAt < to && (endsAt > from || startsAt >= from);

export function createEventStore({ rows, log, onNotKept }: EventStorePorts): EventStore {
  let owner: string | null = null;
  let isKept = false;
  let hasFailed = false;
  let calendars: readonly ZohoCalendar[] = [];
  let events = new Map<string, Map<string, ZohoEvent>>();
  let months = new Map<string, number>();
  /** When each was changed by us, by its series as well. */
  let changed = new Map<string, Mark>();
  let now: Mark = 0;

  const of = (calendar: string) => events.get(calendar) ?? new Map<string, ZohoEvent>();
  const seriesOf = ({ calendar, uid }: EventRef) => JSON.stringify([calendar, uid]);
  const isNewer = (event: EventRef, mark: Mark) =>
    Math.max(changed.get(idOf(event)) ?? 0, changed.get(seriesOf(event)) ?? 0) > mark;

  function put(event: ZohoEvent): ZohoEvent {
    const all = of(event.calendar);
    const whole = merged(all.get(idOf(event)), event);
    all.set(idOf(event), whole);
    events.set(event.calendar, all);
    return whole;
  }

  function save(changes: Partial<EventChanges>): void {
    if (owner === null || !isKept) return;
    try {
      rows.save(owner, { calendars: null, put: [], removed: [], months: [], ...changes });
    } catch (error) {
      if (!hasFailed) {
        log.error('events cannot be kept', { error });
        onNotKept();
      }
      hasFailed = true;
    }
  }

  return {
    calendars: () => calendars,
    events: (calendar) => of(calendar).values(),
    find: (ref) => of(ref.calendar).get(idOf(ref)) ?? null,
    monthAsOf: (calendar, month) => months.get(`${month} ${calendar}`) ?? null,
    mark: () => now,
    touch(ref, change) {
      changed.set(seriesOf(ref), ++now);
      const its = [...of(ref.calendar).values()].filter(({ uid }) => uid === ref.uid).map(change);
      for (const event of its) of(ref.calendar).set(idOf(event), event);
      save({ put: its });
    },
    isOld: isNewer,
    takeCalendars(all) {
      calendars = all;
      const there = new Set(all.map(({ uid }) => uid));
      for (const uid of events.keys()) if (!there.has(uid)) events.delete(uid);
      for (const name of months.keys()) if (!there.has(name.slice(name.indexOf(' ') + 1))) months.delete(name);
      save({ calendars: all });
    },
    takeSpan({ calendar, from, to, events: told, mark, askedAt, month }) {
      const fresh = told.filter((event) => !isNewer(event, mark));
      const there = new Set(told.map(idOf));
      const gone = month === null ? [] : [...of(calendar).values()].filter(
        (event) => touches(event, from, to) && !there.has(idOf(event)) && !isNewer(event, mark),
      );
      for (const event of gone) of(calendar).delete(idOf(event));
      if (month !== null) months.set(`${month} ${calendar}`, askedAt);
      save({
        put: fresh.map(put), removed: gone, months: month === null ? [] : [{ calendar, month, asOf: askedAt }],
      });
    },
    takeEvent(event) {
      changed.set(idOf(event), ++now);
      save({ put: [put(event)] });
    },
    drop(ref, extent, startsAt) {
      changed.set(extent === 'this' ? idOf(ref) : seriesOf(ref), ++now);
      const gone = [...of(ref.calendar).values()].filter(
        (event) =>
          event.uid === ref.uid &&
          (extent === 'all' || (extent === 'this' ? event.occurrence === ref.occurrence : event.startsAt >= startsAt)),
      );
      for (const event of gone) of(ref.calendar).delete(idOf(event));
      save({ removed: gone });
    },
    open(next, keep) {
      [owner, isKept, hasFailed] = [next, keep, false];
      [calendars, events, months, changed] = [[], new Map(), new Map(), new Map()];
      if (next === null || !keep) return;
      try {
        const kept = rows.load(next);
        calendars = kept.calendars;
        for (const event of kept.events) put(event);
        months = new Map(kept.months.map(({ calendar, month, asOf }) => [`${month} ${calendar}`, asOf]));
      } catch (error) {
        log.error('the kept events cannot be read', { error });
      }
    },
    forget(whose) {
      try {
        rows.forget(whose);
      } catch (error) {
        log.error('the kept events cannot be forgotten', { error });
      }
    },
  };
}

/** A short answer does not undo what a full one told, as long as it is still about the same time. */
function merged(before: ZohoEvent | undefined, after: ZohoEvent): ZohoEvent {
  if (!before || after.detailsAsOf !== null) return after;
  const isMoved = before.startsAt !== after.startsAt || before.endsAt !== after.endsAt || before.title !== after.title;
  return {
    ...after,
    location: after.location ?? before.location,
    description: after.description ?? before.description,
    joinLink: after.joinLink ?? before.joinLink,
    canJoin: after.canJoin || before.canJoin,
    meetingKey: after.meetingKey ?? before.meetingKey,
    organiser: after.organiser ?? before.organiser,
    attendees: after.attendees ?? before.attendees,
    reminders: after.reminders ?? before.reminders,
    rule: after.rule ?? before.rule,
    repeat: after.repeat ?? before.repeat,
    etag: after.etag ?? (isMoved ? null : before.etag),
    detailsAsOf: isMoved ? null : before.detailsAsOf,
  };
}
