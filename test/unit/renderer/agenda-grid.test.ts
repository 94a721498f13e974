import { describe, expect, it } from 'vitest';
import { agendaAxis } from '../../../contract/rules/agenda-axis.ts';
import { keyMove, nearest } from '../../../renderer/features/agenda/grid-keys.ts';
import { crowdId, gridDays, idOf, isMovable, isMovableEvent, momentAt, partsOf, stopsOf, zoneShift } from '../../../renderer/features/agenda/grid-model.ts';
import { hourText, partName, shortWhen } from '../../../renderer/features/agenda/grid-text.ts';
import { shownDays } from '../../../contract/rules/shown-days.ts';
import { spanTitle, stepOf } from '../../../renderer/features/agenda/place.ts';
import { movingEvent, movingSession } from '../../../renderer/features/agenda/moving.ts';
import { dragged } from '../../../renderer/features/agenda/use-drag.ts';
import { createTimeText } from '../../../renderer/ui/time.ts';
import type { EventRow } from '../../../contract/calendar.ts';
import { shownEvents } from '../../../renderer/features/agenda/shown-event.ts';
import { row } from './rows.ts';

const hour = 3_600_000;
const at = (text: string) => Date.parse(text);
const friday = '2026-06-19';
const axis = agendaAxis(shownDays('week', friday, 1), 'UTC');
const event = (part: Partial<EventRow> = {}): EventRow => ({
  calendar: 'c', uid: 'u', occurrence: null, title: 'Dentist', startsAt: 0, endsAt: hour, allDay: null, timeZone: 'UTC',
  recurring: false, isPrivate: false, location: '', canJoin: false, canEdit: true, pending: null, ...part,
});

describe('what is shown', () => {
  it('is a day, or the week that holds it', () => {
    expect(shownDays('day', friday, 1)).toEqual([friday]);
    expect(shownDays('week', friday, 1)).toEqual(['2026-06-15', '2026-06-16', '2026-06-17', '2026-06-18', '2026-06-19', '2026-06-20', '2026-06-21']);
    expect(shownDays('week', friday, 7)[0]).toBe('2026-06-14');
    expect([stepOf('day'), stepOf('week')]).toEqual([1, 7]);
  });

  it('has a title', () => {
    expect(spanTitle([friday], 'en-GB').replace(',', '')).toBe('Friday 19 June 2026');
    expect(spanTitle(shownDays('week', friday, 1), 'en-GB').replace(/\s/g, ' ')).toMatch(/^15 ?– ?21 June 2026$/);
  });
});

