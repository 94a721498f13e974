/**
 * Reads an iCalendar text (RFC 5545) as drafts to review. The text is anybody's: it is read in one pass without
 * recursion, in time linear in its length, within the limits of ical-limits.ts; what is broken is passed over and told,
 * and the rest is read. A series is one draft, whatever its number of occurrences. Nothing here throws.
 */
import { addToZone, clockOf } from './ical-clock.ts';
import type { Clock, Observance, OwnZone } from './ical-clock.ts';
import { draftOf, isKept, valueOf } from './ical-draft.ts';
import type { IcalDraft, RawEvent } from './ical-draft.ts';
import { icalLimits } from './ical-limits.ts';
import type { IcalLimit } from './ical-limits.ts';
import { createLineReader, nameOf, readProperty } from './ical-lines.ts';
import type { IcalSkip } from './ical-problems.ts';

export interface IcalReading {
  /** Whether it was a calendar at all. */
  readonly isCalendar: boolean;
  readonly drafts: readonly IcalDraft[];
  readonly skipped: readonly IcalSkip[];
  /** How many events the text has, those behind the limit included. */
  readonly events: number;
  /** Tasks, journal entries and free/busy times: not read. */
  readonly others: number;
  readonly limits: readonly IcalLimit[];
}

export interface IcalReader {
  /**
   * A piece of the text: a megabyte takes some ten milliseconds.
   *
   * @returns false when no more is wanted, because the limit of the size is reached
   */
  push(text: string): boolean;
  /** Makes the drafts, and pauses after each so that the page can draw; then the whole reading. */
  end(): Generator<undefined, IcalReading>;
}

/** Components that stand by themselves: one that begins ends what was left open. */
const standalone = ['VEVENT', 'VTODO', 'VJOURNAL', 'VFREEBUSY', 'VTIMEZONE', 'VCALENDAR'];

/** @param here the reader's IANA zone, for times without one */
export function createIcalReader({ here }: { readonly here: string }): IcalReader {
  const limits = new Set<IcalLimit>();
  const found: RawEvent[] = [];
  const zones = new Map<string, OwnZone>();
  let event: RawEvent | null = null;
  let zone: OwnZone | null = null;
  let observance: Observance | null = null;
  /** How deep a line is inside a component of the event, the zone or the observance. */
  let inner = 0;
  let isCalendar = false;
  let isCancelled = false;
  let events = 0;
  let others = 0;
  let size = 0;

  const close = () => {
    if (zone && zones.size < icalLimits.zones && !zones.has(zone.id)) zones.set(zone.id, zone);
    else if (zone && !zones.has(zone.id)) limits.add('zones');
    [event, zone, observance, inner] = [null, null, null, 0];
  };

  const begin = (name: string, line: number) => {
    if (standalone.includes(name)) {
      close();
      isCalendar ||= name === 'VCALENDAR' || name === 'VEVENT';
      if (name === 'VTIMEZONE') zone = { id: '', location: '', observances: [] };
      else if (name === 'VEVENT') beginEvent(line);
      else if (name !== 'VCALENDAR') others += 1;
    } else if (zone && !observance && inner === 0 && (name === 'STANDARD' || name === 'DAYLIGHT')) {
      observance = { start: '', from: '', to: '', rule: '', dates: [] };
      if (zone.observances.length < icalLimits.changes) zone.observances.push(observance);
      else limits.add('zones');
    } else if (event || zone) inner += 1;
  };

  const beginEvent = (line: number) => {
    events += 1;
    if (found.length >= icalLimits.events) return void limits.add('events');
    event = { line, properties: [], hasEnd: false, hasUnreadable: false, changed: 0 };
    return void found.push(event);
  };

  const finish = (name: string) => {
    if (name === 'VEVENT' && event) event.hasEnd = true;
    if (standalone.includes(name)) close();
    else if (inner > 0) inner -= 1;
    else if (name === 'STANDARD' || name === 'DAYLIGHT') observance = null;
  };

  const takeProperty = (line: string, name: string, isCut: boolean) => {
    if (inner > 0) return;
    const property = (event && isKept(name)) || zone || name === 'METHOD' ? readProperty(line) : null;
    if (name === 'METHOD' && !event) isCancelled ||= /^cancel$/i.test(property?.value.trim() ?? '');
    if (zone && property && !addToZone(zone, observance, name, property.value)) limits.add('zones');
    if (!event || (property === null && name !== '')) return;
    if (property === null) event.hasUnreadable = true;
    else if (event.properties.length >= icalLimits.properties) limits.add('properties');
    else event.properties.push(property);
    if (isCut && property) limits.add('line');
  };

  const reader = createLineReader((line, number, isCut) => {
    const name = nameOf(line);
    if (name !== 'BEGIN' && name !== 'END') return takeProperty(line, name, isCut);
    const component = line.slice(line.indexOf(':') + 1).slice(0, 100).trim().toUpperCase();
    return name === 'BEGIN' ? begin(component, number) : finish(component);
  });

  return {
    push(text) {
      const room = icalLimits.size - size;
      if (text.length > room) limits.add('size');
      reader.push(text.length > room ? text.slice(0, room) : text);
      size += Math.min(text.length, room);
      return !limits.has('size');
    },
    *end() {
      reader.end();
      close();
      const skipped: IcalSkip[] = [];
      const drafts: IcalDraft[] = [];
      const clocks = { here, of: rememberedClocks(zones) };
      for (const each of newest(found, skipped)) {
        const draft = draftOf(each, clocks, isCancelled);
        if (typeof draft === 'string') skipped.push({ line: each.line, why: draft });
        else drafts.push(draft);
        yield undefined;
      }
      skipped.sort((a, b) => a.line - b.line);
      return { isCalendar, drafts, skipped, events, others, limits: [...limits] };
    },
  };
}

