import { describe, expect, it } from 'vitest';
import type { ListType } from '../../../contract/domain.ts';
import { createSessionStore } from '../../../electron/agenda/store.ts';
import { fakeLog } from '../zoho/helpers.ts';
import { fakeSessions, hour, listed, manualClock, noon, settled } from './fakes.ts';

const minute = 60_000;

function build() {
  const zoho = fakeSessions();
  for (const listType of ['today', 'upcoming', 'past'] as const) {
    zoho.prepare(listType, []);
    zoho.prepare(listType, [], { kind: 'webinar' });
  }
  const clock = manualClock();
  const store = createSessionStore({ sessions: zoho.api, clock, log: fakeLog() });
  const status = (listType: ListType = 'upcoming') =>
    store.list({ kind: 'meeting', listType, search: '', offset: 0, limit: 1 }).status;
  /** What was asked since the last look, without today's, which follow the first upcoming. */
  let seen = 0;
  const asked = () => {
    const names = zoho.names().slice(seen).filter((name) => !name.endsWith('today'));
    seen = zoho.calls.length;
    return names;
  };
  return { zoho, clock, store, status, asked };
}

describe('Zoho is asked by itself', () => {
  it('at the start for both kinds, and for no kind that the account does not have', async () => {
    const { store, asked } = build();
    store.open('me', ['meeting', 'webinar']);
    await settled();
    expect(asked()).toEqual(['meeting upcoming', 'webinar upcoming', 'meeting past', 'webinar past']);
    store.open('other', ['meeting']);
    await settled();
    expect(asked()).toEqual(['meeting upcoming', 'meeting past']);
    store.open(null);
    store.poke('focus');
    await settled();
    expect(asked()).toEqual([]);
  });

  it('for what is to come often, for what is past rarely', async () => {
    const { store, clock, asked } = build();
    store.open('me', ['meeting']);
    await settled();
    asked();
    store.poke('focus');
    expect(asked()).toEqual([]);
    await clock.pass(minute);
    store.poke('focus');
    expect(asked()).toEqual(['meeting upcoming']);
    await settled();
    await clock.pass(16_000);
    store.poke('wake');
    expect(asked()).toEqual(['meeting upcoming']);
    await settled();
    await clock.pass(12 * hour);
    asked();
    await clock.pass(2 * minute);
    store.poke('wake');
    expect(asked()).toEqual(['meeting upcoming', 'meeting past']);
  });

  it('every five minutes, until the account is left', async () => {
    const { store, clock, asked } = build();
    store.open('me', ['meeting']);
    await settled();
    asked();
    for (let n = 0; n < 3; n += 1) {
      await clock.pass(5 * minute);
      await settled();
      expect(asked()).toEqual(['meeting upcoming']);
    }
    store.open(null);
    await clock.pass(hour);
    expect(asked()).toEqual([]);
  });

  it('two seconds after the last of several changes, once', async () => {
    const { store, clock, asked } = build();
    store.open('me', ['meeting']);
    await settled();
    asked();
    for (const key of ['1', '2', '3']) {
      const creating = store.pending.create(listed(`new-${key}`, noon + hour));
      creating.confirm(listed(key, noon + hour));
    }
    store.pending.removed('meeting', '1');
    await clock.pass(1_000);
    expect(asked()).toEqual([]);
    await clock.pass(1_000);
    expect(asked()).toEqual(['meeting upcoming']);
  });

  it('one reading of a listing at a time, whoever asks', async () => {
    const { store, zoho, clock } = build();
    zoho.hold('upcoming');
    store.open('me', ['meeting']);
    const count = () => zoho.names().filter((name) => name === 'meeting upcoming').length;
    for (const reason of ['focus', 'wake', 'online'] as const) store.poke(reason);
    void store.refresh('meeting', 'upcoming');
    await clock.pass(hour);
    expect(count()).toBe(1);
  });
});

describe('after a failure', () => {
  it.each(['wake', 'online'] as const)('is asked again at once on %s, however young what was read before is', async (reason) => {
    const { store, zoho, clock, asked } = build();
    store.open('me', ['meeting']);
    await settled();
    zoho.fail('upcoming');
    await store.refresh('meeting', 'upcoming');
    asked();
    store.poke('focus');
    expect(asked()).toEqual([]);
    store.poke(reason);
    expect(asked()).toEqual(['meeting upcoming']);
    await clock.pass(1_000);
  });

  it('keeps what is there, says when it tries again, and does, later each time', async () => {
    const { store, zoho, clock, status, asked } = build();
    zoho.fail('upcoming');
    store.open('me', ['meeting']);
    await settled();
    expect(status()).toMatchObject({ phase: 'failed', nextTry: noon + 30_000 });
    asked();
    await clock.pass(30_000);
    expect(asked()).toEqual(['meeting upcoming']);
    expect(status().nextTry).toBe(clock.now() + 60_000);
    await clock.pass(60_000);
    expect(status().nextTry).toBe(clock.now() + 120_000);
    zoho.prepare('upcoming', [listed('1', noon + hour)]);
    await clock.pass(120_000);
    expect(status()).toMatchObject({ phase: 'ready', nextTry: null, error: null });
    const readAt = clock.now();
    await clock.pass(1_000);
    zoho.fail('upcoming');
    await store.refresh('meeting', 'upcoming');
    expect(status()).toMatchObject({ phase: 'failed', asOf: readAt, nextTry: clock.now() + 30_000 });
  });

  it('does not wait when the network is back, but as long as Zoho asked for', async () => {
    const { store, zoho, clock, status, asked } = build();
    zoho.fail('upcoming');
    store.open('me', ['meeting']);
    await settled();
    asked();
    store.poke('focus');
    expect(asked()).toEqual([]);
    zoho.fail('upcoming', 'rate-limited', 10 * minute);
    store.poke('online');
    await settled();
    expect(asked()).toEqual(['meeting upcoming']);
    expect(status().nextTry).toBe(noon + 10 * minute);
    store.poke('online');
    expect(asked()).toEqual([]);
    await clock.pass(10 * minute);
    expect(asked()).toContain('meeting upcoming');
  });

  it('plans nothing where waiting does not help', async () => {
    const { store, zoho, clock, status, asked } = build();
    zoho.hold('upcoming');
    store.open('me', ['meeting']);
    await settled();
    await zoho.calls.find(({ name }) => name === 'meeting upcoming')?.answer({ ok: false, error: { code: 'not-permitted', message: '' } });
    expect(status()).toMatchObject({ phase: 'failed', nextTry: null });
    asked();
    await clock.pass(4 * minute);
    expect(asked()).toEqual([]);
  });
});

describe('a span of time', () => {
  const span = (store: ReturnType<typeof build>['store'], from: number) => store.between({ from, to: from + 7 * 24 * hour });

  it('tells how fresh what is over is, apart from what is ahead, where it reaches back', async () => {
    const { store, zoho } = build();
    store.open('me', ['meeting']);
    await settled();
    zoho.fail('past');
    await store.refresh('meeting', 'past');
    expect(span(store, noon - hour)).toMatchObject({
      status: { meeting: { phase: 'ready' } },
      past: { meeting: { phase: 'failed', error: { code: 'offline' } } },
    });
    expect(span(store, noon + hour).past).toBeNull();
  });

  it('does not ask for a kind that the account does not have', async () => {
    const { store, asked } = build();
    store.open('me', ['meeting']);
    span(store, noon - hour);
    await settled();
    expect(asked()).toEqual(['meeting upcoming', 'meeting past']);
  });
});
