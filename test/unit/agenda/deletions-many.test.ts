import { describe, expect, it } from 'vitest';
import { outcome, valueOf } from '../zoho/helpers.ts';
import { before, error, finish, removes, removing, withSessions } from './deletions-scene.ts';
import { settled } from './fakes.ts';
import { some } from './sim.ts';

describe('300 at once', () => {
  const all = some(300).map(({ key }) => key);

  it('go on past rate limits, server errors and what was gone, two at a time, until all is told or done', async () => {
    const built = await withSessions(300);
    const { zoho, remove, clock, agenda, keys, told } = built;
    const limited = new Map([['1040', 2], ['1041', 1], ['1200', 3]]);
    const failing = new Map([['1050', 1], ['1150', 2], ['1250', 1], ['1077', 1]]);
    const takes = (left: Map<string, number>, key: string) => {
      const times = left.get(key) ?? 0;
      left.set(key, times - 1);
      return times > 0;
    };
    zoho.fault = (verb, key) => {
      if (verb !== 'remove') return undefined;
      if (takes(limited, key))
        return before(key === '1200' ? 'throttled' : 'rate-limited', key === '1041' ? undefined : 30_000);
      if (key === '1099') return before('not-permitted');
      if (!takes(failing, key)) return undefined;
      return key === '1077' ? { error: error('timeout'), done: true } : before('zoho-unavailable');
    };
    for (const gone of ['1010', '1151']) zoho.held.delete(gone);
    const { id } = valueOf(remove(...all));
    expect(keys()).toEqual([]);
    await clock.pass(8_000);
    const begin = clock.now();
    await finish(built);
    expect(zoho.mostRemovesAtOnce()).toBe(2);
    expect(agenda.deletions.list()).toMatchObject([
      { id, state: 'done', total: 300, done: 299, failed: [{ key: '1099', error: { code: 'not-permitted' } }] },
    ]);
    await settled();
    expect([keys(), [...zoho.held.keys()], agenda.outbox.list()]).toEqual([['1099'], ['1099'], []]);
    // Five pauses that Zoho asked for, one of its own making, and no more: what fails alone holds nothing up.
    expect(clock.now() - begin).toBeGreaterThan(5 * 30_000);
    expect(clock.now() - begin).toBeLessThan(6 * 30_000);
    expect(removes(built).length).toBeLessThan(315);
    expect(told.length).toBeLessThan(300);
  });

  it('stop in the middle: what was not sent stays', async () => {
    const built = await withSessions(300);
    const { zoho, remove, clock, agenda, keys, told } = built;
    const { id } = valueOf(remove(...all));
    zoho.isPrompt = false;
    await clock.pass(8_000);
    for (let count = 0; count < 120; count++) await removing(built)?.deliver();
    expect(outcome(agenda.deletions.stop(id))).toBe('ok');
    // Two are under way and cannot be called back.
    expect(keys()).toHaveLength(178);
    expect(agenda.deletions.list()).toMatchObject([{ state: 'stopped', done: 120 }]);
    for (const call of zoho.open()) await call.deliver();
    await clock.pass(100);
    expect(told.at(-1)).toEqual(['stopped 122/300 !0']);
    expect(agenda.deletions.list()).toEqual([]);
    expect(zoho.held.size).toBe(178);
    expect(outcome(agenda.deletions.stop(id))).toBe('ok');
    await clock.pass(60_000);
    expect(removes(built)).toHaveLength(122);
  });

  it('stop while one is sent and fails: it is not sent again', async () => {
    const built = await withSessions(1);
    const { zoho, remove, clock, agenda, keys } = built;
    const { id } = valueOf(remove('1001'));
    zoho.isPrompt = false;
    await clock.pass(8_000);
    agenda.deletions.stop(id);
    expect(keys()).toEqual([]);
    zoho.fault = (verb) => (verb === 'remove' ? before('offline') : undefined);
    await removing(built)?.deliver();
    zoho.fault = () => undefined;
    zoho.isPrompt = true;
    await clock.pass(60_000);
    expect([removes(built), [...zoho.held.keys()], keys()]).toEqual([['remove 1001'], ['1001'], ['1001']]);
    expect([agenda.outbox.list(), built.outboxRows.ids()]).toEqual([[], []]);
  });

  it('stop while Zoho has asked to wait: nothing more is sent', async () => {
    const built = await withSessions(300);
    const { zoho, remove, clock, agenda, keys } = built;
    zoho.fault = (verb, key) => (verb === 'remove' && key > '1010' ? before('rate-limited', 60_000) : undefined);
    const { id } = valueOf(remove(...all));
    await clock.pass(8_000);
    await clock.pass(1_000);
    const sent = removes(built).length;
    agenda.deletions.stop(id);
    expect(keys()).toHaveLength(290);
    await clock.pass(120_000);
    expect(removes(built)).toHaveLength(sent);
    expect(agenda.deletions.list()).toEqual([]);
    zoho.fault = () => undefined;
    remove('1300');
    await clock.pass(8_000);
    expect(zoho.held.has('1300')).toBe(false);
  });

  it('wait longer and longer while Zoho asks to wait, without asking for each', async () => {
    const built = await withSessions(300);
    const { zoho, remove, clock, agenda, keys } = built;
    zoho.fault = (verb) => (verb === 'remove' ? before('throttled') : undefined);
    const { id } = valueOf(remove(...all));
    await clock.pass(8_000);
    await finish(built);
    expect(removes(built).length).toBeLessThan(20);
    expect(agenda.deletions.list()).toMatchObject([{ state: 'running', done: 0, failed: [] }]);
    expect(agenda.outbox.list()[0]).toMatchObject({ state: 'waiting', error: { code: 'throttled' } });
    expect(keys()).toEqual([]);
    agenda.deletions.stop(id);
    expect(keys()).toHaveLength(300);
    expect(agenda.outbox.list()).toEqual([]);
  });

  it('stop while held keeps all', async () => {
    const { remove, keys, clock, agenda, zoho, told } = await withSessions(3);
    const { id } = valueOf(remove('1001', '1002', '1003'));
    agenda.deletions.stop(id);
    expect(keys()).toHaveLength(3);
    await clock.pass(9_000);
    expect(zoho.held.size).toBe(3);
    expect(told.at(-1)).toEqual(['stopped 0/3 !0']);
  });
});
