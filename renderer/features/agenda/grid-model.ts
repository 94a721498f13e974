import type { Account, SessionRow } from '../../../contract/domain.ts';
import { type AgendaAxis, offsetIn } from '../../../contract/rules/agenda-axis.ts';
import type { Span } from '../../../contract/rules/agenda-move.ts';
import { type Crowd, type Extent, type Placed, columnsOf } from '../../../contract/rules/agenda-columns.ts';
import { endOf } from '../../../contract/rules/session-lists.ts';
import { isMine } from '../sessions/row-text.ts';
import type { LaneDay } from './lane.ts';
import type { ShownEvent } from './shown-event.ts';

/** Nothing is drawn lower than this many minutes: what can be pressed needs its height. */
const least = 28;

interface PartBase extends Extent {
  /** It began on a day before, or goes on after this one. */
  readonly before: boolean;
  readonly after: boolean;
}

/** A session, or the part of it that lies in one day. */
export interface SessionPart extends PartBase {
  readonly row: SessionRow;
  readonly event?: undefined;
}

/** The same of an event of a calendar. */
export interface EventPart extends PartBase {
  readonly event: ShownEvent;
  readonly row?: undefined;
}

export type Part = SessionPart | EventPart;

export const isSessionPart = (placed: Placed<Part>): placed is Placed<SessionPart> => placed.item.row !== undefined;
export const isEventPart = (placed: Placed<Part>): placed is Placed<EventPart> => placed.item.event !== undefined;

export interface GridDay {
  readonly date: string;
  readonly placed: readonly Placed<Part>[];
  readonly crowds: readonly Crowd<Part>[];
  /** How many sessions and events with hours touch it. */
  readonly count: number;
}

export const idOf = (row: Pick<SessionRow, 'kind' | 'key'>): string => `${row.kind} ${row.key}`;

/** Where a span of time lies in one day of the axis; null outside. Epoch ms. */
function extentIn(startsAt: number, end: number, date: string, axis: AgendaAxis): Omit<PartBase, 'id'> | null {
  const day = axis.days.find((each) => each.date === date);
  if (!day || day.end === day.start || startsAt >= day.end) return null;
  if (end <= day.start && startsAt < day.start) return null;
  const top = axis.place(date, startsAt);
  return {
    top,
    bottom: Math.max(top, axis.place(date, end, 'end')),
    before: startsAt < day.start,
    after: end > day.end,
  };
}

/** Where what is being moved would lie in one day of the axis. */
export const movedPart = ({ startsAt, duration }: Span, date: string, axis: AgendaAxis): Omit<PartBase, 'id'> | null =>
  extentIn(startsAt, startsAt + duration, date, axis);

/** The parts of some rows in one day of the axis. */
export const partsOf = (rows: readonly SessionRow[], date: string, axis: AgendaAxis): SessionPart[] =>
  rows.flatMap((row) => {
    const { startsAt } = row;
    // What tells no length is drawn as low as can be, though it is taken to last an hour elsewhere.
    const end = row.duration === null ? startsAt : endOf(row);
    const extent = startsAt === null || end === null ? null : extentIn(startsAt, end, date, axis);
    return extent ? [{ id: idOf(row), row, ...extent }] : [];
  });

const eventPartsOf = (events: readonly ShownEvent[], date: string, axis: AgendaAxis): EventPart[] =>
  events.flatMap((event) => {
    const { allDay, startsAt, endsAt } = event.row;
    const extent = allDay ? null : extentIn(startsAt, endsAt, date, axis);
    // Where there is no room for all, meetings have it.
    return extent ? [{ id: event.id, event, rank: 1, ...extent }] : [];
  });

/** @param most columns in a day at most */
export function gridDays(rows: readonly SessionRow[], axis: AgendaAxis, most: number, events: readonly ShownEvent[] = []): GridDay[] {
  return axis.days.map(({ date }) => {
    const parts: Part[] = [...partsOf(rows, date, axis), ...eventPartsOf(events, date, axis)];
    return { date, count: parts.length, ...columnsOf(parts, { length: axis.length, least, most }) };
  });
}

/** What the keys can reach in a day, in the order of time. */
export interface Stop {
  readonly id: string;
  readonly top: number;
}

export const crowdId = (crowd: Crowd<Part>): string => `crowd ${crowd.items[0]?.id ?? ''}`;

export const moreId = (date: string): string => `more ${date}`;

/** In the lane of all-day events, above every hour. */
export const laneStops = ({ date, items, hidden }: LaneDay): Stop[] => [
  ...items.map(({ event, row }) => ({ id: event.id, top: row - 100 })).sort((a, b) => a.top - b.top),
  ...(hidden.length > 0 ? [{ id: moreId(date), top: -1 }] : []),
];

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

/** The same of an event: one that Zoho has, that may be changed and has hours; of a series one occurrence. */
export const isMovableEvent = ({ row, isUnsent }: Pick<ShownEvent, 'row' | 'isUnsent'>): boolean =>
  row.canEdit &&
  !isUnsent &&
  row.allDay === null &&
  (!row.recurring || row.occurrence !== null) &&
  row.endsAt - row.startsAt >= 60_000 &&
  row.pending !== 'creating' &&
  row.pending !== 'asking';

/**
 * The moment at a height on one of the days, or null where its clock jumps over it.
 *
 * @param day `YYYY-MM-DD`
 */
export function momentAt(axis: AgendaAxis, day: string, place: number): number | null {
  const isMissing = axis.holes(day).some(({ from, to }) => place >= from && place < to);
  return isMissing ? null : axis.moment(day, place);
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
