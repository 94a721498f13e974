import type { SandboxDataCentre } from '../data-centres.ts';
import type { Modes } from '../modes.ts';
import { offsetAt, wallTimeAt, writeZohoTime, zoneAbbreviation } from '../zone-time.ts';
import type { Ids } from './ids.ts';
import type { StoredSession } from './store.ts';

type Fields = Record<string, unknown>;

export interface WireParts {
  readonly modes: Modes;
  readonly ids: Ids;
}

const pad = (value: number) => String(value).padStart(2, '0');

/** The fields of sessions in Zoho's answers (zoho-api.md 2.3 and 2.4). */
export function createWire({ modes, ids }: WireParts) {
  const time = (instant: number, zone: string): string =>
    writeZohoTime(instant, zone) + (modes.zoneSuffix ? ` ${zoneAbbreviation(instant, zone)}` : '');

  const millis = (values: Record<string, number>): Fields => {
    if (modes.millis === 'absent') return {};
    if (modes.millis === 'numbers') return values;
    return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
  };

  const instance = (sysId: string): unknown => (modes.instanceIds === 'array' ? [ids.text(sysId)] : ids.text(sysId));

  const common = (each: StoredSession): Fields => ({
    meetingKey: ids.text(each.key),
    topic: each.topic,
    presenterEmail: each.presenter.email,
    startTime: time(each.start, each.timeZone),
    endTime: time(each.start + each.duration, each.timeZone),
    duration: each.duration,
    timezone: each.timeZone,
    creatorZuid: ids.text(each.creatorZuid),
  });

  const secrets = (each: StoredSession): Fields => {
    const pwd = each.password + (modes.canaries ? each.canary.password : '');
    return { pwd, encryptPwd: Buffer.from(pwd).toString('hex').padStart(32, '0') };
  };

  /** Relative in the listings of webinars. */
  const startPath = (each: StoredSession): string =>
    `/meeting-start?key=${ids.plain(each.key)}${modes.canaries ? `&t=${each.canary.startLink}` : ''}`;
  const startLink = (each: StoredSession, dc: SandboxDataCentre): string => `https://${dc.meeting}${startPath(each)}`;
  const registrationLink = (each: StoredSession, dc: SandboxDataCentre): string =>
    `https://${dc.meeting}/meeting/register?sessionId=${ids.plain(each.key)}`;

  const meetingLinks = (each: StoredSession, dc: SandboxDataCentre): Fields => ({
    joinLink: `https://${dc.meet}/${each.joinCode}`,
    meetingEmbedUrl: `https://${dc.meeting}/embed/${each.joinCode}`,
  });

  const wholeTimes = (each: StoredSession): Fields =>
    millis({ startTimeMillisec: each.start, endTimeMillisec: each.start + each.duration });

  return {
    /** Without agenda, participants and startLink: those need a GET. */
    meetingListItem(each: StoredSession, dc: SandboxDataCentre): Fields {
      const { year, month, day, hour, minute } = wallTimeAt(each.start, each.timeZone);
      return {
        ...common(each),
        presenterZuid: ids.text(each.presenter.zuid),
        presenterFullName: each.presenter.name,
        isRecurring: each.recurring,
        sDate: `${year}-${pad(month)}-${pad(day)}`,
        sTime: `${pad(hour)}:${pad(minute)}`,
        ...meetingLinks(each, dc),
        ...secrets(each),
        sysId: ids.text(each.sysId),
        ...millis({ startTimeMillis: each.start, startTimeMillisec: each.start }),
        ...each.wire,
      };
    },

    /** The answer to GET, POST or PUT. `duration` is a string after PUT, as recorded. */
    meeting(each: StoredSession, dc: SandboxDataCentre, after: 'get' | 'create' | 'edit'): Fields {
      const withParticipants = after !== 'get' || modes.participantsInGet;
      return {
        ...common(each),
        agenda: each.agenda,
        presenter: ids.number(each.presenter.zuid),
        presenterName: each.presenter.name,
        duration: after === 'edit' ? String(each.duration) : each.duration,
        offset: String(offsetAt(each.start, each.timeZone)),
        ...wholeTimes(each),
        isRecurring: each.recurring,
        ...(after === 'get' ? {} : { sys_id: ids.text(each.sysId), UID: ids.number(each.sysId) }),
        sysId: ids.text(each.sysId),
        sessionType: 'meeting',
        ...meetingLinks(each, dc),
        startLink: startLink(each, dc),
        ...(after === 'edit'
          ? { registrationLink: registrationLink(each, dc), shortenJoinUrl: `https://${dc.meet}/${each.joinCode}` }
          : {}),
        accessCode: each.accessCode,
        dialinUrl: `https://${dc.meeting}/dial-in?key=${ids.plain(each.key)}`,
        ...secrets(each),
        ...(withParticipants
          ? { participants: each.participants.map(({ id, email }) => ({ id: ids.text(id), email })) }
          : {}),
        ...each.wire,
      };
    },

    webinarListItem(each: StoredSession, dc: SandboxDataCentre, now: number): Fields {
      const item: Fields = {
        ...common(each),
        registrationLink: registrationLink(each, dc),
        startLink: startPath(each),
        sysId: ids.text(each.sysId),
        ...millis({ startTimeMillis: each.start }),
      };
      if (modes.webinarFields === 'documented') {
        return {
          ...item,
          presenterZuid: ids.text(each.presenter.zuid),
          attendeeCount: each.attendance.length,
          registrationUserCount: each.registrants.length,
          ...each.wire,
        };
      }
      return {
        ...item,
        presenter: ids.text(each.presenter.zuid),
        displayName: each.presenter.name,
        departmentName: 'General',
        attendeesCount: each.attendance.length,
        registrationCount: each.registrants.length,
        instanceId: instance(each.sysId),
        isSessionStarted: each.start <= now && now < each.start + each.duration,
        ...each.wire,
      };
    },

    webinar(each: StoredSession, dc: SandboxDataCentre, after: 'get' | 'create' | 'edit', now: number): Fields {
      const shared: Fields = {
        ...common(each),
        agenda: each.agenda,
        presenter: ids.text(each.presenter.zuid),
        displayName: each.presenter.name,
        offset: after === 'get' ? offsetAt(each.start, each.timeZone) : String(offsetAt(each.start, each.timeZone)),
        registrationLink: registrationLink(each, dc),
        startLink: startLink(each, dc),
        instanceId: instance(each.sysId),
      };
      if (after === 'get') {
        return {
          ...shared,
          attendeeCount: each.attendance.length,
          registrationCount: each.registrants.length,
          isSessionStarted: each.start <= now && now < each.start + each.duration,
          isPastSession: each.start + each.duration <= now,
          ...each.wire,
        };
      }
      return {
        ...shared,
        duration: after === 'edit' ? String(each.duration) : each.duration,
        ...wholeTimes(each),
        sys_id: ids.text(each.sysId),
        UID: ids.number(each.sysId),
        regEmbedURL: `https://${dc.meeting}/meeting/embed/register?sessionId=${ids.plain(each.key)}`,
        isDepartmentAdmin: true,
        recurringType: each.recurring ? 1 : 0,
        sessionType: 'webinar',
        ...each.wire,
      };
    },
  };
}

export type Wire = ReturnType<typeof createWire>;