describe('a session in the grid', () => {
  it('has a part in each day that it touches, and none where it only ends', () => {
    const night = row({ startsAt: at('2026-06-18T23:00Z'), duration: 2 * hour });
    expect(partsOf([night], '2026-06-18', axis)).toMatchObject([{ top: 1380, bottom: 1440, before: false, after: true }]);
    expect(partsOf([night], friday, axis)).toMatchObject([{ top: 0, bottom: 60, before: true, after: false }]);
    const evening = row({ startsAt: at('2026-06-18T23:00Z'), duration: hour });
    expect(partsOf([evening], friday, axis)).toEqual([]);
    expect(partsOf([evening], '2026-06-18', axis)).toMatchObject([{ after: false }]);
  });

  it('without a length stands at its start, without a start nowhere', () => {
    const start = at(`${friday}T10:00Z`);
    for (const duration of [null, 0]) expect(partsOf([row({ startsAt: start, duration })], friday, axis)).toMatchObject([{ top: 600, bottom: 600 }]);
    expect(partsOf([row({ startsAt: null })], friday, axis)).toEqual([]);
    expect(partsOf([row({ startsAt: at('2026-06-20T00:00Z'), duration: 0 })], friday, axis)).toEqual([]);
  });

  it('can be moved when it is one’s own, whole, and known to Zoho', () => {
    const account = { email: 'ana@example.test', name: 'Ana' } as Parameters<typeof isMovable>[1];
    const mine = row({ presenterEmail: 'ana@example.test', startsAt: 1, duration: hour });
    expect(isMovable(mine, account)).toBe(true);
    for (const part of [
      { presenterEmail: 'bo@example.test' }, { recurring: true }, { startsAt: null }, { duration: null }, { duration: 0 },
      { pending: 'creating' as const }, { pending: 'asking' as const },
    ])
      expect(isMovable({ ...mine, ...part }, account), JSON.stringify(part)).toBe(false);
    expect(isMovable({ ...mine, pending: 'waiting' }, account)).toBe(true);
  });

  it('can be moved as an event where its calendar can be changed, has hours, and is one occurrence', () => {
    const can = (part: Partial<EventRow> = {}, isUnsent = false) => isMovableEvent({ row: event(part), isUnsent });
    expect(can()).toBe(true);
    expect(can({ pending: 'waiting' }, true)).toBe(false);
    expect(can({ recurring: true, occurrence: '20260619T100000Z' })).toBe(true);
    expect(can({ pending: 'waiting' })).toBe(true);
    for (const part of [
      { canEdit: false }, { allDay: { from: friday, to: friday } }, { recurring: true }, { endsAt: 0 },
      { pending: 'creating' as const }, { pending: 'asking' as const },
    ])
      expect(can(part), JSON.stringify(part)).toBe(false);
  });

  it('is named by topic, day, start and end', () => {
    const time = createTimeText('en-GB', 'Europe/Berlin');
    const name = (startsAt: number, duration: number | null) => partName(row({ topic: 'Team', startsAt, duration }), time, 'en-GB').replaceAll('Friday, ', 'Friday ');
    expect(name(at(`${friday}T13:00Z`), hour)).toBe('Team, Friday 19 June, 15:00 to 16:00');
    expect(name(at(`${friday}T21:30Z`), 2 * hour)).toMatch(/^Team, Friday 19 June, 23:30 to Saturday,? 20 June, 01:30$/);
    expect(name(at(`${friday}T13:00Z`), null)).toBe('Team, Friday 19 June, 15:00');
    expect(shortWhen(at(`${friday}T13:15Z`), time, 'en-GB')).toBe('Friday 15:15');
  });

  it('stands beside hours as the clock has them', () => {
    const noon = at(`${friday}T12:00Z`);
    expect(hourText(noon, createTimeText('en-GB', 'Asia/Kolkata'), 'en-GB')).toBe('17:30');
    expect(hourText(noon, createTimeText('en-US', 'UTC'), 'en-US').replace(/\s/g, ' ')).toBe('12 PM');
    expect(hourText(noon, createTimeText('en-US', 'Asia/Kolkata'), 'en-US').replace(/\s/g, ' ')).toBe('5:30 PM');
  });
});

