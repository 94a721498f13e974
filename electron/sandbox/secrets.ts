import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const hex = (bytes: number): string => randomBytes(bytes).toString('hex');

/** Looks like Zoho's codes and tokens: `1000.<32 hex>.<32 hex>`. */
export const newToken = (): string => `1000.${hex(16)}.${hex(16)}`;
export const newClientId = (): string => `1000.${hex(15).toUpperCase()}`;
export const newClientSecret = (): string => hex(21);
/** For hidden form fields. */
export const newRequestId = (): string => hex(16);
/** What a person types in the device flow: no letters that are mistaken for others. */
export const newUserCode = (): string =>
  Array.from(randomBytes(8), (byte) => 'BCDFGHJKLMNPQRSTVWXZ'.charAt(byte % 20)).join('');

/** The S256 challenge of a PKCE verifier (RFC 7636 section 4.2). */
export const s256 = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url');

export function sameText(one: string, other: string): boolean {
  const a = Buffer.from(one);
  const b = Buffer.from(other);
  return a.length === b.length && timingSafeEqual(a, b);
}
