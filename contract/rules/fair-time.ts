/** How a start stands to everyone's working hours, each on the clock of their own place. */
import { Temporal } from 'temporal-polyfill';
import { type WallTime, wallTime } from './start.ts';

/** Working hours on every clock: from the first hour up to the second. */
export const workingHours = { from: 9, to: 18 } as const;

export type Fairness = 'within' | 'edge' | 'outside' | 'unknown';

export interface FairPerson {
  readonly address: string;
  /** IANA id, or null when it is not known. */
  readonly zone: string | null;
}

export interface FairTime {
  readonly address: string;
  /** As given, or null when it is not known, to the engine either. */
  readonly zone: string | null;
  /** `within`: all of it in working hours. `edge`: a part. `outside`: nothing. */
  readonly fairness: Fairness;
  /** What their clock shows at the start and at the end; null without a zone. */
  readonly start: WallTime | null;
  readonly end: WallTime | null;
}

interface FairTimeInput {
  /** Epoch ms. */
  readonly startsAt: number;
  /** ms */
  readonly duration: number;
  readonly people: readonly FairPerson[];
}

/** One answer a person, in their order. Days are not told apart: whose weekend is when differs. */
export const fairTime = ({ startsAt, duration, people }: FairTimeInput): FairTime[] =>
  people.map(({ address, zone }) => {
    const start = zone === null ? undefined : inZone(startsAt, zone);
    if (!start) return { address, zone: null, fairness: 'unknown', start: null, end: null };
    const end = start.add({ milliseconds: duration });
    const worked = workedBetween(start, end);
    return {
      address,
      zone,
      fairness: worked === duration ? 'within' : worked === 0 ? 'outside' : 'edge',
      start: wallTime(start.toPlainDateTime()),
      end: wallTime(end.toPlainDateTime()),
    };
  });

function inZone(at: number, zone: string): Temporal.ZonedDateTime | undefined {
  try {
    return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  } catch {
    return undefined;
  }
}

/** How much of the time between two moments lies in working hours, ms. */
function workedBetween(start: Temporal.ZonedDateTime, end: Temporal.ZonedDateTime): number {
  const last = end.toPlainDate();
  let worked = 0;
  // Where a zone left out a whole day, that day's hours are found a second time on the next one.
  let counted = start.epochMilliseconds;
  for (let day = start.toPlainDate(); Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) {
    const at = (hour: number) =>
      day.toZonedDateTime({ timeZone: start.timeZoneId, plainTime: { hour } }).epochMilliseconds;
    const from = Math.max(at(workingHours.from), counted);
    const to = Math.min(at(workingHours.to), end.epochMilliseconds);
    if (to <= from) continue;
    worked += to - from;
    counted = to;
  }
  return worked;
}

/** "Within working hours for 2 of 3", and how many are not known. */
export function fairSummary(times: readonly FairTime[]): string {
  const count = (fairness: Fairness) => times.filter((time) => time.fairness === fairness).length;
  const unknown = count('unknown');
  return `Within working hours for ${count('within')} of ${times.length}${unknown > 0 ? `, ${unknown} not known` : ''}`;
}
