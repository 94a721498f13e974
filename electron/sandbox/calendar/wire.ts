import type { SandboxDataCentre } from '../data-centres.ts';
import type { Store } from '../meeting/store.ts';
import type { Modes } from '../modes.ts';
import type { User } from '../accounts/users.ts';
import type { StoredCalendar, StoredEvent } from './store.ts';
import { dayMs, writeDate, writeLocal, writeUtc } from './times.ts';

type Fields = Record<string, unknown>;

/** `{ a: { b: value } }` for the path `a.b`, into what is there. */
function put(fields: Fields, path: string, value: string): void {
  const names = path.split('.');
  const last = names.pop() ?? path;
  let place = fields;
  for (const name of names) {
    const next = (place[name] ??= {});
    if (typeof next !== 'object' || next === null) return;
    place = next as Fields;
  }
  const there = place[last];
  place[last] = typeof there === 'string' && there !== '' ? `${there}\n${value}` : value;
}

/** The fields of calendars and events in Zoho's answers (zoho-api.md 3.1 and 3.2). */
export function createCalendarWire({ modes, sessions }: { readonly modes: Modes; readonly sessions: Store }) {
  const time = (instant: number, zone: string) =>
    modes.eventOffsets === 'utc' ? writeUtc(instant) : writeLocal(instant, zone);

  function times(each: StoredEvent): Fields {
    const end = each.start + each.duration - (each.isAllDay && modes.allDayEnd === 'last' ? dayMs : 0);
    const [from, to] = each.isAllDay
      ? [writeDate(each.start), writeDate(end)]
      : [time(each.start, each.timeZone), time(end, each.timeZone)];
    return {
      ...(modes.eventTimes === 'older' ? {} : { dateandtime: { timezone: each.timeZone, start: from, end: to } }),
      ...(modes.eventTimes === 'dateandtime' ? {} : { start: from, end: to }),
      isallday: each.isAllDay,
      duration: modes.eventDuration === 'string' ? String(each.duration) : each.duration,
    };
  }

  const shownMinutes = (minutes: number): number => {
    if (modes.reminderSign === 'as-sent' || minutes === 0) return minutes;
    return modes.reminderSign === 'negative' ? -Math.abs(minutes) : Math.abs(minutes);
  };

  function conference(each: StoredEvent, fields: Fields, dc: SandboxDataCentre): void {
    const session = each.sessionKey === null ? undefined : sessions.get(each.sessionKey);
    if (!session) return;
    const link =
      modes.conferenceLink === 'short'
        ? `https://${dc.meet}/${session.joinCode}`
        : `https://${dc.meeting}/join?key=${session.key}`;
    for (const path of modes.conferenceFields) {
      // A description that was not asked for does not come because of the link in it.
      if (path !== 'description' || fields['description'] !== undefined) put(fields, path, link);
    }
  }

  const shared = (each: StoredEvent): Fields => ({
    uid: each.uid,
    ...(each.title === '' && modes.missingTitle === 'absent' ? {} : { title: each.title }),
    ...times(each),
    isprivate: each.isPrivate,
    caluid: each.calendar,
    ...(each.recurrenceId === null ? {} : { recurrenceid: each.recurrenceId }),
  });

  return {
    calendar(each: StoredCalendar, user: User, order: number): Fields {
      const isOwn = each.owner === user.email;
      return {
        uid: each.uid,
        id: each.id,
        name: each.name,
        isdefault: isOwn && each.isDefault,
        timezone: each.timeZone,
        color: each.color,
        textcolor: '#ffffff',
        category: each.category,
        caltype: each.category,
        type: 0,
        owner: each.owner,
        privilege: isOwn ? 'owner' : 'view',
        status: true,
        visibility: true,
        include_infreebusy: each.inFreeBusy,
        canSendMail: isOwn,
        ctag: each.id,
        order,
        description: each.description,
        createdtime: writeUtc(each.createdAt),
        modifiedtime: writeUtc(each.createdAt),
        lastmodifiedtime: writeUtc(each.createdAt),
        reminders: [{ action: 'popup', minutes: shownMinutes(-15) }],
        alarm: [{ action: 'popup', trigger: '-PT15M' }],
        ...each.wire,
      };
    },

    /** An item of `byinstance=true` with few fields. */
    instance: (each: StoredEvent): Fields => ({ ...shared(each), ...each.wire }),

    event(each: StoredEvent, user: User, dc: SandboxDataCentre, withDescription: boolean): Fields {
      const fields: Fields = {
        ...shared(each),
        role: each.organizer === user.email ? 'organizer' : 'attendee',
        organizer: each.organizer,
        createdby: each.organizer,
        attendees: each.attendees,
        etag: each.etag,
        calid: '0',
        id: each.id,
        etype: 0,
        ...(each.rule === null ? {} : { rrule: each.rule }),
        location: each.location,
        ...(each.url === '' ? {} : { url: each.url }),
        ...(withDescription ? { description: each.description } : {}),
        ...(each.reminders === null
          ? {}
          : { reminders: each.reminders.map(({ action, minutes }) => ({ action, minutes: shownMinutes(minutes) })) }),
        viewEventURL: `https://${dc.calendar}/zc/ui/event/${encodeURIComponent(each.uid)}`,
        has_attachment: false,
        createdtime: writeUtc(each.createdAt),
        lastmodifiedtime: writeUtc(each.modifiedAt),
        enable_eventmanagement: false,
      };
      conference(each, fields, dc);
      return { ...fields, ...each.wire };
    },
  };
}

export type CalendarWire = ReturnType<typeof createCalendarWire>;
