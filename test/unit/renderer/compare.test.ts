import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SessionFields, sessionWriteSchema } from '../../../contract/domain.ts';
import { fieldNames } from '../../../contract/rules/session-fields.ts';
import {
  allOf, chosen, type Conflict, differing, firstChoices, isAllTheirs, isContested, writeOf,
} from '../../../renderer/features/outbox/compare.ts';
import { fieldText, fieldWords } from '../../../renderer/features/outbox/compare-text.ts';
import { createTimeText } from '../../../renderer/ui/time.ts';
import { hour, monday } from './rows.ts';

const base: SessionFields = {
  topic: 'Weekly', agenda: 'Plan', startsAt: monday, duration: hour, timeZone: 'Europe/Paris', participants: ['bo@example.test'],
};
const between = (mine: Partial<SessionFields>, theirs: Partial<SessionFields>): Conflict => ({
  type: 'conflict', base, mine: { ...base, ...mine }, theirs: { ...base, ...theirs },
});
const written = (conflict: Conflict, choices = firstChoices(conflict)) => {
  const merged = writeOf(conflict, choices, 'UTC');
  return merged.ok ? merged.write : merged.problem;
};

describe('what differs', () => {
  it('is what both tell otherwise', () => {
    expect(differing(between({ topic: 'Mine' }, { duration: 2 * hour }))).toEqual(['topic', 'duration']);
  });

  it.each([
    ['white space that Zoho tidied up', { agenda: 'Plan\n\n A' }, { agenda: 'Plan A ' }],
    ['seconds', { startsAt: monday + 59_000 }, {}],
    ['an old name of the zone', { timeZone: 'Asia/Kolkata' }, { timeZone: 'Asia/Calcutta' }],
    ['the order and the case of addresses', { participants: ['A@example.test', 'b@example.test'] }, { participants: ['b@example.test', 'a@example.test'] }],
    ['what Zoho did not tell', { participants: ['new@example.test'], agenda: 'New' }, { participants: null, agenda: null }],
    ['participants that stay as they are', { participants: null }, { participants: ['new@example.test'] }],
  ])('is not %s', (_, mine, theirs) => {
    expect(differing(between(mine, theirs))).toEqual([]);
  });
});

describe('what is chosen at first', () => {
  it('is whatever only one side changed', () => {
    expect(firstChoices(between({ topic: 'Mine' }, { agenda: 'Theirs' }))).toEqual({ topic: 'mine', agenda: 'theirs' });
  });

  it('is the person’s own where both changed it, which is said', () => {
    const conflict = between({ topic: 'Mine', agenda: 'Mine' }, { topic: 'Theirs' });
    expect(firstChoices(conflict)).toEqual({ topic: 'mine', agenda: 'mine' });
    expect([isContested(conflict, 'topic'), isContested(conflict, 'agenda')]).toEqual([true, false]);
  });

  it('is the person’s own where nobody knows what was there before', () => {
    const conflict = { ...between({ agenda: 'Mine' }, { agenda: 'Theirs' }), base: { ...base, agenda: null } };
    expect(firstChoices(conflict)).toEqual({ agenda: 'mine' });
  });
});

