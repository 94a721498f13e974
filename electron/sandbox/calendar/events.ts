import type { Access } from '../meeting/access.ts';
import type { Modes } from '../modes.ts';
import { json } from '../server/exchange.ts';
import type { Answer, Call } from '../server/exchange.ts';
import { isZone } from '../zone-time.ts';
import { parameterOf, readEvent } from './body.ts';
import type { Content, EventChange } from './body.ts';
import { badEvent, badRange, gone, missingEtag, noScope, notWritable, staleEtag } from './errors.ts';
import type { Mirror } from './mirror.ts';
import { cutSeries, dropOccurrence, editOccurrence, startsBefore } from './series.ts';
import { instances, occurrence } from './store.ts';
import type { CalendarStore, StoredCalendar, StoredEvent } from './store.ts';
import { dayMs, instantOfWall, readDate, readUtc } from './times.ts';
import type { CalendarWire } from './wire.ts';

export interface EventsParts {
  readonly modes: Modes;
  readonly store: CalendarStore;
  readonly wire: CalendarWire;
  readonly mirror: Mirror;
}

/** What an update that replaces sets back to. */
const blank = (): Omit<Content, 'title'> => ({
  isPrivate: false,
  location: '',
  description: '',
  url: '',
  rule: null,
  attendees: [],
  reminders: null,
});

