import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { readIcal } from '../../../contract/rules/ical-read.ts';
import { foldLine } from '../../../contract/rules/ical-text.ts';
import { icalUid, writeIcal } from '../../../contract/rules/ical-write.ts';
import type { IcalEvent } from '../../../contract/rules/ical-write.ts';
import { occurrences } from '../../../contract/rules/series-times.ts';
import { blockText, isUnseen, lineText } from '../../../contract/rules/shown-text.ts';
import { wallTimeAt } from '../../../contract/rules/start.ts';
import { zoneIds } from '../../../contract/rules/zones.ts';
import { anyText } from './any-text.ts';

const hour = 3_600_000;
const day = 24 * hour;

const plain: IcalEvent = {
  uid: icalUid('meeting', '1234567890'),
  stamp: Date.UTC(2026, 5, 1, 8),
  title: 'Design review',
  description: null,
  startsAt: Date.UTC(2026, 5, 19, 17),
  endsAt: Date.UTC(2026, 5, 19, 18),
  allDay: null,
  timeZone: 'Europe/Paris',
  url: null,
  location: null,
  organiser: null,
  attendees: [],
  rule: null,
};
const written = (change: Partial<IcalEvent>) => writeIcal([{ ...plain, ...change }]);

/** The first event as ical.js reads it: an independent reader, with the zone out of the file. */
function foreign(text: string): ICAL.Event {
  const component = ICAL.Component.fromString(text).getFirstSubcomponent('vevent');
  if (!component) throw new Error('no event');
  return new ICAL.Event(component);
}
const momentOf = (time: ICAL.Time) => time.toUnixTime() * 1_000;

describe('an event as iCalendar', () => {
  it('is the text that RFC 5545 asks for', () => {
    expect(written({ organiser: { email: 'ana@example.test', name: 'Ana "A", Lopez^' }, url: 'https://meet.example.test/1' })).toBe(
      [
        'BEGIN:VCALENDAR', 'PRODID:-//Parley//Parley//EN', 'VERSION:2.0', 'CALSCALE:GREGORIAN', 'METHOD:PUBLISH',
        'BEGIN:VTIMEZONE', 'TZID:Europe/Paris', 'X-LIC-LOCATION:Europe/Paris',
        'BEGIN:DAYLIGHT', 'DTSTART:20260329T020000', 'TZOFFSETFROM:+0100', 'TZOFFSETTO:+0200', 'END:DAYLIGHT',
        'BEGIN:STANDARD', 'DTSTART:20261025T030000', 'TZOFFSETFROM:+0200', 'TZOFFSETTO:+0100', 'END:STANDARD',
        'END:VTIMEZONE',
        'BEGIN:VEVENT', 'UID:meeting-1234567890@parley.invalid', 'DTSTAMP:20260601T080000Z',
        'DTSTART;TZID=Europe/Paris:20260619T190000', 'DTEND;TZID=Europe/Paris:20260619T200000', 'SUMMARY:Design review',
        'DESCRIPTION:Join: https://meet.example.test/1', 'URL:https://meet.example.test/1',
        'ORGANIZER;CN="Ana ^\'A^\', Lopez^^":mailto:ana@example.test', 'END:VEVENT', 'END:VCALENDAR', '',
      ].join('\r\n'),
    );
  });

  it('gives a series without end the yearly rules of its zone', () => {
    const text = written({ rule: 'FREQ=WEEKLY' });
    expect(text).toContain('RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n');
    expect(text).toContain('RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n');
  });

  it('says METHOD only where RFC 5546 allows it', () => {
    const people = { organiser: { email: 'ana@example.test', name: null }, attendees: [{ email: 'bo@example.test', name: 'Bo' }] };
    expect(written(people)).not.toContain('METHOD');
    expect(written({})).not.toContain('METHOD');
    expect(written(people)).toContain('ATTENDEE;CN="Bo":mailto:bo@example.test\r\n');
  });

  it.each(['Europe/Nowhere', '', '+02:00', 'UTC', 'Etc/UTC', null])('writes zone %j in UTC', (timeZone) => {
    const text = written({ timeZone });
    expect(text).toContain('DTSTART:20260619T170000Z\r\nDTEND:20260619T180000Z\r\n');
    expect(text).not.toContain('VTIMEZONE');
  });

  it('writes whole days as dates, and the day behind the last one as their end', () => {
    const text = written({ allDay: { from: '2026-12-31', to: '2027-01-01' }, rule: 'FREQ=YEARLY;UNTIL=20301231T120000Z' });
    expect(text).toContain('DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270102\r\nRRULE:FREQ=YEARLY;UNTIL=20301231\r\n');
  });

  it('writes an hour that clocks show twice in UTC', () => {
    const second = Date.UTC(2026, 9, 25, 1, 30);
    const text = written({ startsAt: second - hour, endsAt: second + hour });
    expect(text).toContain('DTSTART:20261025T003000Z\r\nDTEND;TZID=Europe/Paris:20261025T033000\r\n');
  });

  it.each([
    'https://meeting.zoho.eu/meeting-start?key=1234567890', 'https://meeting.zoho.com/meeting/meeting-start.jsp?key=1&t=abc',
    'https://safe.example.test/?url=https%3A%2F%2Fmeeting.zoho.com%2Fmeeting-start%3Fkey%3D1',
  ])('never writes the start link %s', (link) => {
    const text = written({ title: `Go ${link}`, description: `a\n${link}\nb`, location: link, url: link });
    expect(text.replaceAll('\r\n ', '')).not.toMatch(/meeting-start/i);
  });

  it.each(['javascript:alert(1)', 'data:text/html,a', 'not a link', 'file:///etc/passwd'])('writes no URL for %s', (url) => {
    expect(written({ url })).not.toContain('URL:');
  });

  it('lets no text make a line of its own', () => {
    const evil = 'a\r\nEND:VEVENT\nATTENDEE:mailto:x@example.test\rRRULE:FREQ=DAILY\u2028URL:https://x.example.test\u0085Z:1';
    const text = written({
      uid: evil, title: evil, description: evil, location: evil, rule: evil, timeZone: evil,
      organiser: { email: evil, name: evil }, attendees: [{ email: 'ok@example.test', name: evil }, { email: 'a@b"\r\nX:1', name: null }],
    });
    const names = text.replaceAll('\r\n ', '').split('\r\n').map((line) => /^[A-Z]+/.exec(line)?.[0]);
    expect(names).toEqual([
      'BEGIN', 'PRODID', 'VERSION', 'CALSCALE', 'BEGIN', 'UID', 'DTSTAMP', 'DTSTART', 'DTEND', 'SUMMARY', 'DESCRIPTION',
      'LOCATION', 'ATTENDEE', 'END', 'END', undefined,
    ]);
  });
});

