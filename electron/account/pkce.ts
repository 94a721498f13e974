import { createHash, randomBytes } from 'node:crypto';

/** Answers that many random bytes. Injected in tests only: secrets come from node:crypto. */
export type RandomBytes = (size: number) => Uint8Array;

/** What binds a callback and its code to the request that asked for them. Lives in memory, for one consent. */
export interface RequestSecrets {
  /** 256 bits, base64url (RFC 6749 section 10.12). */
  readonly state: string;
  /** 256 bits, base64url: 43 characters (RFC 7636 section 4.1). */
  readonly verifier: string;
  /** `S256`: base64url of the verifier's SHA-256 (RFC 7636 section 4.2). */
  readonly challenge: string;
}

/** 256 random bits as base64url without padding. */
export const randomToken = (random: RandomBytes = randomBytes): string => Buffer.from(random(32)).toString('base64url');

/** `S256` of RFC 7636 section 4.2. */
export const challengeOf = (verifier: string): string =>
  createHash('sha256').update(verifier, 'ascii').digest('base64url');

/** Fresh secrets for one authorization request. */
export function createRequestSecrets(random: RandomBytes = randomBytes): RequestSecrets {
  const verifier = randomToken(random);
  return { state: randomToken(random), verifier, challenge: challengeOf(verifier) };
}
