import type { Grants } from '../accounts/grants.ts';
import type { SandboxDataCentre } from '../data-centres.ts';
import { plainPage } from '../server/exchange.ts';
import type { Answer, Call } from '../server/exchange.ts';
import { accessOf } from './access.ts';
import type { Access } from './access.ts';
import { invalidToken, missingScope, wrongOrganisation } from './errors.ts';
import { createIds } from './ids.ts';
import { createPeople } from './people.ts';
import { createRecordings } from './recordings.ts';
import { createSessions } from './sessions.ts';
import type { SessionsParts } from './sessions.ts';
import type { SessionKind } from './store.ts';
import { createUserApi } from './user.ts';
import { createWire } from './wire.ts';

type Operation = 'READ' | 'CREATE' | 'UPDATE' | 'DELETE';
type Serve = (call: Call, access: Access, key: string) => Answer;

interface Route {
  readonly path: RegExp;
  /** Of which product the scope is, for example `ZohoMeeting.meeting`. */
  readonly family: 'meeting' | 'webinar' | 'recording';
  readonly methods: Readonly<Record<string, { readonly operation: Operation; readonly serve: Serve }>>;
}

const decode = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
};

/** `https://meeting.zoho.<dc>/api/v2`, and the webinars of `https://webinar.zoho.<dc>/api/v2` (zoho-api.md 2). */
export function createMeetingApi(
  parts: Omit<SessionsParts, 'ids' | 'wire'> & { readonly grants: Grants },
): (call: Call, dc: SandboxDataCentre, service: 'meeting' | 'webinar') => Answer {
  const { modes, grants, users } = parts;
  const ids = createIds(modes);
  const sessions = createSessions({ ...parts, ids, wire: createWire({ modes, ids }) });
  const people = createPeople({ ...parts, ids });
  const recordings = createRecordings({ ...parts, ids });
  const userApi = createUserApi({ users, ids });

  const crud = (kind: SessionKind, collection: RegExp, item: RegExp): Route[] => [
    {
      path: collection,
      family: kind,
      methods: {
        GET: { operation: 'READ', serve: (call, access) => sessions.list(kind, call, access) },
        POST: { operation: 'CREATE', serve: (call, access) => sessions.create(kind, call, access) },
      },
    },
    {
      path: item,
      family: kind,
      methods: {
        GET: { operation: 'READ', serve: (_call, access, key) => sessions.get(kind, key, access) },
        PUT: { operation: 'UPDATE', serve: (call, access, key) => sessions.edit(kind, key, call, access) },
        DELETE: { operation: 'DELETE', serve: (_call, access, key) => sessions.remove(kind, key, access) },
      },
    },
  ];
  const one = (path: RegExp, family: Route['family'], method: string, operation: Operation, serve: Serve): Route => ({
    path,
    family,
    methods: { [method]: { operation, serve } },
  });

  const routes: readonly Route[] = [
    ...crud('meeting', /^\/sessions\.json$/, /^\/sessions\/([^/]+)\.json$/),
    ...crud('webinar', /^\/webinar\.json$/, /^\/webinar\/([^/]+)\.json$/),
    one(/^\/participant\/([^/]+)\.json$/, 'meeting', 'GET', 'READ', (call, access, key) =>
      people.participants(key, call, access),
    ),
    one(/^\/attendee\/([^/]+)\.json$/, 'webinar', 'GET', 'READ', (call, access, key) =>
      people.attendees(key, call, access),
    ),
    one(/^\/registration\/([^/]+?)(?:\.json)?$/, 'webinar', 'GET', 'READ', (call, access, key) =>
      people.registrants(key, call, access),
    ),
    one(/^\/register\/([^/]+)\.json$/, 'webinar', 'POST', 'CREATE', (call, access, key) =>
      people.register(key, call, access),
    ),
    one(/^\/recordings(?:\/([^/]+))?\.json$/, 'recording', 'GET', 'READ', (call, access, key) =>
      recordings(key, call, access),
    ),
  ];

  function user(call: Call, access: Access | undefined): Answer {
    if (call.method !== 'GET') return plainPage(405, 'Method Not Allowed');
    if (!access) return invalidToken();
    const allowed =
      access.service === 'webinar' ? access.may('ZohoWebinar.user.READ') : access.may('ZohoMeeting.manageOrg.READ');
    // Observed: 400 without the scope, unlike the 401 of other calls.
    return allowed ? userApi.details(access) : missingScope(modes, 400);
  }

  return (call, dc, service) => {
    // Recordings are below /meeting/api/v2; one client finds them without that first part.
    const [, root = '', path = ''] = /^(\/meeting)?\/api\/v2(\/.*)$/.exec(call.path) ?? [];
    if (path === '' || (root !== '' && !/^\/[^/]+\/recordings[/.]/.test(path))) return plainPage(404, 'Not Found');
    const access = accessOf(call, dc, service, grants);
    if (path === '/user.json') return user(call, access);

    const [, organisation = '', rest = ''] = /^\/([^/]+)(\/.+)$/.exec(path) ?? [];
    const zsoid = ids.read(decode(organisation));
    const member = /^\/user(?:\/([^/]+))?$/.exec(rest);
    if (member && service === 'meeting') {
      if (call.method !== 'GET') return plainPage(405, 'Method Not Allowed');
      if (!access) return invalidToken();
      if (!access.may('ZohoMeeting.user.READ')) return missingScope(modes);
      const userId = member[1] === undefined ? undefined : ids.read(decode(member[1]));
      return userApi.organisation(call, zsoid, userId, access);
    }

    for (const route of routes) {
      const found = route.path.exec(rest);
      if (!found || (service === 'webinar' && route.family !== 'webinar')) continue;
      const method = Object.hasOwn(route.methods, call.method) ? route.methods[call.method] : undefined;
      if (!method) return plainPage(405, 'Method Not Allowed');
      if (!access) return invalidToken();
      const product = service === 'webinar' ? 'ZohoWebinar' : 'ZohoMeeting';
      if (!access.may(`${product}.${route.family}.${method.operation}`)) return missingScope(modes);
      if (zsoid !== access.user.zsoid) return wrongOrganisation();
      return method.serve(call, access, ids.read(decode(found[1] ?? '')));
    }
    return plainPage(404, 'Not Found');
  };
}
