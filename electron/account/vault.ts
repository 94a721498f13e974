import { z } from '../../contract/zod.ts';
import type { Notice } from '../../contract/domain.ts';
import type { Clock, KeyStore, Log, Store } from '../ports.ts';
import { grantSchema, type Grant } from './grant.ts';

/** The secrets that outlive a run. */
export interface VaultContent {
  /** Empty when there is none. */
  readonly clientSecret: string;
  readonly grant: Grant | null;
}
export const emptyVault: VaultContent = { clientSecret: '', grant: null };

export const secretsIn = ({ clientSecret, grant }: VaultContent): string[] =>
  [clientSecret, grant?.accessToken, grant?.refreshToken, grant?.client.clientSecret].filter((each) => typeof each === 'string');

/** Where secrets can be kept. `locked`: there are some, but the system does not open them now. */
export type VaultState = 'vault' | 'memory' | 'locked';

export interface Vault {
  /** Reads what is kept; called again it tries again, for example after `locked`. Never rejects. */
  load(): Promise<VaultContent>;
  /**
   * Keeps this instead of what was kept, or in memory alone where the system has no real encryption. Calls take
   * effect in their order. While locked, only a new grant replaces what cannot be read. Never rejects.
   */
  keep(content: VaultContent): Promise<void>;
  /** Removes everything, also what was set aside and what could not be read. */
  forget(): Promise<void>;
  state(): VaultState;
  /** {@link Vault.state}, having tried the key store. */
  probe(): Promise<VaultState>;
}

export interface VaultPorts {
  readonly store: Store;
  readonly keyStore: KeyStore;
  /** `process.platform` */
  readonly platform: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly notify: (notice: Notice) => void;
}

export const vaultKey = 'vault';
export const setAsideKey = 'vault-set-aside';
const toldKey = 'told-memory-only';

const envelopeSchema = z.strictObject({
  v: z.literal(1),
  /** Whose grant it is (`zuid`), null when only the client secret is in it. Must agree with what is inside. */
  account: z.string().nullable(),
  dataCentre: z.string().nullable(),
  /** base64 */
  ciphertext: z.base64().min(1),
});
const contentSchema = z.object({ clientSecret: z.string(), grant: grantSchema.nullable() });

/** What must not be lost or linger: a vault that differs only in the access token is as good as the newest. */
const core = ({ clientSecret, grant }: VaultContent) =>
  JSON.stringify([clientSecret, grant?.id, grant?.refreshToken, grant?.client]);
const isEmpty = ({ clientSecret, grant }: VaultContent) => clientSecret === '' && grant === null;

/**
 * Secrets in one versioned envelope, encrypted by the operating system (Electron's `safeStorage`).
 * Electron on Linux falls back to a key that everyone knows; its ciphertext begins with `v10` (Electron's safe-storage
 * documentation and Chromium's os_crypt), so that counts as no encryption: secrets then stay in memory, which the
 * person is told once. Ciphertext and what is in it are never logged.
 */
export function createVault(ports: VaultPorts): Vault {
  const { store, keyStore, clock, log } = ports;
  let state: VaultState = 'vault';
  let stored: VaultContent | null = null;
  let tail: Promise<unknown> = Promise.resolve();

  function inOrder<T>(work: () => Promise<T>): Promise<T> {
    const done = tail.then(work);
    tail = done.catch(() => undefined);
    return done;
  }

  const isWeak = (cipher: Uint8Array) =>
    ports.platform === 'linux' && Buffer.from(cipher.subarray(0, 3)).toString('latin1') === 'v10';

  /** Null when the system has no real encryption, or not now. */
  async function encrypt(plain: string): Promise<Uint8Array | null> {
    try {
      if (!(await keyStore.available())) return null;
      const cipher = await keyStore.encrypt(plain);
      return cipher.length === 0 || isWeak(cipher) ? null : cipher;
    } catch (error) {
      log.warn('the key store did not encrypt', { reason: error instanceof Error ? error.name : 'unknown' });
      return null;
    }
  }

  function tellMemoryOnly() {
    if (store.get(toldKey) === true) return;
    store.set(toldKey, true);
    ports.notify({ id: 'memory-only', detail: null });
  }

  function setAside(envelope: unknown, reason: string): VaultContent {
    log.warn('the vault could not be read and was set aside', { reason });
    store.set(setAsideKey, { at: new Date(clock.now()).toISOString(), envelope });
    store.delete(vaultKey);
    stored = null;
    state = 'vault';
    ports.notify({ id: 'vault-set-aside', detail: setAsideKey });
    return emptyVault;
  }

  async function read(): Promise<VaultContent> {
    const raw = store.get(vaultKey);
    if (raw === undefined) {
      if (state === 'locked') state = 'vault';
      return emptyVault;
    }
    const envelope = envelopeSchema.safeParse(raw);
    if (!envelope.success) return setAside(raw, 'envelope');
    const cipher = Buffer.from(envelope.data.ciphertext, 'base64');
    let opened: Awaited<ReturnType<KeyStore['decrypt']>>;
    try {
      opened = await keyStore.decrypt(cipher);
    } catch (error) {
      // Locked, or another key: the system does not say which, so nothing is thrown away.
      log.warn('the key store did not decrypt', { reason: error instanceof Error ? error.name : 'unknown' });
      state = 'locked';
      ports.notify({ id: 'vault-locked', detail: null });
      return emptyVault;
    }
    const content = parse(opened.plain);
    if (!content || (content.grant?.user.zuid ?? null) !== envelope.data.account) return setAside(raw, 'content');
    stored = content;
    state = 'vault';
    if (opened.shouldReEncrypt || isWeak(cipher)) await write(content);
    return content;
  }

  async function write(content: VaultContent): Promise<void> {
    if (state === 'locked' && content.grant === null) return;
    if (isEmpty(content)) {
      store.delete(vaultKey);
      stored = null;
      return;
    }
    const cipher = await encrypt(JSON.stringify(content));
    if (cipher) {
      store.set(vaultKey, {
        v: 1,
        account: content.grant?.user.zuid ?? null,
        dataCentre: content.grant?.dataCentre ?? null,
        ciphertext: Buffer.from(cipher).toString('base64'),
      });
      stored = content;
      state = 'vault';
      return;
    }
    // An older envelope would bring back, at the next start, secrets that have been replaced.
    const raw = envelopeSchema.safeParse(store.get(vaultKey));
    const keptWeak = raw.success && isWeak(Buffer.from(raw.data.ciphertext, 'base64'));
    if (keptWeak || !stored || core(stored) !== core(content)) {
      store.delete(vaultKey);
      stored = null;
    }
    state = 'memory';
    tellMemoryOnly();
  }

  return {
    load: () => inOrder(read).catch((error: unknown) => {
      log.error('the vault failed', { error });
      return emptyVault;
    }),
    keep: (content) =>
      inOrder(() => write(content)).catch((error: unknown) => {
        log.error('the vault could not be written', { error });
        state = 'memory';
      }),
    forget: () =>
      inOrder(async () => {
        store.delete(vaultKey);
        store.delete(setAsideKey);
        stored = null;
        state = 'vault';
      }),
    state: () => state,
    async probe() {
      if (state === 'locked') return state;
      return (await encrypt('probe')) ? 'vault' : 'memory';
    },
  };
}

function parse(plain: string): VaultContent | undefined {
  try {
    return contentSchema.safeParse(JSON.parse(plain)).data;
  } catch {
    return undefined;
  }
}
