import type { Users } from '../accounts/users.ts';
import type { Access } from '../meeting/access.ts';
import type { Modes } from '../modes.ts';
import { json } from '../server/exchange.ts';
import type { Answer, Call } from '../server/exchange.ts';
import { badEvent, gone, stranger } from './errors.ts';
import { extentOf, instances } from './store.ts';
import type { CalendarStore, StoredCalendar } from './store.ts';
import { instantOfWall, readPlain, writeLocal, writePlain, writeUtc } from './times.ts';
import type { CalendarWire } from './wire.ts';

export interface CalendarsParts {
  readonly modes: Modes;
  readonly users: Users;
  readonly store: CalendarStore;
  readonly wire: CalendarWire;
}

/** Calendars, and who is busy when (zoho-api.md 3.1 and 3.5). */
export function createCalendars({ modes, users, store, wire }: CalendarsParts) {
  const visible = ({ user }: Access): StoredCalendar[] => {
    store.defaultOf(user);
    return store.calendars().filter(({ owner, readers }) => owner === user.email || readers.includes(user.email));
  };

  const answer = (found: readonly StoredCalendar[], { user }: Access): Answer =>
    json(200, { calendars: found.map((each, index) => wire.calendar(each, user, index + 1)) });

  const written = (instant: number, zone: string): string => {
    if (modes.busyTimes === 'utc') return writeUtc(instant);
    return modes.busyTimes === 'local' ? writeLocal(instant, zone) : writePlain(instant, zone);
  };

  return {
    /** One that this person sees. */
    find: (uid: string, access: Access): StoredCalendar | undefined => visible(access).find((each) => each.uid === uid),

    list: (access: Access): Answer => answer(visible(access), access),
    primary: (access: Access): Answer => answer([store.defaultOf(access.user)], access),
    get(uid: string, access: Access): Answer {
      const found = visible(access).find((each) => each.uid === uid);
      return found ? answer([found], access) : gone(modes, 'calendar');
    },

    freeBusy(call: Call, { user }: Access): Answer {
      const email = call.query.get('uemail') ?? '';
      const zone = modes.busyZone === 'utc' ? 'UTC' : user.timeZone;
      const [from, to] = ['sdate', 'edate'].map((name) => readPlain(call.query.get(name) ?? ''));
      if (from === undefined || to === undefined || to < from) return badEvent('sdate and edate are yyyyMMddTHHmmss.');
      if (!['eventbased', 'timebased'].includes(call.query.get('ftype') ?? '')) return badEvent('ftype is needed.');
      const calendars = store.calendars().filter(({ zsoid }) => zsoid === user.zsoid);
      const isColleague =
        users.get(email)?.zsoid === user.zsoid || calendars.some(({ owner }) => owner === email);
      if (!isColleague) return modes.busyOfStrangers === 'error' ? stranger() : json(200, { freebusy: [] });

      const [start, end] = [instantOfWall(from, zone), instantOfWall(to, zone)];
      const busy = calendars
        .filter(({ inFreeBusy }) => inFreeBusy)
        .flatMap((calendar) =>
          store
            .events(calendar.uid)
            .flatMap((event) => instances(event, start, end, calendar.timeZone))
            .filter(
              ({ attendees }) =>
                calendar.owner === email ||
                attendees.some((each) => each.email === email && each.status !== 'DECLINED'),
            )
            .map((event) => extentOf(event, calendar.timeZone)),
        )
        .toSorted((a, b) => a.from - b.from);
      return json(200, {
        freebusy: busy.map((each) => ({
          startTime: written(each.from, zone),
          endTime: written(each.to, zone),
          fbtype: 'busy',
        })),
      });
    },
  };
}
