import { describe, expect, it } from 'vitest';
import { sessionSchema } from '../../../contract/domain.ts';
import { fail } from '../../../contract/result.ts';
import { outcome, valueOf } from '../zoho/helpers.ts';
import { detailed, hour, listed, noon, settled } from './fakes.ts';
import { account, build, some, write } from './sim.ts';

const refused = { error: fail('rejected', 'no'), done: false } as const;
const lost = { error: fail('create-unknown', 'lost', { details: { outcome: 'unknown' } }), done: true } as const;

/** The first open call of a kind; the test decides when it is answered. */
const next = async (zoho: Awaited<ReturnType<typeof build>>['zoho'], verb: string) => {
  await settled();
  const call = zoho.open().find((each) => each.verb === verb);
  if (!call) throw new Error(`no ${verb} is under way`);
  return call;
};

describe('a create', () => {
  it('stands in the list at once, and becomes Zoho’s on its answer, without a listing', async () => {
    const { zoho, create, rows, keys, agenda } = await build();
    zoho.isPrompt = false;
    const creating = create('Plan');
    expect(rows()).toMatchObject([{ topic: 'Plan', pending: 'creating', startsAt: Date.UTC(2026, 5, 20, 10) }]);
    const temporary = keys()[0] ?? '';
    expect(temporary).toMatch(/^new-[\da-f-]{36}$/);
    const shown = valueOf(await agenda.sessions.get('meeting', temporary, true));
    expect(sessionSchema.parse(shown)).toMatchObject({ topic: 'Plan', pending: 'creating', detailsAsOf: null });
    expect(zoho.sent.filter((each) => each.startsWith('get'))).toEqual([]);

    await (await next(zoho, 'create')).deliver();
    expect(valueOf(await creating)).toEqual({ key: '91', difference: null, foundAgain: false, waiting: false });
    expect(rows()).toMatchObject([{ key: '91', topic: 'Plan', pending: null }]);
    expect(zoho.open().map(({ verb, subject }) => `${verb} ${subject}`)).toEqual(['get 91']);
    zoho.isPrompt = true;
    await (await next(zoho, 'get')).deliver();
    expect(valueOf(await agenda.sessions.get('meeting', temporary, false)).key).toBe('91');
  });

  it('is taken away when Zoho refuses, and leaves nothing behind its temporary key', async () => {
    const { zoho, create, keys, agenda } = await build();
    zoho.fault = (verb) => (verb === 'create' ? refused : undefined);
    const creating = create('Plan');
    const temporary = keys()[0] ?? '';
    expect(outcome(await creating)).toBe('rejected');
    expect(keys()).toEqual([]);
    expect(outcome(await agenda.sessions.get('meeting', temporary, true))).toBe('not-found');
    expect(outcome(await agenda.sessions.resolveStartLink('meeting', temporary))).toBe('link-missing');
  });

  it('whose answer is lost waits, is looked for in the next listing, and taken when it is there', async () => {
    const { zoho, create, topics, agenda } = await build();
    zoho.fault = (verb) => (verb === 'create' ? lost : undefined);
    const { key, waiting } = valueOf(await create('Plan'));
    expect([waiting, key]).toEqual([true, expect.stringMatching(/^new-/)]);
    await settled();
    expect(zoho.sent).toContain('find Plan');
    expect(topics()).toEqual(['Plan']);
    expect(agenda.outbox.list()).toEqual([]);
    expect(valueOf(await agenda.sessions.get('meeting', key, false)).key).toBe('91');
  });

  it('does not stand there twice when a listing tells of it before its answer', async () => {
    const { zoho, create, topics, agenda } = await build();
    zoho.isPrompt = false;
    const creating = create('Plan');
    (await next(zoho, 'create')).carryOut();
    void agenda.sessions.refresh('meeting', 'all');
    await (await next(zoho, 'list')).deliver();
    expect(topics()).toEqual(['Plan (creating)']);
    await (await next(zoho, 'create')).deliver();
    await creating;
    expect(topics()).toEqual(['Plan']);
  });

  it('tells what Zoho made of the time, and refuses a zone that is none', async () => {
    const { zoho, agenda } = await build();
    const answer = listed('5', Date.UTC(2026, 5, 20, 9), { duration: 2 * hour });
    zoho.writer.create = async () => ({ ok: true, value: { session: answer, adopted: true } });
    expect(valueOf(await agenda.edits.create({ kind: 'meeting', write: write('Plan') }))).toEqual({
      key: '5', foundAgain: true, waiting: false,
      difference: {
        meantStart: Date.UTC(2026, 5, 20, 10), toldStart: Date.UTC(2026, 5, 20, 9),
        meantDuration: hour, toldDuration: 2 * hour,
      },
    });
    const nowhere = write('Plan', { timeZone: 'Mars/Olympus' });
    expect(outcome(await agenda.edits.create({ kind: 'meeting', write: nowhere }))).toBe('invalid-input');
  });

  it.each([
    ['02:30', '2026-03-29', Date.UTC(2026, 2, 29, 1, 30)], // a gap: the hour after it
    ['02:30', '2026-10-25', Date.UTC(2026, 9, 25, 0, 30)], // an overlap: the first of two
  ])('means %s on %s as calendars do', async (time, date, meant) => {
    const { zoho, agenda, rows } = await build();
    zoho.isPrompt = false;
    void agenda.edits.create({ kind: 'meeting', write: write('Night', { date, time, timeZone: 'Europe/Paris' }) });
    expect(rows()[0]?.startsAt).toBe(meant);
  });
});

