import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { eventWriteSchema, type CalendarEvent } from '../../../contract/calendar.ts';
import { differingFields } from '../../../contract/rules/event-form.ts';
import { moveOfEvent } from '../../../contract/rules/event-move.ts';

const hour = 3_600_000;
const at = (text: string) => Temporal.ZonedDateTime.from(text).epochMilliseconds;
const event = (part: Partial<CalendarEvent> = {}): CalendarEvent => ({
  calendar: 'c', uid: 'u@example.test==', occurrence: '20270326T140000Z', title: 'Class ', allDay: null,
  startsAt: at('2027-03-26T15:00[Europe/Berlin]'), endsAt: at('2027-03-26T16:00[Europe/Berlin]'), timeZone: 'Asia/Calcutta',
  recurring: true, isPrivate: true, location: 'Room 2', canJoin: true, canEdit: true, pending: null, description: 'Bring it',
  joinLink: null, organiser: null, attendees: [{ email: 'bo@example.test', status: 'ACCEPTED' }], reminders: [15, 30],
  rule: 'FREQ=YEARLY;BYDAY=MO', repeat: null, detailsAsOf: 1, ...part,
});
const to = { startsAt: at('2027-03-26T15:15[Europe/Berlin]'), duration: 2 * hour };

describe('an event at another time', () => {
  it('is the same in everything else, on the clock of its own zone, and nobody is told', () => {
    const answer = moveOfEvent(event(), to, 'Europe/Berlin');
    if (!answer.ok || !answer.base) throw new Error('it is not moved');
    expect(differingFields(answer.base, answer.write)).toEqual(['date', 'duration']);
    expect(answer.base).toMatchObject({ time: '19:30', duration: hour });
    expect(answer.write).toMatchObject({
      title: 'Class ', date: '2027-03-26', time: '19:45', duration: 2 * hour, timeZone: 'Asia/Calcutta', isPrivate: true,
      location: 'Room 2', description: 'Bring it', repeat: 'keep', attendees: ['bo@example.test'], reminder: null, notify: false, withMeeting: false,
    });
    expect(eventWriteSchema.safeParse(answer.write).success).toBe(true);
  });

  it('takes along what waits to be sent with it', () => {
    const waiting = event({ pending: 'waiting', reminders: [15] });
    expect(moveOfEvent(waiting, to, 'UTC')).toMatchObject({ write: { attendees: ['bo@example.test'], reminder: 15 } });
    expect(moveOfEvent(event({ pending: 'waiting' }), to, 'UTC')).toMatchObject({ write: { reminder: null } });
    expect(moveOfEvent(event({ attendees: null }), to, 'UTC')).toMatchObject({ write: { attendees: null } });
  });

  it('is not written before all of it was read', () => {
    expect(moveOfEvent(event({ description: null, detailsAsOf: null }), to, 'UTC')).toEqual({ ok: false, reason: 'unread' });
    expect(moveOfEvent(event({ location: null, detailsAsOf: null }), to, 'UTC')).toEqual({ ok: false, reason: 'unread' });
    expect(moveOfEvent(event({ detailsAsOf: null }), to, 'UTC').ok).toBe(true);
  });

  it('may be over, but is no time that clocks show for the second time', () => {
    const [first, second] = [at('2027-10-31T02:30+02:00[Europe/Berlin]'), at('2027-10-31T02:30+01:00[Europe/Berlin]')];
    const berlin = event({ timeZone: 'Europe/Berlin' });
    expect(moveOfEvent(berlin, { startsAt: at('2001-06-01T10:00[UTC]'), duration: hour }, 'UTC').ok).toBe(true);
    expect(moveOfEvent(berlin, { startsAt: first, duration: hour }, 'UTC').ok).toBe(true);
    expect(moveOfEvent(berlin, { startsAt: second, duration: hour }, 'UTC')).toEqual({ ok: false, reason: 'twice' });
  });
});
