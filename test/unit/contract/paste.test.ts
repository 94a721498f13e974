import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDuration } from '../../../contract/rules/duration.ts';
import { invitationText } from '../../../contract/rules/invitation.ts';
import { longestPaste, readPaste } from '../../../contract/rules/paste.ts';
import { startOf } from '../../../contract/rules/start.ts';
import { zoneIds } from '../../../contract/rules/zones.ts';
import { anyText } from './any-text.ts';

const formOf = (text: string, zone?: string) => {
  const paste = readPaste(text, zone);
  return paste.type === 'form' ? paste.form : paste.type;
};

describe('a pasted link', () => {
  it.each([
    ['https://meeting.zoho.eu/join?key=1169128500', 'meeting', '1169128500'],
    ['https://meeting.zoho.com/join?key=ABCdef', 'meeting', null],
    ['https://meeting.zohocloud.ca/meeting/register?sessionId=1169128501', 'webinar', '1169128501'],
    ['https://webinar.zoho.in/meeting/register?sessionId=1169128501', 'webinar', '1169128501'],
    ['https://meeting.zoho.eu/join?registerKey=ab12&sessionId=1169128501', 'webinar', '1169128501'],
    ['https://webinar.zoho.eu/join?key=77777', 'webinar', '77777'],
    ['https://meet.zoho.eu/gT9JMpyG9z', null, null],
    ['https://meet.zoho.com.au/abcd-efg-hij', null, null],
  ])('%s', (url, kind, key) => {
    expect(readPaste(` ${url}\n`)).toEqual({ type: 'link', kind, key, url });
    expect(readPaste(`Please join (${url}).`)).toEqual({ type: 'link', kind, key, url });
    expect(readPaste(`<a href="${url}">here</a>`)).toMatchObject({ type: 'link', url });
  });

  it('to start is told apart, and not kept', () => {
    expect(readPaste('https://meeting.zoho.eu/meeting-start?key=1169128500')).toEqual({ type: 'link', kind: null, key: '1169128500', url: null });
    expect(readPaste('https://webinar.zoho.eu/meeting-start?key=1169128500&x=1')).toEqual({ type: 'link', kind: 'webinar', key: '1169128500', url: null });
  });
  it('for guests wins over one to start', () => {
    expect(readPaste('https://meeting.zoho.eu/meeting-start?key=11691 https://meet.zoho.eu/gT9JMpyG9z')).toMatchObject({ url: 'https://meet.zoho.eu/gT9JMpyG9z' });
  });
  it.each([
    '', 'hello', 'http://meeting.zoho.eu/join?key=1', 'https://meeting.zoho.eu.evil.test/join?key=1', 'https://evil.test/https://meet.zoho.eu/x', 'https://meeting.zoho.eu/',
    'https://meet.zoho.eu/settings', 'https://user@meeting.zoho.eu/join?key=1', 'https://meeting.zoho.eu:8443/join?key=1', 'https://', 'https://meeting.zoho.eu/rejoin?key=1',
  ])('%j is none', (text) => expect(readPaste(text)).toEqual({ type: 'none' }));
});