describe('an edit', () => {
  it('shows at once, in its new place, and in the details, until Zoho has answered', async () => {
    const { zoho, clock, update, row, agenda } = await build();
    zoho.seed(detailed('1001', noon + hour));
    await agenda.sessions.get('meeting', '1001', true);
    zoho.isPrompt = false;
    const updating = update('1001', 'Other');
    expect(row('1001')).toMatchObject({ topic: 'Other', pending: 'saving', startsAt: Date.UTC(2026, 5, 20, 10) });
    expect(valueOf(await agenda.sessions.get('meeting', '1001', false))).toMatchObject({
      topic: 'Other', agenda: '', pending: 'saving', participants: [{ email: 'bo@example.test' }], canStart: true,
    });
    await clock.pass(1);
    await (await next(zoho, 'update')).deliver();
    expect(valueOf(await updating)).toEqual({ key: '1001', difference: null, foundAgain: false, waiting: false });
    expect(row('1001')).toMatchObject({ topic: 'Other', pending: null });
    expect(zoho.open().map(({ verb }) => verb)).toEqual(['get']);
  });

  it('puts the row back when Zoho refuses', async () => {
    const { zoho, update, topics, agenda } = await build();
    zoho.seed(...some(1));
    await agenda.sessions.refresh('meeting', 'all');
    zoho.fault = (verb) => (verb === 'update' ? refused : undefined);
    expect(outcome(await update('1001', 'Other'))).toBe('rejected');
    expect(topics()).toEqual(['Topic 1001']);
  });

  it('whose answer is lost waits, is compared with what Zoho has, and not written twice', async () => {
    const { zoho, clock, update, topics, agenda } = await build();
    zoho.seed(...some(1));
    await agenda.sessions.refresh('meeting', 'all');
    const late = fail('timeout', 'late', { details: { outcome: 'unknown' } });
    zoho.fault = (verb) => (verb === 'update' ? { error: late, done: true } : undefined);
    expect(valueOf(await update('1001', 'Other'))).toMatchObject({ key: '1001', waiting: true });
    expect(topics()).toEqual(['Other (waiting)']);
    zoho.fault = () => undefined;
    await clock.pass(5_000);
    expect(topics()).toEqual(['Other']);
    expect(agenda.outbox.list()).toEqual([]);
  });

  it('is newer than a listing and details that were asked for before its answer', async () => {
    const { zoho, update, topics, agenda } = await build();
    zoho.seed(...some(1));
    await agenda.sessions.refresh('meeting', 'all');
    zoho.isPrompt = false;
    void agenda.sessions.refresh('meeting', 'all');
    void agenda.sessions.get('meeting', '1001', true);
    for (const verb of ['list', 'get']) (await next(zoho, verb)).carryOut();
    const updating = update('1001', 'Other');
    await (await next(zoho, 'update')).deliver();
    await updating;
    for (const verb of ['list', 'get']) await (await next(zoho, verb)).deliver();
    expect(topics()).toEqual(['Other']);
  });

  it('waits for the one before it, and the last one asked for shows', async () => {
    const { zoho, update, topics, agenda } = await build();
    zoho.seed(...some(1));
    await agenda.sessions.refresh('meeting', 'all');
    zoho.isPrompt = false;
    const [first, second] = [update('1001', 'One'), update('1001', 'Two')];
    await settled();
    expect(zoho.open().map(({ verb }) => verb)).toEqual(['update']);
    expect(topics()).toEqual(['Two (saving)']);
    await (await next(zoho, 'update')).deliver();
    await first;
    expect(topics()).toEqual(['Two (saving)']);
    await (await next(zoho, 'update')).deliver();
    await second;
    expect(topics()).toEqual(['Two']);
    expect(zoho.held.get('1001')?.topic).toBe('Two');
  });

  it('of what is being created waits for it, and goes to Zoho’s key', async () => {
    const { zoho, create, update, keys, topics } = await build();
    zoho.isPrompt = false;
    const creating = create('Plan');
    const updating = update(keys()[0] ?? '', 'Better');
    expect(topics()).toEqual(['Better (creating)']);
    await (await next(zoho, 'create')).deliver();
    await creating;
    expect(topics()).toEqual(['Better (saving)']);
    const later = update('91', 'Best');
    await settled();
    expect(zoho.open().filter(({ verb }) => verb === 'update')).toHaveLength(1);
    await (await next(zoho, 'update')).deliver();
    expect(valueOf(await updating).key).toBe('91');
    await (await next(zoho, 'update')).deliver();
    await later;
    expect(topics()).toEqual(['Best']);
  });

  it('of what was never created, or is being deleted, fails without asking Zoho', async () => {
    const { zoho, create, update, remove, keys, agenda } = await build();
    zoho.seed(...some(1));
    await agenda.sessions.refresh('meeting', 'all');
    zoho.fault = (verb) => (verb === 'create' ? refused : undefined);
    const creating = create('Plan');
    const temporary = keys().find((key) => key.startsWith('new-')) ?? '';
    const updating = update(temporary, 'Better');
    await creating;
    expect(outcome(await updating)).toBe('not-found');
    remove('1001');
    expect(outcome(await update('1001', 'Other'))).toBe('not-found');
    expect(zoho.sent.filter((each) => each.startsWith('update'))).toEqual([]);
  });
});

describe('another account', () => {
  it('sees nothing of what was under way, and gets nothing of its answer', async () => {
    const { zoho, create, update, topics, connect, agenda } = await build();
    zoho.seed(...some(1));
    await agenda.sessions.refresh('meeting', 'all');
    zoho.isPrompt = false;
    const [creating, updating] = [create('Plan'), update('1001', 'Other')];
    await settled();
    const calls = zoho.open();
    connect(account('8'));
    expect(topics()).toEqual([]);
    zoho.fault = (verb) => (verb === 'update' ? refused : undefined);
    for (const call of calls) await call.deliver();
    expect(valueOf(await creating).key).toBe('91');
    expect(outcome(await updating)).toBe('not-connected');
    expect(topics()).toEqual([]);
  });

  it('a wider grant keeps what is under way', async () => {
    const { zoho, create, topics, connect } = await build();
    zoho.isPrompt = false;
    const creating = create('Plan');
    await settled();
    connect(account('7', { features: [{ id: 'webinars', state: 'on', missingScopes: [] }] }));
    expect(topics()).toEqual(['Plan (creating)']);
    await (await next(zoho, 'create')).deliver();
    await creating;
    expect(topics()).toEqual(['Plan']);
  });
});