describe('keys', () => {
  const of = (topic: string, date: string, clock: string) => row({ key: topic, topic, startsAt: at(`${date}T${clock}Z`), duration: hour });
  const rows = [of('a', '2026-06-18', '09:00'), of('b', '2026-06-18', '15:00'), of('c', friday, '14:00'), of('d', '2026-06-21', '08:00')];
  const days = gridDays(rows, axis, 3).map((day) => ({ date: day.date, stops: stopsOf(day) }));
  const id = (topic: string) => idOf({ kind: 'meeting', key: topic });
  const from = (topic: string, date: string) => ({ date, id: id(topic) });
  const head = (date: string) => ({ date, id: null });

  it.each([
    ['ArrowDown', from('a', '2026-06-18'), { to: from('b', '2026-06-18') }],
    ['ArrowDown', from('b', '2026-06-18'), { to: from('c', friday) }],
    ['ArrowDown', from('c', friday), { to: from('d', '2026-06-21') }],
    ['ArrowDown', from('d', '2026-06-21'), undefined],
    ['ArrowUp', from('c', friday), { to: from('b', '2026-06-18') }],
    ['ArrowUp', from('a', '2026-06-18'), undefined],
    ['ArrowLeft', from('c', friday), { to: from('b', '2026-06-18') }],
    ['ArrowRight', from('c', friday), { to: head('2026-06-20') }],
    ['ArrowRight', from('d', '2026-06-21'), { day: '2026-06-22' }],
    ['ArrowRight', head('2026-06-20'), { to: from('d', '2026-06-21') }],
    ['Home', from('b', '2026-06-18'), { to: from('a', '2026-06-18') }],
    ['End', from('a', '2026-06-18'), { to: from('b', '2026-06-18') }],
    ['PageUp', from('c', friday), { day: '2026-06-12' }],
    ['PageDown', from('c', friday), { day: '2026-06-26' }],
    ['x', from('c', friday), undefined],
  ])('%s from %o', (key, active, to) => {
    expect(keyMove(key, active, days)).toEqual(to);
  });

  it('reach what is only counted', () => {
    const many = Array.from({ length: 9 }, (_, index) => of(`m${index}`, friday, '10:00'));
    const [busy] = gridDays(many, agendaAxis([friday], 'UTC'), 3);
    expect(busy?.crowds).toHaveLength(1);
    const stops = busy ? stopsOf(busy) : [];
    expect(stops.map((stop) => stop.id)).toEqual([id('m0'), id('m1'), crowdId(busy?.crowds[0] ?? { items: [], top: 0, bottom: 0, column: 0, columns: 1 })]);
    expect(nearest({ date: friday, stops: [] }, 0)).toEqual(head(friday));
  });
});

describe('dragging', () => {
  const team = row({ startsAt: at(`${friday}T10:07Z`), duration: hour });
  const spot = (date: string, place: number) => ({ date, place });

  it('goes by quarters, and by days', () => {
    expect(dragged(movingSession(team), 'move', spot(friday, 630), spot(friday, 690), axis)).toEqual({ startsAt: at(`${friday}T11:00Z`), duration: hour });
    expect(dragged(movingSession(team), 'move', spot(friday, 630), spot('2026-06-21', 630), axis).startsAt).toBe(at('2026-06-21T10:00Z'));
    expect(dragged(movingSession(team), 'move', spot(friday, 630), spot(friday, 633), axis)).toEqual({ startsAt: team.startsAt, duration: hour });
  });

  it('changes the end, between a quarter of an hour and a day', () => {
    const whole = row({ startsAt: at(`${friday}T10:00Z`), duration: hour });
    expect(dragged(movingSession(whole), 'resize', spot(friday, 660), spot(friday, 698.4), axis).duration).toBe(1.75 * hour);
    expect(dragged(movingSession(whole), 'resize', spot(friday, 660), spot(friday, 10), axis).duration).toBe(hour / 4);
    expect(dragged(movingSession(whole), 'resize', spot(friday, 660), spot('2026-06-21', 600), axis).duration).toBe(24 * hour);
  });

  it('an event may last for days', () => {
    const [shown] = shownEvents([event({ startsAt: at(`${friday}T10:00Z`), endsAt: at(`${friday}T11:00Z`) })], []);
    if (!shown) throw new Error('nothing is shown');
    expect(dragged(movingEvent(shown), 'resize', spot(friday, 660), spot('2026-06-21', 600), axis).duration).toBe(48 * hour);
  });
});

describe('two zones', () => {
  it('say where their distance changes within a week', () => {
    const days = agendaAxis(shownDays('week', '2027-04-28', 7), 'Asia/Kolkata');
    expect(zoneShift(days, 'Africa/Cairo', '2027-04-29', '2027-04-28')).toBe(0);
    expect(zoneShift(days, 'Africa/Cairo', '2027-04-30', '2027-04-28')).toBe(60);
  });

  it('leave out what the clock jumps over', () => {
    const days = agendaAxis(shownDays('week', '2027-03-28', 1), 'Europe/Berlin');
    expect(momentAt(days, '2027-03-28', 120)).toBeNull();
    expect(momentAt(days, '2027-03-27', 120)).toBe(at('2027-03-27T01:00Z'));
  });
});
