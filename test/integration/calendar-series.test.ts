/** What one does to a series, from the agenda's calendar side to the sandbox and back: nobody waits between the changes. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { CalendarEvent, EventRow, EventWrite, Extent } from '../../contract/calendar.ts';
import { writeOfEvent } from '../../contract/rules/event-form.ts';
import { createCalendarDesk, type OwnCalendarDesk } from '../../electron/agenda/calendar/desk.ts';
import { createMemoryRows } from '../../electron/agenda/outbox/rows.ts';
import { calendarAccount, memoryEventRows } from '../unit/agenda/calendar/sim.ts';
import { valueOf } from '../unit/zoho/helpers.ts';
import { now, startCalendarWorld, weekly, zone, type CalendarWorld } from './calendar-harness.ts';

const summer = { from: Date.UTC(2026, 5, 1), to: Date.UTC(2026, 8, 1) };
/** What takes time at Zoho is a request; nothing here waits for the clock. */
const began = performance.now();
const clock = { now: () => now + Math.round(performance.now() - began), sleep: () => new Promise<never>(() => undefined) };

let world: CalendarWorld;
let desk: OwnCalendarDesk;

beforeEach(async () => {
  world = await startCalendarWorld();
  let ids = 0;
  desk = createCalendarDesk({
    api: world.api, rows: memoryEventRows(), outboxRows: createMemoryRows(), clock, log: world.log,
    sessions: () => [], session: () => undefined, choices: { get: () => ({}), set: () => undefined },
    ownerOf: () => 'ana', isLasting: () => true, onMeetingsTouched: () => undefined, onNotKept: () => undefined,
    timeZone: () => zone, newId: () => `id-${++ids}`,
  });
  desk.follow({ account: calendarAccount() });
  valueOf(await desk.create({ write: world.write({ title: 'Class', repeat: weekly(6) }) }));
  await shows('Class', 6);
});
afterEach(() => world.sandbox.close());

const rows = (title: string): EventRow[] => desk.between(summer).events.filter((row) => row.title === title);
const shows = (title: string, count: number) => vi.waitFor(() => expect(rows(title)).toHaveLength(count), 5_000);
/** Nothing waits, and all that is shown was read after the last change. */
const settled = () => vi.waitFor(() => {
  expect(desk.changes()).toEqual([]);
  expect(desk.between(summer).status).toMatchObject({ phase: 'ready', error: null });
}, 5_000);
const refOf = ({ calendar, uid, occurrence }: EventRow) => ({ calendar, uid, occurrence });
const opened = async (row: EventRow | undefined): Promise<CalendarEvent> => {
  if (!row) throw new Error('There is no such event');
  return valueOf(await desk.get({ ...refOf(row), refresh: true }));
};
const change = (event: CalendarEvent, extent: Extent, changed: Partial<EventWrite>) => {
  const base = writeOfEvent(event, zone);
  return desk.update({ ref: refOf(event), base, write: { ...base, ...changed }, extent });
};
const edit = async (row: EventRow | undefined, extent: Extent, changed: Partial<EventWrite>) => change(await opened(row), extent, changed);

it('is done in each extent, one edit upon the other, and asks nothing: what ended the series was Parley itself', async () => {
  valueOf(await edit(rows('Class')[1], 'this', { title: 'Class, once elsewhere' }));
  // As they were shown while they were sent: nothing goes back to what was.
  expect([rows('Class').length, rows('Class, once elsewhere').length]).toEqual([5, 1]);
  valueOf(await edit(rows('Class')[3], 'following', { title: 'Class, second half' }));
  expect(rows('Class, second half')).toHaveLength(2);
  valueOf(await edit(rows('Class')[0], 'all', { location: 'Hall' }));
  expect(rows('Class').map(({ location }) => location)).toEqual(['Hall', 'Hall', 'Hall']);

  await settled();
  const held = world.sandbox.control.calendars.events().filter(({ title }) => title.startsWith('Class'));
  expect(held.filter(({ title }) => title === 'Class')).toMatchObject([{ location: 'Hall' }]);
  expect(held.filter(({ title }) => title === 'Class, second half')).toMatchObject([{ location: 'Room 2', rule: expect.stringContaining('COUNT=2') }]);
  expect(rows('Class, second half')).toHaveLength(2);
  for (const row of rows('Class')) expect(await opened(row)).toMatchObject({ location: 'Hall', title: 'Class' });
});

