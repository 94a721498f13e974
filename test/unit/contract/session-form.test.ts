import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agendaText, sessionFields, topicText, validateForm } from '../../../contract/rules/session-form.ts';
import type { SessionForm, SessionFormContext } from '../../../contract/rules/session-form.ts';
import { zoneIds } from '../../../contract/rules/zones.ts';
import { anyText } from './any-text.ts';

/** A Wednesday; 14:07 in Paris. */
const now = Date.UTC(2026, 5, 17, 12, 7, 30);
const form = (changes: Partial<SessionForm> = {}): SessionForm => ({
  topic: 'Weekly sync', agenda: '', date: '19 Jun', time: '7pm', duration: '1h 30', timeZone: 'Europe/Paris', participants: [], ...changes,
});
const check = (changes: Partial<SessionForm> = {}, context: Partial<SessionFormContext> = {}) =>
  validateForm(form(changes), { now, order: 'dmy', kind: 'meeting', editing: false, ...context });
const valueOf = (...args: Parameters<typeof check>) => {
  const answer = check(...args);
  if (!answer.ok) throw new Error(JSON.stringify(answer.errors));
  return answer;
};
const errorsOf = (...args: Parameters<typeof check>) => {
  const answer = check(...args);
  return answer.ok ? {} : answer.errors;
};

describe('the form', () => {
  it('gives what Zoho is asked for', () => {
    expect(check({ participants: ['Ana@Example.test'], agenda: ' Plan\r\n' })).toEqual({
      ok: true,
      value: {
        topic: 'Weekly sync', agenda: 'Plan', date: '2026-06-19', time: '19:00', duration: 90 * 60_000, timeZone: 'Europe/Paris',
        startsAt: Date.UTC(2026, 5, 19, 17), participants: ['Ana@example.test'],
      },
      warnings: [],
    });
  });

  it('names every field that is wrong, and the first of them', () => {
    const answer = check({ topic: '', agenda: 'x'.repeat(2001), date: '', time: '', duration: '', timeZone: '', participants: ['x'] });
    expect(answer).toEqual({
      ok: false,
      first: 'topic',
      errors: {
        topic: { code: 'empty', message: 'Enter what the meeting is about.' },
        agenda: { code: 'too-long', message: 'The agenda has 2001 characters; 2000 is the most.' },
        date: { code: 'empty', message: 'Enter a date, for example 2026-06-19 or 19 Jun.' },
        time: { code: 'empty', message: 'Enter a start time, for example 19:00 or 7pm.' },
        duration: { code: 'empty', message: 'Enter how long it lasts, for example 45m or 1h 30.' },
        timeZone: { code: 'empty', message: 'Choose a time zone.' },
        participants: { code: 'malformed', message: 'There is no @ in “x”.' },
      },
    });
  });

  it.each([
    ['agenda', { agenda: 'x'.repeat(2001), duration: '0' }], ['date', { date: '31 April', timeZone: '?' }], ['time', { time: '25', duration: '?' }],
    ['duration', { duration: '25h' }], ['timeZone', { timeZone: 'IST' }], ['participants', { participants: ['a@b@c.test'] }],
  ])('begins with the %s when all before it is right', (first, changes) => expect(check(changes)).toMatchObject({ ok: false, first }));

  it('judges the start only when date, time and zone are right', () => {
    expect(Object.keys(errorsOf({ date: '1 Jan 2020', timeZone: 'Nowhere' }))).toEqual(['timeZone']);
    expect(Object.keys(errorsOf({ date: '1 Jan 2020', time: '?' }))).toEqual(['time']);
    expect(Object.keys(errorsOf({ date: '1 Jan 2020', topic: ' ' })).sort()).toEqual(['date', 'topic']);
  });

  it('knows today by the session’s zone', () => {
    // Already the 18th in Auckland.
    expect(valueOf({ date: 'today', time: '23:00', timeZone: 'Pacific/Auckland' }).value.date).toBe('2026-06-18');
    expect(valueOf({ date: 'today', time: '23:00' }).value.date).toBe('2026-06-17');
    expect(valueOf({ date: '7/6', time: '23:00' }, { order: 'mdy' }).value.date).toBe('2026-07-06');
  });
});

