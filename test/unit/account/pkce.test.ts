import { describe, expect, it } from 'vitest';
import { challengeOf, createRequestSecrets } from '../../../electron/account/pkce.ts';

describe('request secrets', () => {
  it('answers the challenge of RFC 7636 appendix B', () => {
    expect(challengeOf('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe('E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM');
  });

  it('takes 256 bits each for state and verifier, in base64url', () => {
    const sizes: number[] = [];
    let next = 250;
    const secrets = createRequestSecrets((size) => {
      sizes.push(size);
      return new Uint8Array(size).fill((next += 1));
    });
    expect(sizes).toEqual([32, 32]);
    expect(secrets.state).toMatch(/^[\w-]{43}$/);
    expect(secrets.verifier).toMatch(/^[\w-]{43}$/);
    expect(secrets.state).not.toBe(secrets.verifier);
    expect(secrets.challenge).toBe(challengeOf(secrets.verifier));
  });

  it('never repeats itself', () => {
    const seen = new Set(Array.from({ length: 50 }, () => createRequestSecrets()).flatMap(({ state, verifier }) => [state, verifier]));
    expect(seen.size).toBe(100);
  });
});
