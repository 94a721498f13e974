import { describe, expect, it } from 'vitest';
import type { RequestNote } from '../../../contract/people.ts';
import { matching, outcomeText, reportText, requestOutcome, stayText, tookText } from '../../../renderer/features/people/people-text.ts';
import { createTimeText } from '../../../renderer/ui/time.ts';

const note: RequestNote = {
  at: 0, method: 'PUT', host: 'meeting.zoho.eu', path: '/api/v2/{zsoid}/sessions/{key}.json', status: 200, outcome: 'ok', ms: 40, tries: 1,
};

describe('what became of people', () => {
  it('says why where somebody told, and that nobody told otherwise', () => {
    expect(outcomeText('refused', null)).toBe('Not registered. Zoho refused this address and gave no reason.');
    expect(outcomeText('not-sent', { code: 'rate-limited', message: '' })).toBe('Not sent. Zoho asks for a pause.');
    expect(outcomeText('unknown', { code: 'timeout', message: '' })).toContain('did not answer in time');
  });

  it('counts', () => {
    const people = [{ email: 'a@example.test', outcome: 'registered' as const }];
    expect(reportText({ people, error: null })).toBe('1 person registered');
    expect(reportText({ people: [...people, { email: 'b@example.test', outcome: 'refused' }], error: null })).toBe('1 of 2 people registered');
  });

  it('finds by name and address, also where one is not told', () => {
    const people = [{ name: 'Ána', email: null }, { name: null, email: 'BO@example.test' }];
    expect(matching(people, 'ÁN')).toEqual([people[0]]);
    expect(matching(people, ' bo@ ')).toEqual([people[1]]);
    expect(matching(people, 'null')).toEqual([]);
    expect(matching(people, ' ')).toBe(people);
  });

  it('tells as much of a stay as is known', () => {
    const time = createTimeText('en-GB', 'UTC');
    const stay = { name: null, email: null, role: null, joinedAt: null, leftAt: null, duration: null };
    const at = Date.UTC(2026, 5, 1, 10);
    expect(stayText(stay, time)).toBe('Times not told');
    expect(stayText({ ...stay, joinedAt: at }, time)).toBe('from 10:00');
    expect(stayText({ ...stay, leftAt: at }, time)).toBe('until 10:00');
    expect(stayText({ ...stay, joinedAt: at, duration: 3_600_000 }, time)).toBe(stayText({ ...stay, joinedAt: at, leftAt: at + 3_600_000 }, time));
  });
});

describe('a request', () => {
  it('is told in words', () => {
    expect(requestOutcome(note)).toBe('Zoho agreed · HTTP 200');
    expect(requestOutcome({ ...note, method: 'GET', tries: 3 })).toBe('Zoho answered · HTTP 200 · 3 attempts');
    expect(requestOutcome({ ...note, outcome: 'reconnect-needed', status: null, tries: 0 })).toBe('Zoho no longer accepts this connection · not sent');
    expect([tookText(12.4), tookText(1_449)]).toEqual(['12 ms', '1.4 s']);
  });
});