describe('a topic', () => {
  it.each([
    ['  Weekly  ', 'Weekly'], ['a\r\nb\u0000c\u2028d', 'a b c d'], ['<b>Hi</b> & "you"', '<b>Hi</b> & "you"'], ['פגישה שבועית', 'פגישה שבועית'], ['🎉', '🎉'],
    ['half \ud83c a pair', 'half � a pair'],
  ])('%j is kept as %j', (topic, kept) => expect(valueOf({ topic }).value.topic).toBe(kept));

  it('has 200 characters at most, whatever they are made of', () => {
    expect(valueOf({ topic: '😀'.repeat(200) }).value.topic).toHaveLength(400);
    expect(errorsOf({ topic: 'x'.repeat(300) }).topic).toEqual({ code: 'too-long', message: 'The topic has 300 characters; 200 is the most.' });
    expect(errorsOf({ topic: '😀'.repeat(201) }).topic?.message).toContain('201');
  });
  it.each(['', '   ', '\n', '\u200b\u200e', '\u0000', '\ufe0f'])('%j is empty', (topic) => {
    expect(errorsOf({ topic }, { kind: 'webinar' }).topic).toEqual({ code: 'empty', message: 'Enter what the webinar is about.' });
  });
  it('and an agenda are settled: cleaning twice changes nothing', () => {
    expect(agendaText('\ta\r\nb\rc\u2029d\u0007e \n')).toBe('a\nb\nc\nd e');
    fc.assert(
      fc.property(anyText(), (text) => {
        expect(topicText(topicText(text))).toBe(topicText(text));
        expect(agendaText(agendaText(text))).toBe(agendaText(text));
        expect(topicText(text)).not.toMatch(/[\p{Cc}\p{Cs}\u2028\u2029]/u);
        expect(agendaText(text).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cs}\u2028\u2029]/u);
      }),
    );
  });
});

describe('a start', () => {
  it('in the past is refused, and the next quarter of an hour offered', () => {
    expect(errorsOf({ date: '2026-06-16' })).toEqual({
      date: {
        code: 'past', message: 'This start is in the past: in Europe/Paris it is 14:07 on 2026-06-17. Choose a later start for the meeting.',
        offers: [{ date: '2026-06-17', time: '14:15' }],
      },
    });
    expect(errorsOf({ date: 'today', time: '14:06' }, { kind: 'webinar' })).toEqual({
      time: {
        code: 'past', message: 'This start is in the past: in Europe/Paris it is 14:07. Choose a later start for the webinar.',
        offers: [{ date: '2026-06-17', time: '14:15' }],
      },
    });
  });
  it('may be this very minute', () => {
    expect(valueOf({ date: 'today', time: '14:07' }).value.startsAt).toBe(Date.UTC(2026, 5, 17, 12, 7));
  });
  it('that has passed may stay when it is not changed', () => {
    const original = { startsAt: Date.UTC(2026, 5, 17, 11, 0, 20), timeZone: 'Europe/Paris' };
    const context = { editing: true, original };
    expect(valueOf({ date: '2026-06-17', time: '13:00' }, context).value.startsAt).toBe(original.startsAt);
    expect(errorsOf({ date: '2026-06-17', time: '13:01' }, context).time?.code).toBe('past');
    expect(errorsOf({ date: '2026-06-17', time: '13:00' }, { editing: true, original: { startsAt: null, timeZone: null } }).time?.code).toBe('past');
  });
  it('in a gap is explained, and the times beside it offered', () => {
    expect(errorsOf({ date: '2027-03-28', time: '02:30' })).toEqual({
      time: {
        code: 'gap',
        message: 'This time does not exist that day in Europe/Paris: clocks go forward from 02:00 to 03:00. Choose a time before or after.',
        offers: [{ date: '2027-03-28', time: '01:30' }, { date: '2027-03-28', time: '03:30' }],
      },
    });
  });
  it('in an overlap cannot be told to Zoho', () => {
    expect(errorsOf({ date: '2026-10-25', time: '02:30' })).toEqual({
      time: {
        code: 'overlap',
        message: 'This time happens twice that day in Europe/Paris: clocks go back from 03:00 to 02:00. Zoho cannot be told which is meant. Choose a time before or after.',
        offers: [{ date: '2026-10-25', time: '01:30' }, { date: '2026-10-25', time: '03:30' }],
      },
    });
  });
  it('in an overlap may stay when it is not changed, whichever of the two it is', () => {
    for (const startsAt of [Date.UTC(2026, 9, 25, 0, 30), Date.UTC(2026, 9, 25, 1, 30)]) {
      const context = { editing: true, original: { startsAt, timeZone: 'Europe/Paris' } };
      expect(valueOf({ date: '2026-10-25', time: '02:30' }, context).value.startsAt).toBe(startsAt);
    }
  });
  it('is never offered twice that day', () => {
    // Between the two passes of 02:00 to 03:00 in Paris: the next time shown once is 03:00.
    const at = Date.UTC(2026, 9, 25, 0, 5);
    expect(errorsOf({ date: '2026-10-24' }, { now: at }).date?.offers).toEqual([{ date: '2026-10-25', time: '03:00' }]);
  });
  it('right after its offer is taken is right', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zoneIds()), fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2035, 0) }), (timeZone, at) => {
        const offer = errorsOf({ date: '2019-01-01', time: '12:00', timeZone }, { now: at }).date?.offers?.[0];
        expect(offer).toBeDefined();
        expect(check({ ...offer, timeZone }, { now: at }).ok).toBe(true);
      }),
    );
  });
});

