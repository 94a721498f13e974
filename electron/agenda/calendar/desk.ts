/** The calendar side of what one account has on. */
import { eventWriteSchema, type CalendarEvent, type EventRef, type EventWrite } from '../../../contract/calendar.ts';
import type { Account, Connection, Kind, Settings } from '../../../contract/domain.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import { eventTimes, writeOfEvent } from '../../../contract/rules/event-form.ts';
import { sameSessions } from '../../../contract/rules/same-session.ts';
import type { Clock, Log } from '../../ports.ts';
import type { CalendarApi, ZohoEvent } from '../../zoho/calendar-types.ts';
import type { ZohoSession } from '../../zoho/types.ts';
import { createChanges } from '../changes.ts';
import type { EventRows } from '../database/event-rows.ts';
import type { OutboxRows } from '../outbox/rows.ts';
import type { SyncReason } from '../sync.ts';
import { createCalendarSync } from './calendar-sync.ts';
import { createCheckTime } from './check-time.ts';
import { changedInSeries, createdRow, freshChange, isTemporaryUid, temporaryUid, toEvent, toRow, withChanges, type KeptCreate } from './event-change.ts';
import { createEventOutbox } from './event-outbox.ts';
import { createEventStore, touches } from './event-store.ts';
import type { CalendarDesk } from './types.ts';

/** How long a deletion can be undone, ms. */
const undoFor = 8_000;
/** How far ahead of a time asked about calendars are read, ms: that is where free slots lie, mostly. */
const lookedAhead = 7 * 24 * 3_600_000;
/** How far from a session its copy is looked for, ms. */
const movedBy = 31 * 24 * 3_600_000;

export interface CalendarDeskPorts {
  api: CalendarApi;
  rows: EventRows;
  outboxRows: OutboxRows;
  /** Meetings and webinars that touch a span, epoch ms. */
  sessions(from: number, to: number): readonly ZohoSession[];
  /** The session under its key, or under the temporary one that it had. */
  session(kind: Kind, key: string): ZohoSession | undefined;
  /** What the person chose about each calendar. */
  choices: { get(): Settings['calendarChoices']; set(choices: Settings['calendarChoices']): void };
  /** Names an account in what is kept. */
  ownerOf(account: Account): string;
  isLasting(owner: string): boolean;
  /** A change that may have made, changed or deleted a meeting was confirmed. */
  onMeetingsTouched(): void;
  onNotKept(): void;
  timeZone(): string;
  clock: Clock;
  log: Log;
  /** A UUID. */
  newId(): string;
}

export interface OwnCalendarDesk extends CalendarDesk {
  follow(connection: Pick<Connection, 'account'> & Partial<Pick<Connection, 'health'>>): void;
  wake(reason: SyncReason): void;
  isIdle(): boolean;
  /** Sends what is held, and waits up to `limit` ms for what is under way. */
  settle(limit: number): Promise<void>;
  /** What is known and touches the span: for files to take along. Epoch ms. */
  known(from: number, to: number): readonly CalendarEvent[];
  find(ref: EventRef): CalendarEvent | null;
}

