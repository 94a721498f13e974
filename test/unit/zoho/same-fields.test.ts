import { describe, expect, it } from 'vitest';
import type { SessionFields } from '../../../contract/domain.ts';
import { fieldsOf, fieldsOfWrite, isAlready, isChangedMeanwhile } from '../../../electron/zoho/same-fields.ts';
import { evening, hour, listedAs, writing } from './session-writes.ts';

const base: SessionFields = {
  topic: 'Weekly sync', agenda: 'Plan', startsAt: evening, duration: hour, timeZone: 'Europe/Paris',
  participants: ['bo@example.test', 'cy@example.test'],
};
const mine: SessionFields = { ...base, topic: 'Mine' };

describe('Zoho’s copy has changed meanwhile', () => {
  it.each([
    { topic: 'Theirs' },
    { agenda: 'Other' },
    { startsAt: evening + 60_000 },
    { duration: hour / 2 },
    { timeZone: 'Europe/Berlin' },
    { participants: ['bo@example.test'] },
    { participants: [] },
  ] satisfies Partial<SessionFields>[])('when it tells %j', (more) => {
    expect(isChangedMeanwhile({ ...base, ...more }, [base], mine)).toBe(true);
    // Either of several copies that may be there will do.
    expect(isChangedMeanwhile({ ...base, ...more }, [base, { ...base, ...more }], mine)).toBe(false);
  });

  it.each([
    {},
    { topic: ' Weekly   sync\n' },
    { topic: '' },
    { agenda: null },
    { startsAt: evening + 59_000 },
    { startsAt: null },
    { duration: hour - 1 },
    { timeZone: null },
    { timeZone: 'europe/paris' },
    { participants: null },
    { participants: ['CY@example.test', 'bo@example.test ', 'bo@example.test'] },
    // It is already as it is wanted.
    { topic: 'Mine' },
  ] satisfies Partial<SessionFields>[])('not when it tells %j', (more) => {
    expect(isChangedMeanwhile({ ...base, ...more }, [base], mine)).toBe(false);
  });

  it('not when old and new name of a zone stand against each other, nor when nothing is known', () => {
    const old = { ...base, timeZone: 'Asia/Calcutta' };
    expect(isChangedMeanwhile({ ...base, timeZone: 'Asia/Kolkata' }, [old], { ...mine, timeZone: 'UTC' })).toBe(false);
    expect(isChangedMeanwhile({ ...base, topic: 'Theirs' }, [], mine)).toBe(false);
  });
});

describe('Zoho has what is wanted already', () => {
  it('only when it tells all of it', () => {
    expect(isAlready(base, base)).toBe(true);
    expect(isAlready(base, { ...base, participants: null })).toBe(true);
    for (const more of [{ agenda: null }, { participants: null }, { timeZone: null }, { topic: 'Other' }])
      expect(isAlready({ ...base, ...more }, base)).toBe(false);
  });
});

it('takes the moment that was chosen when clocks are set back, else the first', () => {
  const night = writing({ date: '2026-10-25', time: '02:30' });
  const [first, second] = [Date.UTC(2026, 9, 25, 0, 30), Date.UTC(2026, 9, 25, 1, 30)];
  expect(fieldsOfWrite(night, second).startsAt).toBe(second);
  expect(fieldsOfWrite(night, null).startsAt).toBe(first);
  expect(fieldsOfWrite(night, second + hour).startsAt).toBe(first);
});

it('what a listing does not tell is unknown', () => {
  expect(fieldsOf(listedAs('7'))).toMatchObject({ topic: 'Weekly sync', agenda: null, participants: null });
});
