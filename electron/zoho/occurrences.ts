/**
 * The occurrences of series in a listing. `byinstance=true` lets Zoho expand them (zoho-api.md 3.2); a server that
 * leaves them as one event with its rule has them expanded here.
 */
import type { EventRange, ZohoEvent } from './calendar-types.ts';
import {
  addDays, dateText, daysBetween, knownZone, midnight, readEventTime, utcText, wallOf,
} from './wire/event-time.ts';

/** Of one series in one reading. */
const mostOccurrences = 1_000;

export interface Expanded {
  readonly events: readonly ZohoEvent[];
  /** A series has more than are given. */
  readonly isCut: boolean;
}

/** The time at which an occurrence was to take place, epoch ms; null when its id does not tell. */
export function occurrenceMoment(event: ZohoEvent, localZone: string): number | null {
  const zone = event.allDay ? localZone : knownZone(event.timeZone, localZone);
  return event.occurrence === null ? null : (readEventTime(event.occurrence, zone)?.at ?? null);
}

/** How an occurrence is named that the server gave no id: its start, as iCalendar writes a RECURRENCE-ID. */
const nameOf = ({ allDay, startsAt }: ZohoEvent): string => (allDay ? dateText(allDay.from) : utcText(startsAt));

/** The occurrence of a series that begins at `startsAt`. */
export function occurrenceAt(series: ZohoEvent, startsAt: number, localZone: string): ZohoEvent {
  const recurring = { ...series, recurring: true };
  if (!series.allDay) {
    const moved = { ...recurring, startsAt, endsAt: startsAt + series.endsAt - series.startsAt };
    return { ...moved, occurrence: nameOf(moved) };
  }
  const from = wallOf(startsAt, localZone).date;
  const to = addDays(from, daysBetween(series.allDay.from, series.allDay.to));
  const allDay = { from, to };
  const span = { startsAt: midnight(from, localZone), endsAt: midnight(addDays(to, 1), localZone) };
  return { ...recurring, allDay, ...span, occurrence: dateText(from) };
}

/** The starts of a series, epoch ms, as far as they touch the range. */
export async function startsOf(
  series: ZohoEvent,
  { from, to }: EventRange,
  localZone: string,
  most: number,
): Promise<number[]> {
  if (series.rule === null) return [series.startsAt];
  // Most servers expand series themselves: what reckons them is not part of a launch.
  const { occurrences } = await import('../../contract/rules/series-times.ts');
  const zone = series.allDay ? localZone : knownZone(series.timeZone, localZone);
  const start = series.allDay ? { date: series.allDay.from, time: null } : wallOf(series.startsAt, zone);
  return occurrences(series.rule, start, zone, { from: from - (series.endsAt - series.startsAt), to, most });
}

/**
 * Series as occurrences, each event once. A single item with a rule and no id of its own is a series, unless another
 * one shows that this server expands them. Occurrences that stand in the listing themselves, as changed ones do, win.
 */
export async function expanded(
  items: readonly ZohoEvent[],
  range: EventRange,
  localZone: string,
): Promise<Expanded> {
  const groups = new Map<string, Map<string, ZohoEvent>>();
  for (const item of items) {
    const group = groups.get(item.uid) ?? new Map<string, ZohoEvent>();
    groups.set(item.uid, group.set(`${item.occurrence ?? ''} ${item.startsAt}`, item));
  }
  const all = [...groups.values()].map((group) => [...group.values()]);
  const isSeries = ({ rule, occurrence }: ZohoEvent) => rule !== null && occurrence === null;
  const isDoneAtZoho = all.some((group) => group.length > 1 && group.filter(isSeries).length !== 1);

  const events: ZohoEvent[] = [];
  let isCut = false;
  for (const group of all) {
    const series = isDoneAtZoho ? undefined : group.find(isSeries);
    const others = group.filter((each) => each !== series);
    for (const each of others) events.push(group.length > 1 || isSeries(each) ? named(each) : each);
    if (!series) continue;
    const taken = new Set(others.map((each) => occurrenceMoment(each, localZone)));
    // oxlint-disable-next-line no-await-in-loop -- waits for the module once; the rest is reckoning
    const starts = await startsOf(series, range, localZone, mostOccurrences + 1);
    isCut ||= starts.length > mostOccurrences;
    for (const start of starts.slice(0, mostOccurrences))
      if (!taken.has(start)) events.push(occurrenceAt(series, start, localZone));
  }
  const touches = ({ startsAt, endsAt }: ZohoEvent) =>
    startsAt < range.to && Math.max(endsAt, startsAt + 1) > range.from;
  return { events: events.filter(touches).sort((one, other) => one.startsAt - other.startsAt), isCut };
}

const named = (each: ZohoEvent): ZohoEvent => ({
  ...each,
  recurring: true,
  occurrence: each.occurrence ?? nameOf(each),
});
