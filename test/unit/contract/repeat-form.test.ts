import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draftSchema } from '../../../contract/domain.ts';
import type { Recurrence } from '../../../contract/calendar.ts';
import { firstOn } from '../../../contract/rules/recurrence.ts';
import { weekdays } from '../../../contract/rules/recurrence-rule.ts';
import { noRepeat, readRepeat, type RepeatForm, repeatFormOf } from '../../../contract/rules/repeat-form.ts';

// A Tuesday, the third of its month.
const tuesday = '2027-06-15';
const context = { date: tuesday, time: '09:00', today: '2027-06-01', order: 'dmy' } as const;
const read = (part: Partial<RepeatForm>, date: string | null = tuesday) => readRepeat({ ...noRepeat, ...part }, { ...context, date });
const never = { type: 'never' } as const;

describe('what the Repeat field comes to', () => {
  it.each<[Partial<RepeatForm>, Recurrence | 'keep' | null]>([
    [{}, null],
    [{ choice: 'keep' }, 'keep'],
    [{ choice: 'day' }, { interval: 1, every: { unit: 'day' }, end: never }],
    [{ choice: 'week' }, { interval: 1, every: { unit: 'week', on: ['TU'] }, end: never }],
    [{ choice: 'weekdays' }, { interval: 1, every: { unit: 'week', on: ['MO', 'TU', 'WE', 'TH', 'FR'] }, end: never }],
    [{ choice: 'date' }, { interval: 1, every: { unit: 'month', by: 'date' }, end: never }],
    [{ choice: 'weekday' }, { interval: 1, every: { unit: 'month', by: 'weekday', isLast: false }, end: never }],
    [{ choice: 'custom', interval: ' 2 ', on: ['TH', 'TU'], end: 'count', count: '8' }, { interval: 2, every: { unit: 'week', on: ['TU', 'TH'] }, end: { type: 'count', count: 8 } }],
    [{ choice: 'day', end: 'until', until: '19.6.2027' }, { interval: 1, every: { unit: 'day' }, end: { type: 'until', date: '2027-06-19' } }],
  ])('%o', (part, repeat) => {
    expect(read(part)).toEqual({ ok: true, repeat });
  });

  it.each<[Partial<RepeatForm>, string]>([
    [{ choice: 'custom', interval: '0' }, 'interval'],
    [{ choice: 'custom', interval: '1.5' }, 'interval'],
    [{ choice: 'custom', interval: '100', unit: 'day' }, 'interval'],
    [{ choice: 'custom', on: [] }, 'on'],
    [{ choice: 'day', end: 'count', count: '' }, 'count'],
    [{ choice: 'day', end: 'count', count: '1000' }, 'count'],
    [{ choice: 'day', end: 'until', until: 'some day' }, 'until'],
    [{ choice: 'day', end: 'until', until: '2027-06-14' }, 'until'],
  ])('tells what is wrong with %o', (part, at) => {
    const answer = read(part);
    expect(answer).toMatchObject({ ok: false, part: at, problem: { message: expect.stringMatching(/\.$/) } });
  });

  it('offers to move a date on which it cannot begin, and leaves what a wrong date means to the date', () => {
    expect(read({ choice: 'custom', on: ['MO', 'FR'] })).toMatchObject({ ok: false, problem: { offers: [{ date: '2027-06-18', time: '09:00' }] } });
    expect(read({ choice: 'last' })).toMatchObject({ ok: false, problem: { offers: [{ date: '2027-06-24', time: '09:00' }] } });
    expect(read({ choice: 'week' }, null)).toEqual({ ok: false, part: 'choice', problem: null });
  });
});

describe('what the field shows of a recurrence', () => {
  it('is the usual one by its name, and follows its date', () => {
    const weekly: Recurrence = { interval: 1, every: { unit: 'week', on: ['TU'] }, end: never };
    expect(repeatFormOf(weekly, tuesday).choice).toBe('week');
    expect(read(repeatFormOf(weekly, tuesday), '2027-06-16')).toMatchObject({ ok: true, repeat: { every: { on: ['WE'] } } });
    expect(repeatFormOf(weekly, '2027-06-16').choice).toBe('custom');
  });

  it('means the same again, fits a draft, and begins on a day that it has or on one that is offered', () => {
    const recurrence: fc.Arbitrary<Recurrence> = fc.record({
      interval: fc.integer({ min: 1, max: 99 }),
      every: fc.oneof(
        fc.constant({ unit: 'day' as const }),
        fc.subarray([...weekdays], { minLength: 1 }).map((on) => ({ unit: 'week' as const, on })),
        fc.constant({ unit: 'month' as const, by: 'date' as const }),
        fc.boolean().map((isLast) => ({ unit: 'month' as const, by: 'weekday' as const, isLast })),
      ),
      end: fc.oneof(
        fc.constant(never),
        fc.integer({ min: 1, max: 999 }).map((count) => ({ type: 'count' as const, count })),
        fc.integer({ min: 0, max: 400 }).map((days) => ({ type: 'until' as const, date: dateAt(500 + days) })),
      ),
    });
    fc.assert(
      fc.property(recurrence, fc.integer({ min: 0, max: 400 }).map(dateAt), (repeat, date) => {
        const form = repeatFormOf(repeat, date);
        const { repeat: shape } = draftSchema.shape.form.shape;
        expect(shape.parse(form)).toEqual(form);
        const answer = readRepeat(form, { ...context, date });
        if (firstOn(repeat, date)) {
          expect(answer).toEqual({ ok: true, repeat });
          return;
        }
        const [offer] = (!answer.ok && answer.problem?.offers) || [];
        expect(firstOn(repeat, offer?.date ?? date)).toBe(true);
      }),
      { seed: 6, numRuns: 300 },
    );
  });
});

const dateAt = (days: number) => new Date(Date.UTC(2027, 0, 1 + days)).toISOString().slice(0, 10);