describe('a duration and a zone', () => {
  it('are refused in their own words', () => {
    expect(errorsOf({ duration: '0' }).duration).toEqual({ code: 'zero', message: 'Enter a length of at least 1 minute.' });
    expect(errorsOf({ duration: '25h' }).duration?.code).toBe('too-long');
    expect(errorsOf({ timeZone: 'IST' }).timeZone?.code).toBe('ambiguous');
  });
  it('warn when the length looks like hours', () => {
    expect(valueOf({ duration: '2' }).warnings).toEqual([
      { field: 'duration', code: 'short', message: 'This meeting lasts less than 5 minutes. For hours, write 1h.' },
    ]);
  });
  it('keep the spelling that Zoho uses', () => {
    expect(valueOf({ timeZone: 'Asia/Calcutta' }).value.timeZone).toBe('Asia/Calcutta');
    expect(valueOf({ timeZone: 'Calcutta' }).value.timeZone).toBe('Asia/Kolkata');
    // Typed, these letters would be asked about; they came from Zoho.
    expect(valueOf({ timeZone: 'EST' }, { editing: true, original: { startsAt: null, timeZone: 'EST' } }).value.timeZone).toBe('EST');
    expect(errorsOf({ timeZone: 'Mars' }, { editing: true, original: { startsAt: null, timeZone: 'Mars' } }).timeZone?.code).toBe('unknown');
  });
});

describe('participants', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => `p${index}@example.test`);
  it('that Zoho did not tell are kept as they are', () => {
    expect(valueOf({ participants: null }, { editing: true }).value.participants).toBeNull();
    expect(valueOf({ participants: null }).value.participants).toEqual([]);
  });
  it('are a hundred at most', () => {
    expect(valueOf({ participants: hundred }).value.participants).toHaveLength(100);
    expect(errorsOf({ participants: [...hundred, 'one@example.test'] }).participants).toEqual({
      code: 'too-many', message: 'There are 101 participants; Zoho takes 100 at most. Take out 1.',
    });
  });
  it('are each invited once, and the person is told', () => {
    const twice = valueOf({ participants: ['a@example.test', 'A@example.test', ' '] });
    expect(twice.value.participants).toEqual(['a@example.test']);
    expect(twice.warnings).toEqual([
      { field: 'participants', code: 'duplicate', message: 'A@example.test is in the list more than once and will be invited once.' },
    ]);
    expect(valueOf({ participants: [...hundred, ...hundred] }).warnings[0]?.message).toMatch(/^100 addresses are /);
  });
  it('that cannot be used are counted', () => {
    expect(errorsOf({ participants: ['x', 'a@example.test', 'y'] }).participants?.message).toBe('There is no @ in “x”. 1 more cannot be used either.');
  });
});

it('never throws, whatever is typed', () => {
  const text = fc.oneof(anyText(), fc.string());
  fc.assert(
    fc.property(
      fc.record({ topic: text, agenda: text, date: text, time: text, duration: text, timeZone: text, participants: fc.option(fc.array(text)) }),
      fc.constantFrom(...sessionFields),
      (typed, field) => {
        const answer = check(typed);
        if (!answer.ok) expect(answer.errors[answer.first]).toBeDefined();
        // One wrong field beside right ones is the only one named; date and time share the judgement of the start.
        const alone = check({ [field]: typed[field] });
        if (!alone.ok) expect(['date', 'time'].includes(field) ? ['date', 'time'] : [field]).toContain(alone.first);
      },
    ),
  );
});

it('reads a megabyte in no time', () => {
  const long = 'a@b, '.repeat(200_000);
  const started = performance.now();
  expect(check({ topic: long, agenda: long, date: long, time: long, duration: long, timeZone: long, participants: [long] }).ok).toBe(false);
  expect(performance.now() - started).toBeLessThan(4000);
});
