import { beforeEach, describe, expect, it } from 'vitest';
import { ok } from '../../../contract/result.ts';
import { vaultKey } from '../../../electron/account/vault.ts';
import { client, codeOf, waitFor, openAccount, type AccountScene } from './account-scene.ts';
import { fileStore } from './helpers.ts';

let my: AccountScene;

beforeEach(async () => {
  my = await openAccount();
});

describe('what is kept where', () => {
  it('in memory only, told once, and the secret asked for again after a restart', async () => {
    my.keyStore.mode = 'weak';
    my.store = fileStore();
    my.deps = { ...my.deps, store: my.store };
    my.account = await my.begin();
    await my.account.saveClient(client);
    await my.account.connect({ purpose: 'connect' });
    expect(my.account.connection()).toMatchObject({ state: 'connected', keptIn: 'memory', notices: [{ id: 'memory-only' }] });
    expect(my.account.dismissNotice('memory-only').notices).toEqual([]);
    expect(my.store.get(vaultKey)).toBeUndefined();

    my.account = await my.begin();
    expect(my.account.connection()).toMatchObject({ state: 'disconnected', notices: [], client: { hasSecret: false } });
    expect(await my.account.connect({ purpose: 'connect' })).toMatchObject({ error: { code: 'client-missing', details: { reason: 'secret' } } });
    await my.account.saveClient(client);
    expect(codeOf(await my.account.connect({ purpose: 'connect' }))).toBe('ok');
    expect(my.account.connection().notices).toEqual([]);
  });

  describe('in a vault that is locked at the start', () => {
    beforeEach(async () => {
      await my.account.connect({ purpose: 'connect' });
      my.keyStore.mode = 'locked';
      my.account = await my.begin();
    });

    it('says so and throws nothing away', () => {
      expect(my.account.connection()).toMatchObject({
        state: 'disconnected',
        keptIn: 'memory',
        client: { hasSecret: true },
        notices: [{ id: 'vault-locked' }],
      });
      expect(my.store.get(vaultKey)).toBeDefined();
    });
    it('connects again without a consent once it opens', async () => {
      const before = my.requests.length;
      my.keyStore.mode = 'real';
      expect(await my.account.connect({ purpose: 'connect' })).toMatchObject({ value: { state: 'connected', notices: [], keptIn: 'vault' } });
      expect(my.requests).toHaveLength(before);
    });
    it('opens at a self-check too', async () => {
      expect((await my.account.selfCheck()).find(({ id }) => id === 'key-store')).toMatchObject({ status: 'failed' });
      my.keyStore.mode = 'real';
      expect((await my.account.selfCheck()).find(({ id }) => id === 'key-store')).toMatchObject({ status: 'ok' });
      expect(my.account.connection().state).toBe('connected');
    });
    it('a secret typed meanwhile is the newer one', async () => {
      await my.account.saveClient({ ...client, clientSecret: 'canary-typed' });
      my.keyStore.mode = 'real';
      await my.account.connect({ purpose: 'reconnect' });
      expect(my.sentTo('/oauth/v2/token').at(-1)?.form['client_secret']).toBe('canary-typed');
      my.account = await my.begin();
      await my.account.connect({ purpose: 'reconnect' });
      expect(my.sentTo('/oauth/v2/token').at(-1)?.form['client_secret']).toBe('canary-typed');
    });
    it('Disconnect forgets it and says that Zoho was not told', async () => {
      expect(await my.account.disconnect()).toEqual(ok({ toldZoho: false }));
      expect(my.account.connection().notices).toEqual([]);
      my.keyStore.mode = 'real';
      expect((await my.begin()).connection()).toMatchObject({ state: 'disconnected', notices: [] });
    });
  });

  it('a damaged vault is set aside and told', async () => {
    my.store.set(vaultKey, 'garbage');
    my.account = await my.begin();
    expect(my.account.connection()).toMatchObject({ state: 'disconnected', notices: [{ id: 'vault-set-aside' }] });
    expect(codeOf(await my.account.disconnect())).toBe('ok');
    expect(my.account.connection().notices).toEqual([]);
    expect(my.store.text()).not.toContain('garbage');
  });
});

describe('Disconnect', () => {
  it('gives up a consent under way', async () => {
    my.agent = () => new Promise(() => undefined);
    const first = my.account.connect({ purpose: 'connect' });
    await waitFor(() => my.requests.length === 1);
    expect(await my.account.disconnect()).toEqual(ok({ toldZoho: true }));
    expect(codeOf(await first)).toBe('consent-closed');
  });
  it('a connect pressed meanwhile waits for it', async () => {
    await my.account.connect({ purpose: 'connect' });
    const [gone, again] = await Promise.all([my.account.disconnect(), my.account.connect({ purpose: 'connect' })]);
    expect(gone).toEqual(ok({ toldZoho: true }));
    expect(again).toMatchObject({ value: { state: 'connected' } });
    expect(my.revoked()).toEqual(['canary-refresh-1']);
  });
});
