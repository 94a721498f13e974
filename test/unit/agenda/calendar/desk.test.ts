import { calls } from '../../../../contract/api.ts';
import { describe, expect, it } from 'vitest';
import { fail } from '../../../../contract/result.ts';
import { agendaEventsSchema, eventChangeSchema, eventSchema } from '../../../../contract/calendar.ts';
import { createMemoryRows } from '../../../../electron/agenda/outbox/rows.ts';
import { listed } from '../fakes.ts';
import { build, calendar, home, lost, quiet, shownTitles, simCalendar, span, unreachable, write, type Built } from './sim.ts';

const hour = 3_600_000;
const offline = ({ zoho }: Built) => void (zoho.sim.fault = () => unreachable());
const online = async (built: Built) => {
  built.zoho.sim.fault = () => undefined;
  built.desk.wake('online');
  await quiet();
};
const writes = ({ zoho }: Built) => zoho.sim.sent.filter((each) => /^(?:create|update|remove)/.test(each));
const states = ({ desk }: Built) => desk.changes().map((each) => {
  const { change, title, state } = eventChangeSchema.parse(each);
  return `${change} ${title}: ${state}`;
});
const seeded = async (...titles: string[]) => {
  const zoho = simCalendar();
  for (const title of titles) zoho.sim.add(write({ title }));
  return build({ zoho });
};
const refOf = (built: Built, title: string) => {
  const row = built.desk.between(span).events.find((each) => each.title === title);
  if (!row) throw new Error(`no ${title}`);
  const { calendar: of, uid, occurrence } = row;
  return { calendar: of, uid, occurrence };
};

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
    let letGo = () => undefined as void;
    const { events } = zoho.api;
    // Zoho makes up its answer before the change, and it arrives after it.
    zoho.api.events = async (...asked) => {
      const answer = await events(...asked);
      await new Promise<void>((resolve) => (letGo = resolve));
      return answer;
    };
    const refreshed = desk.refresh();
    await quiet();
    zoho.api.events = events;
    await Promise.all([desk.create({ write: write({ title: 'New' }) }), quiet()]);
    letGo();
    await Promise.all([refreshed, quiet()]);
    expect(shownTitles(built)).toEqual(['New', 'One']);
  });

  it('keeps the words of a change when an answer that is older tells the ones before', async () => {
    const built = await seeded('One');
    const { zoho, desk } = built;
    let letGo = () => undefined as void;
    const { events } = zoho.api;
    zoho.api.events = async (...asked) => {
      const answer = await events(...asked);
      await new Promise<void>((resolve) => (letGo = resolve));
      return answer;
    };
    const refreshed = desk.refresh();
    await quiet();
    zoho.api.events = events;
    await Promise.all([desk.update({ ref: refOf(built, 'One'), write: write({ title: 'Changed' }), base: write({ title: 'One' }), extent: 'this' }), quiet()]);
    letGo();
    await Promise.all([refreshed, quiet()]);
    expect(shownTitles(built)).toEqual(['Changed']);
  });

  it('is not brought back by details that were asked for before it went', async () => {
    const built = await seeded('One', 'Two');
    const { zoho, desk } = built;
    const ref = refOf(built, 'One');
    let letGo = () => undefined as void;
    const { event } = zoho.api;
    zoho.api.event = async (...asked) => {
      const answer = await event(...asked);
      await new Promise<void>((resolve) => (letGo = resolve));
      return answer;
    };
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

describe('a change', () => {
  it('is at Zoho when it is answered', async () => {
    const built = await seeded();
    const [created] = await Promise.all([built.desk.create({ write: write() }), quiet()]);
    expect(created).toMatchObject({ ok: true, value: { waiting: false } });
    const base = write();
    const [edited] = await Promise.all([
      built.desk.update({ ref: refOf(built, 'Lunch'), write: write({ title: 'Dinner', time: '19:00' }), base, extent: 'this' }), quiet(),
    ]);
    expect(edited).toMatchObject({ ok: true, value: { waiting: false } });
    expect(built.zoho.titles()).toEqual(['Dinner']);
    expect(shownTitles(built)).toEqual(['Dinner']);
    expect(states(built)).toEqual([]);
  });

  it('made off-line waits, in its place in the agenda, and is sent in order once', async () => {
    const built = await seeded('One', 'Two');
    offline(built);
    const [answer] = await Promise.all([built.desk.create({ write: write({ title: 'New' }) }), quiet()]);
    expect(answer).toMatchObject({ ok: true, value: { waiting: true } });
    await Promise.all([built.desk.update({ ref: refOf(built, 'One'), write: write({ title: 'One more' }), base: write({ title: 'One' }), extent: 'this' }), quiet()]);
    expect(states(built)).toEqual(['create New: waiting', 'update One more: waiting']);
    expect(built.desk.between(span).events.map(({ title, pending }) => `${title} ${pending}`).toSorted()).toEqual([
      'New waiting', 'One more waiting', 'Two null',
    ]);
    await online(built);
    expect(built.zoho.titles()).toEqual(['New', 'One more', 'Two']);
    expect(writes(built)).toEqual(['create New', 'update One more']);
    expect(states(built)).toEqual([]);
  });

  it('survives a crash, and is then sent once', async () => {
    const built = await seeded('One');
    offline(built);
    await Promise.all([built.desk.create({ write: write({ title: 'New' }) }), quiet()]);
    built.zoho.sim.fault = () => undefined;
    const { zoho, rows, outboxRows, clock } = built;
    await build({ zoho, rows, outboxRows, clock });
    expect(zoho.titles()).toEqual(['New', 'One']);
  });

  it('outlives that calendars are switched off, and goes with the account', async () => {
    const built = await seeded('One');
    offline(built);
    await Promise.all([built.desk.create({ write: write({ title: 'New' }) }), quiet()]);
    built.desk.follow({ account: built.account(['meetings']) });
    expect(states(built)).toEqual([]);
    built.desk.follow({ account: built.account() });
    await quiet();
    expect(states(built)).toEqual(['create New: waiting']);
    built.desk.follow({ account: null });
    expect(built.outboxRows.all()).toEqual([]);
  });

  it('before it was sent is merged with the one before it', async () => {
    const built = await seeded('One');
    offline(built);
    await Promise.all([built.desk.create({ write: write({ title: 'New' }) }), quiet()]);
    await Promise.all([built.desk.update({ ref: refOf(built, 'New'), write: write({ title: 'Newer' }), base: null, extent: 'this' }), quiet()]);
    expect(states(built)).toEqual(['create Newer: waiting']);
    await built.desk.remove({ ref: refOf(built, 'Newer'), extent: 'this', notify: false });
    expect(states(built)).toEqual([]);
    await online(built);
    expect(writes(built)).toEqual([]);
  });

  it('that Zoho refuses is told to whoever made it, and shown no more', async () => {
    const built = await seeded('One');
    built.zoho.sim.fault = (method) => (method === 'create' ? { error: fail('rejected', 'no'), isDone: false } : undefined);
    const [answer] = await Promise.all([built.desk.create({ write: write({ title: 'New' }) }), quiet()]);
    expect(answer).toMatchObject({ ok: false, error: { code: 'rejected' } });
    expect(shownTitles(built)).toEqual(['One']);
  });
});

describe('a create whose answer is lost', () => {
  const losing = (isDone: boolean) => (built: Built) => {
    let isFirst = true;
    built.zoho.sim.fault = (method) => {
      if (method !== 'create' || !isFirst) return undefined;
      isFirst = false;
      return lost(isDone);
    };
  };

  it('is found again', async () => {
    const built = await seeded('Lunch');
    losing(true)(built);
    const [answer] = await Promise.all([built.desk.create({ write: write() }), quiet()]);
    expect(answer).toMatchObject({ ok: true, value: { foundAgain: true, waiting: false } });
    expect(built.zoho.titles()).toEqual(['Lunch', 'Lunch']);
  });

  it('and was never carried out is asked about, not sent again', async () => {
    const built = await seeded();
    losing(false)(built);
    await Promise.all([built.desk.create({ write: write() }), quiet()]);
    expect(built.desk.changes()).toMatchObject([{ state: 'asking', question: { type: 'lost-create', candidates: 0, looked: true } }]);
    expect(writes(built)).toEqual(['create Lunch']);
    const [{ id } = { id: '' }] = built.desk.changes();
    built.desk.answer({ id, answer: { type: 'send' } });
    await quiet();
    expect(built.zoho.titles()).toEqual(['Lunch']);
  });

  it('is looked for after a crash, and never sent a second time', async () => {
    const built = await seeded();
    const { zoho, rows, outboxRows, clock } = built;
    zoho.sim.fault = (method) => (method === 'create' ? lost(true) : zoho.sim.sent.some((each) => each.startsWith('create')) ? unreachable() : undefined);
    await Promise.all([built.desk.create({ write: write() }), quiet()]);
    zoho.sim.fault = () => undefined;
    const after = await build({ zoho, rows, outboxRows, clock });
    await quiet();
    expect(zoho.titles()).toEqual(['Lunch']);
    expect(states(after)).toEqual([]);
  });

  it('with two that may be it is asked about', async () => {
    const built = await seeded();
    built.zoho.sim.fault = (method) => {
      if (method !== 'create') return undefined;
      built.zoho.sim.add(write());
      built.zoho.sim.add(write());
      return lost(false);
    };
    await Promise.all([built.desk.create({ write: write() }), quiet()]);
    expect(built.desk.changes()).toMatchObject([{ question: { type: 'lost-create', candidates: 2 } }]);
  });
});

describe('a create', () => {
  it('is not sent while what was there before cannot be written to the disk', async () => {
    const rows = createMemoryRows();
    let puts = 0;
    const built = await build({
      outboxRows: {
        ...rows,
        put(row) {
          if (++puts > 1) throw new Error('no space');
          rows.put(row);
        },
      },
    });
    const [answer] = await Promise.all([built.desk.create({ write: write() }), quiet()]);
    expect(answer).toMatchObject({ ok: false, error: { code: 'not-kept' } });
    expect(writes(built)).toEqual([]);
  });

  it('that is lost is asked about when what was there before was not told whole', async () => {
    const built = await seeded();
    built.zoho.sim.complete = false;
    built.zoho.sim.fault = (method) => (method === 'create' ? lost(true) : undefined);
    await Promise.all([built.desk.create({ write: write() }), quiet()]);
    expect(built.desk.changes()).toMatchObject([{ state: 'asking', question: { type: 'lost-create', candidates: 1, looked: false } }]);
  });

  it('of one account is not another’s to see or send', async () => {
    const built = await seeded();
    offline(built);
    await Promise.all([built.desk.create({ write: write({ title: 'Mine' }) }), quiet()]);
    built.desk.follow({ account: built.account(undefined, '2') });
    await online(built);
    expect(states(built)).toEqual([]);
    expect(writes(built)).toEqual([]);
    built.desk.follow({ account: built.account() });
    await quiet();
    expect(built.zoho.titles()).toEqual(['Mine']);
  });
});

describe('an edit of what somebody else changed', () => {
  const base = write({ title: 'One' });

  it('asks, and does as it is told', async () => {
    const built = await seeded('One');
    const { zoho, desk } = built;
    const { uid } = refOf(built, 'One');
    zoho.sim.change(uid, { location: 'Room 5' });
    const mine = write({ title: 'Mine' });
    await Promise.all([desk.update({ ref: refOf(built, 'One'), write: mine, base, extent: 'this' }), quiet()]);
    expect(desk.changes()).toMatchObject([{ state: 'asking', question: { type: 'conflict', base, mine, theirs: { location: 'Room 5' } } }]);
    // The page is told what the contract says, and nothing of main's own.
    expect(calls.getEventChanges.output.parse(desk.changes())).toEqual(desk.changes());
    expect(writes(built)).toEqual([]);
    const [{ id } = { id: '' }] = desk.changes();
    desk.answer({ id, answer: { type: 'write', write: { ...mine, location: 'Room 5' } } });
    await quiet();
    expect(zoho.held.get(uid)).toMatchObject({ title: 'Mine', location: 'Room 5' });
    expect(states(built)).toEqual([]);
  });

  it('still asks after a restart', async () => {
    const built = await seeded('One');
    built.zoho.sim.change(refOf(built, 'One').uid, { location: 'Room 5' });
    await Promise.all([built.desk.update({ ref: refOf(built, 'One'), write: write({ title: 'Mine' }), base, extent: 'this' }), quiet()]);
    const after = await build(built);
    await quiet();
    expect(after.desk.changes()).toMatchObject([{ state: 'asking', question: { type: 'conflict', theirs: { location: 'Room 5' } } }]);
  });

  it('asks again when it was changed once more', async () => {
    const built = await seeded('One');
    const { zoho, desk } = built;
    const { uid } = refOf(built, 'One');
    zoho.sim.change(uid, { location: 'Room 5' });
    await Promise.all([desk.update({ ref: refOf(built, 'One'), write: write({ title: 'Mine' }), base, extent: 'this' }), quiet()]);
    zoho.sim.change(uid, { location: 'Room 6' });
    const [{ id } = { id: '' }] = desk.changes();
    desk.answer({ id, answer: { type: 'write', write: write({ title: 'Mine' }) } });
    await quiet();
    expect(desk.changes()).toMatchObject([{ state: 'asking', question: { theirs: { location: 'Room 6' } } }]);
  });

  it('does not ask when only the etag is another', async () => {
    const built = await seeded('One');
    built.zoho.sim.change(refOf(built, 'One').uid, {});
    await Promise.all([built.desk.update({ ref: refOf(built, 'One'), write: write({ title: 'Mine' }), base, extent: 'this' }), quiet()]);
    expect(built.zoho.titles()).toEqual(['Mine']);
  });

  it('that is gone asks whether it is to be made anew', async () => {
    const built = await seeded('One');
    const { zoho, desk } = built;
    const ref = refOf(built, 'One');
    zoho.held.clear();
    await Promise.all([desk.update({ ref, write: write({ title: 'Mine' }), base, extent: 'this' }), quiet()]);
    const [{ id, question } = { id: '', question: null }] = desk.changes();
    expect(question).toEqual({ type: 'gone' });
    desk.answer({ id, answer: { type: 'send' } });
    await quiet();
    expect(zoho.titles()).toEqual(['Mine']);
  });
});

describe('a deletion', () => {
  it('takes it away at once, and can be undone for eight seconds', async () => {
    const built = await seeded('One', 'Two');
    const change = await built.desk.remove({ ref: refOf(built, 'One'), extent: 'this', notify: false });
    if (!change.ok) throw new Error('refused');
    expect(shownTitles(built)).toEqual(['Two']);
    expect(change.value.heldUntil).toBe(built.clock.now() + 8_000);
    built.desk.drop(change.value.id);
    expect(shownTitles(built)).toEqual(['One', 'Two']);
    await built.clock.pass(9_000);
    await quiet();
    expect(built.zoho.titles()).toEqual(['One', 'Two']);
  });

  it('is sent after that', async () => {
    const built = await seeded('One', 'Two');
    await built.desk.remove({ ref: refOf(built, 'One'), extent: 'this', notify: false });
    await built.clock.pass(9_000);
    await quiet();
    expect(built.zoho.titles()).toEqual(['Two']);
    expect(shownTitles(built)).toEqual(['Two']);
    expect(states(built)).toEqual([]);
  });

  it('of what somebody has moved meanwhile is not carried out', async () => {
    const built = await seeded('One');
    const { uid } = refOf(built, 'One');
    await built.desk.remove({ ref: refOf(built, 'One'), extent: 'this', notify: false });
    built.zoho.sim.change(uid, { title: 'Something else now' });
    await built.clock.pass(9_000);
    await quiet();
    expect(built.zoho.titles()).toEqual(['Something else now']);
    expect(states(built)).toEqual(['delete One: failed']);
  });

  it('of what is gone already is done', async () => {
    const built = await seeded('One');
    await built.desk.remove({ ref: refOf(built, 'One'), extent: 'this', notify: false });
    built.zoho.held.clear();
    await built.desk.settle(1_000);
    expect(states(built)).toEqual([]);
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