it('is done though the form was opened before the change before it was confirmed', async () => {
  const [first, fifth] = [await opened(rows('Class')[0]), await opened(rows('Class')[4])];
  const answers = await Promise.all([change(fifth, 'following', { title: 'Class, second half' }), change(first, 'all', { location: 'Hall' })]);
  for (const answer of answers) valueOf(answer);
  await settled();
  expect(world.sandbox.control.calendars.events().map(({ title, location, rule }) => [title, location, rule])).toEqual([
    ['Class', 'Hall', expect.stringContaining('UNTIL=20260720')], ['Class, second half', 'Room 2', expect.stringContaining('COUNT=2')],
  ]);
});

it('asks when somebody else gave it another repeat, and so did the person', async () => {
  const first = await opened(rows('Class')[0]);
  world.sandbox.control.calendars.change(first.uid, { rule: 'FREQ=DAILY;COUNT=3' });
  valueOf(await change(first, 'all', { repeat: { interval: 2, every: { unit: 'week', on: ['MO'] }, end: { type: 'never' } } }));
  expect(desk.changes()).toMatchObject([{ state: 'asking', question: { type: 'conflict' } }]);
});

it('keeps what a listing does not tell: place and words of what was opened', async () => {
  expect(rows('Class').map(({ location }) => location)).toEqual(Array.from({ length: 6 }, () => null));
  const row = rows('Class')[0];
  await opened(row);
  valueOf(await desk.refresh());
  expect(rows('Class')[0]).toMatchObject({ location: 'Room 2' });
  expect(valueOf(await desk.get({ ...refOf(await opened(row)), refresh: false }))).toMatchObject({ location: 'Room 2', description: expect.stringContaining('drafts') });
});

it('is not deleted as a whole when somebody moved it meanwhile', async () => {
  const event = await opened(rows('Class')[0]);
  world.sandbox.control.calendars.change(event.uid, { title: 'Class of theirs' });
  valueOf(await desk.remove({ ref: refOf(event), extent: 'all', notify: false }));
  await desk.settle(5_000);
  expect(desk.changes()).toMatchObject([{ change: 'delete', state: 'failed', error: { code: 'changed-meanwhile' } }]);
  expect(world.sandbox.control.calendars.event(event.uid)).toMatchObject({ title: 'Class of theirs' });
});

it.each<[string, EventWrite['repeat'], Extent, Partial<EventWrite>, string]>([
  ['a monthly one has its new day', { interval: 1, every: { unit: 'month', by: 'date' }, end: { type: 'count', count: 3 } }, 'all', { date: '2026-06-24' }, 'FREQ=MONTHLY;COUNT=3;BYMONTHDAY=24'],
  ['one by weekday has its new weekday', { interval: 1, every: { unit: 'month', by: 'weekday', isLast: false }, end: { type: 'never' } }, 'all', { date: '2026-06-23' }, 'FREQ=MONTHLY;BYDAY=4TU'],
  ['a weekly one goes on from its new day', weekly(6), 'following', { date: '2026-06-30' }, 'FREQ=WEEKLY;COUNT=5;BYDAY=TU'],
  ['its last day is still one of it when it is later in the day', { ...weekly(), end: { type: 'until', date: '2026-07-06' } }, 'all', { time: '23:30' }, 'FREQ=WEEKLY;UNTIL=20260706T215959Z;BYDAY=MO'],
])('is moved as one: %s', async (_what, repeat, extent, changed, rule) => {
  valueOf(await desk.create({ write: world.write({ title: 'Moved', repeat }) }));
  await vi.waitFor(() => expect(rows('Moved').length).toBeGreaterThan(2), 5_000);
  valueOf(await edit(rows('Moved')[extent === 'following' ? 1 : 0], extent, changed));
  await settled();
  expect(world.sandbox.control.calendars.events().findLast(({ title }) => title === 'Moved')?.rule).toBe(rule);
});
