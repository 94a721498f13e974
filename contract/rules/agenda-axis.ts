/**
 * The hours of the days that stand side by side in the agenda. One wall-clock time is at one height in all of them:
 * an hour that no day has is left out, one that only some have (where clocks change) is a hole in the others. For a
 * single day that is its elapsed time.
 */
import { Temporal } from 'temporal-polyfill';

const minute = 60_000;

/** A stretch of a day on which the clock runs without a jump. Wall times in minutes since midnight. */
interface Run {
  /** Epoch ms. */
  readonly from: number;
  readonly to: number;
  readonly wallFrom: number;
  readonly wallTo: number;
  /** The clock shows it for the second time that day. */
  readonly again: boolean;
}

export interface AgendaDate {
  /** `YYYY-MM-DD` */
  readonly date: string;
  /** Epoch ms; `end` is the next day's start. */
  readonly start: number;
  readonly end: number;
}

export interface AgendaAxis {
  readonly zone: string;
  /** Its height in minutes: 1440 on all but the days on which clocks change. */
  readonly length: number;
  readonly days: readonly AgendaDate[];
  /** The full hours of the clock, from the top. */
  readonly hours: readonly { readonly at: number; readonly hour: number; readonly again: boolean }[];
  /** Where the clock of a day jumps over what other days have: from and to on the axis. */
  holes(date: string): readonly { readonly from: number; readonly to: number }[];
  /** The height of a moment of that day, which is held inside it. @param side which one, where the clock jumps */
  place(date: string, at: number, side?: 'start' | 'end'): number;
  /** The moment at a height, the next one that exists. Epoch ms. */
  moment(date: string, place: number): number;
}

/** A stretch of the axis. `again` stands behind the first showing of the same wall time. */
interface Piece {
  readonly wallFrom: number;
  readonly wallTo: number;
  readonly again: boolean;
  readonly at: number;
}

const plainDate = (date: string) => Temporal.PlainDate.from(date);

/** The calendar day at a moment, `YYYY-MM-DD`. @param at epoch ms */
export const dateIn = (zone: string, at: number): string =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toString();

/** When a day begins and ends in a zone: 23, 24 or 25 hours, some not at midnight. @param date `YYYY-MM-DD` */
export function dayIn(zone: string, date: string): AgendaDate {
  const day = plainDate(date);
  const start = day.toZonedDateTime(zone).epochMilliseconds;
  return { date, start, end: day.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds };
}

/** Minutes between UTC and a zone. @param at epoch ms */
export const offsetIn = (zone: string, at: number): number =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).offsetNanoseconds / 60e9;

function runsOf({ date, start, end }: AgendaDate, zone: string): Run[] {
  const midnight = Date.parse(`${date}T00:00Z`);
  const runs: Run[] = [];
  let from = start;
  let latest = -Infinity;
  while (from < end) {
    const here = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone);
    const to = Math.min(end, here.getTimeZoneTransition('next')?.epochMilliseconds ?? end);
    const toWall = (at: number) => (at - midnight) / minute + here.offsetNanoseconds / 60e9;
    const repeated = Math.min(to, from + Math.max(0, latest - toWall(from)) * minute);
    const run = (a: number, b: number, again: boolean) => {
      if (b > a) runs.push({ from: a, to: b, wallFrom: toWall(a), wallTo: toWall(b), again });
    };
    run(from, repeated, true);
    run(repeated, to, false);
    latest = Math.max(latest, toWall(to));
    from = to;
  }
  return runs;
}

/** Cuts wall times at every edge of every day, and leaves out what none of them has. */
function piecesOf(days: readonly (readonly Run[])[]): Piece[] {
  const runs = days.flat();
  const edges = [...new Set(runs.flatMap(({ wallFrom, wallTo }) => [wallFrom, wallTo]))].sort((a, b) => a - b);
  const has = (a: number, b: number, again: boolean) =>
    runs.some((run) => run.again === again && run.wallFrom <= a && run.wallTo >= b);
  const pieces: Piece[] = [];
  let at = 0;
  const add = (wallFrom: number, wallTo: number, again: boolean) => {
    if (!has(wallFrom, wallTo, again)) return;
    pieces.push({ wallFrom, wallTo, again, at });
    at += wallTo - wallFrom;
  };
  /** Where a second showing begins, once the first is over. */
  let waiting: [number, number][] = [];
  for (const [index, from] of edges.entries()) {
    const to = edges[index + 1];
    const isRepeated = (each: readonly [number, number]) => has(each[0], each[1], true);
    if (to !== undefined) {
      if (waiting.length > 0 && !isRepeated([from, to])) {
        for (const each of waiting) add(...each, true);
        waiting = [];
      }
      add(from, to, false);
      if (isRepeated([from, to])) waiting.push([from, to]);
    }
  }
  for (const each of waiting) add(...each, true);
  return pieces;
}

/** @param dates `YYYY-MM-DD` @param zone IANA, one that the engine knows */
export function agendaAxis(dates: readonly string[], zone: string): AgendaAxis {
  const days = dates.map((date) => dayIn(zone, date));
  const runs = new Map(days.map((day) => [day.date, runsOf(day, zone)]));
  const pieces = piecesOf([...runs.values()]);
  const last = pieces.at(-1);
  const length = last ? last.at + last.wallTo - last.wallFrom : 0;
  const hours = pieces.flatMap(({ wallFrom, wallTo, again, at }) => {
    const found: { at: number; hour: number; again: boolean }[] = [];
    for (let hour = Math.ceil(wallFrom / 60); hour * 60 < wallTo; hour += 1)
      found.push({ at: at + hour * 60 - wallFrom, hour, again });
    return found;
  });
  const runsFor = (date: string) => runs.get(date) ?? [];
  const pieceAt = (wall: number, again: boolean, side: 'start' | 'end') =>
    pieces.find((piece) =>
      piece.again === again && (side === 'start'
        ? wall >= piece.wallFrom && wall < piece.wallTo
        : wall > piece.wallFrom && wall <= piece.wallTo));

  return {
    zone,
    length,
    days,
    hours,
    holes(date) {
      const own = runsFor(date);
      const missing = pieces.filter((piece) =>
        !own.some((run) => run.again === piece.again && run.wallFrom <= piece.wallFrom && run.wallTo >= piece.wallTo));
      return missing.map(({ at, wallFrom, wallTo }) => ({ from: at, to: at + wallTo - wallFrom }));
    },
    place(date, at, side = 'start') {
      const own = runsFor(date);
      const first = own[0];
      const final = own.at(-1);
      if (!first || !final) return 0;
      const held = Math.min(final.to, Math.max(first.from, at));
      const ending = side === 'end' ? held > first.from : held === final.to;
      const run = own.find(({ from, to }) => (ending ? held > from && held <= to : held >= from && held < to)) ?? first;
      const wall = run.wallFrom + (held - run.from) / minute;
      const piece = pieceAt(wall, run.again, ending ? 'end' : 'start');
      return piece ? piece.at + wall - piece.wallFrom : 0;
    },
    moment(date, place) {
      const own = runsFor(date);
      for (const piece of pieces) {
        const end = piece.at + piece.wallTo - piece.wallFrom;
        if (end <= place) continue;
        const run = own.find((each) =>
          each.again === piece.again && each.wallFrom <= piece.wallFrom && each.wallTo >= piece.wallTo);
        if (!run) continue;
        return run.from + (piece.wallFrom - run.wallFrom + Math.max(0, place - piece.at)) * minute;
      }
      return own.at(-1)?.to ?? days.find((day) => day.date === date)?.start ?? 0;
    },
  };
}
