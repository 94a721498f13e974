import type { Input } from '../../../contract/api.ts';
import type { CalendarEvent, EventRow } from '../../../contract/calendar.ts';
import { findableName, scorer, type Findable } from '../../../contract/rules/fuzzy.ts';
import type { Clock } from '../../ports.ts';
import { toRow } from './event-change.ts';

/** How far from now an event is looked for, ms. */
const reach = 366 * 24 * 3_600_000;
/** What was made ready is used again for this long, ms: what is a copy of a session may have changed. */
const freshFor = 60_000;

interface Ready {
  readonly event: CalendarEvent;
  readonly what: Findable;
}

export interface EventFinderPorts {
  /** Of the calendars that show, without what is a copy of a session. Epoch ms. */
  known(from: number, to: number): readonly CalendarEvent[];
  onChange(listener: () => void): () => void;
  clock: Clock;
}

/** Finds events by a few letters of their titles. They are made ready once for all the letters that are typed. */
export function createEventFinder({ known, onChange, clock }: EventFinderPorts) {
  let ready: { readonly at: number; readonly all: readonly Ready[] } | null = null;
  onChange(() => (ready = null));

  function allAt(now: number): readonly Ready[] {
    const age = ready ? now - ready.at : Infinity;
    if (ready && age >= 0 && age < freshFor) return ready.all;
    const near = oneOfEach(known(now - reach, now + reach), now);
    const all = near.map((event) => ({ event, what: findableName(event.title) }));
    ready = { at: now, all };
    return all;
  }

  return ({ search, limit }: Input<'findEvents'>): EventRow[] => {
    if (search.trim() === '') return [];
    const now = clock.now();
    const scoreOf = scorer(search);
    const nearer = byNearness(now);
    return allAt(now)
      .flatMap(({ event, what }) => {
        const score = scoreOf(what);
        return score === null ? [] : [{ event, score }];
      })
      .sort((a, b) => b.score - a.score || nearer(a.event, b.event))
      .slice(0, limit)
      .map(({ event }) => toRow(event));
  };
}

/** Of what repeats under one title, the nearest. */
function oneOfEach(events: readonly CalendarEvent[], now: number): CalendarEvent[] {
  const nearer = byNearness(now);
  const series = new Map<string, CalendarEvent>();
  const single: CalendarEvent[] = [];
  for (const event of events) {
    if (!event.recurring) {
      single.push(event);
      continue;
    }
    const id = JSON.stringify([event.calendar, event.uid, event.title]);
    const found = series.get(id);
    if (!found || nearer(event, found) < 0) series.set(id, event);
  }
  return [...single, ...series.values()];
}

/** What is on or comes, soonest first, then what is over, latest first. */
const byNearness =
  (now: number) =>
  (a: CalendarEvent, b: CalendarEvent): number => {
    const [aIsAhead, bIsAhead] = [a.endsAt > now, b.endsAt > now];
    if (aIsAhead !== bIsAhead) return aIsAhead ? -1 : 1;
    return (a.startsAt - b.startsAt) * (aIsAhead ? 1 : -1) || compare(a.title, b.title) || compare(a.uid, b.uid);
  };

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
