import { readdirSync, readFileSync } from 'node:fs';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import type { IcalDraft } from '../../../contract/rules/ical-draft.ts';
import { limitText, problemText, skipText } from '../../../contract/rules/ical-problems.ts';
import { createIcalReader, readIcal } from '../../../contract/rules/ical-read.ts';

const folder = new URL('fixtures/ical/', import.meta.url);
const textOf = (name: string) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(readFileSync(new URL(`${name}.ics`, folder)));
/** The reader's zone: no file names it. */
const here = 'Asia/Kolkata';

/** `2026-06-19T17:00Z 60min Europe/Paris`, or `2026-06-19..2026-06-19`. */
const when = ({ allDay, startsAt, duration, timeZone }: IcalDraft) =>
  allDay
    ? `${allDay.from}..${allDay.to}`
    : `${new Date(startsAt ?? 0).toISOString().slice(0, 16)}Z ${duration / 60_000}min ${timeZone}`;
const told = ({ problems }: IcalDraft) => problems.map(({ code, what }) => (what === undefined ? code : `${code} ${what}`)).join(', ');

/** What each file must read as: title, when, rule, problems. Written by hand. */
const table: Readonly<Record<string, readonly (readonly [title: string, when: string, rule?: string | null, problems?: string])[]>> = {
  'plain-utc': [['Garden committee', '2026-06-19T17:00Z 60min UTC']],
  'lf-lines': [['Only line feeds', '2026-06-19T17:00Z 45min UTC']],
  'cr-lines': [['Only carriage returns', '2026-06-19T17:00Z 90min UTC']],
  'byte-order-mark': [['Marked', '2026-06-19T17:00Z 0min UTC']],
  folded: [['A long name in three pieces', '2026-06-19T17:00Z 0min UTC']],
  'quoted-parameters': [['Quoted', '2026-06-19T17:00Z 0min UTC']],
  'all-day': [
    ['Midsummer', '2026-06-19..2026-06-19'],
    ['Between the years', '2026-12-30..2027-01-01'],
    ['Ends as it begins', '2026-06-19..2026-06-19'],
  ],
  'named-zone': [['Across the sea', '2026-06-19T17:00Z 60min America/New_York']],
  'outlook-like': [['Numbers', '2026-06-03T12:00Z 60min Europe/Berlin', 'FREQ=WEEKLY;UNTIL=20260902T120000Z;BYDAY=WE']],
  'google-like': [['Talk', '2026-06-19T17:00Z 30min UTC']],
  'apple-like': [['Choir', '2026-10-26T08:00Z 60min Europe/Berlin', 'FREQ=MONTHLY;BYDAY=-1MO', 'dates-left-out 2']],
  'duration-days': [['A day of 25 hours', '2026-10-24T10:00Z 1500min Europe/Paris']],
  'own-zone': [
    ['Summer', '2026-06-19T09:30Z 60min Asia/Kolkata', null, 'zone-own Office clock'],
    ['Winter', '2026-12-19T10:30Z 60min Asia/Kolkata', null, 'zone-own Office clock'],
  ],
  'own-zone-after': [['Zone stands behind', '2026-06-19T09:30Z 0min Asia/Kolkata', null, 'zone-own Office clock']],
  'lic-location': [['Told where', '2026-06-19T03:00Z 0min Asia/Tokyo']],
  'path-zone': [['Path before the name', '2026-06-19T15:00Z 0min America/Argentina/San_Juan']],
  'unknown-zone': [['Nobody knows where', '2026-06-19T06:30Z 0min Asia/Kolkata', null, 'zone-unknown Middle Earth']],
  floating: [['Breakfast anywhere', '2026-06-19T03:30Z 60min Asia/Kolkata', null, 'floating']],
  gap: [['No such time', '2026-03-29T01:30Z 30min Europe/Paris', null, 'no-such-time']],
  'rdate-exdate': [['With exceptions', '2026-06-01T09:00Z 0min UTC', 'FREQ=DAILY;COUNT=10', 'dates-left-out 1, dates-added 3']],
  'recurrence-id': [
    ['Series', '2026-06-01T09:00Z 60min UTC', 'FREQ=WEEKLY', 'dates-changed 1'],
    ['Series, moved', '2026-06-09T09:00Z 60min UTC', null, 'exception'],
  ],
  'bad-rules': [
    ['No such frequency', '2026-06-01T09:00Z 0min UTC', null, 'rule-unreadable'],
    ['Two ends', '2026-06-01T09:00Z 0min UTC', null, 'rule-unreadable'],
    ['Yearly', '2026-06-01T09:00Z 0min UTC', 'FREQ=YEARLY;BYMONTHDAY=1;BYMONTH=6', 'rule-other'],
    ['Two rules', '2026-06-01T09:00Z 0min UTC', 'FREQ=DAILY', 'several-rules'],
  ],
  'ignored-components': [['The event', '2026-06-01T09:00Z 0min UTC']],
  alarms: [['This one', '2026-06-01T09:00Z 0min UTC']],
  'missing-end': [
    ['Left open', '2026-06-01T09:00Z 0min UTC', null, 'no-end-mark'],
    ['Whole', '2026-06-02T09:00Z 0min UTC'],
  ],
  'breaks-off': [['Until he', '2026-06-01T09:00Z 0min UTC', null, 'no-end-mark']],
  'no-calendar': [['No VCALENDAR around it', '2026-06-01T09:00Z 0min UTC']],
  'no-title': [['', '2026-06-01T09:00Z 60min UTC'], ['', '2026-06-02T09:00Z 0min UTC']],
  'bad-starts': [['The rest', '2026-06-01T09:00Z 0min UTC']],
  'bad-ends': [
    ['Backwards', '2026-06-01T09:00Z 0min UTC', null, 'bad-end'],
    ['Less than nothing', '2026-06-01T09:00Z 0min UTC', null, 'bad-end'],
    ['For ever', '2026-06-01T09:00Z 0min UTC', null, 'bad-end'],
  ],
  'iso-times': [['Signs of ISO 8601', '2026-06-19T17:00Z 420min UTC']],
  twice: [['New', '2026-06-01T09:00Z 0min UTC']],
  cancelled: [['Called off', '2026-06-01T09:00Z 0min UTC', null, 'cancelled']],
  'method-cancel': [['Called off by method', '2026-06-01T09:00Z 0min UTC', null, 'cancelled']],
  'broken-lines': [['Broken quotes', '2026-06-01T09:00Z 0min UTC', null, 'line-unreadable']],
  'hostile-texts': [['ab \\ <img src=x onerror=alert(1)>', '2026-06-01T09:00Z 0min UTC']],
  'empty-calendar': [],
  'not-a-calendar': [],
};

