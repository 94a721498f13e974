import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { icalLimits } from '../../contract/rules/ical-limits.ts';
import { createIcalReader, readIcal } from '../../contract/rules/ical-read.ts';
import type { IcalReading } from '../../contract/rules/ical-read.ts';
import { reliabilitySuite } from '../run/figures.ts';
import { anyText } from '../unit/contract/any-text.ts';

/** Broken, hostile and huge calendar files: nothing throws, nothing takes more than its share of time. */
const suite = reliabilitySuite('Calendar files');
afterAll(() => suite.end());

const parameters = { seed: suite.seed, numRuns: suite.runs(400, 20_000) };

const names = ['DTSTART', 'DTEND', 'DURATION', 'RRULE', 'RDATE', 'EXDATE', 'RECURRENCE-ID', 'TZID', 'TZOFFSETTO', 'TZOFFSETFROM', 'UID',
  'SUMMARY', 'DESCRIPTION', 'ATTENDEE', 'ORGANIZER', 'URL', 'SEQUENCE', 'STATUS', 'METHOD', 'X-LIC-LOCATION', '__proto__', 'constructor'];
const components = ['VCALENDAR', 'VEVENT', 'VTIMEZONE', 'STANDARD', 'DAYLIGHT', 'VALARM', 'VTODO', 'X-ANY', '', '__proto__'];
const values = ['20260619T190000', '20260619', '19700101T000000Z', '99991231T235959Z', '00010101T000000', '00000101', '20261025T023000',
  '16010101T000000', 'PT1H', 'P99999D', 'P', '-P1D', 'FREQ=DAILY', 'FREQ=WEEKLY;BYDAY=MO;UNTIL=99991231T235959Z', '+2359', '-0000', '+0530',
  'FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU', 'FREQ=MONTHLY;BYDAY=5MO;COUNT=1000000', 'FREQ=SECONDLY', 'FREQ=YEARLY;UNTIL=00000101', 'Europe/Paris',
  'Own', 'mailto:a@b', 'https://x.example.test', '%', 'mailto:%E0%A4%A', '\\', '"', ';;;;', ',,,,', 'CANCELLED'];
const lineArb = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...components).chain((name) => fc.constantFrom(`BEGIN:${name}`, `END:${name}`)) },
  { weight: 6, arbitrary: fc.tuple(fc.constantFrom(...names), fc.constantFrom('', ';TZID=Own', ';TZID=Europe/Paris', ';TZID=CST', ';X="', ';VALUE=DATE', ';TZID='),
    fc.oneof(fc.constantFrom(...values), anyText(30))).map(([name, more, value]) => `${name}${more}:${value}`) },
  { weight: 1, arbitrary: anyText(40) },
);
const fileArb = fc
  .tuple(fc.array(lineArb, { maxLength: 60 }), fc.constantFrom('\r\n', '\n', '\r', '\r\n '))
  .map(([lines, end]) => ['BEGIN:VCALENDAR', 'BEGIN:VTIMEZONE', 'TZID:Own', 'BEGIN:STANDARD', ...lines].join(end));

describe('broken files', () => {
  it('are read without a fault, the same in pieces', () => {
    fc.assert(
      fc.property(fileArb, fc.integer({ min: 1, max: 50 }), (text, size) => {
        suite.count();
        const reader = createIcalReader({ here: 'America/New_York' });
        for (let at = 0; at < text.length; at += size) reader.push(text.slice(at, at + size));
        const whole = readIcal(text, 'America/New_York');
        expect(drain(reader.end())).toEqual(whole);
        for (const draft of whole.drafts) {
          expect(Number.isFinite(draft.startsAt ?? 0)).toBe(true);
          expect(draft.duration).toBeGreaterThanOrEqual(0);
          expect(/[\r\n\p{Bidi_Control}]/u.test(draft.title + draft.location + draft.url)).toBe(false);
        }
      }),
      parameters,
    );
  });
});

const event = (line: string) => `BEGIN:VEVENT\r\nDTSTART:20260619T170000Z\r\n${line}\r\nEND:VEVENT\r\n`;
const series = (index: number) => event(`UID:${index}\r\nRRULE:FREQ=DAILY;COUNT=10000\r\nATTENDEE:mailto:a${index}@example.test`);
const zone = (index: number) =>
  `BEGIN:VTIMEZONE\r\nTZID:Own ${index}\r\n${'BEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nRRULE:FREQ=YEARLY\r\nEND:STANDARD\r\n'.repeat(3)}END:VTIMEZONE\r\n`;

