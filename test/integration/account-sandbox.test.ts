import { afterEach, beforeEach, expect, it } from 'vitest';
import { ok, type Result } from '../../contract/result.ts';
import type { AccountService } from '../../electron/account/service.ts';
import { startSandbox, type Sandbox } from '../../electron/sandbox/index.ts';
import { clockOf, harness, type Harness } from './account-harness.ts';

/** Stands for the real Zoho, which the sandbox must not touch. */
let zoho: Sandbox;
let box: Sandbox;
let closed: number;
let my: Harness;
let account: AccountService;

const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.error.code);
const saveClient = () => account.saveClient({ ...pick(zoho.client) });
const pick = ({ clientId, clientSecret, redirectUri, dataCentre }: Sandbox['client']) => ({ clientId, clientSecret, redirectUri, dataCentre });

beforeEach(async () => {
  const clock = clockOf();
  zoho = await startSandbox({ data: 'empty', clock: clock.now });
  closed = 0;
  my = harness(zoho, clock, async () => {
    box = await startSandbox({ data: 'empty', clock: clock.now, home: 'eu' });
    const { close } = box;
    return Object.assign(box, {
      close: async () => {
        closed += 1;
        await close();
      },
    });
  });
  account = await my.start();
});
afterEach(async () => {
  await account.disconnect();
  await zoho.close();
});

it('walks the whole flow with its own client, in memory only', async () => {
  my.settings.connectMethod = 'browser';
  await saveClient();
  const before = my.store.text();
  expect(await account.connectSandbox()).toMatchObject({
    value: {
      state: 'connected',
      keptIn: 'memory',
      account: { sandbox: true, email: 'ana.ruiz@example.test', dataCentre: 'eu' },
      client: { clientId: zoho.client.clientId },
      notices: [],
    },
  });
  expect(my.told.find(({ pending }) => pending)?.pending).toMatchObject({ purpose: 'sandbox', via: 'window' });
  expect(my.store.text()).toBe(before);
  expect(zoho.control.log.all()).toEqual([]);

  await my.clock.advance(3_600_000);
  expect(codeOf(await account.tokens.get())).toBe('ok');
  expect(my.store.text()).toBe(before);
  const checks = Object.fromEntries((await account.selfCheck()).map((check) => [check.id, check]));
  expect(checks).toMatchObject({ client: { status: 'not-checked', facts: { sandbox: true } }, zoho: { status: 'ok' }, session: { facts: { refreshesUsed: 1 } } });
  expect(zoho.control.log.all()).toEqual([]);
  expect(codeOf(await account.connectSandbox())).toBe('ok');
});

it('needs no client of the person’s, and is gone after a restart', async () => {
  expect(codeOf(await account.connectSandbox())).toBe('ok');
  expect(account.connection().client).toBeNull();
  const next = await my.start();
  expect(next.connection()).toMatchObject({ state: 'disconnected', account: null });
});

it('disconnecting closes it and leads back to Zoho', async () => {
  await saveClient();
  await account.connectSandbox();
  expect(await account.disconnect()).toEqual(ok({ toldZoho: true }));
  expect(closed).toBe(1);
  expect(box.control.tokens.liveRefreshTokens()).toEqual([]);
  expect(account.connection()).toMatchObject({ state: 'disconnected', keptIn: 'vault' });
  expect(await account.connect({ purpose: 'connect' })).toMatchObject({ value: { account: { sandbox: false, dataCentre: 'us' } } });
});

it('Reject and Cancel close it', async () => {
  my.decision = 'reject';
  expect(codeOf(await account.connectSandbox())).toBe('consent-declined');
  expect(closed).toBe(1);
  expect(account.connection().state).toBe('disconnected');

  await saveClient();
  my.decision = () => new Promise(() => undefined);
  const waiting = account.connectSandbox();
  while (my.asked.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
  account.cancelConnect();
  expect(codeOf(await waiting)).toBe('consent-closed');
  my.decision = 'accept';
  // The next attempt waits until Zoho is back in its place.
  expect(await account.connect({ purpose: 'connect' })).toMatchObject({ value: { account: { sandbox: false } } });
  expect(closed).toBe(2);
});

it('cancelled while it starts: it is closed again, and no consent is shown', async () => {
  const waiting = account.connectSandbox();
  account.cancelConnect();
  expect(codeOf(await waiting)).toBe('consent-closed');
  expect(await account.disconnect()).toMatchObject({ ok: true });
  expect(closed).toBe(1);
  expect(my.asked).toEqual([]);
});

it('a reconnect or wider grant in it stays in it', async () => {
  my.settings.connectMethod = 'browser';
  my.settings.includeWebinars = false;
  await account.connectSandbox();
  expect(await account.connect({ purpose: 'grant', feature: 'webinars' })).toMatchObject({ value: { account: { sandbox: true, features: expect.arrayContaining([expect.objectContaining({ id: 'webinars', state: 'on' })]) } } });
  expect(box.control.tokens.liveRefreshTokens()).toHaveLength(1);
  expect(closed).toBe(0);
});

it('connecting to Zoho leaves it first', async () => {
  await saveClient();
  await account.connectSandbox();
  expect(await account.connect({ purpose: 'connect' })).toMatchObject({ value: { account: { sandbox: false, dataCentre: 'us' } } });
  expect(closed).toBe(1);
});

it('without a client, connecting to Zoho leaves the sandbox as it is', async () => {
  await account.connectSandbox();
  expect(codeOf(await account.connect({ purpose: 'connect' }))).toBe('client-missing');
  expect(account.connection().account?.sandbox).toBe(true);
  expect(closed).toBe(0);
});

it('does not start while an account is connected', async () => {
  await saveClient();
  await account.connect({ purpose: 'connect' });
  expect(codeOf(await account.connectSandbox())).toBe('connect-busy');
  expect(account.connection().account?.sandbox).toBe(false);
  expect(codeOf(await account.tokens.get())).toBe('ok');
});

it('one that cannot start changes nothing', async () => {
  const broken = await harness(zoho).start();
  expect(codeOf(await broken.connectSandbox())).toBe('internal');
  expect(broken.connection()).toMatchObject({ state: 'disconnected', pending: null });
});
