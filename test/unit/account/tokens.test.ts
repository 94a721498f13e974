import { beforeEach, describe, expect, it } from 'vitest';
import { fail, ok, type Result } from '../../../contract/result.ts';
import type { Grant } from '../../../electron/account/grant.ts';
import { createLimiter, refreshLimit } from '../../../electron/account/limiter.ts';
import type { TokenAnswer } from '../../../electron/account/token-answer.ts';
import { createTokens, type TokenKeeper } from '../../../electron/account/tokens.ts';
import { fakeClock, fileStore, grantOf, recordingLog, settle, start, type FakeClock } from './helpers.ts';

const hour = 3_600_000;
const tenMinutes = 600_000;
let clock: FakeClock;
let store: ReturnType<typeof fileStore>;
let grant: Grant | null;
let asked: string[];
let health: number;
let answer: (count: number) => Result<TokenAnswer> | Promise<Result<TokenAnswer>>;
let tokens: TokenKeeper;

const fresh = (accessToken: string, more: Partial<TokenAnswer> = {}): Result<TokenAnswer> =>
  ok({ accessToken, refreshToken: null, lifetime: hour, scopes: ['s'], apiDomain: null, ...more });

/** As after a start of the app: only grant and store are there. */
const restart = () =>
  createTokens({
    clock,
    log: recordingLog(),
    limiter: () => createLimiter({ store, clock }),
    grant: () => grant,
    update: (next) => {
      grant = next;
    },
    refresh: async (of, refreshToken) => {
      asked.push(`${of.id}:${refreshToken}`);
      return answer(asked.length);
    },
    onHealth: () => {
      health += 1;
    },
  });

beforeEach(() => {
  clock = fakeClock();
  store = fileStore();
  grant = grantOf();
  asked = [];
  health = 0;
  answer = (count) => fresh(`token-${count}`);
  tokens = restart();
});

describe('the token at hand', () => {
  it('is used, also after a restart, until a minute before it expires', async () => {
    expect(await tokens.get()).toEqual(ok('canary-access'));
    await clock.advance(hour - 60_001);
    expect(await restart().get()).toEqual(ok('canary-access'));
    expect(asked).toEqual([]);
    await clock.advance(1);
    expect(await tokens.get()).toEqual(ok('token-1'));
    expect(asked).toEqual(['grant-1:canary-refresh']);
  });

  it('is replaced with its expiry counted from the question, and the scopes Zoho names', async () => {
    await clock.advance(hour);
    answer = async () => {
      clock.set(clock.now() + 5_000);
      return fresh('new', { refreshToken: 'rotated' });
    };
    await tokens.get();
    expect(grant).toMatchObject({ accessToken: 'new', refreshToken: 'rotated', scopes: ['s'], expiresAt: start + 2 * hour });
    expect(health).toBe(1);
  });

  it('nobody connected: not-connected', async () => {
    grant = null;
    expect(await tokens.get()).toMatchObject({ error: { code: 'not-connected' } });
    expect(await tokens.renew('x')).toMatchObject({ error: { code: 'not-connected' } });
    expect(tokens.health()).toEqual({ health: 'ok', throttledUntil: null });
  });
});

describe('one refresh at a time', () => {
  it('serves everybody who waits', async () => {
    await clock.advance(hour);
    let finish: (result: Result<TokenAnswer>) => void = () => undefined;
    answer = () => new Promise((resolve) => (finish = resolve));
    const all = [tokens.get(), tokens.get(), tokens.renew('canary-access'), tokens.get()];
    await settle();
    finish(fresh('shared'));
    expect(await Promise.all(all)).toEqual([ok('shared'), ok('shared'), ok('shared'), ok('shared')]);
    expect(asked).toHaveLength(1);
    expect(await tokens.renew('canary-access')).toEqual(ok('shared'));
    expect(asked).toHaveLength(1);
  });

  it('a failure is shared too, and the next one asks again', async () => {
    await clock.advance(hour);
    answer = (count) => (count === 1 ? fail('timeout', 'x') : fresh('second'));
    const [one, other] = await Promise.all([tokens.get(), tokens.get()]);
    expect([one, other]).toMatchObject([{ error: { code: 'timeout' } }, { error: { code: 'timeout' } }]);
    expect(await tokens.get()).toEqual(ok('second'));
  });

  it('survives a port that throws', async () => {
    await clock.advance(hour);
    answer = (count) => {
      if (count === 1) throw new Error('defect');
      return fresh('second');
    };
    expect(await tokens.get()).toMatchObject({ error: { code: 'internal' } });
    expect(await tokens.get()).toEqual(ok('second'));
  });
});

describe('renew', () => {
  it('refreshes a token that Zoho refused before its time, and answers a newer one at once', async () => {
    expect(await tokens.renew('canary-access')).toEqual(ok('token-1'));
    expect(await tokens.renew('canary-access')).toEqual(ok('token-1'));
    expect(asked).toHaveLength(1);
  });
  it('does not hand out a refused token again while Zoho gives no other', async () => {
    answer = () => fail('offline', 'x');
    await tokens.renew('canary-access');
    expect(await tokens.get()).toMatchObject({ error: { code: 'offline' } });
    answer = () => fresh('canary-access');
    expect(await tokens.get()).toEqual(ok('canary-access'));
  });
});

