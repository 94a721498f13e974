import { describe, expect, it } from 'vitest';
import { createVault, setAsideKey, vaultKey } from '../../../electron/account/vault.ts';
import { fakeClock, fakeKeyStore, fileStore, grantOf, noticeList, recordingLog, type FakeKeyStore } from './helpers.ts';

const content = { clientSecret: 'canary-secret', grant: grantOf() };

function setUp({ mode = 'real', platform = 'linux', store = fileStore() }: { mode?: FakeKeyStore['mode']; platform?: string; store?: ReturnType<typeof fileStore> } = {}) {
  const keyStore = fakeKeyStore(mode);
  const log = recordingLog();
  const { notices, notify } = noticeList();
  const make = () => createVault({ store, keyStore, platform, clock: fakeClock(), log, notify });
  return { store, keyStore, log, notices, make, vault: make() };
}

describe('a vault on real encryption', () => {
  it('gives back after a restart what was kept', async () => {
    const { vault, make, notices } = setUp();
    await vault.keep(content);
    expect(await make().load()).toEqual(content);
    expect(vault.state()).toBe('vault');
    expect(notices).toEqual([]);
  });

  it('holds one versioned envelope with nothing readable in it', async () => {
    const { vault, store, log } = setUp();
    await vault.keep(content);
    expect(store.keys()).toEqual([vaultKey]);
    expect(store.get(vaultKey)).toEqual({ v: 1, account: '71005678', dataCentre: 'eu', ciphertext: expect.stringMatching(/^[\w+/]+=*$/) });
    for (const text of ['canary', 'example.test', 'refresh']) expect(store.text() + log.text()).not.toContain(text);
    const bytes = Buffer.from((store.get(vaultKey) as { ciphertext: string }).ciphertext, 'base64').toString('latin1');
    expect(bytes).not.toContain('canary');
  });

  it('keeps the last of several at once', async () => {
    const { vault, make } = setUp();
    const others = Array.from({ length: 5 }, (_each, index) => ({ clientSecret: `s${index}`, grant: null }));
    await Promise.all(others.map((each) => vault.keep(each)));
    expect(await make().load()).toEqual({ clientSecret: 's4', grant: null });
  });

  it('holds nothing when there is nothing to hold', async () => {
    const { vault, store } = setUp();
    await vault.keep(content);
    await vault.keep({ clientSecret: '', grant: null });
    expect(store.keys()).toEqual([]);
    expect(await vault.load()).toEqual({ clientSecret: '', grant: null });
  });

  it('encrypts anew when the system asks for it', async () => {
    const { vault, make, keyStore, store } = setUp();
    await vault.keep(content);
    const before = store.get(vaultKey) as { ciphertext: string };
    store.set(vaultKey, { ...before, ciphertext: Buffer.concat([Buffer.from('old'), Buffer.from(before.ciphertext, 'base64').subarray(3)]).toString('base64') });
    keyStore.shouldReEncrypt = true;
    expect(await make().load()).toEqual(content);
    expect(store.get(vaultKey)).toEqual(before);
  });

  it('forgets all of it', async () => {
    const { vault, store } = setUp({ store: fileStore({ [setAsideKey]: { at: 'x', envelope: 'y' } }) });
    await vault.keep(content);
    await vault.forget();
    expect(store.keys()).toEqual([]);
  });
});

describe('where there is no real encryption', () => {
  it.each(['weak', 'unavailable', 'failing'] as const)('%s: nothing is written, and the person is told once', async (mode) => {
    const { vault, make, store, notices, log } = setUp({ mode });
    await vault.keep(content);
    await vault.keep({ ...content, clientSecret: 'other' });
    expect(store.get(vaultKey)).toBeUndefined();
    expect(vault.state()).toBe('memory');
    expect(await vault.probe()).toBe('memory');
    expect(notices).toEqual([{ id: 'memory-only', detail: null }]);

    const next = make();
    expect(await next.load()).toEqual({ clientSecret: '', grant: null });
    await next.keep(content);
    expect(notices).toHaveLength(1);
    expect(store.text() + log.text()).not.toContain('canary');
  });

  it('v10 means so on Linux only', async () => {
    for (const platform of ['darwin', 'win32']) {
      const { vault, make } = setUp({ mode: 'weak', platform });
      await vault.keep(content);
      expect(await make().load()).toEqual(content);
    }
  });

  it('takes a weak envelope off the disk, and the session with it into memory', async () => {
    const elsewhere = setUp({ mode: 'weak', platform: 'darwin' });
    await elsewhere.vault.keep(content);
    const { vault, store, notices } = setUp({ mode: 'weak', store: elsewhere.store });
    expect(await vault.load()).toEqual(content);
    expect(store.get(vaultKey)).toBeUndefined();
    expect(notices).toEqual([{ id: 'memory-only', detail: null }]);
  });

  it('leaves no replaced secret behind, but an envelope that only lacks the newest access token', async () => {
    const { vault, make, keyStore } = setUp();
    await vault.keep(content);
    keyStore.mode = 'failing';
    await vault.keep({ ...content, grant: grantOf({ accessToken: 'newer' }) });
    expect(await make().load()).toEqual(content);
    await vault.keep({ ...content, grant: grantOf({ id: 'grant-2', refreshToken: 'newer' }) });
    expect(await make().load()).toEqual({ clientSecret: '', grant: null });
  });

  it('is a vault again as soon as the system encrypts', async () => {
    const { vault, keyStore, make } = setUp({ mode: 'unavailable' });
    await vault.keep(content);
    keyStore.mode = 'real';
    await vault.keep(content);
    expect(vault.state()).toBe('vault');
    expect(await make().load()).toEqual(content);
  });
});

