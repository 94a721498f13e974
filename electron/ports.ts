/** What services need from the world, so that each runs under plain Node in a test. */

/** The system's clock and timers. */
export interface Clock {
  /** Epoch ms. */
  now(): number;
  /** Resolves after `ms` milliseconds; rejects with the signal's reason when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const end = () => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', end);
        resolve();
      }, ms);
      signal?.addEventListener('abort', end, { once: true });
    }),
};

/** `fetch` as main uses it: Electron's `net.fetch`, or Node's in tests. Called with real names, `https://HOST/PATH`. */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

/** Uniform random number in [0, 1), for jitter. */
export type Random = () => number;

/** Redacting log. Never pass a token, code, secret or callback URL. */
export interface Log {
  info(message: string, facts?: Record<string, unknown>): void;
  warn(message: string, facts?: Record<string, unknown>): void;
  error(message: string, facts?: Record<string, unknown>): void;
}

/** The operating system's encryption: Electron's `safeStorage` async API. */
export interface KeyStore {
  /** False when encryption cannot be had at all right now. */
  available(): Promise<boolean>;
  encrypt(plain: string): Promise<Uint8Array>;
  /** Rejects when the key is another one or the store is locked. */
  decrypt(cipher: Uint8Array): Promise<{ plain: string; shouldReEncrypt: boolean }>;
}

/** A small persistent document store (electron-store behind it). Values are plain JSON. */
export interface Store {
  get(key: string): unknown;
  set(key: string, value: unknown): void;
  delete(key: string): void;
}
