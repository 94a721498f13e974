import { describe, expect, it } from 'vitest';
import type { CalendarEvent, EventWrite, Extent } from '../../../contract/calendar.ts';
import { eventWriteSchema } from '../../../contract/calendar.ts';
import { writeOfEvent } from '../../../contract/rules/event-form.ts';
import { readRepeat } from '../../../contract/rules/repeat-form.ts';
import {
  changesRepeat, newEvent, type OpenEvent, readDays, repeatFor, textsOfEvent, writeOfTexts,
} from '../../../renderer/features/calendar/event-form.ts';
import { eventDraftIds, resumed, sameTexts } from '../../../renderer/features/calendar/event-drafts.ts';
import { draftSchema } from '../../../contract/domain.ts';
import { reminderOptions, reminderText } from '../../../renderer/features/calendar/event-form-words.ts';
import { checkForm } from '../../../renderer/features/editor/form.ts';
import { type EventItem, eventItem } from '../../../renderer/features/outbox/all-changes.ts';
import { type EventConflict, eventComparison, mergedWrite } from '../../../renderer/features/outbox/event-comparison.ts';
import { createTimeText } from '../../../renderer/ui/time.ts';

const zone = 'Europe/Paris';
const hour = 3_600_000;
const event: CalendarEvent = {
  calendar: 'own==', uid: 'a@zoho.test', occurrence: null, title: ' Review ', startsAt: Date.UTC(2027, 5, 15, 13),
  endsAt: Date.UTC(2027, 5, 15, 14) + 20_000, allDay: null, timeZone: zone, recurring: false, isPrivate: true,
  location: 'Room 2', canJoin: false, canEdit: true, pending: null, description: 'Two  lines\n', joinLink: null,
  organiser: null, attendees: null, reminders: [15, 60], rule: null, repeat: null, detailsAsOf: 1,
};
const open = (change: Partial<CalendarEvent> = {}): OpenEvent => {
  const original = { ...event, ...change };
  const untouched = textsOfEvent(original, zone);
  return { ...untouched, original, untouched, serial: 1, draftId: 'edit-event', keptFromBefore: false, readAt: null, refusal: null };
};
type Typed = { form?: Partial<OpenEvent['form']>; extras?: Partial<OpenEvent['extras']>; extent?: Extent };
/** What is sent when this is typed. */
function sent(from: OpenEvent, { form = {}, extras = {}, extent = 'all' }: Typed = {}): EventWrite {
  const texts = { form: { ...from.form, ...form }, extras: { ...from.extras, ...extras } };
  const checked = checkForm(texts.form, { now: Date.UTC(2030, 0, 1), order: 'dmy', kind: 'event', editing: true });
  const days = readDays(texts.extras.days);
  const read = texts.form.repeat && readRepeat(texts.form.repeat, { date: texts.form.date, time: '15:00', today: '2027-06-01', order: 'dmy' });
  const repeat = read && repeatFor(from, texts.form, read, extent);
  if (!checked.ok || !days.ok || !repeat?.ok) throw new Error('it is not sent');
  return eventWriteSchema.parse(writeOfTexts(from, { texts, values: checked.value, days: days.days, repeat: repeat.repeat }, zone));
}

