import type { Grants } from '../accounts/grants.ts';
import type { SandboxDataCentre } from '../data-centres.ts';
import { accessOf } from '../meeting/access.ts';
import type { Access } from '../meeting/access.ts';
import { plainPage } from '../server/exchange.ts';
import type { Answer, Call } from '../server/exchange.ts';
import { createCalendars } from './calendars.ts';
import { deadToken, gone, noScope } from './errors.ts';
import { createEvents } from './events.ts';
import type { Mirror, MirrorParts } from './mirror.ts';
import { createCalendarWire } from './wire.ts';

type Serve = (call: Call, access: Access, names: readonly string[]) => Answer;

interface Route {
  readonly path: RegExp;
  readonly methods: Readonly<Record<string, { readonly scope: string; readonly serve: Serve }>>;
}

const decode = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
};

/** `https://calendar.zoho.<dc>/api/v1` (zoho-api.md 3). */
export function createCalendarApi(
  parts: MirrorParts & { readonly grants: Grants; readonly mirror: Mirror },
): (call: Call, dc: SandboxDataCentre) => Answer {
  const { modes, grants, mirror } = parts;
  const wire = createCalendarWire(parts);
  const calendars = createCalendars({ ...parts, wire });
  const events = createEvents({ ...parts, wire });

  const calendarScope = 'ZohoCalendar.calendar.READ';
  type In = NonNullable<ReturnType<typeof calendars.find>>;
  /** What happens inside a calendar that this person sees. */
  const inside =
    (serve: (call: Call, calendar: In, access: Access, euid: string) => Answer): Serve =>
    (call, access, [uid = '', euid = '']) => {
      const calendar = calendars.find(uid, access);
      return calendar ? serve(call, calendar, access, euid) : gone(modes, 'calendar');
    };

  const routes: readonly Route[] = [
    { path: /^$/, methods: { GET: { scope: calendarScope, serve: (_call, access) => calendars.list(access) } } },
    {
      path: /^\/primary$/,
      methods: { GET: { scope: calendarScope, serve: (_call, access) => calendars.primary(access) } },
    },
    {
      path: /^\/freebusy$/,
      methods: {
        GET: { scope: 'ZohoCalendar.freebusy.READ', serve: (call, access) => calendars.freeBusy(call, access) },
      },
    },
    {
      path: /^\/([^/]+)$/,
      methods: { GET: { scope: calendarScope, serve: (_call, access, [uid = '']) => calendars.get(uid, access) } },
    },
    {
      path: /^\/([^/]+)\/events$/,
      methods: {
        GET: { scope: 'ZohoCalendar.event.READ', serve: inside(events.list) },
        POST: { scope: 'ZohoCalendar.event.CREATE', serve: inside(events.create) },
      },
    },
    {
      path: /^\/([^/]+)\/events\/([^/]+)$/,
      methods: {
        PUT: {
          scope: 'ZohoCalendar.event.UPDATE',
          serve: inside((call, calendar, access, euid) => events.update(euid, call, calendar, access)),
        },
        DELETE: {
          scope: 'ZohoCalendar.event.DELETE',
          serve: inside((call, calendar, access, euid) => events.remove(euid, call, calendar, access)),
        },
      },
    },
    {
      path: /^\/([^/]+)\/events\/([^/]+)\/byinstance$/,
      methods: {
        GET: {
          scope: 'ZohoCalendar.event.READ',
          serve: inside((call, calendar, access, euid) => events.byInstance(euid, call, calendar, access)),
        },
      },
    },
  ];

  return (call, dc) => {
    const [, rest] = /^\/api\/v1\/calendars(\/.*)?$/.exec(call.path) ?? [];
    if (!call.path.startsWith('/api/v1/calendars')) return plainPage(404, 'Not Found');
    if (call.query.toString().length > modes.longestQuery) return plainPage(414, 'URI Too Long');
    for (const route of routes) {
      const found = route.path.exec(rest ?? '');
      if (!found) continue;
      const method = Object.hasOwn(route.methods, call.method) ? route.methods[call.method] : undefined;
      if (!method) return plainPage(405, 'Method Not Allowed');
      const access = accessOf(call, dc, 'calendar', grants);
      if (!access) return deadToken(modes);
      if (!access.may(method.scope)) return noScope(modes);
      mirror.fromMeetings();
      return method.serve(call, access, found.slice(1).map(decode));
    }
    return plainPage(404, 'Not Found');
  };
}
