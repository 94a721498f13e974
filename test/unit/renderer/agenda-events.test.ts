import { describe, expect, it } from 'vitest';
import type { EventRow } from '../../../contract/calendar.ts';
import { agendaAxis } from '../../../contract/rules/agenda-axis.ts';
import { agendaDays } from '../../../renderer/features/agenda/agenda-model.ts';
import { keyMove } from '../../../renderer/features/agenda/grid-keys.ts';
import { crowdId, gridDays, idOf, laneStops, moreId, stopsOf } from '../../../renderer/features/agenda/grid-model.ts';
import { eventName, eventNotes } from '../../../renderer/features/agenda/grid-text.ts';
import { laneOf } from '../../../renderer/features/agenda/lane.ts';
import { shownDays } from '../../../contract/rules/shown-days.ts';
import { shownEvents, type ShownEvent } from '../../../renderer/features/agenda/shown-event.ts';
import { dayCount, reminderText, statusText, titleOf } from '../../../renderer/features/calendar/event-text.ts';
import { repeatText } from '../../../renderer/features/calendar/repeat-text.ts';
import { createTimeText } from '../../../renderer/ui/time.ts';
import { row } from './rows.ts';

const hour = 3_600_000;
const at = (text: string) => Date.parse(text);
const friday = '2026-06-19';
const week = shownDays('week', friday, 1);
const time = createTimeText('en-GB', 'UTC');
const plain: EventRow = {
  calendar: 'c==', uid: 'u', occurrence: null, title: 'Dentist', startsAt: at('2026-06-19T10:00Z'), endsAt: at('2026-06-19T11:00Z'), allDay: null,
  timeZone: 'UTC', recurring: false, isPrivate: false, location: '', canJoin: false, canEdit: true, pending: null,
};
const calendars = [{ uid: 'c==', name: 'Home', colour: '#336699', isDefault: true, canWrite: true, timeZone: 'UTC', isShown: true }];
const shown = (part: Partial<EventRow>): ShownEvent => {
  const [event] = shownEvents([{ ...plain, ...part }], calendars);
  if (!event) throw new Error('no event');
  return event;
};
const allDay = (uid: string, from: string, to = from) =>
  shown({ uid, title: uid, allDay: { from, to }, startsAt: at(`${from}T00:00Z`), endsAt: at(`${to}T00:00Z`) + 24 * hour });

describe('the lane of all-day events', () => {
  it('has each where it begins, as long as its days, and cuts it at the week', () => {
    const lane = laneOf([allDay('fair', '2026-06-17', '2026-06-19'), allDay('trip', '2026-06-12', '2026-06-15'), allDay('on', '2026-06-21', '2026-06-30')], week);
    expect(lane.rows).toBe(1);
    expect(lane.days.map(({ items }) => items.map(({ event, span, before, after }) => [event.row.uid, span, before, after]))).toEqual([
      [['trip', 1, true, false]], [], [['fair', 3, false, false]], [], [], [], [['on', 1, false, true]],
    ]);
    expect(lane.days.map(({ count }) => count)).toEqual([1, 0, 1, 1, 1, 0, 1]);
  });

  it('lets none cover another, and counts what is more than three', () => {
    const many = ['a', 'b', 'c', 'd', 'e'].map((uid) => allDay(uid, friday));
    const lane = laneOf([...many, allDay('long', '2026-06-18', '2026-06-20')], week);
    const on = lane.days[4];
    expect(lane.rows).toBe(4);
    expect(lane.days[3]?.items.map(({ event, row: place }) => [event.row.uid, place])).toEqual([['long', 0]]);
    expect(on?.items.map(({ event, row: place }) => [event.row.uid, place])).toEqual([['a', 1], ['b', 2]]);
    expect(on?.hidden.map(({ row: { uid } }) => uid)).toEqual(['c', 'd', 'e']);
    expect(on?.count).toBe(6);
    expect(laneOf([...many].reverse(), week)).toEqual(laneOf(many, week));
  });

  it('is left out where there is nothing of the kind', () => {
    expect(laneOf([shown({}), allDay('before', '2026-06-14')], week).rows).toBe(0);
  });

  it('is where the keys come first in a day', () => {
    const many = ['a', 'b', 'c', 'd'].map((uid) => allDay(uid, friday));
    const axis = agendaAxis(week, 'UTC');
    const timed = shown({});
    const lane = laneOf(many, week);
    const days = gridDays([], axis, 3, [timed, ...many]);
    const stops = days.map((each, index) => ({ date: each.date, stops: [...(lane.days[index] ? laneStops(lane.days[index]) : []), ...stopsOf(each)] }));
    expect(stops[4]?.stops.map(({ id }) => id)).toEqual([...many.slice(0, 3).map(({ id }) => id), moreId(friday), timed.id]);
    expect(keyMove('ArrowUp', { date: friday, id: timed.id }, stops)).toEqual({ to: { date: friday, id: moreId(friday) } });
    expect(keyMove('Home', { date: friday, id: timed.id }, stops)).toEqual({ to: { date: friday, id: many[0]?.id } });
  });
});

