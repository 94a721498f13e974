import { describe, expect, it } from 'vitest';
import { decideNavigation, isEmbeddedRefusal } from '../../../electron/account/consent-policy.ts';
import { isSignInHost } from '../../../electron/account/sign-in-hosts.ts';
import { dataCentres } from '../../../contract/rules/data-centres.ts';

const plain = { redirectUri: 'parley://oauth/callback', wireOrigin: null };
const wired = { redirectUri: 'parley://oauth/callback', wireOrigin: 'http://127.0.0.1:4711' };

describe('the callback', () => {
  it('is told by its address, whatever it carries', () => {
    for (const context of [plain, wired]) {
      expect(decideNavigation('parley://oauth/callback?code=1&state=2', context)).toBe('callback');
      expect(decideNavigation('parley://oauth/callback', context)).toBe('callback');
    }
    const web = { ...plain, redirectUri: 'https://app.example.test/cb' };
    expect(decideNavigation('https://app.example.test/cb?error=access_denied', web)).toBe('callback');
    expect(decideNavigation('https://app.example.test/other', web)).toEqual({ blocked: 'app.example.test' });
    const local = { ...wired, redirectUri: 'http://127.0.0.1:4711/cb' };
    expect(decideNavigation('http://127.0.0.1:4711/cb?code=1', local)).toBe('callback');
  });
  it('has one address only', () => {
    expect(decideNavigation('parley://oauth/other?code=1', plain)).toEqual({ blocked: 'oauth' });
    expect(decideNavigation('parley://evil/callback?code=1', plain)).toEqual({ blocked: 'evil' });
  });
});

describe('pages', () => {
  it('of every accounts server are allowed, and others under Zoho’s domains', () => {
    for (const { accounts } of dataCentres) expect(decideNavigation(`https://${accounts}/oauth/v2/auth?x=1`, plain)).toBe('allow');
    for (const host of ['www.zoho.com', 'directory.zoho.eu', 'accounts.zohocloud.ca']) {
      expect(decideNavigation(`https://${host}/`, plain)).toBe('allow');
    }
  });
  it.each(['accounts.google.com', 'accounts.google.co.in', 'login.microsoftonline.com', 'login.live.com', 'appleid.apple.com', 'github.com'])(
    'of the sign-in provider %s are allowed',
    (host) => {
      expect(decideNavigation(`https://${host}/sign-in`, plain)).toBe('allow');
    },
  );

  it.each([
    ['https://evil.test/', 'evil.test'],
    ['https://accounts.zoho.eu.evil.test/', 'accounts.zoho.eu.evil.test'],
    ['https://evilzoho.com/', 'evilzoho.com'],
    ['https://accounts.google.evil/', 'accounts.google.evil'],
    ['https://accounts.google.com.evil.test/', 'accounts.google.com.evil.test'],
    ['https://mail.google.com/', 'mail.google.com'],
    ['https://sub.github.com/', 'sub.github.com'],
    ['http://accounts.zoho.eu/', 'accounts.zoho.eu'],
    ['https://accounts.zoho.eu:8443/', 'accounts.zoho.eu'],
    ['https://zoho.eu@evil.test/', 'evil.test'],
    ['https://me:pw@accounts.zoho.eu/', 'accounts.zoho.eu'],
    ['http://127.0.0.1:4711/accounts.zoho.eu/', '127.0.0.1'],
    ['file:///etc/passwd', 'file:'],
    ['javascript:alert(1)', 'javascript:'],
    ['data:text/html,x', 'data:'],
    ['blob:https://accounts.zoho.eu/1', 'blob:'],
    ['about:blank', 'about:'],
    ['ms-settings:x', 'ms-settings:'],
    ['nonsense', 'unreadable address'],
    ['', 'unreadable address'],
  ])('%s is blocked and named', (url, blocked) => {
    expect(decideNavigation(url, plain)).toEqual({ blocked });
  });
});

describe('with Zoho at a loopback origin', () => {
  it.each([
    'http://127.0.0.1:4711/accounts.zoho.eu/oauth/v2/auth?x=1',
    'http://127.0.0.1:4711/accounts.google.com/signin',
    'http://127.0.0.1:4711/approve',
    'http://127.0.0.1:4711/consent.html',
    'http://127.0.0.1:4711/',
    'https://accounts.zoho.eu/oauth/v2/auth',
  ])('%s is allowed', (url) => {
    expect(decideNavigation(url, wired)).toBe('allow');
  });
  it.each([
    ['http://127.0.0.1:4711/evil.test/', 'evil.test'],
    ['http://127.0.0.1:4712/approve', '127.0.0.1'],
    ['http://localhost:4711/approve', 'localhost'],
    ['https://evil.test/consent.html', 'evil.test'],
  ])('%s is blocked', (url, blocked) => {
    expect(decideNavigation(url, wired)).toEqual({ blocked });
  });
});

describe('isEmbeddedRefusal', () => {
  const message = Buffer.from('\n\x15disallowed_useragent\x12\x00', 'latin1');
  it.each([
    `https://accounts.google.com/signin/oauth/error/v2?authError=${message.toString('base64url')}`,
    `https://accounts.google.com/signin/oauth/error?authError=${encodeURIComponent(message.toString('base64'))}`,
    'https://accounts.google.com/o/oauth2/error?error=disallowed_useragent',
    'https://accounts.google.com/v3/signin/rejected?app=1',
    'https://accounts.google.com/signin/rejected',
  ])('%s', (url) => {
    expect(isEmbeddedRefusal(url)).toBe(true);
  });
  it.each([
    'https://accounts.google.com/signin/oauth/consent?authError=',
    'https://accounts.google.com/v3/signin/identifier?x=AAAA',
    'https://evil.test/?error=disallowed_useragent',
    'https://accounts.google.evil/signin/rejected',
    'https://accounts.zoho.eu/?error=disallowed_useragent',
    'nonsense',
  ])('not %s', (url) => {
    expect(isEmbeddedRefusal(url)).toBe(false);
  });
});

it('knows sign-in hosts by their exact name only', () => {
  for (const host of ['google.com', 'x.accounts.google.com', 'accounts.google.com.', 'ACCOUNTS.GOOGLE.COM', 'constructor']) {
    expect(isSignInHost(host)).toBe(false);
  }
});
