import type { Account, SessionRow } from '../../../contract/domain.ts';
import { type AgendaAxis, offsetIn } from '../../../contract/rules/agenda-axis.ts';
import { type Crowd, type Extent, type Placed, columnsOf } from '../../../contract/rules/agenda-columns.ts';
import { endOf } from '../../../contract/rules/session-lists.ts';
import { isMine } from '../sessions/row-text.ts';

/** Nothing is drawn lower than this many minutes: what can be pressed needs its height. */
const least = 28;

/** A session, or the part of it that lies in one day. */
export interface Part extends Extent {
  readonly row: SessionRow;
  /** It began on a day before, or goes on after this one. */
  readonly before: boolean;
  readonly after: boolean;
}

export interface GridDay {
  readonly date: string;
  readonly placed: readonly Placed<Part>[];
  readonly crowds: readonly Crowd<Part>[];
  /** How many sessions touch it. */
  readonly count: number;
}

export const idOf = (row: Pick<SessionRow, 'kind' | 'key'>): string => `${row.kind} ${row.key}`;

/** The parts of some rows in one day of the axis. */
export function partsOf(rows: readonly SessionRow[], date: string, axis: AgendaAxis): Part[] {
  const day = axis.days.find((each) => each.date === date);
  if (!day || day.end === day.start) return [];
  return rows.flatMap((row) => {
    const { startsAt } = row;
    // What tells no length is drawn as low as can be, though it is taken to last an hour elsewhere.
    const end = row.duration === null ? startsAt : endOf(row);
    if (startsAt === null || end === null || startsAt >= day.end) return [];
    if (end <= day.start && startsAt < day.start) return [];
    const top = axis.place(date, startsAt);
    return [{
      id: idOf(row), row, top,
      bottom: Math.max(top, axis.place(date, end, 'end')),
      before: startsAt < day.start,
      after: end > day.end,
    }];
  });
}

/** @param most columns in a day at most */
export function gridDays(rows: readonly SessionRow[], axis: AgendaAxis, most: number): GridDay[] {
  return axis.days.map(({ date }) => {
    const parts = partsOf(rows, date, axis);
    return { date, count: parts.length, ...columnsOf(parts, { length: axis.length, least, most }) };
  });
}

/** What the keys can reach in a day, in the order of time. */
export interface Stop {
  readonly id: string;
  readonly top: number;
}

export const crowdId = (crowd: Crowd<Part>): string => `crowd ${crowd.items[0]?.id ?? ''}`;

export const stopsOf = ({ placed, crowds }: GridDay): Stop[] =>
  [
    ...placed.map(({ item, top, column }) => ({ id: item.id, top, column })),
    ...crowds.map((crowd) => ({ id: crowdId(crowd), top: crowd.top, column: crowd.column })),
  ].sort((a, b) => a.top - b.top || a.column - b.column);

/** Whether its time can be changed where it stands: the person's own, with all of its time known, no series. */
export const isMovable = (row: SessionRow, account: Account): boolean =>
  isMine(row, account) &&
  !row.recurring &&
  row.startsAt !== null &&
  (row.duration ?? 0) >= 60_000 &&
  row.pending !== 'creating' &&
  row.pending !== 'asking';

/**
 * A moment of the shown days at a height of the axis, on the day asked for where its clock shows that hour.
 *
 * @param day `YYYY-MM-DD`
 */
export function momentAt(axis: AgendaAxis, day: string, place: number): number {
  const has = (date: string) => !axis.holes(date).some(({ from, to }) => place >= from && place < to);
  const dates = axis.days.map(({ date }) => date);
  const found = has(day) ? day : (dates.find(has) ?? day);
  return axis.moment(found, place);
}

/** How the distance to another zone on a day differs from that on the day whose hours stand beside the grid, minutes. */
export function zoneShift(axis: AgendaAxis, other: string, date: string, reference: string): number {
  const away = (wanted: string) => {
    const day = axis.days.find((each) => each.date === wanted);
    const noon = day ? (day.start + day.end) / 2 : 0;
    return offsetIn(other, noon) - offsetIn(axis.zone, noon);
  };
  return away(date) - away(reference);
}
