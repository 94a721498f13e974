import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { isCustom, originOf, showScheme, toChromium, toElectron } from '../../host/origins.ts';

beforeAll(() => {
  showScheme('app');
  showScheme('parley');
});

describe('names', () => {
  it.each([
    ['app://parley/index.html?a=b#c', 'https://parley.app.invalid/index.html?a=b#c'],
    ['parley://oauth/callback?code=1', 'https://oauth.parley.invalid/callback?code=1'],
    ['app://parley', 'https://parley.app.invalid/'],
    ['parley://oauth?x=1', 'https://oauth.parley.invalid/?x=1'],
    ['https://example.test/app://x', 'https://example.test/app://x'],
    ['unknown://host/', 'unknown://host/'],
  ])('shows %s to Chromium as %s', (url, shown) => {
    expect(toChromium(url)).toBe(shown);
  });

  it('finds the way back', () => {
    const url = fc.tuple(fc.constantFrom('app', 'parley'), fc.stringMatching(/^[a-z][a-z0-9-]{0,9}(\.[a-z]{2,5})?$/), fc.string());
    fc.assert(
      fc.property(url, ([scheme, host, rest]) => {
        const real = `${scheme}://${host}/${rest}`;
        expect(toElectron(toChromium(real))).toBe(real);
      }),
    );
  });

  it.each(['https://parley.app.invalid.example.test/', 'https://parley.other.invalid/', 'http://parley.app.invalid/'])(
    'leaves the stranger %s alone',
    (url) => expect(toElectron(url)).toBe(url),
  );

  it.each([
    ['app://parley/x', 'app://parley'],
    ['https://example.test:8443/x', 'https://example.test:8443'],
    ['data:text/html,x', 'null'],
    ['', 'null'],
  ])('gives %s the origin %s', (url, origin) => {
    expect(originOf(url)).toBe(origin);
  });

  it('knows what Chromium does not load by itself', () => {
    expect(['parley://x', 'mailto:a@example.test', 'PARLEY:x', 'http://x', 'HTTPS://x', 'blob:x', 'about:blank'].map(isCustom)).toEqual([
      true, true, true, false, false, false, false,
    ]);
  });
});
