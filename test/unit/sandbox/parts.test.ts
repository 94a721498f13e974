import { describe, expect, it } from 'vitest';
import { callbackUrl, sendCallback, tamper } from '../../../electron/sandbox/accounts/callback.ts';
import { covers, inWords, isKnownScope, splitScopes } from '../../../electron/sandbox/accounts/scopes.ts';
import { createClock } from '../../../electron/sandbox/clock.ts';
import { serviceOf } from '../../../electron/sandbox/data-centres.ts';
import { createIds } from '../../../electron/sandbox/meeting/ids.ts';
import { pageOf } from '../../../electron/sandbox/meeting/paging.ts';
import { defaultModes } from '../../../electron/sandbox/modes.ts';
import type { Modes } from '../../../electron/sandbox/modes.ts';

describe('the clock', () => {
  it('is set, moved, frozen and reset over its base', () => {
    let base = 1000;
    const clock = createClock(() => base);
    clock.set(50_000);
    base += 5;
    expect(clock.now()).toBe(50_005);
    clock.advance(100);
    expect(clock.now()).toBe(50_105);
    clock.freeze();
    base += 7;
    expect(clock.now()).toBe(50_105);
    clock.advance(1);
    expect(clock.now()).toBe(50_106);
    clock.reset();
    expect(clock.now()).toBe(base);
  });
});

describe('paging', () => {
  const items = Array.from({ length: 50 }, (_, index) => index + 1);
  const page = (query: string, change: Partial<Modes>) =>
    pageOf(items, new URLSearchParams(query), { ...defaultModes, ...change });

  it('counts records', () => {
    expect(page('index=21&count=10', {})).toEqual([21, 22, 23, 24, 25, 26, 27, 28, 29, 30]);
    expect(page('index=51&count=10', {})).toEqual([]);
  });
  it('counts pages', () => {
    expect(page('index=2&count=20', { paging: 'page' })[0]).toBe(21);
    expect(page('index=21&count=20', { paging: 'page' })).toEqual([]);
  });
  it('caps what is asked for', () => {
    expect(page('index=1&count=100', { pageCap: 20 })).toHaveLength(20);
    expect(page('index=2&count=100', { pageCap: 20, paging: 'page' })[0]).toBe(21);
  });
  it('takes 0 as the first', () => {
    expect(page('index=0&count=1', {})).toEqual([1]);
    expect(page('index=0&count=1', { paging: 'page' })).toEqual([1]);
  });
});

describe('ids', () => {
  const written = (ids: Modes['ids']) => {
    const made = createIds({ ...defaultModes, ids });
    return JSON.stringify([made.text('1169128500'), made.number('71005678'), made.number('556536000000214003')]);
  };
  it('have the type that the mode says, and all their digits', () => {
    expect(written('documented')).toBe('["1169128500",71005678,556536000000214003]');
    expect(written('strings')).toBe('["1169128500","71005678","556536000000214003"]');
    expect(written('numbers')).toBe('[1169128500,71005678,556536000000214003]');
    expect(written('big')).toBe('[900000001169128500,900000000071005678,556536000000214003]');
  });
  it('come back from above 2^53', () => {
    const ids = createIds({ ...defaultModes, ids: 'big' });
    expect(ids.read(ids.plain('1169128500'))).toBe('1169128500');
    expect(BigInt(ids.plain('1169128500'))).toBeGreaterThan(2n ** 53n);
  });
});

describe('scopes', () => {
  it('are split at commas and spaces', () => {
    expect(splitScopes('A.b.READ, C.d.READ A.b.READ')).toEqual(['A.b.READ', 'C.d.READ']);
  });
  it('are known only as documented', () => {
    expect(isKnownScope('ZohoMeeting.meeting.CREATE')).toBe(true);
    expect(isKnownScope('ZohoMeeting.manageOrg.DELETE')).toBe(false);
    expect(isKnownScope('ZohoMeeting.meetings.READ')).toBe(false);
    expect(isKnownScope('toString')).toBe(false);
  });
  it('are covered by themselves and by ALL', () => {
    expect(covers(['ZohoMeeting.meeting.ALL'], 'ZohoMeeting.meeting.DELETE')).toBe(true);
    expect(covers(['ZohoMeeting.meeting.READ'], 'ZohoMeeting.meeting.DELETE')).toBe(false);
  });
  it('have words', () => {
    expect(inWords(['ZohoMeeting.meeting.READ', 'ZohoMeeting.meeting.DELETE', 'X.y.READ'])).toEqual([
      'See and delete your meetings',
      'Use the permission X.y.READ',
    ]);
  });
});

describe('hosts', () => {
  it('are those of zoho-api.md 1.2 and no look-alikes', () => {
    expect(serviceOf('meeting.zohocloud.ca')).toMatchObject({ service: 'meeting', dc: { id: 'ca' } });
    expect(serviceOf('accounts.zoho.com.au')).toMatchObject({ service: 'accounts', dc: { id: 'au' } });
    expect(serviceOf('accounts.zoho.com.evil.test')).toBeUndefined();
    expect(serviceOf('constructor')).toBeUndefined();
  });
});

describe('callbacks', () => {
  const base: [string, string][] = [
    ['state', 's'],
    ['code', 'c'],
    ['location', 'eu'],
  ];
  it('are tampered with', () => {
    expect(tamper(base, { state: null, location: 'us', accountsServer: 'https://evil.test' })).toEqual([
      ['code', 'c'],
      ['location', 'us'],
      ['accounts-server', 'https://evil.test'],
    ]);
    expect(tamper(base, { error: 'server_error', repeat: ['state'], extra: [['location', 'in']] })).toEqual([
      ['state', 's'],
      ['location', 'eu'],
      ['error', 'server_error'],
      ['state', 's'],
      ['location', 'in'],
    ]);
  });
  it('keep a query that the redirect URI has', () => {
    expect(callbackUrl('http://localhost/cb?a=1', [['code', 'x&y']])).toBe('http://localhost/cb?a=1&code=x%26y');
  });
  it('cannot break out of the page that carries them', () => {
    const hostile: [string, string][] = [['state', '"></script><script>alert(1)</script>\'']];
    for (const kind of ['form-post', 'form-get', 'meta', 'script', 'link'] as const) {
      const { body } = sendCallback(kind, 'parley://oauth/callback', hostile);
      expect(body, kind).not.toContain('<script>alert');
      expect(body, kind).not.toContain('"></script>');
    }
  });
});
