/** What an edit or create is to make of a session, and whether Zoho made it that. */
import { Temporal } from 'temporal-polyfill';
import type { Kind, SessionWrite, Written } from '../../contract/domain.ts';
import type { ZohoSession } from '../zoho/types.ts';
import type { SessionChange } from './pending.ts';

/**
 * The moment a write means, epoch ms: in an overlap of clocks the first of two, in a gap the one after it. Null when
 * there is no such day or zone.
 */
export function meantStart({ date, time, timeZone }: SessionWrite): number | null {
  try {
    const wall = Temporal.PlainDateTime.from(`${date}T${time}`);
    return wall.toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds;
  } catch {
    return null;
  }
}

export const changeOf = (write: SessionWrite, startsAt: number | null): SessionChange => ({
  topic: write.topic,
  agenda: write.agenda,
  startsAt,
  duration: write.duration,
  timeZone: write.timeZone,
  participants: write.participants?.map((email) => ({ email })) ?? null,
});

/** What is shown until Zoho has answered. */
export const sessionOf = (kind: Kind, key: string, change: SessionChange): ZohoSession => ({
  kind, key, ...change, presenterName: null, presenterEmail: null, recurring: false, canJoin: false, pending: null,
  joinLink: null, registrationLink: null, canStart: false, registered: null, attended: null, dialIn: null,
  detailsAsOf: null, startLink: null, creatorZuid: null, instanceIds: [],
});

/** Zoho's times have no seconds: less than a minute apart is the same. */
const departs = (meant: number, told: number | null): boolean => told !== null && Math.abs(meant - told) >= 60_000;

/** Null when Zoho told what was meant, or told nothing (zoho-api.md section 7, rule 7). */
export function differenceOf(
  meant: { startsAt: number; duration: number },
  told: Pick<ZohoSession, 'startsAt' | 'duration'>,
): Written['difference'] {
  if (!departs(meant.startsAt, told.startsAt) && !departs(meant.duration, told.duration)) return null;
  return {
    meantStart: meant.startsAt,
    toldStart: told.startsAt,
    meantDuration: meant.duration,
    toldDuration: told.duration,
  };
}
