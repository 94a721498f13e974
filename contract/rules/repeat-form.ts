/** The Repeat field: what was chosen and typed in it, and the recurrence that it comes to. */
import { Temporal } from 'temporal-polyfill';
import type { Recurrence, Weekday } from '../calendar.ts';
import { weekdays } from './recurrence-rule.ts';
import { firstOn } from './recurrence.ts';
import type { FieldProblem } from './session-form.ts';
import { parseDate, type DateOrder } from './when.ts';

/** `week`, `date`, `weekday` and `last` follow the date of the first one. `keep`: a rule that the form cannot show. */
export const repeatChoices = ['none', 'day', 'week', 'weekdays', 'date', 'weekday', 'last', 'custom', 'keep'] as const;
export type RepeatChoice = (typeof repeatChoices)[number];
export const repeatUnits = ['day', 'week', 'month'] as const;
export const repeatMonths = ['date', 'weekday', 'last'] as const;
export const repeatEnds = ['never', 'until', 'count'] as const;

export interface RepeatForm {
  choice: RepeatChoice;
  /** These four with `custom` only. */
  interval: string;
  unit: (typeof repeatUnits)[number];
  on: Weekday[];
  by: (typeof repeatMonths)[number];
  end: (typeof repeatEnds)[number];
  until: string;
  count: string;
}

export const noRepeat: RepeatForm = {
  choice: 'none', interval: '1', unit: 'week', on: [], by: 'date', end: 'never', until: '', count: '10',
};

const working: readonly Weekday[] = ['MO', 'TU', 'WE', 'TH', 'FR'];

export const weekdayOn = (date: string): Weekday => weekdays[Temporal.PlainDate.from(date).dayOfWeek - 1] ?? 'MO';

export type RepeatPart = 'choice' | 'interval' | 'on' | 'until' | 'count';
export type RepeatAnswer =
  | { readonly ok: true; readonly repeat: Recurrence | 'keep' | null }
  /** `problem` is null where something else must be put right first. */
  | { readonly ok: false; readonly part: RepeatPart; readonly problem: FieldProblem | null };

const no = (part: RepeatPart, code: string, message: string): RepeatAnswer => ({ ok: false, part, problem: { code, message } });

interface RepeatContext {
  /** `YYYY-MM-DD` of the first one; null while its field cannot be read. */
  readonly date: string | null;
  readonly time: string;
  /** `YYYY-MM-DD` in the zone of the form. */
  readonly today: string;
  readonly order: DateOrder;
}

/** What is repeated, or what is wrong with it; a date that does not fit is offered to be moved. */
export function readRepeat(form: RepeatForm, context: RepeatContext): RepeatAnswer {
  const { choice } = form;
  if (choice === 'none') return { ok: true, repeat: null };
  if (choice === 'keep') return { ok: true, repeat: 'keep' };
  const { date, time } = context;
  if (date === null) return { ok: false, part: 'choice', problem: null };
  const interval = choice === 'custom' ? wholeNumber(form.interval, 99) : 1;
  if (interval === null) return no('interval', 'interval', 'Enter a number from 1 to 99.');
  const every = everyOf(form, date);
  if (every.unit === 'week' && every.on.length === 0) return no('on', 'no-day', 'Choose at least one day of the week.');
  const end = endOf(form, date, context);
  if ('ok' in end) return end;
  const repeat: Recurrence = { interval, every, end };
  if (firstOn(repeat, date)) return { ok: true, repeat };
  const fitting = nextFirst(repeat, date);
  const message = 'The first date is not a day on which it repeats.';
  const offers = fitting === null ? {} : { offers: [{ date: fitting, time }] };
  return { ok: false, part: 'choice', problem: { code: 'first-date', message, ...offers } };
}

function everyOf(form: RepeatForm, date: string): Recurrence['every'] {
  const { choice } = form;
  const unit = choice === 'custom' ? form.unit : choice === 'day' ? 'day' : choice === 'week' || choice === 'weekdays' ? 'week' : 'month';
  if (unit === 'day') return { unit };
  if (unit === 'week') {
    if (choice === 'week') return { unit, on: [weekdayOn(date)] };
    return { unit, on: choice === 'weekdays' ? [...working] : weekdays.filter((day) => form.on.includes(day)) };
  }
  const by = choice === 'custom' ? form.by : choice;
  return by === 'date' ? { unit, by } : { unit, by: 'weekday', isLast: by === 'last' };
}

function endOf(form: RepeatForm, date: string, { today, order }: RepeatContext): Recurrence['end'] | RepeatAnswer {
  if (form.end === 'never') return { type: 'never' };
  if (form.end === 'count') {
    const count = wholeNumber(form.count, 999);
    return count === null ? no('count', 'count', 'Enter how many times: a number from 1 to 999.') : { type: 'count', count };
  }
  const until = parseDate(form.until, { today, order });
  if (!until.ok) return no('until', until.code, until.message);
  if (until.date < date) return no('until', 'ends-early', 'It ends before it begins. Choose a later last day.');
  return { type: 'until', date: until.date };
}

const wholeNumber = (text: string, most: number): number | null => {
  const value = /^\s*\d{1,4}\s*$/.test(text) ? Number(text) : 0;
  return value >= 1 && value <= most ? value : null;
};

/** The next day on which it can begin; every kind has one within two months. */
function nextFirst(repeat: Recurrence, date: string): string | null {
  for (let days = 1, day = Temporal.PlainDate.from(date); days <= 62; days++) {
    day = day.add({ days: 1 });
    if (firstOn(repeat, day.toString())) return day.toString();
  }
  return null;
}

/** What the field shows for a recurrence. @param date `YYYY-MM-DD` of the first one */
export function repeatFormOf(repeat: Recurrence | 'keep' | null, date: string): RepeatForm {
  if (repeat === null) return noRepeat;
  if (repeat === 'keep') return { ...noRepeat, choice: 'keep' };
  const { every, interval, end } = repeat;
  const form: RepeatForm = {
    ...noRepeat,
    choice: 'custom',
    interval: String(interval),
    unit: every.unit,
    ...(every.unit === 'week' && { on: [...every.on] }),
    ...(every.unit === 'month' && { by: every.by === 'date' ? 'date' : every.isLast ? 'last' : 'weekday' }),
    end: end.type,
    ...(end.type === 'until' && { until: end.date }),
    ...(end.type === 'count' && { count: String(end.count) }),
  };
  return interval === 1 ? { ...form, choice: usualOf(form, date) } : form;
}

function usualOf({ unit, on, by }: RepeatForm, date: string): RepeatChoice {
  if (unit === 'day') return 'day';
  if (unit === 'month') return by;
  if (on.join() === working.join()) return 'weekdays';
  return on.length === 1 && on[0] === weekdayOn(date) ? 'week' : 'custom';
}