describe('what is sent of an event', () => {
  it('is what Zoho has where nothing was typed: spaces, seconds and reminders that the form does not show', () => {
    expect(sent(open())).toEqual({ ...writeOfEvent(event, zone), reminder: null });
    const days = open({ allDay: { from: '2027-06-15', to: '2027-06-17' } });
    expect(sent(days)).toEqual({ ...writeOfEvent({ ...event, allDay: { from: '2027-06-15', to: '2027-06-17' } }, zone), reminder: null });
  });
  it('is what was typed where something was, also in the past, without a title, and longer than a day', () => {
    expect(sent(open(), { form: { topic: '', duration: '50h', participants: ['bo@example.test'] }, extras: { reminder: '0', location: ' Hall ' } }))
      .toMatchObject({ title: '', duration: 50 * hour, attendees: ['bo@example.test'], reminder: 0, location: 'Hall' });
    expect(sent(open(), { extras: { isAllDay: true, days: '2 days' } })).toMatchObject({ isAllDay: true, time: '00:00', duration: 48 * hour });
    const allDay = open({ allDay: { from: '2027-06-15', to: '2027-06-15' } });
    expect(sent(allDay, { extras: { isAllDay: false } })).toMatchObject({ isAllDay: false, time: '09:00', duration: hour });
  });
  it('keeps a rule that the form cannot show', () => {
    expect(sent(open({ rule: 'FREQ=YEARLY', recurring: true, occurrence: 'x' }), { form: { topic: 'New' } }).repeat).toBe('keep');
  });
  it('of a series that is moved follows its date, of one that is moved alone does not', () => {
    const weekly = { interval: 1, every: { unit: 'week' as const, on: ['TU' as const] }, end: { type: 'never' as const } };
    const series = open({ rule: 'FREQ=WEEKLY;BYDAY=TU', repeat: weekly, recurring: true, occurrence: 'x' });
    expect(sent(series, { form: { date: '2027-06-16' }, extent: 'this' }).repeat).toEqual(weekly);
    expect(sent(series, { form: { date: '2027-06-16' }, extent: 'all' }).repeat).toMatchObject({ every: { on: ['WE'] } });
    expect(sent(series, { form: { topic: 'New' }, extent: 'all' }).repeat).toEqual(weekly);
    expect(changesRepeat(series, { ...series.form, date: '2027-06-16' })).toBe(false);
  });
  it.each([['3', 3], ['1 day', 1], [' 2 weeks ', 14], ['31', 31], ['0', null], ['32', null], ['two', null], ['', null]])('reads %j as days', (text, days) => {
    const answer = readDays(text);
    expect(answer.ok ? answer.days : null).toBe(days);
  });
});

describe('reminders in words', () => {
  it.each([[0, 'When it starts'], [1, '1 minute before'], [90, '90 minutes before'], [120, '2 hours before'], [1_440, '1 day before'], [20_160, '2 weeks before']])('%i', (minutes, text) => {
    expect(reminderText(minutes)).toBe(text);
  });
  it('has the one that an event has', () => {
    expect(reminderOptions('25', true).map(({ id }) => Number(id))).toEqual([0, 5, 10, 15, 25, 30, 60, 120, 1_440, 2_880, 10_080]);
    expect(reminderOptions('', true)[0]).toEqual({ id: '', name: 'As it is' });
  });
});

