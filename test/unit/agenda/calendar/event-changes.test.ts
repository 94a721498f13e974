/** What becomes of changes of events until Zoho has confirmed them. */
import { calls } from '../../../../contract/api.ts';
import { describe, expect, it } from 'vitest';
import { fail } from '../../../../contract/result.ts';
import { writeOfEvent } from '../../../../contract/rules/event-form.ts';
import { createMemoryRows } from '../../../../electron/agenda/outbox/rows.ts';
import {
  build, lost, offline, online, quiet, refOf, seeded, shownTitles, span, states, unreachable, write, writes, type Built,
} from './sim.ts';

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

  it('that waits goes on having its repeat, its meeting and the word to people when it is edited', async () => {
    const built = await seeded();
    offline(built);
    const repeat = { interval: 1, every: { unit: 'day' }, end: { type: 'never' } } as const;
    await Promise.all([built.desk.create({ write: write({ title: 'New', repeat, withMeeting: true, notify: true }) }), quiet()]);
    const shown = await built.desk.get({ ...refOf(built, 'New'), refresh: false });
    if (!shown.ok) throw new Error('no answer');
    expect(shown.value.pending).toBe('waiting');
    const base = writeOfEvent(shown.value, 'Europe/Paris');
    await Promise.all([built.desk.update({ ref: refOf(built, 'New'), write: { ...base, title: 'Newer' }, base, extent: 'this' }), quiet()]);
    expect(built.outboxRows.all().map(({ body }) => body)).toMatchObject([
      { change: 'create', write: { title: 'Newer', repeat, withMeeting: true, notify: true } },
    ]);
  });

  it('that was refused off its form can be edited, and is then sent', async () => {
    const built = await seeded();
    offline(built);
    await Promise.all([built.desk.create({ write: write({ title: 'New' }) }), quiet()]);
    built.zoho.sim.fault = (method) => (method === 'create' ? { error: fail('rejected', 'no'), isDone: false } : undefined);
    built.desk.wake('online');
    await quiet();
    expect(states(built)).toEqual(['create New: failed']);
    expect(await built.desk.get({ ...refOf(built, 'New'), refresh: false })).toMatchObject({ value: { pending: 'asking' } });
    built.zoho.sim.fault = () => undefined;
    await Promise.all([built.desk.update({ ref: refOf(built, 'New'), write: write({ title: 'Newer' }), base: null, extent: 'this' }), quiet()]);
    expect(built.zoho.titles()).toEqual(['Newer']);
    expect(states(built)).toEqual([]);
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