describe('events among the hours', () => {
  it('stand beside meetings, and leave them the room where there is not enough', () => {
    const axis = agendaAxis([friday], 'UTC');
    const events = ['a', 'b', 'c'].map((uid) => shown({ uid, startsAt: at('2026-06-19T09:00Z') }));
    const meeting = row({ startsAt: at('2026-06-19T10:00Z'), duration: hour });
    const [day] = gridDays([meeting], axis, 3, events);
    expect(day?.placed.find(({ item }) => item.id === idOf(meeting))).toMatchObject({ column: 0 });
    expect(day?.crowds.map((crowd) => [crowdId(crowd), crowd.items.length])).toEqual([[`crowd ${events[1]?.id}`, 2]]);
    expect(day?.count).toBe(4);
  });

  it('have their parts in each of their days', () => {
    const axis = agendaAxis(week, 'UTC');
    const night = shown({ startsAt: at('2026-06-18T23:00Z'), endsAt: at('2026-06-19T01:00Z') });
    expect(gridDays([], axis, 3, [night]).map(({ count }) => count)).toEqual([0, 0, 0, 1, 1, 0, 0]);
  });
});

describe('the list', () => {
  it('has what lasts all day first, once, and nothing that is over', () => {
    const now = at('2026-06-19T12:00Z');
    const night = row({ key: 'night', startsAt: at('2026-06-17T23:00Z'), duration: 48 * hour });
    const days = agendaDays([night, row({ key: '1', startsAt: at('2026-06-19T13:00Z'), duration: hour })], time, now, [
      shown({ uid: 'later', startsAt: at('2026-06-19T12:30Z'), endsAt: at('2026-06-19T13:30Z') }),
      shown({ uid: 'over' }),
      allDay('fair', '2026-06-18', '2026-06-21'),
      allDay('yesterday', '2026-06-18'),
      allDay('tomorrow', '2026-06-20'),
    ]);
    expect(days.map(({ label, items }) => [label.name, items.map((item) => item.event?.row.uid ?? item.row?.key)])).toEqual([
      ['Today', ['fair', 'night', 'later', '1']],
      ['Tomorrow', ['tomorrow']],
    ]);
    expect(days.flatMap(({ items }) => items.map(({ index }) => index))).toEqual([0, 1, 2, 3, 4]);
  });
});

describe('words for events', () => {
  it('name them with or without a title, by the hour or by the day', () => {
    expect(eventName(shown({}), time, 'en-GB').replace(/ at|,/g, '')).toBe('Dentist Friday 19 June 10:00 to 11:00');
    expect(eventName(shown({ title: ' \u200b' }), time, 'en-GB')).toContain('(No title), ');
    expect(eventName(allDay('Fair', friday, '2026-06-21'), time, 'en-GB').replace(/Friday,|Sunday,/g, (day) => day.slice(0, -1)))
      .toBe('Fair, all day, Friday 19 June to Sunday 21 June');
    expect(titleOf({ title: 'a\nb\u202ec' })).toBe('a bc');
  });

  it('tell what else there is to know', () => {
    expect(eventNotes(shown({ isPrivate: true, recurring: true, pending: 'waiting' }))).toBe('Event in Home. Private. Repeats. Waiting to be sent');
    expect(dayCount({ from: '2026-06-28', to: '2026-07-01' })).toBe('4 days');
    expect([0, 15, 120, 1_440, 2_880].map(reminderText)).toEqual(['At the start', '15 min before', '2 h before', '1 day before', '2 days before']);
    expect(['NEEDS-ACTION', 'accepted', 'Somehow', '', null].map(statusText)).toEqual(['not answered', 'accepted', 'somehow', null, null]);
  });

  it('tell how they repeat', () => {
    const event = {
      ...plain, recurring: true, description: null, joinLink: null, organiser: null, attendees: null, reminders: null, rule: null, repeat: null, detailsAsOf: null,
    };
    const monthly = { interval: 1, every: { unit: 'month' as const, by: 'date' as const }, end: { type: 'never' as const } };
    expect(repeatText(event, 'UTC')).toBe('Part of a series');
    expect(repeatText({ ...event, rule: 'FREQ=YEARLY' }, 'UTC')).toBe('By a rule of its own: FREQ=YEARLY');
    expect(repeatText({ ...event, repeat: monthly }, 'UTC')).toBe('Every month on day 19');
    expect(repeatText({ ...event, recurring: false }, 'UTC')).toBeNull();
  });
});
