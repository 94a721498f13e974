import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, firstDayOf, weekStart, weekdayOf } from '../../../contract/rules/shown-days.ts';
import { addMonths, dateForKey, monthWeeks } from '../../../renderer/ui/month-days.ts';

const date = fc.integer({ min: 0, max: 80_000 }).map((days) => addDays('1970-01-01', days));
const firstDay = fc.integer({ min: 1, max: 7 });

describe('the days of a month', () => {
  it('are six whole weeks that hold all of it', () => {
    fc.assert(
      fc.property(date, firstDay, (day, first) => {
        const weeks = monthWeeks(day, first);
        const days = weeks.flat();
        expect(weeks.map((week) => week.length)).toEqual([7, 7, 7, 7, 7, 7]);
        expect(weeks.every(([begin]) => begin !== undefined && weekdayOf(begin) === first)).toBe(true);
        expect(days).toContain(day);
        expect(days).toContain(`${day.slice(0, 7)}-01`);
        expect(days).toContain(addDays(`${addMonths(day, 1).slice(0, 7)}-01`, -1));
      }),
    );
  });

  it('begin with the locale’s first day', () => {
    expect(weekStart('2026-06-19', 1)).toBe('2026-06-15');
    expect(weekStart('2026-06-19', 7)).toBe('2026-06-14');
    expect(firstDayOf('en-US')).toBe(7);
    expect(firstDayOf('de-DE')).toBe(1);
  });

  it('stay in the month when it is shorter', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2024-02-29', 12)).toBe('2025-02-28');
    expect(addMonths('2026-01-15', -1)).toBe('2025-12-15');
  });
});

it('arrow and page keys move by days, weeks, months and years', () => {
  const to = (key: string, shift = false) => dateForKey(key, '2026-06-19', 1, shift);
  expect(to('ArrowLeft')).toBe('2026-06-18');
  expect(to('ArrowDown')).toBe('2026-06-26');
  expect(to('Home')).toBe('2026-06-15');
  expect(to('End')).toBe('2026-06-21');
  expect(to('PageUp')).toBe('2026-05-19');
  expect(to('PageDown', true)).toBe('2027-06-19');
  expect(to('Enter')).toBeUndefined();
});
