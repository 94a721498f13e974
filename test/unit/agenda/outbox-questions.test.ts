import { describe, expect, it } from 'vitest';
import { fail } from '../../../contract/result.ts';
import { outcome, valueOf } from '../zoho/helpers.ts';
import { listed, noon, hour, settled } from './fakes.ts';
import { crash, items, lost, offline, online, only, seeded, states, writes } from './outbox-helpers.ts';
import { write } from './sim.ts';

describe('a create that may have been made', () => {
  it('when Parley crashed while it was sent: is found and taken at the next start', async () => {
    const first = await seeded(1);
    first.zoho.isPrompt = false;
    void first.create('Plan');
    await settled();
    // Zoho makes it, and nobody is there any more to hear of it.
    first.zoho.open().find(({ verb }) => verb === 'create')?.carryOut();
    first.zoho.isPrompt = true;
    const second = await crash(first);
    await settled();
    expect(second.topics()).toEqual(['Plan', 'Topic 1001']);
    expect([writes(second), second.outboxRows.ids()]).toEqual([['create Plan', 'find Plan'], []]);
  });

  it('when it was not made: asks, and is made anew only when that is wanted', async () => {
    const first = await seeded(0);
    first.zoho.isPrompt = false;
    void first.create('Plan');
    await settled();
    first.zoho.isPrompt = true;
    const second = await crash(first);
    await settled();
    expect(only(second)).toMatchObject({
      state: 'asking', question: { type: 'lost-create', candidates: 0, looked: true },
    });
    expect(second.topics()).toEqual(['Plan (asking)']);
    await second.agenda.sessions.refresh('meeting', 'all');
    second.agenda.wake('online');
    await second.clock.pass(60 * 60_000);
    expect(writes(second)).toEqual(['create Plan', 'find Plan']);

    second.agenda.outbox.answer({ id: only(second).id, answer: { type: 'look' } });
    await settled();
    expect(writes(second).slice(2)).toEqual(['find Plan']);
    second.agenda.outbox.answer({ id: only(second).id, answer: { type: 'send' } });
    await settled();
    expect(writes(second).slice(3)).toEqual(['create Plan']);
    expect([second.topics(), items(second)]).toEqual([['Plan'], []]);
  });

  it('when nothing had been sent: is made', async () => {
    const first = await seeded(0);
    first.outboxRows.isBroken = false;
    offline(first);
    await first.create('Plan');
    const second = await crash(first);
    await online(second);
    expect(writes(second)).not.toContain('find Plan');
    expect(second.topics()).toEqual(['Plan']);
  });

  it('is taken as soon as a listing shows it, and not looked for in every listing', async () => {
    const built = await seeded(0);
    built.zoho.fault = (verb) => (verb === 'create' ? lost(false) : undefined);
    await built.create('Plan');
    await settled();
    const looks = () => writes(built).filter((each) => each.startsWith('find')).length;
    const [looked] = [looks()];
    for (let count = 0; count < 3; count++) await built.agenda.sessions.refresh('meeting', 'all');
    expect(looks()).toBe(looked);
    // It was late, or somebody's hand has made it.
    built.zoho.seed(listed('77', Date.UTC(2026, 5, 20, 10), { topic: 'Plan', timeZone: 'UTC' }));
    await built.agenda.sessions.refresh('meeting', 'all');
    await settled();
    expect([looks(), built.topics(), items(built)]).toEqual([looked + 1, ['Plan'], []]);
  });

  it('is not looked for again and again when what looks like it is not it', async () => {
    const built = await seeded(0);
    built.zoho.fault = (verb) => (verb === 'create' ? lost(false) : undefined);
    built.zoho.writer.find = async () => {
      built.zoho.sent.push('find Plan');
      return fail('create-unknown', 'no', { details: { outcome: 'unknown', candidates: 0, looked: true } });
    };
    await built.create('Plan');
    built.zoho.seed(listed('77', Date.UTC(2026, 5, 20, 10), { topic: 'Plan', timeZone: 'UTC', creatorZuid: '1' }));
    for (let count = 0; count < 5; count++) {
      await built.agenda.sessions.refresh('meeting', 'all');
      await settled();
    }
    expect(writes(built).filter((each) => each.startsWith('find'))).toHaveLength(1);
  });

  it('and whose evidence the disk refuses is not sent', async () => {
    const built = await seeded(0);
    built.zoho.isPrompt = false;
    const listing = built.agenda.sessions.refresh('meeting', 'all');
    const { writer } = built.zoho;
    const { create } = writer;
    writer.create = async (...input) => {
      built.outboxRows.isBroken = true;
      return create(...input);
    };
    const answer = built.create('Plan');
    await settled();
    expect(writes(built)).toEqual([]);
    expect(built.zoho.open().map(({ verb }) => verb)).not.toContain('create');
    built.zoho.isPrompt = true;
    expect(outcome(await answer)).toBe('not-kept');
    built.zoho.open().forEach((call) => void call.deliver());
    await listing;
  });

  it('that Zoho plainly did not take is sent again without a question', async () => {
    const built = await seeded(0);
    let left = 1;
    const limited = { error: fail('rate-limited', 'no', { retryAfter: 20_000 }), done: false } as const;
    built.zoho.fault = (verb) => (verb === 'create' && left-- > 0 ? limited : undefined);
    expect(valueOf(await built.create('Plan')).waiting).toBe(true);
    expect(only(built)).toMatchObject({ state: 'waiting', error: { code: 'rate-limited' } });
    await built.clock.pass(19_000);
    built.agenda.wake('online');
    await settled();
    expect(writes(built)).toEqual(['create Plan']);
    await built.clock.pass(1_000);
    expect([writes(built), built.topics()]).toEqual([['create Plan', 'create Plan'], ['Plan']]);
  });
});

