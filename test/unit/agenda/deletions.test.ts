import { describe, expect, it } from 'vitest';
import { deletionSchema } from '../../../contract/domain.ts';
import { outcome, valueOf } from '../zoho/helpers.ts';
import { before, removes, withSessions } from './deletions-scene.ts';

describe('a deletion', () => {
  it('takes the row away at once, and can be undone for 8 s', async () => {
    const built = await withSessions(2);
    const { remove, keys, clock, agenda, zoho, told } = built;
    const deletion = valueOf(remove('1001'));
    expect(deletionSchema.parse(deletion)).toEqual({
      id: expect.any(String), kind: 'meeting', topic: 'Topic 1001', total: 1, state: 'held',
      heldUntil: clock.now() + 8_000, done: 0, failed: [],
    });
    expect(keys()).toEqual(['1002']);
    expect(outcome(await agenda.sessions.get('meeting', '1001', true))).toBe('not-found');
    await clock.pass(7_900);
    expect(outcome(agenda.deletions.undo(deletion.id))).toBe('ok');
    expect(keys()).toEqual(['1001', '1002']);
    await clock.pass(10_000);
    expect(zoho.held.has('1001')).toBe(true);
    expect(removes(built)).toEqual([]);
    expect(agenda.deletions.list()).toEqual([]);
    expect(told).toEqual([['held 0/1 !0'], ['undone 0/1 !0']]);
  });

  it('can no longer be undone after 8.1 s, and stays away', async () => {
    const { remove, keys, clock, agenda, zoho, told } = await withSessions(2);
    const { id } = valueOf(remove('1001'));
    zoho.isPrompt = false;
    await clock.pass(8_100);
    const undone = agenda.deletions.undo(id);
    expect(undone).toMatchObject({ ok: false, error: { code: 'rejected', details: { state: 'running' } } });
    const [call] = zoho.open();
    await call?.deliver();
    expect(keys()).toEqual(['1002']);
    expect(zoho.held.has('1001')).toBe(false);
    expect(agenda.deletions.undo(id)).toMatchObject({ ok: false, error: { details: { state: 'done' } } });
    await clock.pass(100);
    expect(told).toEqual([['held 0/1 !0'], ['running 0/1 !0'], ['done 1/1 !0']]);
    expect(agenda.deletions.list()).toEqual([]);
  });

  it('is done when Zoho no longer knew it', async () => {
    const { remove, zoho, clock, told, keys } = await withSessions(1);
    zoho.held.clear();
    remove('1001');
    await clock.pass(8_000);
    await clock.pass(100);
    expect(told.at(-1)).toEqual(['done 1/1 !0']);
    expect(keys()).toEqual([]);
  });

  it('stays away whatever listing or details arrive, held or sent', async () => {
    const { remove, keys, clock, agenda, zoho } = await withSessions(2);
    remove('1001');
    await agenda.sessions.refresh('meeting', 'all');
    expect(keys()).toEqual(['1002']);
    zoho.isPrompt = false;
    const relisted = agenda.sessions.refresh('meeting', 'all');
    const [list] = zoho.open();
    list?.carryOut();
    zoho.isPrompt = true;
    await clock.pass(8_000);
    await list?.deliver();
    await relisted;
    expect(keys()).toEqual(['1002']);
  });

  it('comes back when Zoho refuses, says why, and stays told until it is dismissed', async () => {
    const { remove, keys, clock, agenda, zoho } = await withSessions(2);
    zoho.fault = (verb) => (verb === 'remove' ? before('not-permitted') : undefined);
    const { id } = valueOf(remove('1001'));
    expect(agenda.deletions.dismiss(id)).toMatchObject({ ok: false, error: { details: { state: 'held' } } });
    await clock.pass(8_000);
    await clock.pass(100);
    expect(keys()).toEqual(['1001', '1002']);
    expect(agenda.deletions.list()).toMatchObject([
      { id, state: 'done', done: 0, failed: [{ key: '1001', topic: 'Topic 1001', error: { code: 'not-permitted' } }] },
    ]);
    expect(outcome(agenda.deletions.dismiss(id))).toBe('ok');
    expect(agenda.deletions.list()).toEqual([]);
  });

  it('waits for the edit before it', async () => {
    const { remove, update, clock, zoho } = await withSessions(1);
    zoho.isPrompt = false;
    const updating = update('1001', 'Other');
    remove('1001');
    await clock.pass(8_000);
    expect(zoho.open().map(({ verb }) => verb)).toEqual(['update']);
    await zoho.open()[0]?.deliver();
    await updating;
    expect(zoho.open().map(({ verb }) => verb)).toContain('remove');
  });

  it('of what is being created waits for its key; of what was not created has nothing to do', async () => {
    const { remove, create, clock, zoho, keys, agenda } = await withSessions(0);
    zoho.isPrompt = false;
    const creating = create('Plan');
    remove(keys()[0] ?? '');
    expect(keys()).toEqual([]);
    await clock.pass(8_000);
    await zoho.open()[0]?.deliver();
    await creating;
    expect(keys()).toEqual([]);
    for (const call of zoho.open()) await call.deliver();
    expect(zoho.held.size).toBe(0);

    zoho.fault = (verb) => (verb === 'create' ? before('rejected') : undefined);
    const refused = create('Other');
    remove(keys()[0] ?? '');
    zoho.isPrompt = true;
    for (const call of zoho.open()) await call.deliver();
    await refused;
    await clock.pass(8_100);
    await clock.pass(100);
    expect(agenda.deletions.list()).toEqual([]);
    expect(keys()).toEqual([]);
  });

  it('of nothing new is refused; several are held at once, each with its own end', async () => {
    const { remove, clock, keys, agenda, connect } = await withSessions(4);
    const first = valueOf(remove('1001', '1001'));
    expect(first.total).toBe(1);
    await clock.pass(4_000);
    const second = valueOf(remove('1001', '1002', '1003'));
    expect(second).toMatchObject({ total: 2, topic: null });
    expect(outcome(remove('1002'))).toBe('not-found');
    await clock.pass(4_000);
    await clock.pass(100);
    expect(agenda.deletions.list()).toMatchObject([{ id: second.id, state: 'held' }]);
    agenda.deletions.undo(second.id);
    expect(keys()).toEqual(['1002', '1003', '1004']);
    connect(null);
    expect(outcome(remove('1004'))).toBe('not-connected');
  });
});
