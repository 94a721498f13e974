/** What was meant, against what Zoho tells. */
import { formatWallClock, momentOf, possibleMoments } from './time.ts';
import type { SessionWrite, ZohoSession } from './types.ts';
import { wallClockOf } from './wire/session-body.ts';

/**
 * The moment a write means, epoch ms, as Zoho's own times are read: in an overlap the first of two, in a gap moved on
 * by its length. Null when the zone is unknown.
 */
export function meantStart(write: SessionWrite): number | null {
  const at = wallClockOf(write);
  if (!at) return null;
  return momentOf({ millis: null, text: formatWallClock(at), timeZone: write.timeZone, offset: null });
}

/** Two where clocks are set back; in a gap both readings of it. */
export function possibleStarts(write: SessionWrite): readonly number[] {
  const at = wallClockOf(write);
  return at ? possibleMoments(at, write.timeZone) : [];
}

/** Zoho's times have no seconds: less than a minute apart is the same. */
const isSame = (a: number, b: number): boolean => Math.abs(a - b) < 60_000;

export interface Difference {
  readonly field: 'start' | 'duration';
  /** Epoch ms for the start, ms for the duration. */
  readonly meant: number;
  readonly told: number;
}

/**
 * Where Zoho's answer departs from what was meant (zoho-api.md section 7, rule 7), the start first. In an overlap the
 * first of both hours is taken to be meant. Null when there is no difference, or it cannot be told.
 */
export function differenceOf(
  write: SessionWrite,
  told: Pick<ZohoSession, 'startsAt' | 'duration'>,
): Difference | null {
  const start = meantStart(write);
  if (start !== null && told.startsAt !== null && !isSame(start, told.startsAt))
    return { field: 'start', meant: start, told: told.startsAt };
  if (told.duration !== null && !isSame(write.duration, told.duration))
    return { field: 'duration', meant: write.duration, told: told.duration };
  return null;
}

const plain = (topic: string): string => topic.normalize('NFC').replace(/\s+/g, ' ').trim();

/** Same topic, start and duration. In an overlap or gap either reading of the wall clock will do. */
export function fits(write: SessionWrite, { topic, startsAt, duration }: ZohoSession): boolean {
  return (
    plain(topic) === plain(write.topic) &&
    startsAt !== null &&
    possibleStarts(write).some((moment) => isSame(moment, startsAt)) &&
    duration !== null &&
    isSame(duration, write.duration)
  );
}

/**
 * An answer with its gaps filled by what was sent, and by what was known before (for a create, the answer itself):
 * some fields are missing in each answer (zoho-api.md 2.3, 2.4). `detailsAsOf` is null, as this is no full answer.
 */
export function completed(write: SessionWrite, known: ZohoSession, told: ZohoSession | null): ZohoSession {
  const sent: ZohoSession = {
    ...known,
    topic: write.topic,
    agenda: write.agenda,
    startsAt: meantStart(write),
    duration: write.duration,
    timeZone: write.timeZone,
    participants: write.participants?.map((email) => ({ email })) ?? known.participants,
  };
  const news = Object.entries(told ?? {}).filter(([, value]) => value !== null && value !== '');
  const merged: ZohoSession = { ...sent, ...(Object.fromEntries(news) as Partial<ZohoSession>) };
  return {
    ...merged,
    canJoin: merged.joinLink !== null,
    canStart: merged.startLink !== null,
    recurring: known.recurring || merged.recurring,
    instanceIds: merged.instanceIds.length > 0 ? merged.instanceIds : known.instanceIds,
    detailsAsOf: null,
  };
}