describe('a folded line', () => {
  it('has 75 octets at most and whole characters', () => {
    fc.assert(
      fc.property(anyText(300), (text) => {
        const line = text.replace(/[\r\n]/g, '');
        const bytes = Buffer.from(foldLine(line), 'utf8');
        const pieces = bytes.toString('latin1').split('\r\n').slice(0, -1).map((each) => Buffer.from(each, 'latin1'));
        for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(75);
        const texts = pieces.map((piece) => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(piece));
        expect(texts.map((each, index) => (index === 0 ? each : each.replace(/^ /, ''))).join('')).toBe(line.toWellFormed());
      }),
      { numRuns: 300 },
    );
  });

  it('uses the room that it has', () => expect(foldLine('x'.repeat(149))).toBe(`${'x'.repeat(75)}\r\n ${'x'.repeat(74)}\r\n`));
});

const withSummer = zoneIds().filter((zone) => wallTimeAt(Date.UTC(2026, 0), zone).time !== wallTimeAt(Date.UTC(2026, 6), zone).time);
const restless = ['Africa/Casablanca', 'America/Sao_Paulo', 'Asia/Gaza', 'Asia/Jerusalem', 'Asia/Kolkata', 'Europe/Istanbul', 'Africa/Cairo'];
const zones = [...withSummer, ...restless];
/** Few enough for every run. */
const sample = [...withSummer.filter((_, index) => index % 4 === 0), ...restless];

/** When clocks in `zone` change, to the half hour, between two moments: found by halving weeks. */
function changesOf(zone: string, from: number, to: number): number[] {
  const shift = (at: number) => Date.parse(`${wallTimeAt(at, zone).date}T${wallTimeAt(at, zone).time}:00Z`) - at;
  const found: number[] = [];
  for (let week = from; week < to; week += 7 * day) {
    let [low, high] = [week, week + 7 * day];
    if (shift(low) === shift(high)) continue;
    while (high - low > hour / 2) {
      const middle = low + Math.floor((high - low) / hour) * (hour / 2);
      if (shift(middle) === shift(low)) low = middle;
      else high = middle;
    }
    found.push(high);
  }
  return found;
}

