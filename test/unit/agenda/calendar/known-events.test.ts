/** What the calendar side of the agenda knows and tells. */
import { describe, expect, it } from 'vitest';
import { agendaEventsSchema, eventSchema } from '../../../../contract/calendar.ts';
import { fail } from '../../../../contract/result.ts';
import { listed } from '../fakes.ts';
import {
  build, calendar, heldBack, home, offline, quiet, refOf, seeded, shownTitles, simCalendar, span, unreachable, write,
} from './sim.ts';

const hour = 3_600_000;

describe('what is known', () => {
  it('is read from Zoho month by month and shown from then on', async () => {
    const built = await seeded('One', 'Two');
    expect(shownTitles(built)).toEqual(['One', 'Two']);
    expect(agendaEventsSchema.parse(built.desk.between(span)).status).toMatchObject({ phase: 'ready', error: null });
    expect(new Set(built.zoho.sim.sent)).toEqual(new Set(['calendars ', `events ${home}`]));
  });

  it('is there at once after a restart, though Zoho cannot be reached', async () => {
    const before = await seeded('One');
    const { zoho, rows, outboxRows } = before;
    offline(before);
    const after = await build({ zoho, rows, outboxRows });
    expect(shownTitles(after)).toEqual(['One']);
    expect(after.desk.between(span).status).toMatchObject({ phase: 'failed', error: { code: 'offline' } });
    expect(after.desk.calendars().calendars).toMatchObject([{ uid: home, isShown: true }]);
  });

  it('loses what is gone at Zoho only by a complete answer', async () => {
    const built = await seeded('One', 'Two');
    const { zoho, desk } = built;
    zoho.held.delete(refOf(built, 'One').uid);
    zoho.sim.complete = false;
    await Promise.all([desk.refresh(), quiet()]);
    expect(shownTitles(built)).toEqual(['One', 'Two']);
    zoho.sim.complete = true;
    await Promise.all([desk.refresh(), quiet()]);
    expect(shownTitles(built)).toEqual(['Two']);
  });

  it('is not undone by an answer that is older than a change', async () => {
    const built = await seeded('One');
    const { zoho, desk } = built;
    const letGo = heldBack(zoho.api, 'events');
    const refreshed = desk.refresh();
    await quiet();
    await Promise.all([desk.update({ ref: refOf(built, 'One'), write: write({ title: 'Changed' }), base: write({ title: 'One' }), extent: 'this' }), quiet()]);
    letGo();
    await Promise.all([refreshed, quiet()]);
    expect(shownTitles(built)).toEqual(['Changed']);
  });

  it('is not taken away by an answer that is older than its creation', async () => {
    const built = await seeded('One');
    const { zoho, desk } = built;
    const letGo = heldBack(zoho.api, 'events');
    const refreshed = desk.refresh();
    await quiet();
    await Promise.all([desk.create({ write: write({ title: 'New' }) }), quiet()]);
    // No later answer brings it back.
    offline(built);
    letGo();
    await Promise.all([refreshed, quiet()]);
    expect(shownTitles(built).toSorted()).toEqual(['New', 'One']);
  });

  it('is not brought back by details that were asked for before it went', async () => {
    const built = await seeded('One', 'Two');
    const { zoho, desk } = built;
    const ref = refOf(built, 'One');
    const letGo = heldBack(zoho.api, 'event');
    const details = desk.get({ ...ref, refresh: true });
    await quiet();
    zoho.held.delete(ref.uid);
    await Promise.all([desk.refresh(), quiet()]);
    expect(shownTitles(built)).toEqual(['Two']);
    letGo();
    expect(await details).toMatchObject({ ok: false, error: { code: 'not-found' } });
    expect(shownTitles(built)).toEqual(['Two']);
  });

  it('leaves out calendars that do not show, and forgets one that was removed', async () => {
    const zoho = simCalendar();
    zoho.sim.calendars.push(calendar('team=='));
    zoho.sim.add(write({ title: 'Mine' }));
    zoho.sim.add(write({ title: 'Theirs', calendar: 'team==' }));
    const built = await build({ zoho });
    expect(shownTitles(built)).toEqual(['Mine', 'Theirs']);
    built.desk.choose({ uid: 'team==', isShown: false, colour: null });
    expect(shownTitles(built)).toEqual(['Mine']);
    built.desk.choose({ uid: 'team==', isShown: true, colour: '#112233' });
    expect(built.desk.calendars().calendars.map(({ colour }) => colour)).toEqual(['#1a7f5c', '#112233']);
    zoho.sim.calendars.pop();
    await Promise.all([built.desk.refresh(), quiet()]);
    expect(shownTitles(built)).toEqual(['Mine']);
    expect(built.desk.calendars().calendars).toHaveLength(1);
  });

  it('goes on being read when one calendar was removed meanwhile, and is not asked for it for ever', async () => {
    const zoho = simCalendar();
    zoho.sim.calendars.unshift(calendar('team=='));
    zoho.sim.fault = (method, subject) => (method === 'events' && subject === 'team==' ? { error: fail('not-found', 'gone'), isDone: false } : undefined);
    zoho.sim.add(write({ title: 'Mine' }));
    const built = await build({ zoho });
    expect(shownTitles(built)).toEqual(['Mine']);
    expect(built.desk.between(span).status?.error).toBeNull();
    await quiet();
    const before = zoho.sim.sent.length;
    // The page looks again after each change it is told of.
    for (let look = 0; look < 5; look++) {
      built.desk.between(span);
      await quiet();
    }
    expect(zoho.sim.sent.slice(before)).toEqual([]);
    expect(before).toBeLessThan(12);
  });

  it('can be edited where its calendar can be written to', async () => {
    const zoho = simCalendar();
    zoho.sim.calendars.push(calendar('team==', { canWrite: false }));
    zoho.sim.add(write({ title: 'Mine' }));
    zoho.sim.add(write({ title: 'Theirs', calendar: 'team==' }));
    const { desk } = await build({ zoho });
    expect(desk.between(span).events.map(({ title, canEdit }) => [title, canEdit])).toEqual([['Mine', true], ['Theirs', false]]);
  });

  it('is none of the page’s while calendars are not granted', async () => {
    const built = await seeded('One');
    built.desk.follow({ account: built.account(['meetings']) });
    expect(built.desk.between(span)).toEqual({ events: [], merged: [], status: null });
    expect(await built.desk.create({ write: write() })).toMatchObject({ ok: false, error: { code: 'not-permitted' } });
  });

  it('is forgotten with the account', async () => {
    const { desk, zoho, rows, outboxRows, clock } = await seeded('One');
    desk.follow({ account: null });
    expect(rows.load('owner 1').events).toEqual([]);
    zoho.sim.fault = () => unreachable();
    expect(shownTitles(await build({ zoho, rows, outboxRows, clock }))).toEqual([]);
  });

  it('shows a meeting that came from both sides once', async () => {
    const zoho = simCalendar();
    const { startsAt } = zoho.sim.add(write({ title: 'Weekly sync' }), { meetingKey: '1000000001' });
    zoho.sim.add(write({ title: 'Lunch' }));
    const session = listed('1000000001', startsAt, { topic: 'Weekly sync', duration: hour });
    const built = await build({ zoho, sessions: () => [session] });
    expect(shownTitles(built)).toEqual(['Lunch']);
    expect(built.desk.between(span).merged).toMatchObject([{ kind: 'meeting', key: '1000000001', event: { calendar: home } }]);
  });

  it('knows when details were read, and answers with them while Zoho cannot be reached', async () => {
    const built = await seeded('One');
    const ref = refOf(built, 'One');
    const readAt = built.clock.now();
    expect(await built.desk.get({ ...ref, refresh: false })).toMatchObject({ ok: true, value: { detailsAsOf: readAt } });
    built.zoho.sim.fault = () => unreachable();
    const asked = built.zoho.sim.sent.length;
    expect(await built.desk.get({ ...ref, refresh: false })).toMatchObject({ ok: true, value: { detailsAsOf: readAt } });
    expect(built.zoho.sim.sent.length, 'Zoho is not asked again').toBe(asked);
  });

  it('has no etag and no key of a meeting in what the page is given', async () => {
    const built = await seeded('One');
    const got = await built.desk.get({ ...refOf(built, 'One'), refresh: true });
    if (!got.ok) throw new Error('no answer');
    expect(eventSchema.strict().safeParse(got.value).success).toBe(true);
    expect(Object.keys(built.desk.between(span).events[0] ?? {})).not.toContain('etag');
  });
});

describe('what is on at a time', () => {
  it('is own meetings and events, without what is being edited', async () => {
    const built = await seeded('Lunch', 'Call');
    const { startsAt } = built.desk.between(span).events[0] ?? { startsAt: 0 };
    const session = listed('1000000001', startsAt + hour / 2, { topic: 'Review', duration: hour });
    const both = await build({ zoho: built.zoho, sessions: () => [session] });
    const report = await both.desk.check({
      startsAt, duration: hour, timeZone: 'Europe/Paris', exceptSession: null, exceptEvent: refOf(both, 'Lunch'),
      participants: ['bo@example.test'],
    });
    if (!report.ok) throw new Error('refused');
    expect(report.value.clashes.map(({ source, title }) => `${source} ${title}`)).toEqual(['event Call', 'meeting Review']);
    expect(report.value.people).toEqual([{ email: 'bo@example.test', state: 'not-known' }]);
    // A Saturday: the next working hours are Monday's.
    expect(report.value.slots[0]?.startsAt).toBe(Date.UTC(2026, 5, 22, 7));
    expect(report.value.withCalendars).toBe(true);
  });
});