describe('two versions of an event', () => {
  const base = writeOfEvent(event, zone);
  const between = (mine: Partial<EventWrite>, theirs: Partial<CalendarEvent>): EventConflict => ({
    type: 'conflict', base, mine: { ...base, ...mine }, theirs: { ...event, ...theirs },
  });
  const item = (question: EventConflict): EventItem =>
    eventItem({ id: 'a', ref: event, title: 'Review', change: 'update', state: 'asking', madeAt: 0, heldUntil: null, nextTry: null, error: null, question });
  const compared = (conflict: EventConflict) => eventComparison(item(conflict), conflict, createTimeText('en-GB', zone), Date.UTC(2027, 5, 1));

  it('are put together from what each side alone changed; what both changed is the person’s, and said', () => {
    const conflict = between({ title: 'Mine', location: 'Room 3' }, { location: 'Room 9', description: 'Theirs' });
    const { first, fields } = compared(conflict);
    expect(first).toEqual({ title: 'mine', location: 'mine', description: 'theirs' });
    expect(fields.filter(({ isContested }) => isContested).map(({ name }) => name)).toEqual(['location']);
    expect(mergedWrite(conflict, first, zone)).toMatchObject({ title: 'Mine', location: 'Room 3', description: 'Theirs', attendees: null, reminder: null });
  });
  it('are the person’s where nobody knows what was there before', () => {
    expect(compared({ ...between({ title: 'Mine' }, { description: 'Theirs' }), base: null }).first).toEqual({ title: 'mine', description: 'mine' });
  });
  it('move as a whole: day, time, length and zone', () => {
    const conflict = between({ date: '2027-06-16', time: '08:00', timeZone: 'UTC' }, { allDay: { from: '2027-06-20', to: '2027-06-21' } });
    expect(compared(conflict).fields.find(({ name }) => name === 'when')).toMatchObject({ differs: true, isContested: true });
    expect(mergedWrite(conflict, { when: 'theirs' }, zone)).toMatchObject({ isAllDay: true, date: '2027-06-20', time: '00:00', duration: 48 * hour });
    expect(mergedWrite(conflict, { when: 'mine' }, zone)).toMatchObject({ isAllDay: false, date: '2027-06-16', time: '08:00', timeZone: 'UTC' });
  });
  it('name people and reminders only where they are the person’s own', () => {
    const conflict = between({ attendees: ['a@example.test'], reminder: 5 }, { attendees: [{ email: 'b@example.test', status: null }] });
    expect(mergedWrite(conflict, { attendees: 'mine', reminder: 'mine' }, zone)).toMatchObject({ attendees: ['a@example.test'], reminder: 5 });
    expect(mergedWrite(conflict, { attendees: 'theirs', reminder: 'theirs' }, zone)).toMatchObject({ attendees: null, reminder: null });
    expect(compared(conflict).outcome({ attendees: 'theirs', reminder: 'theirs' }).isTheirs).toBe(true);
  });
});

describe('a new event', () => {
  const now = Date.UTC(2027, 5, 15, 13, 10);
  const made = (start: Parameters<typeof newEvent>[0]['start']) => newEvent({ now, zone, length: hour, calendar: 'own==', start }).form;

  it('begins at the next half hour, on the clock of the usual zone', () => {
    expect(made(null)).toMatchObject({ date: '2027-06-15', time: '15:30', timeZone: zone });
  });

  it('begins on the day and in the zone of the agenda it was asked for from', () => {
    expect(made({ date: '2027-07-01', timeZone: 'Asia/Tokyo' })).toMatchObject({ date: '2027-07-01', time: '22:30', timeZone: 'Asia/Tokyo' });
    expect(made({ date: '2027-07-01', time: '09:15', timeZone: 'Asia/Tokyo' })).toMatchObject({ date: '2027-07-01', time: '09:15', timeZone: 'Asia/Tokyo' });
  });
});

describe('a draft of an event', () => {
  const { form, extras } = open();

  it('fits what is kept, whatever its name is made of', () => {
    const long = 'x'.repeat(512);
    for (const id of [eventDraftIds.new, eventDraftIds.edit({ calendar: long, uid: long, occurrence: 'y'.repeat(128) })])
      expect(draftSchema.parse({ id, form, event: extras })).toMatchObject({ id, event: extras });
  });

  it('is the same in another order, and not with one thing changed', () => {
    const turned = { form, extras: Object.fromEntries(Object.entries(extras).reverse()) as typeof extras };
    expect(sameTexts({ form, extras }, turned)).toBe(true);
    expect(sameTexts({ form, extras }, { form, extras: { ...extras, isPrivate: false } })).toBe(false);
    expect(sameTexts({ form, extras }, { form: { ...form, agenda: '' }, extras })).toBe(false);
  });

  it('goes to another calendar when its own is not there any more', () => {
    const draft = { form, extras: { ...extras, calendar: 'gone', location: 'Room 3' } };
    expect(resumed(draft, { form, extras }, ['own=='])).toEqual({ form, extras: { ...extras, location: 'Room 3' } });
    expect(resumed(draft, { form, extras }, ['own==', 'gone'])).toEqual(draft);
  });
});