describe('what is sent', () => {
  it('has of each field the side that was chosen', () => {
    const conflict = between({ topic: 'Mine', duration: 2 * hour }, { topic: 'Theirs', agenda: 'Theirs' });
    expect(written(conflict)).toMatchObject({ topic: 'Mine', agenda: 'Theirs', duration: 2 * hour });
    expect(written(conflict, allOf(conflict, 'mine'))).toMatchObject({ topic: 'Mine', agenda: 'Plan', duration: 2 * hour });
    expect(written(conflict, allOf(conflict, 'theirs'))).toMatchObject({ topic: 'Theirs', agenda: 'Theirs', duration: hour });
  });

  it('has the start on the clock of the chosen zone', () => {
    const conflict = between({ startsAt: monday + hour }, { timeZone: 'America/New_York' });
    expect(written(conflict)).toMatchObject({ date: '2026-06-15', time: '06:00', timeZone: 'America/New_York' });
    expect(written(conflict, allOf(conflict, 'mine'))).toMatchObject({ date: '2026-06-15', time: '12:00', timeZone: 'Europe/Paris' });
  });

  it('keeps the participants that Zoho has by not naming them', () => {
    const conflict = between({ topic: 'Mine' }, { participants: ['cy@example.test'] });
    expect(written(conflict)).toMatchObject({ participants: null });
    expect(written(conflict, allOf(conflict, 'mine'))).toMatchObject({ participants: ['bo@example.test'] });
    expect(written(between({ participants: ['new@example.test'] }, { participants: null, topic: 'T' }))).toMatchObject({ participants: ['new@example.test'] });
    expect(written(between({ participants: null }, { participants: null, topic: 'T' }))).toMatchObject({ participants: null });
  });

  it('is nothing when all is as Zoho has it', () => {
    const conflict = between({ topic: 'Mine' }, { agenda: 'Theirs' });
    expect(isAllTheirs(conflict, allOf(conflict, 'theirs'))).toBe(true);
    expect(isAllTheirs(conflict, firstChoices(conflict))).toBe(false);
  });

  it('is refused where Zoho has what Parley may not send', () => {
    const long = between({ topic: 'Mine' }, { topic: 'x'.repeat(300), agenda: 'y'.repeat(3_000), duration: 0 });
    expect(written(long, allOf(long, 'theirs'))).toMatch(/^The topic is longer/);
    expect(written(long, { ...allOf(long, 'theirs'), topic: 'mine' })).toMatch(/^The agenda is longer/);
    expect(written(long, { topic: 'mine', agenda: 'mine', duration: 'theirs' })).toMatch(/^The duration/);
    expect(written(between({ startsAt: null }, { startsAt: null, topic: 'T' }))).toMatch(/when it starts/);
  });

  it('takes a zone that is known', () => {
    expect(written(between({ topic: 'Mine' }, { timeZone: 'Mars/Base' }))).toMatchObject({ timeZone: 'Europe/Paris' });
    expect(written(between({ timeZone: null }, { timeZone: 'Mars/Base', topic: 'T' }))).toMatchObject({ timeZone: 'UTC' });
  });

  const side = fc.record({
    topic: fc.oneof(fc.string({ minLength: 1, maxLength: 300, unit: 'grapheme' }), fc.constant('')),
    agenda: fc.option(fc.string({ maxLength: 2_500, unit: 'binary' })),
    startsAt: fc.option(fc.integer({ min: 0, max: 4_000_000_000 }).map((at) => at * 1_000)),
    duration: fc.option(fc.integer({ min: 0, max: 30 * hour })),
    timeZone: fc.option(fc.constantFrom('Europe/Paris', 'Asia/Calcutta', 'asia/kolkata', 'Pacific/Apia', 'Nowhere/Else')),
    participants: fc.option(fc.array(fc.emailAddress(), { maxLength: 5 })),
  });

  it('always fits the contract, or is refused in words', () => {
    fc.assert(
      fc.property(side, side, side, fc.array(fc.constantFrom('mine' as const, 'theirs' as const), { minLength: 6, maxLength: 6 }), (known, mine, theirs, picked) => {
        const conflict: Conflict = { type: 'conflict', base: known, mine, theirs };
        const choices = Object.fromEntries(fieldNames.map((name, index) => [name, picked[index]]));
        const merged = writeOf(conflict, choices, 'Europe/Paris');
        if (merged.ok) expect(sessionWriteSchema.safeParse(merged.write).success).toBe(true);
        else expect(merged.problem).toMatch(/^[A-Z].*\.$/);
        for (const name of fieldNames) expect([mine[name], theirs[name]]).toContainEqual(chosen(conflict, choices)[name]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the words for a field', () => {
  const time = createTimeText('en-GB', 'UTC');
  const text = (part: Partial<SessionFields>, name: keyof SessionFields) => fieldText(name, { ...base, ...part }, time, monday);

  it('say what each side has', () => {
    expect(fieldNames.map((name) => text({ participants: ['a@example.test', 'b@example.test'] }, name))).toEqual([
      'Weekly', 'Plan', 'Mon 15 Jun, 09:00', '1 h', 'Europe/Paris', 'a@example.test\nb@example.test',
    ]);
  });

  it('tell empty from not told', () => {
    expect([text({ agenda: ' ' }, 'agenda'), text({ participants: [] }, 'participants')]).toEqual(['Empty', 'Nobody']);
    for (const name of ['agenda', 'startsAt', 'duration', 'timeZone', 'participants'] as const)
      expect(text({ [name]: null }, name)).toBe('Not told');
    expect(Object.keys(fieldWords)).toEqual([...fieldNames]);
  });
});
