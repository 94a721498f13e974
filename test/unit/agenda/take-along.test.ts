import ICAL from 'ical.js';
import { describe, expect, it, vi } from 'vitest';
import type { Session } from '../../../contract/domain.ts';
import { fail, ok } from '../../../contract/result.ts';
import { createTakeAlong } from '../../../electron/agenda/take-along.ts';
import type { ZohoEvent } from '../../../electron/zoho/calendar-types.ts';
import type { ZohoSession } from '../../../electron/zoho/types.ts';
import { simCalendar, write } from './calendar/sim.ts';
import { detailed, hour, listed, noon } from './fakes.ts';

/** As it is known once Zoho has told its details. */
const whole = (key: string, at: number | null, more: Partial<ZohoSession> = {}) => detailed(key, at, { detailsAsOf: noon, ...more });
const start = 'https://meeting.zoho.eu/meeting-start?key=91&token=secret';

function harness({ sessions = [] as ZohoSession[], events = [] as ZohoEvent[], refuse = false } = {}) {
  const files: { name: string; text: string }[] = [];
  const get = vi.fn(async (kind: string, key: string) => {
    const found = sessions.find((each) => each.kind === kind && each.key === key);
    return refuse || !found ? fail<Session>('offline', 'no') : ok({ ...found, agenda: 'Read now', detailsAsOf: noon } as Session);
  });
  const takeAlong = createTakeAlong({
    sessions: { get, within: (from, to) => sessions.filter(({ startsAt }) => startsAt !== null && startsAt >= from && startsAt < to) },
    calendar: {
      known: () => events,
      find: (ref) => events.find(({ uid, occurrence }) => uid === ref.uid && occurrence === ref.occurrence) ?? null,
    },
    saveFile: async (name, text) => {
      files.push({ name, text });
      return ok(name);
    },
    clock: { now: () => noon },
  });
  const save = async (refs: Pick<ZohoSession, 'kind' | 'key'>[], chosen: ZohoEvent[] = []) =>
    takeAlong.saveCalendarFile({
      what: 'chosen', sessions: refs.map(({ kind, key }) => ({ kind, key })),
      events: chosen.map(({ calendar, uid, occurrence }) => ({ calendar, uid, occurrence })),
    });
  const read = () => new ICAL.Component(ICAL.parse(files.at(-1)?.text ?? '')).getAllSubcomponents('vevent').map((each) => new ICAL.Event(each));
  return { takeAlong, save, read, files, get };
}