describe('a locked key store', () => {
  it.each(['locked', 'unavailable'] as const)('%s: nothing is thrown away, and it is tried again', async (mode) => {
    const { vault, make, keyStore, store, notices } = setUp();
    await vault.keep(content);
    const before = store.text();
    keyStore.mode = mode;
    const next = make();
    expect(await next.load()).toEqual({ clientSecret: '', grant: null });
    expect([next.state(), await next.probe()]).toEqual(['locked', 'locked']);
    expect(notices).toEqual([{ id: 'vault-locked', detail: null }]);
    expect(store.text()).toBe(before);

    keyStore.mode = 'real';
    expect(await next.load()).toEqual(content);
    expect(next.state()).toBe('vault');
  });

  it('is a clean one when what could not be read has gone', async () => {
    const { vault, keyStore, store } = setUp();
    await vault.keep(content);
    keyStore.mode = 'locked';
    await vault.load();
    store.delete(vaultKey);
    expect(await vault.load()).toEqual({ clientSecret: '', grant: null });
    expect(vault.state()).toBe('vault');
  });

  it('is not overwritten by a client secret, only by a new grant', async () => {
    const { vault, make, keyStore, store } = setUp();
    await vault.keep(content);
    keyStore.mode = 'locked';
    const next = make();
    await next.load();
    const before = store.text();
    await next.keep({ clientSecret: 'typed', grant: null });
    expect(store.text()).toBe(before);
    await next.keep({ clientSecret: 'typed', grant: grantOf({ id: 'grant-2' }) });
    expect(next.state()).toBe('vault');
    keyStore.mode = 'real';
    expect((await make().load()).grant?.id).toBe('grant-2');
  });
});

describe('a damaged vault', () => {
  const sealed = async (plain: string, account: string | null = null) => ({
    v: 1,
    account,
    dataCentre: null,
    ciphertext: Buffer.from(await fakeKeyStore().encrypt(plain)).toString('base64'),
  });
  it.each([
    ['text', () => 'garbage'],
    ['null', () => null],
    ['another version', async () => ({ ...(await sealed('{}')), v: 2 })],
    ['a field too many', async () => ({ ...(await sealed('{}')), token: 'x' })],
    ['no ciphertext', async () => ({ ...(await sealed('{}')), ciphertext: '' })],
    ['ciphertext that is no base64', async () => ({ ...(await sealed('{}')), ciphertext: '***' })],
    ['content that is no JSON', () => sealed('{"clientSecret":')],
    ['content of another shape', () => sealed('{"clientSecret":5}')],
    ['a grant for a foreign Meeting host', () => sealed(JSON.stringify({ clientSecret: '', grant: grantOf({ meetingHost: 'evil.test' }) }), '71005678')],
    ['content of another account', () => sealed(JSON.stringify(content), '999')],
  ])('%s: set aside, told, and a clean start', async (_name, make) => {
    const damaged = await make();
    const { vault, store, notices, log } = setUp({ store: fileStore({ [vaultKey]: damaged }) });
    expect(await vault.load()).toEqual({ clientSecret: '', grant: null });
    expect(notices).toEqual([{ id: 'vault-set-aside', detail: setAsideKey }]);
    expect(store.get(vaultKey)).toBeUndefined();
    expect(store.get(setAsideKey)).toEqual({ at: '2026-11-02T09:00:00.000Z', envelope: damaged });
    expect(log.text()).not.toContain('canary');
    await vault.keep(content);
    expect(await vault.load()).toEqual(content);
  });

  it('a store that fails ends nothing', async () => {
    const log = recordingLog();
    const broken = () => {
      throw new Error('disk full');
    };
    const store = { get: () => undefined, set: broken, delete: broken };
    const vault = createVault({ store, keyStore: fakeKeyStore(), platform: 'linux', clock: fakeClock(), log, notify: () => undefined });
    await vault.keep(content);
    expect(vault.state()).toBe('memory');
    const unreadable = createVault({ store: { ...store, get: broken }, keyStore: fakeKeyStore(), platform: 'linux', clock: fakeClock(), log, notify: () => undefined });
    expect(await unreadable.load()).toEqual({ clientSecret: '', grant: null });
  });
});
