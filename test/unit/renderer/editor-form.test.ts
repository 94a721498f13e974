import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Session } from '../../../contract/domain.ts';
import { startOf } from '../../../contract/rules/start.ts';
import { zoneIds } from '../../../contract/rules/zones.ts';
import { defaultSettings } from '../../../electron/shell/settings.ts';
import { draftIds, sameForm, writeOf } from '../../../renderer/features/editor/form-basics.ts';
import {
  checkForm, copyOf, formOf, newForm, nextHalfHour, pastedOver, textsOf, usualOf, writeOfUntouched,
} from '../../../renderer/features/editor/form.ts';
import { understood } from '../../../renderer/features/editor/understood.ts';
import { day, hour, minute, monday, row } from './rows.ts';

const session = (part: Partial<Session> = {}): Session => ({
  ...row({ timeZone: 'Europe/Paris' }),
  agenda: 'One\nTwo', joinLink: null, registrationLink: null, canStart: true,
  participants: [{ email: 'ben@example.test' }],
  registered: null, attended: null, dialIn: null, detailsAsOf: monday,
  ...part,
});
const context = (now: number) => ({ now, order: 'dmy' as const, kind: 'meeting' as const, editing: false });

describe('a new form', () => {
  it('begins at the next full half hour, never now', () => {
    expect(nextHalfHour(monday, 'UTC')).toEqual({ date: '2026-06-15', time: '09:30' });
    expect(nextHalfHour(monday + 31 * minute, 'UTC')).toEqual({ date: '2026-06-15', time: '10:00' });
    expect(nextHalfHour(monday, 'Asia/Kathmandu')).toEqual({ date: '2026-06-15', time: '15:00' });
  });

  it('needs only a topic, in every zone and at every moment', () => {
    const moment = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2037, 0, 1) });
    fc.assert(
      fc.property(moment, fc.constantFrom(...zoneIds()), (now, zone) => {
        const answer = checkForm({ ...newForm(now, zone), topic: 'Planning' }, context(now));
        if (!answer.ok) throw new Error(`${JSON.stringify(answer.errors)} in ${zone} at ${now}`);
        expect(answer.value.duration).toBe(30 * minute);
        expect(answer.value.startsAt).toBeGreaterThan(now);
      }),
      { numRuns: 60 },
    );
  });

  it('takes its length and zone from Settings, and a zone nobody knows from this computer', () => {
    const settings = { ...defaultSettings, defaultDuration: 50 * minute, defaultTimeZone: 'Asia/Calcutta' };
    expect(usualOf(settings, 'Europe/Paris')).toEqual({ zone: 'Asia/Calcutta', length: 50 * minute });
    expect(usualOf({ ...settings, defaultTimeZone: 'Mars/Olympus' }, 'Europe/Paris').zone).toBe('Europe/Paris');
    expect(usualOf({ ...settings, defaultTimeZone: null }, 'Europe/Paris').zone).toBe('Europe/Paris');
    expect(usualOf(null, 'Europe/Paris')).toEqual({ zone: 'Europe/Paris', length: 30 * minute });
    expect(newForm(monday, 'UTC', 50 * minute).duration).toBe('50m');
  });

  it('takes over what was pasted', () => {
    const form = pastedOver(newForm(monday, 'UTC'), { topic: 'Pasted', participants: ['ana@example.test'] });
    expect(form).toMatchObject({ topic: 'Pasted', participants: ['ana@example.test'], duration: '30m' });
    expect(pastedOver(newForm(monday, 'UTC'), { topic: 'Pasted', participants: null }).participants).toEqual([]);
  });
});

describe('the form of a session', () => {
  it('shows its start on the clock of its own zone', () => {
    expect(formOf(session(), 'UTC')).toEqual({
      topic: 'Weekly review', agenda: 'One\nTwo', date: '2026-06-15', time: '11:00', duration: '30m',
      timeZone: 'Europe/Paris', participants: ['ben@example.test'], participantText: '',
    });
  });

  it('keeps what Zoho did not tell unknown, and reads a zone it cannot use as the reader’s', () => {
    const form = formOf(session({ participants: null, timeZone: 'Mars/Olympus', startsAt: null, duration: null }), 'UTC');
    expect(form).toMatchObject({ participants: null, timeZone: 'UTC', date: '', time: '', duration: '' });
  });
});

describe('what an edit is made from', () => {
  const from = (part: Partial<Session> = {}, now = monday) =>
    writeOfUntouched(formOf(session(part), 'UTC'), session(part), 'meeting', now);

  it('is what the form showed, though it began long ago', () => {
    const shown = {
      topic: 'Weekly review', agenda: 'One\nTwo', date: '2026-06-15', time: '11:00', duration: 30 * minute,
      timeZone: 'Europe/Paris', participants: ['ben@example.test'],
    };
    expect(from()).toEqual(shown);
    expect(from({}, monday + 300 * day)).toEqual(shown);
  });

  it('leaves unknown participants unknown', () => {
    expect(from({ participants: null })).toMatchObject({ participants: null });
  });

  it('is unknown where the form could not be sent as it was', () => {
    expect(from({ startsAt: null })).toBeNull();
    expect(from({ topic: ' ' })).toBeNull();
  });
});