describe('a calendar file', () => {
  it('says of a meeting what an independent reader understands, and never its start link', async () => {
    const meeting = whole('91', noon, { topic: 'Plan, "B"; now', agenda: `Begin: ${start}\nPlan`, startLink: start });
    const { save, read, files } = harness({ sessions: [meeting] });
    expect(await save([meeting])).toEqual(ok({ fileName: 'Plan-B-now.ics', count: 1 }));
    const [event] = read();
    expect(event).toMatchObject({ summary: 'Plan, "B"; now', uid: 'meeting-91@parley.invalid' });
    expect(event?.startDate.toJSDate().getTime()).toBe(noon);
    expect(event?.duration.toSeconds()).toBe(3_600);
    expect(event?.startDate.zone.tzid).toBe('Europe/Paris');
    expect(event?.description).toContain('https://meet.zoho.eu/91');
    expect(event?.attendees.map((each) => each.getFirstValue())).toEqual(['mailto:bo@example.test']);
    expect(files[0]?.text).not.toMatch(/meeting-start|secret/);
  });

  it('is the same for a second import: the UID stays, whatever else changed', async () => {
    const { save, read } = harness({ sessions: [whole('91', noon), whole('91', noon, { kind: 'webinar' })] });
    await save([{ kind: 'meeting', key: '91' }, { kind: 'webinar', key: '91' }]);
    const uids = read().map(({ uid }) => uid);
    await save([{ kind: 'meeting', key: '91' }, { kind: 'webinar', key: '91' }]);
    expect(read().map(({ uid }) => uid)).toEqual(uids);
    expect(uids).toEqual(['meeting-91@parley.invalid', 'webinar-91@parley.invalid']);
  });

  it('leads a webinar’s reader to the registration, and does not call it joining twice', async () => {
    const webinar = listed('7', noon, { kind: 'webinar', registrationLink: 'https://meeting.zoho.eu/register/7', detailsAsOf: noon });
    const { save, read } = harness({ sessions: [webinar] });
    await save([webinar]);
    expect(read()[0]?.description).toBe('Register: https://meeting.zoho.eu/register/7');
  });

  it('asks Zoho for the details of twenty at most; the others go as they are known', async () => {
    const many = Array.from({ length: 300 }, (_, n) => listed(String(100 + n), noon + n * hour));
    const { save, read, get } = harness({ sessions: many });
    expect(await save(many)).toEqual(ok({ fileName: 'parley-agenda.ics', count: 300 }));
    expect(get).toHaveBeenCalledTimes(20);
    expect(read().filter(({ description }) => description === 'Read now')).toHaveLength(20);
  });

  it('has what is known when Zoho cannot be reached, and says so of one that nobody knows', async () => {
    const known = whole('91', noon);
    const { save } = harness({ sessions: [known], refuse: true });
    expect(await save([known])).toMatchObject({ ok: true, value: { count: 1 } });
    expect(await save([{ kind: 'meeting', key: '404' }])).toMatchObject({ ok: false, error: { code: 'offline' } });
    expect(await save([{ kind: 'meeting', key: '404' }, known])).toMatchObject({ ok: true, value: { count: 1 } });
  });

  it('leaves out what has no start, and what Zoho has given no key yet', async () => {
    const unborn = whole('new-00000000-0000-4000-8000-000000000000', noon);
    const timeless = whole('5', null);
    const { save, takeAlong } = harness({ sessions: [unborn, timeless] });
    expect(await save([unborn])).toMatchObject({ ok: false, error: { code: 'not-found' } });
    expect(await save([timeless])).toMatchObject({ ok: false, error: { code: 'not-found' } });
    expect(await takeAlong.saveCalendarFile({ what: 'range', from: 0, to: 1 })).toMatchObject({ ok: false, error: { code: 'not-found' } });
  });

  it('holds a range of both sides: a series with its rule, an occurrence by itself', async () => {
    const series = simCalendar().add(write({ title: 'Series' }), { rule: 'FREQ=WEEKLY;COUNT=3', recurring: true });
    const { takeAlong, read } = harness({
      sessions: [whole('91', noon)],
      events: [
        series,
        { ...series, title: 'One of them', occurrence: '20260620T100000Z' },
        { ...series, title: 'Another', occurrence: '20260627T100000Z' },
        simCalendar().add(write({ title: 'Not there yet' }), { uid: 'new-1' }),
      ],
    });
    await takeAlong.saveCalendarFile({ what: 'range', from: noon - hour, to: noon + hour });
    expect(read().map((event) => [event.summary, event.isRecurring()])).toEqual([
      ['Topic 91', false], ['Series', true], ['One of them', false], ['Another', false],
    ]);
    expect(new Set(read().map(({ uid }) => uid)).size).toBe(4);
  });

  it('keeps occurrences of a series apart though its id is as long as Zoho’s may be', async () => {
    const long = simCalendar().add(write(), { uid: 'u'.repeat(512) });
    const both = ['1', '2'].map((occurrence) => ({ ...long, occurrence: occurrence.padStart(128, '0') }));
    const { save, read } = harness({ events: both });
    await save([], both);
    expect(new Set(read().map(({ uid }) => uid)).size).toBe(2);
  });

  it.each([
    ['../../etc/passwd', 'etc-passwd.ics'], ['CON', 'meeting-CON.ics'], ['nul', 'meeting-nul.ics'], ['   ', 'meeting.ics'],
    ['\u202E gpj.exe', 'gpj-exe.ics'], ['会議 🎉', '会議.ics'], ['𠀀'.repeat(200), `${'𠀀'.repeat(50)}.ics`],
  ])('of %j has a name that every file system takes', async (topic, name) => {
    const { save, files } = harness({ sessions: [whole('91', noon, { topic })] });
    await save([{ kind: 'meeting', key: '91' }]);
    expect(files[0]?.name).toBe(name);
    expect(Buffer.byteLength(`${name} (999)`)).toBeLessThan(256);
  });
});