describe('when Zoho’s copy has changed meanwhile', () => {
  const changed = async () => {
    const built = await seeded(1);
    offline(built);
    await built.update('1001', 'Mine');
    built.zoho.seed(listed('1001', noon + hour, { topic: 'Theirs' }));
    await online(built);
    return built;
  };

  it('shows what it was, what is wanted and what is there; and writes what is chosen', async () => {
    const built = await changed();
    const { id, state, question } = only(built);
    expect([state, question]).toMatchObject([
      'asking',
      {
        type: 'conflict', base: { topic: 'Topic 1001', agenda: null }, mine: { topic: 'Mine', participants: null },
        theirs: { topic: 'Theirs', startsAt: noon + hour },
      },
    ]);
    expect(built.zoho.held.get('1001')?.topic).toBe('Theirs');
    expect(built.topics()).toEqual(['Mine (asking)']);
    expect(outcome(built.agenda.outbox.answer({ id, answer: { type: 'look' } }))).toBe('rejected');
    built.agenda.outbox.answer({ id, answer: { type: 'write', write: write('Both') } });
    await settled();
    expect([built.topics(), items(built)]).toEqual([['Both'], []]);
    expect(outcome(built.agenda.outbox.answer({ id, answer: { type: 'write', write: write('Both') } }))).toBe('rejected');
  });

  it('asks again when it changes once more before the answer', async () => {
    const built = await changed();
    built.zoho.seed(listed('1001', noon + hour, { topic: 'Theirs again' }));
    built.agenda.outbox.answer({ id: only(built).id, answer: { type: 'write', write: write('Both') } });
    await settled();
    expect(only(built)).toMatchObject({
      state: 'asking', question: { base: { topic: 'Theirs' }, theirs: { topic: 'Theirs again' } },
    });
  });

  it('leaves it as it is when the change is dropped', async () => {
    const built = await changed();
    built.agenda.outbox.drop(only(built).id);
    await built.agenda.sessions.refresh('meeting', 'all');
    expect([built.topics(), items(built)]).toEqual([['Theirs'], []]);
  });

  it('an edit on line asks, too; the rest goes on', async () => {
    const built = await seeded(2);
    built.zoho.seed(listed('1001', noon + hour, { topic: 'Theirs' }));
    expect(valueOf(await built.update('1001', 'Mine')).waiting).toBe(true);
    expect(valueOf(await built.update('1002', 'Other')).waiting).toBe(false);
    expect(states(built)).toEqual(['update Mine: asking']);
  });

  it('the traces of an own send whose answer was lost are no change', async () => {
    const built = await seeded(1);
    built.zoho.fault = (verb) => (verb === 'update' ? lost(true) : undefined);
    await built.update('1001', 'One');
    await built.update('1001', 'Two');
    expect(only(built)).toMatchObject({ topic: 'Two', state: 'waiting' });
    await online(built);
    expect([built.topics(), items(built)]).toEqual([['Two'], []]);
  });

  it('nor are they after a crash', async () => {
    const first = await seeded(1);
    first.zoho.isPrompt = false;
    void first.update('1001', 'One');
    await settled();
    first.zoho.open().find(({ verb }) => verb === 'update')?.carryOut();
    first.zoho.isPrompt = true;
    const second = await crash(first);
    await settled();
    expect([second.topics(), items(second)]).toEqual([['One'], []]);
  });

  it('not even when it is changed once more before Zoho can be reached', async () => {
    const first = await seeded(1);
    first.zoho.isPrompt = false;
    void first.update('1001', 'One');
    await settled();
    first.zoho.open().find(({ verb }) => verb === 'update')?.carryOut();
    first.zoho.isPrompt = true;
    offline(first);
    const second = await crash(first);
    await second.update('1001', 'Two');
    await online(second);
    await second.agenda.sessions.refresh('meeting', 'all');
    expect([second.topics(), items(second)]).toEqual([['Two'], []]);
  });

  it('what the form showed is what counts, where it is told', async () => {
    const built = await seeded(1);
    built.zoho.seed(listed('1001', noon + hour, { topic: 'Theirs', timeZone: 'UTC' }));
    await built.agenda.sessions.refresh('meeting', 'all');
    const shown = write('Before', { date: '2026-06-19', time: '13:00' });
    const edit = { kind: 'meeting', key: '1001', write: write('Mine') } as const;
    expect(valueOf(await built.agenda.edits.update({ ...edit, base: shown })).waiting).toBe(true);
    expect(only(built).question).toMatchObject({ base: { topic: 'Before' }, theirs: { topic: 'Theirs' } });
    built.agenda.outbox.drop(only(built).id);
    const seen = { ...shown, topic: 'Theirs' };
    expect(valueOf(await built.agenda.edits.update({ ...edit, base: seen })).waiting).toBe(false);
  });

  it('what no listing tells is no conflict, although the form shows it as empty', async () => {
    const built = await seeded(1);
    built.zoho.seed(listed('1001', noon + hour, { topic: 'Topic 1001', timeZone: 'UTC', agenda: 'Plan' }));
    const shown = write('Topic 1001', { date: '2026-06-19', time: '13:00' });
    const mine = { ...shown, agenda: 'Another plan' };
    const answer = await built.agenda.edits.update({ kind: 'meeting', key: '1001', write: mine, base: shown });
    expect([valueOf(answer).waiting, built.zoho.held.get('1001')?.agenda]).toEqual([false, 'Another plan']);
  });
});

