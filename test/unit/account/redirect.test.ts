import { describe, expect, it } from 'vitest';
import { authorizationUrl } from '../../../electron/account/authorization.ts';
import { loopbackRedirect, matchesRedirect, redirectFor } from '../../../electron/account/redirect.ts';

describe('matchesRedirect', () => {
  it.each([
    ['parley://oauth/callback?code=1', 'parley://oauth/callback'],
    ['parley://oauth/callback', 'parley://oauth/callback'],
    ['parley://oauth/callback#x', 'parley://oauth/callback'],
    ['parley://oauth/callback?a=https://x/../y', 'parley://oauth/callback'],
    // A browser to which the scheme is a standard one writes the host in lower case and a path of at least "/".
    ['parley://oauth/callback?code=1', 'parley://OAuth/callback'],
    ['parley://callback/?code=1', 'parley://callback'],
    ['parley://callback?code=1', 'parley://callback'],
    ['parley://oauth/callback?code=1', 'parley:/oauth/callback'],
    ['https://app.example.test/?code=1', 'https://app.example.test'],
    ['https://app.example.test/cb?code=1', 'https://APP.example.test:443/cb'],
    ['http://localhost:8080/cb?code=1', ' http://localhost:8080/cb '],
  ])('%s is %s', (url, redirectUri) => {
    expect(matchesRedirect(url, redirectUri)).toBe(true);
  });

  it.each([
    ['another scheme', 'parlex://oauth/callback?code=1'],
    ['the scheme in capitals', 'PARLEY://oauth/callback?code=1'],
    ['https', 'https://oauth/callback?code=1'],
    ['another host', 'parley://oauth2/callback?code=1'],
    ['the host in capitals', 'parley://OAUTH/callback?code=1'],
    ['a host below', 'parley://oauth.evil.test/callback?code=1'],
    ['user-info', 'parley://oauth@evil.test/callback?code=1'],
    ['a port', 'parley://oauth:1/callback?code=1'],
    ['another path', 'parley://oauth/callbacks?code=1'],
    ['a path below', 'parley://oauth/callback/?code=1'],
    ['the path in capitals', 'parley://oauth/Callback?code=1'],
    ['a path that is repaired', 'parley://oauth/x/../callback?code=1'],
    ['an encoded path', 'parley://oauth/%63allback?code=1'],
    ['no authority', 'parley:oauth/callback?code=1'],
    ['a leading space', ' parley://oauth/callback?code=1'],
    ['a tab that a parser drops', 'parley://oauth/call\tback?code=1'],
    ['a line break at the end', 'parley://oauth/callback?code=1\n'],
    ['a backslash', 'parley://oauth\\callback?code=1'],
    ['the redirect URI as a parameter', 'https://evil.test/?parley://oauth/callback'],
    ['nothing', ''],
    ['no URL', 'parley'],
  ])('is not fooled by %s', (_name, url) => {
    expect(matchesRedirect(url, 'parley://oauth/callback')).toBe(false);
  });

  it.each([
    ['another port', 'http://localhost:8081/cb?code=1'],
    ['no port', 'http://localhost/cb?code=1'],
    ['the other loopback name', 'http://127.0.0.1:8080/cb?code=1'],
    ['https', 'https://localhost:8080/cb?code=1'],
    ['user-info', 'http://localhost:8080@evil.test/cb?code=1'],
    ['a trailing dot', 'http://localhost.:8080/cb?code=1'],
  ])('is not fooled by %s for a loopback URI', (_name, url) => {
    expect(matchesRedirect(url, 'http://localhost:8080/cb')).toBe(false);
  });

  it('matches nothing when the redirect URI is none', () => {
    expect(matchesRedirect('parley://oauth/callback', 'callback')).toBe(false);
  });
});

describe('loopbackRedirect', () => {
  it.each(['http://127.0.0.1:47113/cb', 'http://localhost:47113/', ' http://localhost:1/a '])('takes %s', (text) => {
    expect(loopbackRedirect(text)?.protocol).toBe('http:');
  });
  it.each([
    'https://127.0.0.1:47113/cb',
    'http://127.0.0.1/cb',
    'http://127.0.0.2:47113/cb',
    'http://[::1]:47113/cb',
    'http://localhost.evil.test:47113/cb',
    'http://user@localhost:47113/cb',
    'http://localhost:47113/cb?x=1',
    'http://localhost:47113/cb#x',
    'parley://oauth/callback',
    'nonsense',
  ])('refuses %s', (text) => {
    expect(loopbackRedirect(text)).toBeUndefined();
  });
});

describe('redirectFor', () => {
  const own = 'http://127.0.0.1:47113/oauth/callback';
  it('names the client’s URI in the window, whatever it is', () => {
    expect(redirectFor('window', ' parley://oauth/callback ', own)).toBe('parley://oauth/callback');
    expect(redirectFor('window', 'https://app.example.test/cb', own)).toBe('https://app.example.test/cb');
  });
  it('names a loopback URI in the browser: the client’s where it is one, else that of the settings', () => {
    expect(redirectFor('browser', 'http://localhost:8080/cb', own)).toBe('http://localhost:8080/cb');
    expect(redirectFor('browser', 'parley://oauth/callback', own)).toBe(own);
  });
});

describe('authorizationUrl', () => {
  const parameters = {
    dataCentre: 'ca',
    clientId: '1000.ABC',
    redirectUri: 'parley://oauth/callback',
    scopes: ['ZohoMeeting.manageOrg.READ', 'ZohoMeeting.meeting.READ'],
    state: 'the-state',
    challenge: 'the-challenge',
    forceConsent: false,
  } as const;

  it('carries what zoho-api.md 1.4 and RFC 7636 ask for, once each', () => {
    const url = new URL(authorizationUrl(parameters));
    expect(url.origin + url.pathname).toBe('https://accounts.zohocloud.ca/oauth/v2/auth');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      response_type: 'code',
      client_id: '1000.ABC',
      redirect_uri: 'parley://oauth/callback',
      scope: 'ZohoMeeting.manageOrg.READ,ZohoMeeting.meeting.READ',
      state: 'the-state',
      access_type: 'offline',
      code_challenge: 'the-challenge',
      code_challenge_method: 'S256',
    });
    expect([...url.searchParams.keys()]).toHaveLength(8);
  });

  it('asks for consent again only when told to', () => {
    expect(new URL(authorizationUrl({ ...parameters, forceConsent: true })).searchParams.get('prompt')).toBe('consent');
  });
});
