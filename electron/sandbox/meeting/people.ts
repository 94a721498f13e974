import type { SandboxClock } from '../clock.ts';
import type { SandboxDataCentre } from '../data-centres.ts';
import type { Modes } from '../modes.ts';
import { json } from '../server/exchange.ts';
import type { Answer, Call } from '../server/exchange.ts';
import { wallTimeAt, writeZohoTime } from '../zone-time.ts';
import type { Access } from './access.ts';
import { isRecord, readJson } from './body.ts';
import { badValues, extraKey, invalidKey, tooMany } from './errors.ts';
import type { Ids } from './ids.ts';
import { pageOf } from './paging.ts';
import type { Attendance, Registrant, SessionKind, Store, StoredSession } from './store.ts';

export interface PeopleParts {
  readonly clock: SandboxClock;
  readonly modes: Modes;
  readonly store: Store;
  readonly ids: Ids;
}

const approvals = ['pending', 'approved', 'denied', 'cancelled'] as const;
const registrantKeys = ['email', 'firstName', 'lastName'];

/** Who took part, and who registered (zoho-api.md 2.3 and 2.4). */
export function createPeople({ clock, modes, store, ids }: PeopleParts) {
  const clockTime = (instant: number, zone: string): string => {
    const { hour, minute } = wallTimeAt(instant, zone);
    const two = (value: number) => String(value).padStart(2, '0');
    return `${two(hour % 12 || 12)}:${two(minute)} ${hour < 12 ? 'AM' : 'PM'}`;
  };

  const attendance = (each: Attendance, zone: string) => ({
    email: each.email,
    role: each.role,
    joinTime: each.joinTime,
    leaveTime: each.leaveTime,
    duration: each.leaveTime - each.joinTime,
    inAndOutTime: `${clockTime(each.joinTime, zone)} - ${clockTime(each.leaveTime, zone)}`,
    source: 'web',
  });

  const joinLink = (session: StoredSession, registerKey: string, dc: SandboxDataCentre): string =>
    `https://${dc.meeting}/join?registerKey=${registerKey}&sessionId=${ids.plain(session.key)}`;

  const find = (kind: SessionKind, key: string, { user }: Access) => store.find(kind, user.zsoid, key);

  return {
    participants(key: string, call: Call, access: Access): Answer {
      const found = find('meeting', key, access);
      if (!found) return invalidKey();
      const page = pageOf(found.attendance, call.query, modes);
      return json(200, {
        participantsCount: found.attendance.length,
        participants: page.map((each, index) => ({
          ...attendance(each, found.timeZone),
          participantAvatar: '',
          memberId: String(index + 1),
        })),
      });
    },

    attendees(key: string, call: Call, access: Access): Answer {
      const found = find('webinar', key, access);
      if (!found) return invalidKey();
      const page = pageOf(found.attendance, call.query, modes);
      return json(200, {
        attendeeData: page.map((each) => ({ ...attendance(each, found.timeZone), name: each.name })),
        count: found.attendance.length,
      });
    },

    registrants(key: string, call: Call, access: Access): Answer {
      const found = find('webinar', key, access);
      if (!found) return invalidKey();
      const status = call.query.get('status');
      const chosen = found.registrants.filter((each) => status === null || String(each.status) === status);
      const number = (wanted: Registrant['status']) =>
        found.registrants.filter((each) => each.status === wanted).length;
      return json(200, {
        registrants: pageOf(chosen, call.query, modes).map((each) => ({
          email: each.email,
          userName: each.userName,
          registerId: ids.text(each.registerId),
          registerKey: each.registerKey,
          status: each.status,
          approvalStatus: approvals[each.status],
          joinLink: joinLink(found, each.registerKey, access.dc),
          countryName: '',
          regionName: '',
          registeredTime: writeZohoTime(each.registeredAt, found.timeZone),
          registeredTimeInMilliSec: each.registeredAt,
          registeredTimezone: found.timeZone,
        })),
        meta: {
          totalCount: found.registrants.length,
          approvedCount: number(1),
          pendingCount: number(0),
          deniedCount: number(2),
          isAutoApprovalEnabled: true,
        },
      });
    },

    register(key: string, call: Call, access: Access): Answer {
      const found = find('webinar', key, access);
      if (!found) return invalidKey();
      const body = readJson(call);
      const given: unknown = body?.['registrant'];
      if (!body || !Array.isArray(given) || given.length === 0) return badValues();
      if (given.length > 100) return tooMany();
      const rows = given as unknown[];
      const { unknownKeys } = modes;
      const isExtra = (row: unknown) =>
        isRecord(row) && Object.keys(row).some((name) => !registrantKeys.includes(name));
      if (unknownKeys !== 'ignore' && (Object.keys(body).length > 1 || rows.some(isExtra))) {
        return extraKey(unknownKeys);
      }
      const added: Registrant[] = [];
      for (const row of rows) {
        const { email, firstName, lastName }: Record<string, unknown> = isRecord(row) ? row : {};
        if (typeof email !== 'string' || !email.includes('@') || modes.refusedRegistrants.includes(email)) continue;
        const known = found.registrants.find((each) => each.email === email);
        const registrant: Registrant = known ?? {
          email,
          userName: [firstName, lastName].filter((part) => typeof part === 'string').join(' '),
          registerId: store.newSysId(),
          registerKey: store.seeded.text(20),
          status: 1,
          registeredAt: clock.now(),
        };
        if (!known) found.registrants.push(registrant);
        added.push(registrant);
      }
      const joinLinkOf = ({ registerKey }: Registrant) => joinLink(found, registerKey, access.dc);
      return json(200, {
        registrant: added.map((each) => ({ email: each.email, joinLink: joinLinkOf(each) })),
        successCount: added.length,
        failedCount: rows.length - added.length,
        totalCount: rows.length,
        registeredCount: found.registrants.length,
      });
    },
  };
}