describe('when it is not at Zoho any more', () => {
  it('on line, that is the answer, and the form is still there', async () => {
    const built = await seeded(1);
    built.zoho.held.clear();
    expect(outcome(await built.update('1001', 'Other'))).toBe('not-found');
    await settled();
    expect([items(built), built.keys(), built.outboxRows.ids()]).toEqual([[], [], []]);
  });

  it.each(['send', 'drop'] as const)('later, it is asked what is to become of it: %s', async (choice) => {
    const built = await seeded(1);
    offline(built);
    await built.update('1001', 'Other');
    built.zoho.held.clear();
    await online(built);
    const { id, state, question } = only(built);
    expect([state, question]).toEqual(['asking', { type: 'gone' }]);
    if (choice === 'send') built.agenda.outbox.answer({ id, answer: { type: 'send' } });
    else built.agenda.outbox.drop(id);
    await settled();
    expect(built.topics()).toEqual(choice === 'send' ? ['Other'] : []);
    expect([items(built), built.zoho.held.size]).toEqual([[], choice === 'send' ? 1 : 0]);
  });

  it('a deletion is simply done', async () => {
    const built = await seeded(1);
    offline(built);
    built.remove('1001');
    await built.clock.pass(8_000);
    built.zoho.held.clear();
    await online(built);
    expect(items(built)).toEqual([]);
  });
});
