import type { Notice } from '../../../contract/domain.ts';
import { firstGrant } from '../../../contract/rules/scopes.ts';
import type { Grant } from '../../../electron/account/grant.ts';
import type { Clock, Fetch, KeyStore, Log, Store } from '../../../electron/ports.ts';

export const start = Date.UTC(2026, 10, 2, 9);

export interface FakeClock extends Clock {
  /** Moves on and wakes the sleepers that are due. */
  advance(ms: number): Promise<void>;
  /** Sets the time without waking anybody, also backwards. */
  set(time: number): void;
}

/** Lets everything that is ready run. */
export const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

export function fakeClock(time = start): FakeClock {
  let now = time;
  let sleepers: { at: number; wake: () => void }[] = [];
  return {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const sleeper = { at: now + ms, wake: resolve };
        sleepers.push(sleeper);
        signal?.addEventListener('abort', () => {
          sleepers = sleepers.filter((each) => each !== sleeper);
          reject(signal.reason);
        });
      }),
    async advance(ms) {
      now += ms;
      const due = sleepers.filter(({ at }) => at <= now);
      sleepers = sleepers.filter(({ at }) => at > now);
      for (const { wake } of due) wake();
      await settle();
    },
    set(to) {
      now = to;
    },
  };
}

/** A store that survives, as a file would: values are kept as JSON. */
export function fileStore(initial: Record<string, unknown> = {}): Store & { text(): string; keys(): string[] } {
  const values = new Map(Object.entries(initial).map(([key, value]) => [key, JSON.stringify(value)]));
  return {
    get: (key) => {
      const text = values.get(key);
      return text === undefined ? undefined : JSON.parse(text);
    },
    set: (key, value) => void values.set(key, JSON.stringify(value)),
    delete: (key) => void values.delete(key),
    text: () => JSON.stringify([...values]),
    keys: () => [...values.keys()],
  };
}

export function recordingLog(): Log & { text(): string } {
  const lines: string[] = [];
  const write = (message: string, facts?: Record<string, unknown>) => {
    lines.push(`${message} ${JSON.stringify(facts ?? {}, (_key, value: unknown) => (value instanceof Error ? String(value) : value))}`);
  };
  return { info: write, warn: write, error: write, text: () => lines.join('\n') };
}

export interface FakeKeyStore extends KeyStore {
  mode: 'real' | 'weak' | 'unavailable' | 'locked' | 'failing';
  shouldReEncrypt: boolean;
}

/** Not encryption, but nothing in it reads as clear text. */
export function fakeKeyStore(mode: FakeKeyStore['mode'] = 'real'): FakeKeyStore {
  const swap = (text: Uint8Array) => Uint8Array.from(text, (byte) => byte ^ 0x5a);
  const keyStore: FakeKeyStore = {
    mode,
    shouldReEncrypt: false,
    available: () => Promise.resolve(keyStore.mode !== 'unavailable'),
    encrypt(plain) {
      if (keyStore.mode === 'failing') return Promise.reject(new Error('the keyring is busy'));
      const tag = keyStore.mode === 'weak' ? 'v10' : 'v11';
      return Promise.resolve(Buffer.concat([Buffer.from(tag), swap(Buffer.from(plain))]));
    },
    decrypt(cipher) {
      if (keyStore.mode === 'locked' || keyStore.mode === 'unavailable') return Promise.reject(new Error('the keyring is locked'));
      const plain = Buffer.from(swap(cipher.subarray(3))).toString('utf8');
      return Promise.resolve({ plain, shouldReEncrypt: keyStore.shouldReEncrypt });
    },
  };
  return keyStore;
}

export const grantOf = (change: Partial<Grant> = {}): Grant => ({
  id: 'grant-1',
  client: { clientId: '1000.CLIENT', clientSecret: 'canary-secret', redirectUri: 'parley://oauth/callback' },
  dataCentre: 'eu',
  refreshToken: 'canary-refresh',
  accessToken: 'canary-access',
  expiresAt: start + 3_600_000,
  scopes: firstGrant(true),
  asked: firstGrant(true),
  dead: null,
  user: { zsoid: '77001234', zuid: '71005678', email: 'ana@example.test', name: 'Ana', organisation: 'Example Org' },
  meetingHost: 'meeting.zoho.eu',
  ...change,
});

export interface SentRequest {
  readonly url: string;
  readonly form: Record<string, string>;
  readonly headers: Record<string, string>;
}
export type Reply = { status?: number; body?: unknown; headers?: Record<string, string> } | Error;

/** A fetch that answers from a list, or by a function; the last answer repeats. */
export function fakeFetch(replies: Reply[] | ((request: SentRequest) => Reply | Promise<Reply>)): Fetch & { sent: SentRequest[] } {
  const sent: SentRequest[] = [];
  const fetch = async (url: string, init: RequestInit = {}) => {
    const request = {
      url,
      form: Object.fromEntries(new URLSearchParams(typeof init.body === 'string' ? init.body : '')),
      headers: { ...(init.headers as Record<string, string> | undefined) },
    };
    sent.push(request);
    const reply = typeof replies === 'function' ? await replies(request) : (replies[Math.min(sent.length, replies.length) - 1] ?? {});
    if (reply instanceof Error) throw reply;
    const { status = 200, body = {}, headers = {} } = reply;
    return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers });
  };
  return Object.assign(fetch, { sent });
}

export function noticeList(): { notices: Notice[]; notify: (notice: Notice) => void } {
  const notices: Notice[] = [];
  return { notices, notify: (notice) => void notices.push(notice) };
}
