/**
 * The times of a series. What the rules come to is rrule-temporal's work. In main this file is loaded when the first
 * series is expanded: `await import()`, never at the top.
 */
import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { dateFrom, readRule, withoutEnd } from './recurrence-rule.ts';
import type { Rule } from './recurrence-rule.ts';
import { conformRule, untilWall, type SeriesStart } from './recurrence.ts';

/** How many periods are looked through for one answer; with a count, also how many starts are counted. */
const mostPeriods = 5_000;
const mostCandidates = 50_000;

export interface Window {
  /** Epoch ms; a start at `from` is in it, one at `to` is not. */
  readonly from: number;
  readonly to: number;
  /** How many starts at most. */
  readonly most: number;
}

/**
 * The starts of a series inside a window, epoch ms in order: never more than asked for, and none beyond what 5,000
 * periods hold. All day they are midnights in `zone`. The start itself belongs to the series (RFC 5545 section 3.8.5.3);
 * a time that clocks leave out is left out. Of a rule that repeats within the day, and of what is no rule, the start is
 * all there is.
 */
export function occurrences(text: string, start: SeriesStart, zone: string, { from, to, most }: Window): number[] {
  const first = Temporal.PlainDateTime.from(`${start.date}T${start.time ?? '00:00'}`);
  const found: number[] = [];
  const take = (at: number): boolean => {
    if (at >= from && at < to) found.push(at);
    return at < to && found.length < most;
  };
  if (most < 1 || !take(first.toZonedDateTime(zone).epochMilliseconds)) return found;
  const rule = ruleInDays(conformRule(text, start, zone));
  if (!rule) return found;
  const last = rule.until === null ? Infinity : lastMoment(rule.until);
  let left = (rule.count ?? Infinity) - 1;
  const next = (wall: Temporal.PlainDateTime): boolean => {
    const there = wall.toZonedDateTime(zone);
    // Not all days begin at midnight; but a time of day that is left out does not take place, and is not counted.
    if (start.time !== null && !there.toPlainDateTime().equals(wall)) return true;
    const limit = start.time === null ? wall.toZonedDateTime('UTC') : there;
    left -= 1;
    return left >= 0 && limit.epochMilliseconds <= last && take(there.epochMilliseconds);
  };
  try {
    // A day and a half: no zone is further from UTC.
    walk(rule, first, from - 36 * 3_600_000, next);
  } catch {
    // Out of its bounds, or of the calendar's: what was found until there stands.
  }
  return found;
}

const lastMoment = (until: string): number =>
  until.length === 8
    ? Date.parse(`${dateFrom(until)}T00:00:00Z`)
    : untilWall(until).toZonedDateTime('UTC').epochMilliseconds;

/**
 * Tells what the wall clock shows at each start behind the first, until `next` says that it is enough. The library is
 * given UTC and no end, because it overlooks changes of clocks that are undone within weeks (Morocco in Ramadan). What
 * is counted is counted from the start; else it begins near `begin`.
 */
function walk(rule: Rule, first: Temporal.PlainDateTime, begin: number, next: (wall: Temporal.PlainDateTime) => boolean) {
  const dtstart = first.toZonedDateTime('UTC');
  const series = new RRuleTemporal({
    rruleString: withoutEnd(rule),
    dtstart,
    temporal: Temporal,
    maxIterations: mostPeriods,
    maxCandidateEvaluations: mostCandidates,
    cache: false,
  });
  if (rule.count !== null) {
    series.all((each) => each.epochMilliseconds === dtstart.epochMilliseconds || next(each.toPlainDateTime()));
    return;
  }
  const isEarlier = begin <= dtstart.epochMilliseconds;
  const after = isEarlier ? dtstart : Temporal.Instant.fromEpochMilliseconds(begin).toZonedDateTimeISO('UTC');
  let at = series.next(after, !isEarlier);
  for (let steps = 0; at && steps < mostPeriods && next(at.toPlainDateTime()); steps++) at = series.next(at);
}

function ruleInDays(text: string | null): Rule | null {
  const rule = text === null ? null : readRule(text);
  if (!rule || ['HOURLY', 'MINUTELY', 'SECONDLY'].includes(rule.frequency)) return null;
  return rule.lists.has('BYHOUR') || rule.lists.has('BYMINUTE') || rule.lists.has('BYSECOND') ? null : rule;
}
