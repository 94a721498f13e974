import type { SandboxClock } from '../clock.ts';
import type { Users } from '../accounts/users.ts';
import type { Modes } from '../modes.ts';
import { empty, json } from '../server/exchange.ts';
import type { Answer, Call } from '../server/exchange.ts';
import { wallTimeAt } from '../zone-time.ts';
import type { Access } from './access.ts';
import { instantOfText, readChange } from './body.ts';
import type { SessionChange } from './body.ts';
import { badValues, invalidKey } from './errors.ts';
import type { Ids } from './ids.ts';
import { pageOf } from './paging.ts';
import type { ListType, Person, SessionKind, Store, StoredSession } from './store.ts';
import type { Wire } from './wire.ts';

export interface SessionsParts {
  readonly clock: SandboxClock;
  readonly modes: Modes;
  readonly users: Users;
  readonly store: Store;
  readonly ids: Ids;
  readonly wire: Wire;
}

const listTypes: readonly string[] = ['all', 'past', 'today', 'upcoming'] satisfies ListType[];

/** List, get, create, edit and delete, alike for meetings and webinars (zoho-api.md 2.3 and 2.4). */
export function createSessions({ clock, modes, users, store, ids, wire }: SessionsParts) {
  const single = (
    status: number,
    kind: SessionKind,
    each: StoredSession,
    { dc }: Access,
    after: 'get' | 'create' | 'edit',
  ): Answer => {
    const session = kind === 'meeting' ? wire.meeting(each, dc, after) : wire.webinar(each, dc, after, clock.now());
    return json(status, modes.wrapInArray ? [{ session }] : { session });
  };

  const personOf = (zuid: string, fallback: Person): Person => {
    const user = users.byZuid(zuid);
    if (!user) return fallback.zuid === zuid ? fallback : { ...fallback, zuid };
    return { zuid, email: user.email, name: `${user.firstName} ${user.lastName}` };
  };

  const sorted = (sessions: StoredSession[]): StoredSession[] => {
    if (modes.order === 'reverse') return sessions.toReversed();
    return modes.order === 'key' ? sessions.toSorted((a, b) => (a.key < b.key ? -1 : 1)) : sessions;
  };

  /** Applies what is named. */
  function apply(session: StoredSession, change: SessionChange): void {
    const zone = change.timezone ?? session.timeZone;
    if (change.startTime !== undefined) session.start = instantOfText(change.startTime, zone, modes.overlap);
    session.timeZone = zone;
    session.topic = change.topic ?? session.topic;
    session.agenda = change.agenda ?? session.agenda;
    session.duration = change.duration ?? session.duration;
    if (change.presenter !== undefined) session.presenter = personOf(ids.read(change.presenter), session.presenter);
    if (change.participants) {
      const known = new Map(session.participants.map((each) => [each.email, each]));
      session.participants = change.participants.map((email) => known.get(email) ?? { id: store.newSysId(), email });
    }
  }

  return {
    list(kind: SessionKind, call: Call, access: Access): Answer {
      const type = call.query.get('listtype') ?? '';
      if (!listTypes.includes(type)) return badValues();
      const { user, dc } = access;
      const dayOf = (instant: number) => {
        const { year, month, day } = wallTimeAt(instant, user.timeZone);
        return `${year}-${month}-${day}`;
      };
      const today = dayOf(clock.now());
      const found = sorted(store.list(kind, user.zsoid, type as ListType, (start) => dayOf(start) === today));
      const page = pageOf(found, call.query, modes);
      const counts = { total: { count: found.length }, page: { count: page.length }, absent: {} }[modes.count];
      if (page.length === 0 && modes.emptyList === 'missing') {
        return json(200, { ...counts, isMettingSessionAvailable: false });
      }
      const now = clock.now();
      const session = page.map((each) =>
        kind === 'meeting' ? wire.meetingListItem(each, dc) : wire.webinarListItem(each, dc, now),
      );
      return json(200, { session, ...counts });
    },

    get(kind: SessionKind, key: string, access: Access): Answer {
      const found = store.find(kind, access.user.zsoid, key);
      return found ? single(200, kind, found, access, 'get') : invalidKey();
    },

    create(kind: SessionKind, call: Call, access: Access): Answer {
      const change = readChange(call, modes);
      if ('status' in change) return change;
      const { user } = access;
      if (change.topic === undefined || change.startTime === undefined) return badValues();
      const self: Person = { zuid: user.zuid, email: user.email, name: `${user.firstName} ${user.lastName}` };
      const session = store.add({
        kind,
        topic: change.topic,
        start: 0,
        zsoid: user.zsoid,
        presenter: self,
        timeZone: user.timeZone,
      });
      apply(session, change);
      return single(201, kind, session, access, 'create');
    },

    edit(kind: SessionKind, key: string, call: Call, access: Access): Answer {
      const found = store.find(kind, access.user.zsoid, key);
      if (!found) return invalidKey();
      const change = readChange(call, modes);
      if ('status' in change) return change;
      if (modes.put === 'replace') {
        if (change.topic === undefined || change.startTime === undefined) return badValues();
        found.agenda = '';
        found.duration = 3_600_000;
        if (change.participants === undefined) found.participants = [];
      }
      apply(found, change);
      return single(200, kind, found, access, 'edit');
    },

    remove(kind: SessionKind, key: string, access: Access): Answer {
      if (!store.find(kind, access.user.zsoid, key)) return invalidKey();
      store.remove(key);
      return empty(204);
    },
  };
}