describe('files of other programs', () => {
  it('has a line in the table for each of them', () => {
    expect(readdirSync(folder).map((name) => name.replace('.ics', '')).sort()).toEqual(Object.keys(table).sort());
  });

  it.each(Object.entries(table))('%s', (name, rows) => {
    const { drafts, limits, isCalendar } = readIcal(textOf(name), here);
    const read = drafts.map((draft) => [draft.title, when(draft), draft.rule, told(draft)]);
    expect(read).toEqual(rows.map(([title, at, rule = null, problems = '']) => [title, at, rule, problems]));
    expect([limits, isCalendar]).toEqual([[], name !== 'not-a-calendar']);
  });

  it.each(Object.keys(table))('%s reads the same in pieces of any size', (name) => {
    const text = textOf(name);
    const whole = readIcal(text, here);
    for (const size of [1, 2, 7, 100]) {
      expect(inPieces(text, size)).toEqual(whole);
    }
  });

  it('takes the texts, people and links along', () => {
    const [one] = readIcal(textOf('plain-utc'), here).drafts;
    expect(one).toMatchObject({
      line: 4, uid: 'one@example.test', description: 'Bring the seed list, please.\nTea is there.', location: 'Shed 4',
      url: 'https://garden.example.test/june', organiser: null, attendees: [],
    });
    const [quoted] = readIcal(textOf('quoted-parameters'), here).drafts;
    expect(quoted?.organiser).toEqual({ email: 'ana@example.test', name: 'Lopez, Ana: chair; host' });
    expect(quoted?.attendees).toEqual([{ email: 'bo@example.test', name: 'Bo "the builder" B.' }, { email: 'cy@example.test', name: null }]);
    const [outlook] = readIcal(textOf('outlook-like'), here).drafts;
    expect(outlook).toMatchObject({ url: 'https://meet.example.test/numbers', description: 'Numbers of the quarter' });
    expect(outlook?.recurrence).toEqual({
      interval: 1, every: { unit: 'week', on: ['WE'] }, end: { type: 'until', date: '2026-09-02' },
    });
    const [google] = readIcal(textOf('google-like'), here).drafts;
    expect(google).toMatchObject({ url: 'https://meet.example.test/abc-defg-hij', attendees: [{ email: 'bo@example.test', name: null }] });
    expect(google?.organiser).toEqual({ email: 'ana@example.test', name: null });
    expect(readIcal(textOf('folded'), here).drafts[0]?.description).toBe('Even the name is folded');
  });

  it('obeys none of them', () => {
    const [draft] = readIcal(textOf('hostile-texts'), here).drafts;
    expect(draft).toMatchObject({ uid: '__proto__', url: '', location: '', description: 'Start:  ; end' });
    expect(draft?.attendees).toEqual([{ email: 'bo@example.test', name: null }]);
    expect(Object.hasOwn(Object.prototype, 'x')).toBe(false);
  });

  it('says what it left out, and where', () => {
    const { skipped } = readIcal(textOf('bad-starts'), here);
    expect(skipped).toEqual([{ line: 4, why: 'no-start' }, { line: 8, why: 'bad-start' }, { line: 13, why: 'bad-start' }]);
    expect(skipped.map(skipText)[0]).toBe('Line 4: It has no start.');
    expect(readIcal(textOf('twice'), here).skipped).toEqual([{ line: 4, why: 'twice' }]);
    expect(readIcal(textOf('ignored-components'), here).others).toBe(3);
    const [unknown] = readIcal(textOf('unknown-zone'), here).drafts;
    expect(unknown?.problems.map(problemText)).toEqual([
      'Its time zone, Middle Earth, is not known: read on this computer’s clock. Check the time.',
    ]);
    expect(limitText('events')).toBe('More than 2,000 events: the rest were not read.');
  });
});

