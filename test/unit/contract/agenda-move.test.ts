import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { Session } from '../../../contract/domain.ts';
import { heldLength, moveOf, quarter, shiftWall } from '../../../contract/rules/agenda-move.ts';

const hour = 3_600_000;
const at = (text: string) => Temporal.ZonedDateTime.from(text).epochMilliseconds;
const text = (moment: number, zone: string) =>
  Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(zone).toString({ timeZoneName: 'never', smallestUnit: 'minute' });

const session = (part: Partial<Session> = {}): Session => ({
  kind: 'meeting', key: '135', topic: 'Team', startsAt: at('2027-03-26T15:00[Europe/Berlin]'), duration: hour,
  timeZone: 'Asia/Calcutta', presenterName: null, presenterEmail: null, recurring: false, canJoin: true, pending: null,
  agenda: 'Plan', joinLink: null, registrationLink: null, canStart: true, participants: [{ email: 'bo@example.test' }],
  registered: null, attended: null, dialIn: null, detailsAsOf: 1, ...part,
});

describe('moving by days', () => {
  it.each([
    ['Europe/Berlin', '2027-03-27T09:00', 1, '2027-03-28T09:00+02:00'],
    ['Europe/Berlin', '2027-10-30T09:00', 7, '2027-11-06T09:00+01:00'],
    ['America/New_York', '2027-03-13T09:00', 1, '2027-03-14T09:00-04:00'],
    ['Asia/Kolkata', '2027-03-27T09:00', -1, '2027-03-26T09:00+05:30'],
    ['Australia/Lord_Howe', '2027-10-02T09:00', 1, '2027-10-03T09:00+11:00'],
  ])('keeps the clock in %s', (zone, from, days, to) => {
    expect(text(shiftWall(at(`${from}[${zone}]`), days, 0, zone), zone)).toBe(to);
  });

  it('goes past an hour that is not there', () => {
    expect(text(shiftWall(at('2027-03-27T02:30[Europe/Berlin]'), 1, 0, 'Europe/Berlin'), 'Europe/Berlin')).toBe('2027-03-28T03:30+02:00');
  });

  it('takes whole quarters, also where the offset is none', () => {
    expect(text(quarter(at('2027-06-01T10:08[Asia/Kathmandu]'), 'Asia/Kathmandu'), 'Asia/Kathmandu')).toBe('2027-06-01T10:15+05:45');
  });

  it('keeps lengths between a quarter of an hour and a day', () => {
    expect([heldLength(0), heldLength(hour), heldLength(30 * hour)]).toEqual([hour / 4, hour, 24 * hour]);
  });
});

describe('what Zoho is asked for', () => {
  const now = at('2027-03-20T00:00[UTC]');
  const to = { startsAt: at('2027-03-26T15:15[Europe/Berlin]'), duration: hour };

  it('is the same session at another time, on the clock of its own zone', () => {
    expect(moveOf(session(), to, 'Europe/Berlin', now)).toEqual({
      ok: true,
      write: { topic: 'Team', agenda: 'Plan', date: '2027-03-26', time: '19:45', duration: hour, timeZone: 'Asia/Calcutta', participants: ['bo@example.test'] },
      base: { topic: 'Team', agenda: 'Plan', date: '2027-03-26', time: '19:30', duration: hour, timeZone: 'Asia/Calcutta', participants: ['bo@example.test'] },
    });
  });

  it('leaves participants alone that Zoho did not tell', () => {
    expect(moveOf(session({ participants: null }), to, 'Europe/Berlin', now)).toMatchObject({ write: { participants: null } });
  });

  it('takes the zone of the agenda where its own is none', () => {
    expect(moveOf(session({ timeZone: 'Mars/Base' }), to, 'Europe/Berlin', now)).toMatchObject({ write: { time: '15:15', timeZone: 'Europe/Berlin' } });
  });

  it('is nothing while the details are not known: an agenda would be emptied', () => {
    expect(moveOf(session({ agenda: null, detailsAsOf: null }), to, 'Europe/Berlin', now)).toEqual({ ok: false, reason: 'unread' });
  });

  it('has no base where the session told no length', () => {
    expect(moveOf(session({ duration: null }), to, 'Europe/Berlin', now)).toMatchObject({ ok: true, base: null });
  });

  it('is nothing in the past, unless it is put back there or only its length changes', () => {
    const later = at('2027-03-27T00:00[UTC]');
    expect(moveOf(session(), to, 'Europe/Berlin', later)).toEqual({ ok: false, reason: 'past' });
    expect(moveOf(session(), to, 'Europe/Berlin', null).ok).toBe(true);
    expect(moveOf(session(), { ...to, startsAt: session().startsAt ?? 0 }, 'Europe/Berlin', later).ok).toBe(true);
  });

  it('is nothing where the clock shows the time twice', () => {
    const twice = { startsAt: at('2027-10-31T02:30+01:00[Europe/Berlin]'), duration: hour };
    expect(moveOf(session({ timeZone: 'Europe/Berlin' }), twice, 'UTC', now)).toEqual({ ok: false, reason: 'twice' });
  });
});