describe('a copy', () => {
  it('keeps a date that lies ahead', () => {
    expect(copyOf(session(), monday - day, 'UTC').date).toBe('2026-06-15');
    expect(copyOf(session(), monday - hour, 'UTC').date).toBe('2026-06-15');
  });

  it('goes to the next same weekday that lies ahead', () => {
    expect(copyOf(session(), monday, 'UTC').date).toBe('2026-06-22');
    expect(copyOf(session(), monday + 3 * day, 'UTC').date).toBe('2026-06-22');
    expect(copyOf(session(), monday + 7 * day - hour, 'UTC').date).toBe('2026-06-22');
    expect(copyOf(session(), monday + 7 * day + hour, 'UTC').date).toBe('2026-06-29');
  });

  it('always lies ahead, at the same time of the same weekday', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 800 * day }), (later) => {
        const now = monday + later;
        const { date, time } = copyOf(session(), now, 'UTC');
        const start = startOf(date, time, 'Europe/Paris');
        const at = start.kind === 'plain' ? start.startsAt : now + 1;
        expect(time).toBe('11:00');
        expect(new Date(`${date}T00:00Z`).getUTCDay()).toBe(1);
        expect(at).toBeGreaterThan(now - minute);
        expect(at - now).toBeLessThanOrEqual(7 * day + hour);
      }),
    );
  });

  it('begins without invitees when Zoho did not tell them', () => {
    expect(copyOf(session({ participants: null }), monday, 'UTC').participants).toEqual([]);
  });
});

describe('what is sent', () => {
  it('holds an address that has no comma yet', () => {
    const form = { ...newForm(monday, 'UTC'), topic: ' Planning ', participants: ['ana@example.test'], participantText: 'ben@example.test' };
    expect(textsOf(form).participants).toEqual(['ana@example.test', 'ben@example.test']);
    const answer = checkForm(form, context(monday));
    expect(answer.ok && writeOf(answer.value)).toEqual({
      topic: 'Planning', agenda: '', date: '2026-06-15', time: '09:30', duration: 30 * minute, timeZone: 'UTC',
      participants: ['ana@example.test', 'ben@example.test'],
    });
  });

  it('is compared whatever the order of its fields', () => {
    const form = newForm(monday, 'UTC');
    const turned = Object.fromEntries(Object.entries(form).reverse()) as typeof form;
    expect(sameForm(form, turned)).toBe(true);
    expect(sameForm(form, { ...form, topic: 'x' })).toBe(false);
  });

  it('keeps drafts of different forms apart', () => {
    const ids = [draftIds.new('meeting'), draftIds.new('webinar'), draftIds.paste('meeting'), draftIds.copy('meeting', '1'), draftIds.edit('meeting', '1')];
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('what was understood', () => {
  const reader = { now: monday, order: 'dmy' as const, zone: 'Europe/London', locale: 'en-GB' };
  const form = { date: '19 Jun', time: '7pm', duration: '1h 30', timeZone: 'Europe/Paris' };

  it('is told for each text, for the place and for the reader', () => {
    expect(understood(form, reader)).toEqual({
      date: 'Fri, 19 June 2026',
      time: 'for you 18:00',
      duration: '1 h 30 min, ends 20:30',
      timeZone: 'UTC+02:00 · in Paris 19:00, for you 18:00',
    });
  });

  it('says how far away it is in the reader’s own zone', () => {
    const here = understood({ ...form, date: 'today', time: '11:00', timeZone: 'Europe/London' }, reader);
    expect(here).toMatchObject({ time: 'in 1 h', timeZone: 'UTC+01:00, your time zone' });
  });

  it('names the day when it is another one', () => {
    expect(understood({ ...form, time: '00:30' }, reader).time).toBe('for you Thu 18 Jun, 23:30');
    expect(understood({ ...form, time: '23:30' }, reader).duration).toBe('1 h 30 min, ends Sat 01:00');
  });

  it('tells what it can of a form that is half wrong', () => {
    expect(understood({ ...form, timeZone: 'Atlantis', time: '' }, reader)).toEqual({
      date: 'Fri, 19 June 2026',
      duration: '1 h 30 min',
    });
    expect(understood({ date: '29 Mar 2026', time: '02:30', duration: '', timeZone: 'Europe/Paris' }, { ...reader, now: Date.UTC(2026, 2, 1) })).toEqual({
      date: 'Sun, 29 March 2026',
      timeZone: 'UTC+01:00',
    });
  });
});