/** Files that keep to the RFC; ical.js refuses or misreads the others, or reads them for another clock. */
const valid = [
  'plain-utc', 'folded', 'quoted-parameters', 'apple-like', 'own-zone', 'rdate-exdate', 'recurrence-id', 'alarms', 'ignored-components',
  'duration-days', 'outlook-like', 'google-like', 'cancelled',
];

describe('an independent reader', () => {
  it.each(valid)('finds the same in %s', (name) => {
    const theirs = ICAL.Component.fromString(textOf(name)).getAllSubcomponents('vevent').map((each) => new ICAL.Event(each));
    const ours = readIcal(textOf(name), here).drafts;
    expect(ours.map(({ uid, title }) => [uid, title])).toEqual(theirs.map(({ uid, summary }) => [uid, summary]));
    for (const [index, event] of theirs.entries()) {
      const draft = ours[index];
      // A name without its VTIMEZONE floats there, and has its real clock here.
      if (event.startDate.zone !== ICAL.Timezone.localTimezone) expect(draft?.startsAt).toBe(event.startDate.toUnixTime() * 1_000);
      if (name !== 'duration-days') expect(draft?.duration).toBe((event.endDate.toUnixTime() - event.startDate.toUnixTime()) * 1_000);
      expect((draft?.description ?? '').trim()).toBe((event.description ?? '').trim());
    }
  });
});

function inPieces(text: string, size: number) {
  const reader = createIcalReader({ here });
  for (let at = 0; at < text.length; at += size) reader.push(text.slice(at, at + size));
  const steps = reader.end();
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}