/** Reads a text that is there as a whole. @param here the reader's IANA zone, for times without one */
export function readIcal(text: string, here: string): IcalReading {
  const reader = createIcalReader({ here });
  reader.push(text);
  const steps = reader.end();
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

function rememberedClocks(zones: ReadonlyMap<string, OwnZone>): (id: string) => Clock | null {
  const known = new Map<string, Clock | null>();
  const budget = { left: icalLimits.followed };
  return (id) => {
    const before = known.get(id);
    if (before !== undefined) return before;
    // Zones beyond the limit that no VTIMEZONE tells of are nobody's: looking each up would be the slow way.
    const clock = known.size < 2 * icalLimits.zones ? clockOf(id, zones.get(id), budget) : null;
    known.set(id, clock);
    return clock;
  };
}

/**
 * Without what is there twice: of events with one UID, start and RECURRENCE-ID, the one with the highest SEQUENCE stays.
 * A series learns how many of its dates are events of their own.
 */
function newest(found: readonly RawEvent[], skipped: IcalSkip[]): readonly RawEvent[] {
  const kept = new Map<string | RawEvent, RawEvent>();
  const series = new Map<string, RawEvent>();
  for (const event of found) {
    const uid = valueOf(event, 'UID');
    const date = valueOf(event, 'RECURRENCE-ID');
    const name = uid === '' ? event : JSON.stringify([uid, date, valueOf(event, 'DTSTART')]);
    const other = kept.get(name);
    const isNewer = other === undefined || sequenceOf(event) > sequenceOf(other);
    const older = isNewer ? other : event;
    if (older) skipped.push({ line: older.line, why: 'twice' });
    if (isNewer) kept.set(name, event);
    if (isNewer && uid !== '' && date === '') series.set(uid, event);
  }
  for (const event of kept.values()) {
    const master = valueOf(event, 'RECURRENCE-ID') === '' ? undefined : series.get(valueOf(event, 'UID'));
    if (master) master.changed += 1;
  }
  return [...kept.values()];
}

const sequenceOf = (event: RawEvent): number => Number(/^\d{1,9}$/.exec(valueOf(event, 'SEQUENCE'))?.[0] ?? 0);
