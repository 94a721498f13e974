/** The next times at which something of a length fits between all that is on. */
import { Temporal } from 'temporal-polyfill';
import type { Span } from './clashes.ts';
import { workingHours } from './fair-time.ts';

export interface SlotWish {
  /** Milliseconds. */
  readonly duration: number;
  /** Epoch ms: no slot begins earlier. */
  readonly from: number;
  /** IANA: whose clock the working hours and the quarters are on. */
  readonly timeZone: string;
  /** How many. */
  readonly most: number;
}

/** Slots begin on quarters of an hour. Minutes. */
const quarter = 15;
/** How far ahead is looked: four weeks. */
export const slotHorizonDays = 28;
const saturday = 6;
const minute = 60_000;

/**
 * The first free slots on working days (Monday to Friday, `workingHours`), soonest first, none overlapping another.
 * Each lies wholly inside the working hours of one day, so something longer than those finds none.
 * @throws RangeError when the engine does not know the zone
 */
export function freeSlots(busy: readonly Span[], { duration, from, timeZone, most }: SlotWish): Span[] {
  const taken = merged(busy);
  const slots: Span[] = [];
  const today = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(timeZone).toPlainDate();
  for (let ahead = 0; ahead < slotHorizonDays && slots.length < most; ahead++) {
    const day = today.add({ days: ahead });
    if (day.dayOfWeek < saturday) addSlotsOf(day);
  }
  return slots;

  function addSlotsOf(day: Temporal.PlainDate): void {
    const opening = instantOf(day, workingHours.from * 60, timeZone);
    const end = instantOf(day, workingHours.to * 60, timeZone);
    if (end === null || end - duration < from) return;
    // Asking for each quarter takes its time, and is only needed on a day on which the clocks change at work.
    const isEven = opening !== null && end - opening === (workingHours.to - workingHours.from) * 60 * minute;
    let earliest = from;
    for (let at = workingHours.from * 60; at < workingHours.to * 60 && slots.length < most; at += quarter) {
      const startsAt = isEven ? opening + (at - workingHours.from * 60) * minute : instantOf(day, at, timeZone);
      if (startsAt === null || startsAt < earliest || startsAt + duration > end) continue;
      const blocked = blockedUntil(taken, startsAt, startsAt + duration);
      earliest = blocked ?? startsAt + duration;
      if (blocked === null) slots.push({ startsAt, endsAt: startsAt + duration });
    }
  }
}

/** Null for a time that the clocks leave out on that day. @param minutes since midnight on the clock */
function instantOf(day: Temporal.PlainDate, minutes: number, timeZone: string): number | null {
  const wall = day.toPlainDateTime({ hour: Math.floor(minutes / 60), minute: minutes % 60 });
  const zoned = wall.toZonedDateTime(timeZone);
  return zoned.toPlainDateTime().equals(wall) ? zoned.epochMilliseconds : null;
}

/** Sorted, and what overlaps or touches made one. What has no length takes its minute. */
function merged(busy: readonly Span[]): Span[] {
  const spans: { startsAt: number; endsAt: number }[] = [];
  const sorted = busy
    .map(({ startsAt, endsAt }) => ({ startsAt, endsAt: endsAt > startsAt ? endsAt : startsAt + minute }))
    .sort((a, b) => a.startsAt - b.startsAt);
  for (const span of sorted) {
    const last = spans.at(-1);
    if (last && span.startsAt <= last.endsAt) last.endsAt = Math.max(last.endsAt, span.endsAt);
    else spans.push(span);
  }
  return spans;
}

/** When the last of what stands in the way ends; null when nothing does. */
function blockedUntil(spans: readonly Span[], from: number, to: number): number | null {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const span = spans[middle];
    if (span && span.endsAt <= from) low = middle + 1;
    else high = middle;
  }
  const span = spans[low];
  return span && span.startsAt < to ? span.endsAt : null;
}
