import type { ApiTarget } from '../../../electron/account/service.ts';
import type { SessionWrite, ZohoSession } from '../../../electron/zoho/types.ts';

export const hour = 3_600_000;
export const me: ApiTarget = { zsoid: '77001234', zuid: '71005678', meetingHost: 'meeting.zoho.eu', calendarHost: 'calendar.zoho.eu' };

/** `Jun 19, 2026 07:00 PM` in Paris. */
export const evening = Date.UTC(2026, 5, 19, 17);

export const writing = (more: Partial<SessionWrite> = {}): SessionWrite => ({
  topic: 'Weekly sync', agenda: 'Plan', date: '2026-06-19', time: '19:00', duration: hour, timeZone: 'Europe/Paris',
  participants: ['bo@example.test'], ...more,
});

/** What a listing tells of what {@link writing} made. */
export const listedAs = (key: string, more: Partial<ZohoSession> = {}): ZohoSession => ({
  kind: 'meeting', key, topic: 'Weekly sync', startsAt: evening, duration: hour, timeZone: 'Europe/Paris',
  presenterName: null, presenterEmail: null, recurring: false, canJoin: false, pending: null, agenda: null,
  joinLink: null, registrationLink: null, canStart: false, participants: null, registered: null, attended: null, dialIn: null,
  detailsAsOf: null, startLink: null, creatorZuid: me.zuid, instanceIds: [], ...more,
});
