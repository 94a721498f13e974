import { describe, expect, it } from 'vitest';
import { matchPattern } from '../../host/web-request.ts';

describe('a match pattern', () => {
  it.each([
    ['<all_urls>', 'https://a.example.test/x', true],
    ['*://*/*', 'http://example.test/', true],
    ['*://*/*', 'parley://oauth/', false],
    ['https://example.test/*', 'https://example.test/a?b', true],
    ['https://example.test/*', 'https://example.test.evil.test/', false],
    ['https://example.test/*', 'https://exampleXtest/', false],
    ['https://*.example.test/*', 'https://a.b.example.test/', true],
    ['https://*.example.test/*', 'https://example.test/', true],
    ['https://*.example.test/*', 'https://badexample.test/', false],
    ['http://127.0.0.1:8080/*', 'http://127.0.0.1:8080/x', true],
    ['http://127.0.0.1:8080/*', 'http://127.0.0.1:8081/x', false],
    ['http://127.0.0.1/*', 'http://127.0.0.1:8081/x', true],
    ['https://example.test/only', 'https://example.test/only/not', false],
  ])('%s on %s: %s', (pattern, url, matches) => {
    expect(matchPattern(pattern).test(url)).toBe(matches);
  });

  it('refuses what is not one', () => {
    expect(() => matchPattern('example.test')).toThrow('Invalid url pattern');
  });
});