export function createCalendarDesk(ports: CalendarDeskPorts): OwnCalendarDesk {
  const { api, clock, log, choices, timeZone, isLasting, newId, onNotKept } = ports;
  const store = createEventStore({ rows: ports.rows, log, onNotKept });
  const changes = createChanges<'calendars' | 'changes'>(clock);
  const tell = () => changes.tell('calendars');
  let owner: string | null = null;
  let isOn = false;
  let mayAsk = false;
  let health: Connection['health'] = 'ok';

  const shown = () => store.calendars().map(({ uid }) => uid).filter((uid) => choices.get()[uid]?.isShown !== false);
  const sync = createCalendarSync({ api, store, shown, clock, log, onChange: tell });
  const outbox = createEventOutbox({
    api, rows: ports.outboxRows, clock, log, timeZone, onNotKept, isLasting,
    onDone(change, event) {
      const isSeries = change.change === 'create' ? change.write.repeat !== null : change.extent !== 'this' || event?.recurring === true ||
        (change.change === 'update' && change.ref.occurrence !== null);
      if (change.change === 'delete') store.drop(change.ref, change.extent, change.near);
      else if (event && !isSeries) store.takeEvent(event);
      if (event && event.calendar !== change.ref.calendar) store.drop(change.ref, 'all', 0);
      // What Zoho made of a series is Zoho's to tell.
      if (isSeries) {
        for (const ref of event ? [change.ref, event] : [change.ref]) store.touch(ref, (each) => changedInSeries(each, change, timeZone()));
        sync.outdate(event?.calendar ?? change.ref.calendar);
        void sync.refresh();
      }
      if (change.change === 'delete' || change.write.withMeeting) ports.onMeetingsTouched();
      tell();
    },
    onChange() {
      changes.tell('changes');
      tell();
    },
  });

  const calendarOf = (uid: string) => store.calendars().find((calendar) => calendar.uid === uid);
  /** An event tells what one may do with it, its calendar whether anything can be written there. */
  const asAllowed = (event: ZohoEvent): ZohoEvent => ({
    ...event, canEdit: event.canEdit && calendarOf(event.calendar)?.canWrite === true,
  });
  const known = (from: number, to: number): ZohoEvent[] =>
    shown().flatMap((calendar) => [...store.events(calendar)].filter((event) => touches(event, from, to)).map(asAllowed));

  /** With the changes that Zoho has not confirmed, and without what is a copy of a session. */
  function agenda(from: number, to: number, sessions = ports.sessions(from, to)) {
    const all = known(from, to);
    const sides = all.map((event) => ({ ...event, isAllDay: event.allDay !== null, event }));
    const pairs = sameSessions(sessions, sides);
    const copies = new Set(pairs.map(({ event }) => event.event));
    const visible = new Set(shown());
    const rows = withChanges(all.filter((event) => !copies.has(event)), outbox.mine(), timeZone())
      .filter((row) => visible.has(row.calendar) && touches(row, from, to))
      .sort((a, b) => a.startsAt - b.startsAt || b.endsAt - a.endsAt || compare(a.title, b.title) || compare(a.uid, b.uid));
    return { rows, pairs };
  }
  const checking = createCheckTime({
    api, clock,
    sessions: ports.sessions,
    session: (kind, key) => ports.session(kind, key) ?? null,
    events(from, to, except) {
      if (!isOn) return null;
      sync.look(from, Math.min(to, from + lookedAhead));
      // What was moved lately may stand in the calendar where it was.
      const edited = except && ports.session(except.kind, except.key);
      const sessions = ports.sessions(from - movedBy, to + movedBy)
        .filter(({ kind, key }) => kind !== edited?.kind || key !== edited.key);
      const { rows } = agenda(from, to, edited ? [...sessions, edited] : sessions);
      return { events: rows, areRead: sync.status(from, from + 1).asOf !== null };
    },
    event: (ref) => store.find(ref),
    mayAsk: () => mayAsk,
  });

  /** As it will be, with what was changed. */
  function shownEvent(ref: EventRef): CalendarEvent | null {
    const its = outbox.mine().filter((each) => each.ref.calendar === ref.calendar && each.ref.uid === ref.uid);
    const made = its.find((change) => change.change === 'create');
    const found = store.find(ref);
    const stored = made ? asCreated(made) : found && asAllowed(found);
    const [row] = stored ? withChanges([stored], its.filter((each) => each !== made), timeZone()) : [];
    if (!stored || !row) return null;
    const edit = its.findLast((change) => change.change === 'update');
    if (!edit) return toEvent({ ...stored, ...row });
    const { description, attendees, reminder } = edit.write;
    return toEvent({
      ...stored, ...row, description,
      attendees: attendees?.map((email) => ({ email, status: null })) ?? stored.attendees,
      reminders: reminder === null ? stored.reminders : [reminder],
    });
  }

  function asCreated(made: KeptCreate): CalendarEvent {
    const { description, attendees, reminder, repeat } = made.write;
    return {
      ...createdRow(made, timeZone()), description, joinLink: null, organiser: null,
      attendees: attendees?.map((email) => ({ email, status: null })) ?? null,
      reminders: reminder === null ? null : [reminder], rule: null, repeat: repeat === 'keep' ? null : repeat,
      detailsAsOf: null,
    };
  }

  /** What was before the person when it was deleted; null when it could not be read back from disk. */
  function baseOf(event: CalendarEvent): EventWrite | null {
    const { success, data } = eventWriteSchema.safeParse(writeOfEvent(event, timeZone()));
    return success ? data : null;
  }

  const refuse = <T>(): Result<T> => (owner === null ? fail('not-connected', 'no account') : fail('not-permitted', 'calendars are not granted'));
  const nearOf = (ref: EventRef): number | null =>
    store.find(ref)?.startsAt ??
    [...store.events(ref.calendar)].filter(({ uid }) => uid === ref.uid).map(({ startsAt }) => startsAt).sort((a, b) => a - b)[0] ?? null;

  return {
    calendars: () => ({
      calendars: store.calendars().map((calendar) => {
        const choice = choices.get()[calendar.uid];
        return { ...calendar, isShown: choice?.isShown ?? true, colour: choice?.colour ?? calendar.colour };
      }),
      status: isOn ? sync.status(clock.now(), clock.now() + 1) : null,
    }),
    choose({ uid, isShown, colour }) {
      if (!calendarOf(uid)) return fail('not-found', 'no such calendar');
      choices.set({ ...choices.get(), [uid]: { isShown, colour } });
      sync.poke('start');
      tell();
      return ok(undefined);
    },
    refresh: () => (isOn ? sync.refresh() : refuse()),
    between({ from, to }) {
      if (!isOn) return { events: [], merged: [], status: null };
      sync.look(from, to);
      const { rows, pairs } = agenda(from, to);
      return {
        events: rows.map(toRow),
        merged: pairs.map(({ session, event }) => ({
          kind: session.kind, key: session.key, event: { calendar: event.calendar, uid: event.uid, occurrence: event.occurrence },
        })),
        status: sync.status(from, to),
      };
    },
    async get({ refresh, ...ref }) {
      if (!isOn) return refuse();
      const now = shownEvent(ref);
      const near = nearOf(ref);
      if (isTemporaryUid(ref.uid) || near === null) return now ? ok(now) : fail('not-found', 'no such event');
      if (now && now.detailsAsOf !== null && !refresh) return ok(now);
      const whose = owner;
      const mark = store.mark();
      const wasKnown = store.find(ref) !== null;
      const answer = await api.event(ref, near);
      if (owner !== whose) return refuse();
      if (answer.ok) {
        // It was changed, or went, while Zoho was asked: the answer would bring back what was before.
        const isOld = store.isOld(ref, mark) || (wasKnown && !store.find(ref));
        if (!isOld) store.takeEvent({ ...answer.value, ...ref, detailsAsOf: clock.now() });
        tell();
        const whole = shownEvent(ref);
        return whole ? ok(whole) : fail('not-found', 'it is being deleted');
      }
      return now && !refresh ? ok(now) : answer;
    },
    async joinLink(ref) {
      if (!isOn) return refuse();
      const link = store.find(ref)?.joinLink;
      if (link) return ok(link);
      const near = nearOf(ref);
      const answer = near === null ? null : await api.event(ref, near);
      if (answer?.ok === false) return answer;
      return answer?.value.joinLink ? ok(answer.value.joinLink) : fail('link-missing', 'no join link in it');
    },
    create({ write }) {
      if (!isOn) return refuse();
      const id = newId();
      const ref = { calendar: write.calendar, uid: temporaryUid(id), occurrence: null };
      return outbox.write({ ...freshChange(clock.now()), id, ref, title: write.title, change: 'create', write, sent: null });
    },
    update({ ref, write, base, extent }) {
      if (!isOn) return refuse();
      const near = nearOf(ref) ?? eventTimes(base ?? write, timeZone()).startsAt;
      return outbox.write({
        ...freshChange(clock.now()), id: newId(), ref, title: write.title, change: 'update', write, base, extent, near,
      });
    },
    remove({ ref, extent, notify }) {
      if (!isOn) return refuse();
      const event = shownEvent(ref);
      const near = nearOf(ref) ?? event?.startsAt;
      if (!event || near === undefined) return fail('not-found', 'no such event');
      const id = newId();
      const until = clock.now() + undoFor;
      const held = outbox.hold({
        ...freshChange(clock.now()), id, ref, title: event.title, change: 'delete', state: 'held', nextTry: until,
        base: baseOf(event), extent, notify, near,
      });
      const change = outbox.list().find((each) => each.id === id);
      return held.ok && change ? ok(change) : held.ok ? fail('rejected', 'it was never made') : held;
    },
    changes: outbox.list,
    retry: outbox.retry,
    drop: outbox.drop,
    answer: outbox.answer,
    check: async (input) => ok(await checking.check(input)),
    onChange: (listener) => changes.onChange((subject) => subject === 'calendars' && listener()),
    onChanges: (listener) => changes.onChange((subject) => subject === 'changes' && listener(outbox.list())),

    follow({ account, health: next = 'ok' }) {
      const features = new Set(account?.features.filter(({ state }) => state === 'on').map(({ id }) => id));
      const isBack = health !== 'ok' && next === 'ok';
      health = next;
      mayAsk = features.has('freebusy');
      const now = account && ports.ownerOf(account);
      const wasOn = isOn;
      isOn = features.has('calendar');
      if (now === owner && isOn === wasOn) {
        if (isBack) outbox.wake();
        return;
      }
      const last = owner;
      owner = now;
      checking.forget();
      if (now !== last) store.open(now, now !== null && isLasting(now));
      sync.follow(isOn);
      outbox.follow(isOn ? now : null);
      if (now === null && last !== null) {
        store.forget(last);
        outbox.forget(last);
        choices.set({});
      }
      tell();
    },
    wake(reason) {
      sync.poke(reason);
      if (reason !== 'focus') outbox.wake();
    },
    isIdle: outbox.isIdle,
    settle: outbox.settle,
    known: (from, to) => (isOn ? agenda(from, to).rows.flatMap((row) => shownEvent(row) ?? []) : []),
    find: (ref) => (isOn ? shownEvent(ref) : null),
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