/** List, create, update and delete (zoho-api.md 3.2 to 3.4). */
export function createEvents({ modes, store, wire, mirror }: EventsParts) {
  /** `range` as instants; an answer when it is missing, unreadable or too long. */
  function rangeOf(call: Call, days: number, calendar: StoredCalendar): { from: number; to: number } | Answer {
    const { start, end } = parameterOf(call, 'range', modes) ?? {};
    const zone = call.query.get('timezone') ?? calendar.timeZone;
    if (typeof start !== 'string' || typeof end !== 'string' || !isZone(zone)) return badRange(days);
    const [firstDate, lastDate] = [readDate(start), readDate(end)];
    if (firstDate !== undefined && lastDate !== undefined) {
      const after = lastDate + (modes.rangeEnd === 'included' ? dayMs : 0);
      if (after < firstDate || after - firstDate > days * dayMs) return badRange(days);
      return { from: instantOfWall(firstDate, zone), to: instantOfWall(after, zone) };
    }
    const [from, to] = [readUtc(start), readUtc(end)];
    if (from === undefined || to === undefined || to < from || to - from > days * dayMs) return badRange(days);
    return { from, to };
  }

  const answer = (status: number, event: StoredEvent, { user, dc }: Access): Answer =>
    json(status, { events: [wire.event(event, user, dc, true)] });

  const asksForMore = (call: Call): boolean => /json\+large/.test(call.headers['accept'] ?? '');

  /** The event to change, once the etag is the latest. A changed occurrence has an etag of its own. */
  function toChange(uid: string, call: Call, data: Record<string, unknown>, calendar: StoredCalendar, access: Access) {
    if (calendar.owner !== access.user.email) return notWritable();
    const event = store.event(uid);
    if (event?.calendar !== calendar.uid) return gone(modes, 'event');
    const change = readEvent(data, modes, event);
    if ('status' in change) return change;
    const own = change.recurrenceId === undefined ? undefined : event.exceptions.get(change.recurrenceId);
    const etags = [call.headers['etag'], change.etag].filter((each) => each !== undefined);
    if (etags.length === 0) return missingEtag();
    if (!etags.every((etag) => etag === event.etag || etag === own?.etag)) return staleEtag(modes);
    if (change.extent === undefined) return { event, change };
    const one = change.recurrenceId === undefined ? undefined : occurrence(event, change.recurrenceId);
    if (event.rule === null || !one) return badEvent('recurrence_edittype needs the recurrenceid of an occurrence.');
    // From the first one on is the whole series.
    const isWhole = change.extent === 'following' && startsBefore(event, one) === 0;
    return { event, change, one: isWhole ? undefined : one };
  }

  const apply = (event: StoredEvent, { when, content }: EventChange): void => {
    if (modes.eventPut === 'replace') Object.assign(event, blank());
    Object.assign(event, content, when);
  };

  return {
    list(call: Call, calendar: StoredCalendar, { user, dc }: Access): Answer {
      const range = rangeOf(call, 31, calendar);
      if ('status' in range) return range;
      const since = readUtc(call.query.get('lastmodified') ?? '') ?? Number.NEGATIVE_INFINITY;
      const events = store.events(calendar.uid).filter((each) => each.modifiedAt >= since);
      const found = events
        .map((event) => ({ event, instances: instances(event, range.from, range.to, calendar.timeZone) }))
        .filter((each) => each.instances.length > 0);
      if (call.query.get('byinstance') === 'true') {
        const isShort = modes.instanceFields === 'minimal';
        const all = found.flatMap((each) => each.instances).toSorted((a, b) => a.start - b.start);
        return json(200, {
          events: all.map((each) => (isShort ? wire.instance(each) : wire.event(each, user, dc, false))),
        });
      }
      // A series once, as it began, and what differs from it.
      const items = found.flatMap(({ event, instances: all }) =>
        event.rule === null ? all : [event, ...all.filter((each) => event.exceptions.has(each.recurrenceId ?? ''))],
      );
      const large = asksForMore(call);
      return json(200, {
        events: items.toSorted((a, b) => a.start - b.start).map((each) => wire.event(each, user, dc, large)),
      });
    },

    byInstance(uid: string, call: Call, calendar: StoredCalendar, { user, dc }: Access): Answer {
      const event = store.event(uid);
      if (event?.calendar !== calendar.uid) return gone(modes, 'event');
      const range = rangeOf(call, 90, calendar);
      if ('status' in range) return range;
      const large = asksForMore(call);
      const found = instances(event, range.from, range.to, calendar.timeZone);
      return json(200, { events: found.map((each) => wire.event(each, user, dc, large)) });
    },

    create(call: Call, calendar: StoredCalendar, access: Access): Answer {
      const { user } = access;
      if (calendar.owner !== user.email) return notWritable();
      const data = parameterOf(call, 'eventdata', modes);
      if (!data) return badEvent('eventdata is required.');
      const change = readEvent(data, modes, { timeZone: calendar.timeZone, isAllDay: false });
      if ('status' in change) return change;
      if (!change.when) return badEvent('dateandtime is required.');
      if (change.withConference && !access.may('ZohoMeeting.meeting.ALL')) return noScope(modes);
      const event = store.add({ ...change.content, ...change.when, calendar: calendar.uid, organizer: user.email });
      if (change.withConference) mirror.attach(event, presenterOf(access), user.zsoid);
      store.note({ event: event.uid, change: 'create', notify: change.notify });
      return answer(200, event, access);
    },

    update(uid: string, call: Call, calendar: StoredCalendar, access: Access): Answer {
      const data = parameterOf(call, 'eventdata', modes);
      if (!data) return badEvent('eventdata is required.');
      const found = toChange(uid, call, data, calendar, access);
      if ('status' in found) return found;
      const { event, change, one } = found;
      const attaches = change.withConference && event.sessionKey === null;
      if (attaches && !access.may('ZohoMeeting.meeting.ALL')) return noScope(modes);
      if (modes.eventPut === 'replace' && !change.when) return badEvent('dateandtime is required.');
      store.note({ event: uid, change: 'update', notify: change.notify });

      if (one && change.extent === 'only') {
        const edited = editOccurrence(store, event, one, (each) => apply(each, change));
        return answer(200, edited, access);
      }
      const hadMeeting = event.sessionKey !== null;
      const target = one ? cutSeries(store, event, one) : event;
      const before = JSON.stringify([target.start, target.rule, target.isAllDay]);
      apply(target, change);
      // Occurrences that differed belonged to the days there were.
      if (JSON.stringify([target.start, target.rule, target.isAllDay]) !== before) target.exceptions.clear();
      if (attaches || (one && hadMeeting)) mirror.attach(target, presenterOf(access), access.user.zsoid);
      else mirror.toMeeting(target);
      store.changed(target);
      return answer(200, target, access);
    },

    remove(uid: string, call: Call, calendar: StoredCalendar, access: Access): Answer {
      const given = call.query.has('eventdata') || call.form.has('eventdata');
      const data = given ? parameterOf(call, 'eventdata', modes) : {};
      if (!data) return badEvent('eventdata cannot be read.');
      const found = toChange(uid, call, data, calendar, access);
      if ('status' in found) return found;
      const { event, change, one } = found;
      store.note({ event: uid, change: 'delete', notify: change.notify });
      if (one && change.extent === 'only') {
        dropOccurrence(store, event, one);
      } else if (one) {
        store.remove(cutSeries(store, event, one).uid);
      } else {
        mirror.detach(event);
        store.remove(uid);
      }
      return json(200, { events: [{ uid, caluid: calendar.uid, estatus: 'deleted' }] });
    },
  };
}

const presenterOf = ({ user }: Access) => ({
  zuid: user.zuid,
  email: user.email,
  name: `${user.firstName} ${user.lastName}`,
});