/** Each makes a text of about so many characters. */
const huge: Readonly<Record<string, (size: number) => string>> = {
  'events that repeat 10,000 times': (size) => filled(size, series),
  'nested components': (size) => event('BEGIN:VALARM\r\n'.repeat(size / 14)) + event('SUMMARY:last'),
  'nested events': (size) => 'BEGIN:VEVENT\r\n'.repeat(size / 14),
  'one line': (size) => event(`DESCRIPTION:${'x'.repeat(size)}`),
  'one line in folds of one letter': (size) => event(`DESCRIPTION:${'x\r\n '.repeat(size / 4)}`),
  'no line at all': (size) => 'x'.repeat(size),
  'line breaks': (size) => '\r\n'.repeat(size / 2),
  'backslashes': (size) => event(`DESCRIPTION:${'\\'.repeat(size)}`),
  'quotation marks': (size) => event(`SUMMARY;${'a="b;'.repeat(size / 5)}`),
  'parameters': (size) => event(`SUMMARY${';a=b'.repeat(size / 4)}:x`),
  'people': (size) => event('ATTENDEE;CN="a":mailto:a@example.test\r\n'.repeat(size / 40)),
  'dates left out': (size) => event('EXDATE:20260619T170000Z,20260620T170000Z\r\n'.repeat(size / 42)),
  'own zones': (size) => filled(size, (index) => zone(index) + event(`DTSTART;TZID=Own ${index}:20260619T190000`).replace('DTSTART:20260619T170000Z\r\n', '')),
  'unknown zones': (size) => filled(size, (index) => event('X:1').replace('DTSTART:', `DTSTART;TZID=Nowhere ${index}:`).replace('0Z', '0')),
  'spaces': (size) => event(`SUMMARY:${' '.repeat(size)}x`),
  'start links': (size) => event(`DESCRIPTION:${'https://meeting.zoho.eu/meeting-start?key=1 '.repeat(size / 44)}`),
};

function filled(size: number, make: (index: number) => string): string {
  const parts: string[] = [];
  for (let index = 0, length = 0; length < size; index++) {
    const part = make(index);
    parts.push(part);
    length += part.length;
  }
  return parts.join('');
}

function drain(steps: Generator<undefined, IcalReading>): IcalReading {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

/** Reads as the page does, and tells the longest time without a pause, ms. */
function read(text: string): { reading: IcalReading; took: number; longest: number } {
  const reader = createIcalReader({ here: 'Europe/Paris' });
  const began = performance.now();
  let last = began;
  let longest = 0;
  const pause = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  };
  for (let at = 0; at < text.length; at += 1e6) {
    if (!reader.push(text.slice(at, at + 1e6))) break;
    pause();
  }
  const steps = reader.end();
  let step = steps.next();
  for (; !step.done; step = steps.next()) pause();
  return { reading: step.value, took: performance.now() - began, longest };
}

describe('huge files', () => {
  it.each(Object.entries(huge))('of %s take time in proportion', (name, make) => {
    const small = suite.runs(2e5, 5e6);
    const [one, two] = [make(small), make(2 * small)];
    const best = (text: string) => Math.min(read(text).took, read(text).took);
    const [first, second] = [best(one), best(two)];
    suite.count();
    if (second > suite.runs(20_000, 60_000)) suite.violation(`${name}: ${second.toFixed(0)} ms`);
    // A little for the clock; quadratic time would be four times as much and soon minutes.
    if (second > 3 * first + 100) suite.violation(`${name}: ${first.toFixed(0)} ms, then ${second.toFixed(0)} ms for twice as much`);
  });

  it('of 20 MB are read up to the stated limits', () => {
    const { reading, took, longest } = read(huge['events that repeat 10,000 times']?.(icalLimits.size + 100_000) ?? '');
    suite.count();
    suite.measure('20 MB', `${took.toFixed(0)} ms`);
    suite.measure('longest without a pause', `${longest.toFixed(0)} ms`);
    expect(reading.drafts).toHaveLength(icalLimits.events);
    expect(reading.events).toBeGreaterThan(100_000);
    expect([...reading.limits].sort()).toEqual(['events', 'size']);
    expect(took).toBeLessThan(30_000);
  });

  it('of 100,000 components inside each other keep what stands behind them', () => {
    const { reading } = read(huge['nested components']?.(1_400_000) ?? '');
    suite.count();
    expect(reading.drafts.map(({ title }) => title)).toEqual(['', 'last']);
  });

  it('tells the limits of a line, of people and of zones', () => {
    suite.count(3);
    const long = read(huge['one line']?.(200_000) ?? '').reading;
    expect([long.limits, long.drafts[0]?.description.length]).toEqual([['line'], icalLimits.description]);
    const crowd = read(huge['people']?.(200_000) ?? '').reading;
    expect([crowd.limits, crowd.drafts[0]?.attendees.length]).toEqual([['properties'], icalLimits.attendees]);
    expect(read(huge['own zones']?.(200_000) ?? '').reading.limits).toEqual(['zones']);
  });
});