describe('throttling', () => {
  const throttle = () => fail<TokenAnswer>('throttled', 'x', { retryAfter: tenMinutes });

  it('the eleventh refresh in ten minutes does not reach Zoho', async () => {
    answer = (count) => fresh(`token-${count}`, { lifetime: 1000 });
    await clock.advance(hour);
    for (let count = 1; count <= 10; count += 1) expect(await tokens.get()).toEqual(ok(`token-${count}`));
    expect(await tokens.get()).toMatchObject({ error: { code: 'throttled', retryAfter: refreshLimit.window } });
    expect(asked).toHaveLength(10);
    expect(tokens.health()).toEqual({ health: 'throttled', throttledUntil: clock.now() + refreshLimit.window });

    const again = restart();
    expect(await again.get()).toMatchObject({ error: { code: 'throttled' } });
    await clock.advance(refreshLimit.window);
    expect(await again.get()).toEqual(ok('token-11'));
  });

  it('"Access Denied" is remembered across a restart, said with the time, and ends by itself', async () => {
    await clock.advance(hour);
    answer = throttle;
    expect(await tokens.get()).toMatchObject({ error: { code: 'throttled', retryAfter: tenMinutes } });
    const until = clock.now() + tenMinutes;
    await clock.advance(60_000);
    const again = restart();
    expect(again.health()).toEqual({ health: 'throttled', throttledUntil: until });
    expect(await again.get()).toMatchObject({ error: { code: 'throttled', retryAfter: tenMinutes - 60_000 } });
    expect(asked).toHaveLength(1);
    await clock.advance(tenMinutes - 60_000);
    answer = () => fresh('new');
    expect(again.health().health).toBe('ok');
    expect(await again.get()).toEqual(ok('new'));
  });

  it('does not trouble a token that is still good', async () => {
    createLimiter({ store, clock }).block('grant-1', tenMinutes);
    expect(await tokens.get()).toEqual(ok('canary-access'));
    expect(tokens.health().health).toBe('ok');
  });

  it('does not count what cannot have reached Zoho, but counts what may have', async () => {
    await clock.advance(hour);
    const limiter = createLimiter({ store, clock });
    answer = () => fail('offline', 'x', { details: { reason: 'ENOTFOUND' } });
    for (let count = 0; count < 20; count += 1) await tokens.get();
    expect(limiter.used('grant-1')).toBe(0);
    answer = () => fail('offline', 'x', { details: { reason: 'ECONNRESET' } });
    await tokens.get();
    answer = () => fail('timeout', 'x');
    await tokens.get();
    expect(limiter.used('grant-1')).toBe(2);
  });
});

describe('a dead refresh token', () => {
  it.each([
    ['invalid_code', 'token'],
    ['invalid_client', 'client'],
    ['invalid_client_secret', 'client'],
  ])('%s: reconnect, remembered, and Zoho is not asked again', async (error, dead) => {
    await clock.advance(hour);
    answer = () => fail('reconnect-needed', 'x', { details: { error } });
    expect(await tokens.get()).toMatchObject({ error: { code: 'reconnect-needed', details: { error } } });
    expect(grant).toEqual(grantOf({ dead: dead as 'token' }));
    expect(tokens.health()).toEqual({ health: 'reconnect-needed', throttledUntil: null });
    expect(tokens.lastError()?.code).toBe('reconnect-needed');
    expect(await restart().get()).toMatchObject({ error: { code: 'reconnect-needed', details: { reason: dead } } });
    expect(asked).toHaveLength(1);
  });

  it.each(['offline', 'timeout', 'zoho-unavailable', 'captive-portal', 'bad-answer', 'token-refused', 'wrong-host'] as const)(
    '%s is none',
    async (code) => {
      await clock.advance(hour);
      answer = (count) => (count === 1 ? fail(code, 'x') : fresh('new'));
      expect(await tokens.get()).toMatchObject({ error: { code } });
      expect(tokens.health().health).toBe('ok');
      expect(tokens.lastError()?.code).toBe(code);
      expect(await tokens.get()).toEqual(ok('new'));
      expect(tokens.lastError()).toBeNull();
    },
  );

  it('without a refresh token the session lasts as long as the access token', async () => {
    grant = grantOf({ refreshToken: null });
    expect(await tokens.get()).toEqual(ok('canary-access'));
    expect(tokens.health().health).toBe('ok');
    await clock.advance(hour);
    expect(await tokens.get()).toMatchObject({ error: { code: 'reconnect-needed', details: { reason: 'no-refresh-token' } } });
    expect(tokens.health().health).toBe('reconnect-needed');
    expect(asked).toEqual([]);
  });
});

describe('an account that changes during a refresh', () => {
  let finish: (result: Result<TokenAnswer>) => void;
  let waiting: Promise<Result<string>>;
  beforeEach(async () => {
    await clock.advance(hour);
    answer = () => new Promise((resolve) => (finish = resolve));
    waiting = tokens.get();
    await settle();
  });

  it('disconnected: the late token is dropped', async () => {
    grant = null;
    finish(fresh('late'));
    expect(await waiting).toMatchObject({ error: { code: 'not-connected' } });
    expect(grant).toBeNull();
  });
  it('reconnected as the same person: the new token is answered, the new grant untouched', async () => {
    const next = grantOf({ id: 'grant-2', accessToken: 'newer', expiresAt: clock.now() + hour });
    grant = next;
    finish(fail('reconnect-needed', 'x', { details: { error: 'invalid_code' } }));
    expect(await waiting).toEqual(ok('newer'));
    expect(grant).toBe(next);
  });
  it('reconnected as somebody else: their token is not handed to the first one’s request', async () => {
    grant = grantOf({ id: 'grant-2', accessToken: 'newer', expiresAt: clock.now() + hour, user: { ...grantOf().user, zsoid: '1' } });
    finish(fresh('late'));
    expect(await waiting).toMatchObject({ error: { code: 'not-connected' } });
  });
});