describe('Parley’s own invitation', () => {
  const session = {
    topic: 'Weekly sync', startsAt: Date.UTC(2026, 5, 19, 17), duration: 90 * 60_000, agenda: 'Plan\n\nAnything else: yes',
    joinLink: 'https://meet.zoho.eu/gT9JMpyG9z', registrationLink: null,
  };

  it('fills the form', () => {
    expect(readPaste(invitationText(session, 'Europe/Paris', 'en-GB'), 'Asia/Tokyo')).toEqual({
      type: 'form',
      form: {
        topic: 'Weekly sync', agenda: 'Plan\n\nAnything else: yes', date: '2026-06-19', time: '19:00', duration: '1h 30m', timeZone: 'Europe/Paris',
      },
      link: { type: 'link', kind: null, key: null, url: 'https://meet.zoho.eu/gT9JMpyG9z' },
    });
  });
  it('is written on the reader’s clock when its zone is not known here, else in UTC', () => {
    const text = 'Sync\nWhen: Fri, Mars/Base\nUTC: 2026-06-19 17:00';
    expect(formOf(text, 'Asia/Tokyo')).toEqual({ topic: 'Sync', date: '2026-06-20', time: '02:00', timeZone: 'Asia/Tokyo' });
    expect(formOf(text, 'nowhere')).toEqual({ topic: 'Sync', date: '2026-06-19', time: '17:00', timeZone: 'UTC' });
  });
  it('is written in UTC when its own clock shows the time twice', () => {
    const text = invitationText({ ...session, startsAt: Date.UTC(2026, 9, 25, 1, 30) }, 'Europe/Paris');
    expect(formOf(text, 'Europe/Paris')).toMatchObject({ date: '2026-10-25', time: '01:30', timeZone: 'UTC' });
  });
  it('gives back a topic and an agenda that read like its own lines', () => {
    const facts = { ...session, topic: 'Join: us', agenda: 'Plan\n> Join: x\nWhen: now' };
    expect(formOf(invitationText(facts, 'Europe/Paris'), 'Europe/Paris')).toMatchObject({ topic: 'Join: us', agenda: facts.agenda });
  });
  it('of a session without a time, or with an impossible one, fills the rest', () => {
    expect(formOf('Sync\nJoin: https://meet.zoho.eu/gT9JMpyG9z')).toEqual({ topic: 'Sync' });
    expect(formOf('Sync\nUTC: 2026-99-99 99:99')).toEqual({ topic: 'Sync' });
  });
  it('in every language and zone gives back what went in', () => {
    fc.assert(
      fc.property(
        fc.record({
          topic: fc.stringMatching(/^[A-Za-zé😀<&][\w ,:()é😀<&-]{0,30}[a-z]$/u),
          startsAt: fc.integer({ min: Date.UTC(2020, 0) / 60_000, max: Date.UTC(2036, 0) / 60_000 }).map((minutes) => minutes * 60_000),
          duration: fc.option(fc.integer({ min: 1, max: 1440 }).map((minutes) => minutes * 60_000)),
          agenda: fc.option(fc.stringMatching(/^[a-z](?:[a-z :\n]{0,40}[a-z])?$/)),
        }),
        fc.constantFrom(...zoneIds()),
        fc.constantFrom('en-GB', 'en-US', 'de', 'ja', 'ar', 'fa', 'hi'),
        (facts, zone, locale) => {
          const text = invitationText({ ...facts, joinLink: session.joinLink, registrationLink: null }, zone, locale);
          const form = formOf(text);
          if (typeof form === 'string') throw new Error(form);
          expect(form.topic).toBe(facts.topic.replace(/\s+/g, ' '));
          expect(form.agenda ?? null).toBe(facts.agenda);
          expect(startOf(form.date ?? '', form.time ?? '', form.timeZone ?? '')).toEqual({ kind: 'plain', startsAt: facts.startsAt });
          if (facts.duration === null) expect(form.duration).toBeUndefined();
          else expect(parseDuration(form.duration ?? '')).toEqual({ ok: true, duration: facts.duration });
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('an invitation in labelled lines', () => {
  it('fills the form', () => {
    const text = `Ana is inviting you to a meeting.

Topic: Weekly sync
Time: Jun 19, 2026 07:00 PM Paris
Duration: 45 minutes
Participants: Bo <bo@example.test>, cy@example.test
Agenda: Plan
 the week

Join: https://meeting.zoho.eu/join?key=1169128500`;
    expect(readPaste(text)).toEqual({
      type: 'form',
      form: {
        topic: 'Weekly sync', date: 'Jun 19, 2026', time: '19:00', timeZone: 'Europe/Paris', duration: '45m', agenda: 'Plan\nthe week',
        participants: ['bo@example.test', 'cy@example.test'],
      },
      link: { type: 'link', kind: 'meeting', key: '1169128500', url: 'https://meeting.zoho.eu/join?key=1169128500' },
    });
  });

  it.each<[string, object]>([
    ['When: Friday, 19 June 2026, 7:00 – 8:30 PM (IST)', { date: 'Friday, 19 June 2026', time: '19:00', duration: '1h 30m', timeZone: 'IST' }],
    ['When: 2026-06-19 19:00 to 19:45 Europe/Paris', { date: '2026-06-19', time: '19:00', duration: '45m', timeZone: 'Europe/Paris' }],
    ['When: 2026-06-19 11pm - 1am', { date: '2026-06-19', time: '23:00', duration: '2h' }],
    ['When: 2026-06-19 11pm - 99:99', { date: '2026-06-19', time: '23:00' }],
    ['When: 2026-06-19 11pm - 11pm', { date: '2026-06-19', time: '23:00' }],
    ['When: 2026-06-19 99:00 - 11:00', { date: '2026-06-19' }],
    ['**Date:** 19.06.2026\n**Time:** 19:00\nTime zone: Mumbai', { date: '19.06.2026', time: '19:00', timeZone: 'Asia/Kolkata' }],
    ['Date: 19 Jun at 7pm\nTime zone: Somewhere)', { date: '19 Jun', time: '19:00', timeZone: 'Somewhere' }],
    ['Date & Time: Jun 19, 2026 07:00 PM Eastern Time (US and Canada)', { date: 'Jun 19, 2026', time: '19:00', timeZone: 'America/New_York' }],
    ['Date: 19/6/2026', { date: '19/6/2026' }],
    ['Starts: soon', {}],
    ['Time: 19h30\nAgenda: a\nAgenda: b\nNote: c', { time: '19:30', agenda: 'a' }],
  ])('%j', (lines, expected) => {
    expect(formOf(`Subject: Sync\n${lines}`)).toEqual({ topic: 'Sync', ...expected });
  });

  it('is none without a topic or without a word about when', () => {
    expect(readPaste('Time: 19:00')).toEqual({ type: 'none' });
    expect(readPaste('Topic: Sync\nconstructor: x')).toEqual({ type: 'none' });
  });
});

const calendar = (...lines: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'BEGIN:VTIMEZONE', 'TZID:Europe/Paris', 'BEGIN:STANDARD', 'DTSTART:19701025T030000', 'END:STANDARD', 'END:VTIMEZONE', 'BEGIN:VEVENT', ...lines, 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n');

describe('a calendar event', () => {
  it('fills the form', () => {
    const text = calendar(
      'SUMMARY;LANGUAGE=en:Weekly sync\\, the', '  long one', 'DTSTART;TZID=Europe/Paris:20260619T190000', 'DTEND;TZID=Europe/Paris:20260619T203000',
      'DESCRIPTION:Plan\\n\\nJoin https://meeting.zoho.eu/join?key=1169128500\\nor start https://meeting.zoho.eu/mee', ' ting-start?key=1169128500.',
      'ORGANIZER;CN="Silva; Ana":mailto:ana@example.test', 'ATTENDEE;CN="Bo: the second";ROLE=REQ-PARTICIPANT:mailto:bo@example.test', 'ATTENDEE:MAILTO:cy@example.test', 'ATTENDEE:urn:x',
      'BEGIN:VALARM', 'DESCRIPTION:Alarm', 'TRIGGER:-PT15M', 'DURATION:PT5M', 'END:VALARM', 'no colon here',
    );
    expect(readPaste(text)).toEqual({
      type: 'form',
      form: {
        topic: 'Weekly sync, the long one', agenda: 'Plan\n\nJoin https://meeting.zoho.eu/join?key=1169128500\nor start .',
        date: '2026-06-19', time: '19:00', timeZone: 'Europe/Paris', duration: '1h 30m', participants: ['bo@example.test', 'cy@example.test'],
      },
      link: { type: 'link', kind: 'meeting', key: '1169128500', url: 'https://meeting.zoho.eu/join?key=1169128500' },
    });
  });

  it.each<[string, string[], object]>([
    ['UTC, on the reader’s clock', ['DTSTART:20260619T170000Z', 'DURATION:PT1H30M'], { date: '2026-06-20', time: '02:00', timeZone: 'Asia/Tokyo', duration: '1h 30m' }],
    ['an end in another zone', ['DTSTART;TZID=Europe/Paris:20260619T190000', 'DTEND:20260619T180000Z'], { date: '2026-06-19', time: '19:00', timeZone: 'Europe/Paris', duration: '1h' }],
    ['a night when clocks change', ['DTSTART;TZID=Europe/Paris:20270328T010000', 'DTEND;TZID=Europe/Paris:20270328T040000'], { date: '2027-03-28', time: '01:00', timeZone: 'Europe/Paris', duration: '2h' }],
    ['a floating start', ['DTSTART:20260619T190000', 'DTEND:20260619T194500'], { date: '2026-06-19', time: '19:00', duration: '45m' }],
    ['a whole day', ['DTSTART;VALUE=DATE:20260619', 'DTEND;VALUE=DATE:20260620'], { date: '2026-06-19' }],
    ['a Windows zone', ['DTSTART;TZID="W. Europe Standard Time":20260619T190000'], { date: '2026-06-19', time: '19:00', timeZone: 'Europe/Berlin' }],
    ['a path before the zone', ['DTSTART;TZID=/example.org/2024/America/Indiana/Knox:20260619T190000'], { date: '2026-06-19', time: '19:00', timeZone: 'America/Indiana/Knox' }],
    ['a zone nobody knows', ['DTSTART;TZID=Customized Time Zone:20260619T190000', 'DTEND;TZID=Customized Time Zone:20260619T200000'], { date: '2026-06-19', time: '19:00', timeZone: 'Customized Time Zone', duration: '1h' }],
    ['days', ['DURATION:P1DT2H'], { duration: '26h' }],
    ['weeks', ['DURATION:P1W'], { duration: '168h' }],
    ['an end before the start', ['DTSTART:20260619T170000Z', 'DTEND:20260619T160000Z'], { date: '2026-06-20', time: '02:00', timeZone: 'Asia/Tokyo' }],
    ['a date that does not exist', ['DTSTART:20260231T170000Z', 'DURATION:soon'], {}],
    ['nothing', [], {}],
  ])('with %s', (_, lines, expected) => expect(formOf(calendar(...lines), 'Asia/Tokyo')).toEqual(expected));

  it('is the first of several, and needs no calendar around it', () => {
    expect(formOf('BEGIN:VEVENT\nSUMMARY:One\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:Two\nEND:VEVENT')).toEqual({ topic: 'One' });
    expect(formOf('BEGIN:VEVENT\nSUMMARY:Cut off')).toEqual({ topic: 'Cut off' });
  });
  it('without an event is none', () => {
    expect(readPaste('BEGIN:VCALENDAR\nEND:VCALENDAR')).toEqual({ type: 'none' });
  });
  it('gives back the texts that went in', () => {
    const fold = (line: string) => line.replace(/(.{30})/gu, '$1\r\n ');
    const escape = (text: string) => text.replace(/[\\;,]/g, '\\$&').replaceAll('\n', '\\n');
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]([\w ,;:"\\\né😀-]{0,80}[a-z])?$/u), (text) => {
        expect(formOf(calendar(fold(`DESCRIPTION:${escape(text)}`)))).toEqual({ agenda: text });
        // A topic has one line.
        expect(formOf(calendar(fold(`SUMMARY:${escape(text)}`)))).toEqual({ topic: text.replace(/\s+/g, ' ') });
      }),
    );
  });
});

describe('any other text', () => {
  it('never holds a start link in what is kept, however it is wrapped', () => {
    for (const link of [
      'https://meeting.zoho.eu/meeting-start?key=1169128500', 'HTTPS://MEETING.ZOHO.EU/meeting-start?key=1169128500', 'meeting.zoho.eu/meeting-start?key=1169128500',
      'https://filter.example.test/?url=https%3A%2F%2Fmeeting.zoho.eu%2Fmeeting-start%3Fkey%3D1169128500', '<https://meeting.zoho.eu/meeting-start?key=1169128500>',
    ])
      for (const text of [`Sync\nUTC: 2026-06-19 17:00\n\nHost: ${link}`, `Topic: Sync ${link}\nTime: 19:00\nAgenda: see ${link}`, calendar(`DESCRIPTION:${link}`, `LOCATION:${link}`)]) {
        const paste = readPaste(text);
        expect(paste.type).toBe('form');
        expect(JSON.stringify(paste)).not.toMatch(/meeting-start/i);
      }
  });
  it('that is too long is none', () => {
    const link = 'https://meet.zoho.eu/gT9JMpyG9z ';
    expect(readPaste(link + 'x'.repeat(longestPaste - link.length)).type).toBe('link');
    expect(readPaste(link + 'x'.repeat(longestPaste)).type).toBe('none');
  });
  it.each([
    '\n', ' ', 'https://', 'Agenda: a\n', 'a\n', ', x (', '"', '\\', 'BEGIN:VEVENT\n', ';', 'aaa', 'meeting-start/', '.)',
  ])('of %j again and again is read in no time', (piece) => {
    const body = piece.repeat(Math.floor(150_000 / piece.length));
    const started = performance.now();
    for (const text of [body, `Topic: x\nTime: ${body}`, `x\nWhen: ${body}`, `x\nAgenda: ${body}`, `Topic: x\nTime: 1\nAgenda: a\n${body}`, calendar(`DESCRIPTION:${body}`, `X;${body}`), calendar(body)])
      readPaste(text);
    expect(performance.now() - started).toBeLessThan(4000);
  });
  it('never throws', () => {
    const word = fc.constantFrom(
      'Topic: ', 'Time: ', 'When: ', 'UTC: ', 'Agenda: ', '2026-06-19', ' 19:00', '\n', '\n\n', 'BEGIN:VEVENT\n', 'DTSTART', ';TZID=', ':', 'Europe/Paris', '20260619T190000', 'Z', 'END:VEVENT',
      'https://meeting.zoho.eu/', 'join?key=', '(', ')', '"', ' - 7pm',
    );
    const text = fc.oneof(anyText(), fc.string({ unit: fc.oneof(word, fc.string({ maxLength: 3 })) }));
    fc.assert(
      fc.property(text, (pasted) => {
        expect(['link', 'form', 'none']).toContain(readPaste(pasted).type);
      }),
      { numRuns: 300 },
    );
  });
});
