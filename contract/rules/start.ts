/**
 * From a wall clock to a moment. Zoho is told date, time and zone but no offset (zoho-api.md section 7 rule 7): where
 * clocks change, some times do not exist and some happen twice, and neither can be asked for.
 */
import { Temporal } from 'temporal-polyfill';

export interface WallTime {
  /** `YYYY-MM-DD` */
  readonly date: string;
  /** `HH:MM` */
  readonly time: string;
}

/** The change of clocks behind a gap or an overlap. */
export interface ClockChange {
  /** When, epoch ms. */
  readonly at: number;
  /** What clocks show when the change comes. */
  readonly from: WallTime;
  /** What they show right after it. */
  readonly to: WallTime;
  /** By how much they move, ms: forward above 0, back below. */
  readonly shift: number;
}

/** The same time moved by the length of the change, one way and the other: both exist, once. */
interface Neighbours {
  readonly before: WallTime;
  readonly after: WallTime;
}

export type Start =
  | { kind: 'plain'; startsAt: number }
  | { kind: 'gap'; change: ClockChange; neighbours: Neighbours }
  | {
      kind: 'overlap';
      /** The two moments that clocks show this time, epoch ms. */
      first: number;
      second: number;
      /** Beside UTC, `+02:00`. */
      offsets: { first: string; second: string };
      change: ClockChange;
      neighbours: Neighbours;
    };

export const wallTime = (at: Temporal.PlainDateTime): WallTime => {
  const text = at.toString({ smallestUnit: 'minute' });
  return { date: text.slice(0, -6), time: text.slice(-5) };
};

/** What clocks in `zone` show. @param at epoch ms */
export const wallTimeAt = (at: number, zone: string): WallTime =>
  wallTime(Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDateTime());

const shift = (at: Temporal.PlainDateTime, length: number) => at.add({ milliseconds: length });

/**
 * The moment that `date` and `time` name in `zone`.
 *
 * @param date `YYYY-MM-DD`
 * @param time `HH:MM`
 * @throws RangeError when one of the three is not what it should be
 */
export function startOf(date: string, time: string, zone: string): Start {
  const wall = Temporal.PlainDateTime.from(`${date}T${time}`);
  const [earlier, later] = bothIn(wall, zone);
  const length = later.epochMilliseconds - earlier.epochMilliseconds;
  if (length === 0) return { kind: 'plain', startsAt: earlier.epochMilliseconds };
  const change = changeAfter(earlier);
  const neighbours = {
    before: wallTime(plainFrom(wall, zone, -length)),
    after: wallTime(plainFrom(wall, zone, length)),
  };
  if (!earlier.toPlainDateTime().equals(wall)) return { kind: 'gap', change, neighbours };
  return {
    kind: 'overlap',
    first: earlier.epochMilliseconds,
    second: later.epochMilliseconds,
    offsets: { first: earlier.offset, second: later.offset },
    change,
    neighbours,
  };
}

const bothIn = (wall: Temporal.PlainDateTime, zone: string) =>
  [
    wall.toZonedDateTime(zone, { disambiguation: 'earlier' }),
    wall.toZonedDateTime(zone, { disambiguation: 'later' }),
  ] as const;

/** Steps away until the time exists once; a second change close by is rare, so the first step nearly always does. */
function plainFrom(wall: Temporal.PlainDateTime, zone: string, step: number): Temporal.PlainDateTime {
  let at = wall;
  for (let tries = 0; tries < 5; tries++) {
    at = shift(at, step);
    const [earlier, later] = bothIn(at, zone);
    if (earlier.epochMilliseconds === later.epochMilliseconds) break;
  }
  return at;
}

/** The change that follows `before`, which lies on its near side: it makes the gap or the overlap. */
function changeAfter(before: Temporal.ZonedDateTime): ClockChange {
  const after = before.getTimeZoneTransition('next');
  if (!after) throw new RangeError('No change of clocks follows');
  const moved = (after.offsetNanoseconds - before.offsetNanoseconds) / 1e6;
  const to = after.toPlainDateTime();
  return { at: after.epochMilliseconds, from: wallTime(shift(to, -moved)), to: wallTime(to), shift: moved };
}