describe('an independent reader', () => {
  it('comes to the same moments around every change of clocks, in every zone that has them', () => {
    let tried = 0;
    for (const [index, zone] of sample.entries()) {
      const year = Date.UTC(2018 + (index % 12), 0);
      const changes = [...changesOf(zone, year, year + 366 * day), year + 180 * day];
      const starts = changes.flatMap((at) => [-26, -1, -0.5, 0, 0.5, 1, 2, 26].map((hours) => at + hours * hour));
      const text = writeIcal(starts.map((at) => ({ ...plain, timeZone: zone, startsAt: at, endsAt: at + 1.5 * hour })));
      const read = ICAL.Component.fromString(text).getAllSubcomponents('vevent').map((each) => new ICAL.Event(each));
      expect([zone, ...read.map((each) => momentOf(each.startDate))]).toEqual([zone, ...starts]);
      expect([zone, ...read.map((each) => momentOf(each.endDate) - 1.5 * hour)]).toEqual([zone, ...starts]);
      tried += starts.length;
    }
    expect(tried).toBeGreaterThan(500);
  }, 60_000);

  it('comes to the same series across the changes of clocks', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 3_000 }), fc.boolean(), (zone, days, isEndless) => {
        const startsAt = Date.UTC(2020, 0, 1, 12) + days * day;
        const rule = isEndless ? 'FREQ=WEEKLY' : 'FREQ=WEEKLY;COUNT=80';
        const event = foreign(written({ timeZone: zone, startsAt, endsAt: startsAt + hour, rule }));
        const iterator = event.iterator();
        const theirs = Array.from({ length: 80 }, () => momentOf(iterator.next()));
        const ours = occurrences(rule, wallTimeAt(startsAt, zone), zone, { from: 0, to: 8e14, most: 80 });
        expect(theirs).toEqual(ours);
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  it('comes to the same texts and people', () => {
    const addresses = fc.array(fc.emailAddress({ size: 'small' }), { maxLength: 4 });
    fc.assert(
      fc.property(anyText(200), anyText(400), anyText(), addresses, (title, description, name, emails) => {
        const people = emails.map((email) => ({ email, name }));
        const text = written({ title, description, location: name, organiser: people[0] ?? null, attendees: people });
        const event = foreign(text);
        const line = lineText(title, 1_000);
        expect(event.summary ?? '').toBe(isUnseen(line) ? '' : line);
        expect(event.description ?? '').toBe(blockText(description));
        const kept = people.filter(({ email }) => text.replaceAll('\r\n ', '').includes(`mailto:${email.replace(/[%?#&/]/g, encodeURIComponent)}`));
        expect(event.attendees.map((each) => each.getFirstValue())).toHaveLength(kept.length);
        const shown = lineText(name, 200);
        if (!isUnseen(shown)) for (const each of event.attendees) expect(each.getParameter('cn')).toBe(shown);
      }),
      { numRuns: 200 },
    );
  });
});

const eventArb: fc.Arbitrary<IcalEvent> = fc.record({
  uid: fc.uuid().map((key) => icalUid('event', key)),
  stamp: fc.constant(0),
  title: anyText(),
  description: fc.option(anyText(200)),
  startsAt: fc.integer({ min: Date.UTC(2000, 0) / 60_000, max: Date.UTC(2050, 0) / 60_000 }).map((minutes) => minutes * 60_000),
  endsAt: fc.constant(0),
  allDay: fc.option(fc.constant({ from: '2026-02-27', to: '2026-03-01' })),
  timeZone: fc.option(fc.constantFrom(...zones, 'UTC')),
  url: fc.option(fc.webUrl({ size: 'small' })),
  location: fc.option(anyText()),
  organiser: fc.constant(null),
  attendees: fc.array(fc.record({ email: fc.constantFrom('ana@example.test', 'bo+1%a@example.test'), name: fc.option(anyText(20)) }), { maxLength: 3 }),
  rule: fc.constantFrom(null, 'FREQ=WEEKLY;COUNT=3', 'FREQ=DAILY;INTERVAL=2'),
});

describe('what Parley wrote', () => {
  it('is what Parley reads', () => {
    fc.assert(
      fc.property(fc.array(eventArb, { minLength: 1, maxLength: 4 }), (events) => {
        const given = events.map((event) => ({ ...event, endsAt: event.startsAt + hour }));
        const { drafts, skipped, limits } = readIcal(writeIcal(given), 'Asia/Tokyo');
        expect([skipped, limits, drafts.length]).toEqual([[], [], given.length]);
        for (const [index, event] of given.entries()) {
          const draft = drafts[index];
          const title = lineText(event.title, 1_000);
          expect(draft?.uid).toBe(event.uid);
          expect(draft?.title).toBe(isUnseen(title) ? '' : title);
          expect(draft?.allDay).toEqual(event.allDay);
          expect(draft?.startsAt).toBe(event.allDay ? null : event.startsAt);
          expect(draft?.duration).toBe(event.allDay ? 3 * day : hour);
          expect(draft?.rule).toBe(event.rule);
          expect(draft?.attendees.map(({ email }) => email)).toEqual(event.attendees.map(({ email }) => email));
          expect(draft?.problems.filter(({ code }) => code !== 'rule-other')).toEqual([]);
        }
      }),
      { numRuns: 150 },
    );
  });
});
