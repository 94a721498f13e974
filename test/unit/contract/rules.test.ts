import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calls, pushes } from '../../../contract/api.ts';
import { sessionWriteSchema } from '../../../contract/domain.ts';
import { callNames, channelOf, listenerOf, pushNames } from '../../../contract/names.ts';
import { fail, ok } from '../../../contract/result.ts';
import { clientErrors, redirectUriError } from '../../../contract/rules/client.ts';
import {
  dataCentre, dataCentreByAccountsHost, dataCentreIds, dataCentres, isZohoHost, zohoLink,
} from '../../../contract/rules/data-centres.ts';
import { invitationText, lengthText } from '../../../contract/rules/invitation.ts';
import { covers, featureIds, featureScopes, firstGrant, heldLater, organisationScope, splitScopes } from '../../../contract/rules/scopes.ts';

describe('names', () => {
  it('cover every call and push once', () => {
    expect([...callNames].sort()).toEqual(Object.keys(calls).sort());
    expect([...pushNames].sort()).toEqual(Object.keys(pushes).sort());
    expect(new Set([...callNames, ...pushNames].map(channelOf)).size).toBe(callNames.length + pushNames.length);
    expect(pushNames.map(listenerOf)).toContain('onConnectionChanged');
  });
  it('keep extra facts of a failure', () => {
    expect(ok(1)).toEqual({ ok: true, value: 1 });
    expect(fail('throttled', 'wait', { retryAfter: 5 })).toEqual({ ok: false, error: { code: 'throttled', message: 'wait', retryAfter: 5 } });
  });
});

describe('what a form may send', () => {
  const write = { topic: 'T', agenda: '', date: '2026-06-19', time: '19:00', duration: 3_600_000, timeZone: 'Europe/Paris', participants: null };
  const fits = (change: object) => sessionWriteSchema.safeParse({ ...write, ...change }).success;
  it('counts characters as the form does', () => {
    expect(fits({ topic: '🚀'.repeat(200) })).toBe(true);
    expect(fits({ topic: '🚀'.repeat(201) })).toBe(false);
    expect(fits({ agenda: '🚀'.repeat(2_000) })).toBe(true);
    expect(fits({ agenda: 'x'.repeat(2_001) })).toBe(false);
  });
  it.each([{ topic: ' ' }, { date: '2026-02-30' }, { time: '24:00' }, { time: '7:00' }, { duration: 0 }, { duration: 86_400_001 }, { participants: Array.from({ length: 101 }, () => 'a@b.test') }, { sysId: '1' }])(
    'refuses %o', (change) => expect(fits(change)).toBe(false));
});

describe('data centres', () => {
  it('has one row for each id, found by its accounts host', () => {
    for (const id of dataCentreIds) expect(dataCentreByAccountsHost(dataCentre(id).accounts)?.id).toBe(id);
    expect(new Set(dataCentres.map((dc) => dc.accounts)).size).toBe(dataCentreIds.length);
    expect(() => dataCentre('mars' as 'us')).toThrow(RangeError);
  });
  // Source: zoho.com/meeting/api-integration/multi-dc.html; Canada is the one that does not follow the token's api_domain.
  it.each([
    ['us', 'meeting.zoho.com', 'accounts.zoho.com'],
    ['eu', 'meeting.zoho.eu', 'accounts.zoho.eu'],
    ['ca', 'meeting.zohocloud.ca', 'accounts.zohocloud.ca'],
    ['au', 'meeting.zoho.com.au', 'accounts.zoho.com.au'],
    ['cn', 'meeting.zoho.com.cn', 'accounts.zoho.com.cn'],
  ] as const)('%s meets at %s', (id, meeting, accounts) => {
    expect(dataCentre(id)).toMatchObject({ meeting, accounts });
  });
  it.each(['zoho.com', 'meet.zoho.eu', 'a.b.zohocloud.ca'])('%s is Zoho', (host) => expect(isZohoHost(host)).toBe(true));
  it.each(['zoho.com.evil.test', 'evilzoho.com', 'zoho.co', '', 'zoho.eu.', 'xn--zho-0na.com', 'ZOHO.COM'])('%s is not', (host) => expect(isZohoHost(host)).toBe(false));
  it('takes no host for Zoho that does not end in its domain', () => {
    fc.assert(fc.property(fc.domain(), fc.constantFrom(...dataCentres), (host, dc) => {
      expect(isZohoHost(`${dc.meeting}.${host}`)).toBe(isZohoHost(host));
      expect(isZohoHost(`${host.replaceAll('.', '-')}${dc.meeting.replace('meeting.', '')}`)).toBe(false);
    }));
  });
  it.each(['http://meet.zoho.eu/', 'https://meet.zoho.eu:444/', 'https://a@meet.zoho.eu/', 'https://:b@meet.zoho.eu/', 'meet.zoho.eu', 'https://evil.test/?https://meet.zoho.eu/'])(
    '%s is no link to open', (text) => expect(zohoLink(text)).toBeUndefined());
  it('normalises case and default port', () => expect(zohoLink('HTTPS://MEET.ZOHO.EU:443/x')?.href).toBe('https://meet.zoho.eu/x'));
});

describe('your Zoho client', () => {
  const good = { clientId: '1000.ABC', clientSecret: 'secret', redirectUri: 'parley://oauth/callback' };
  it('accepts what the console gives, spaces around it included', () => {
    expect(clientErrors({ ...good, clientId: ' 1000.ABC ' }, false)).toEqual({});
    expect(clientErrors({ ...good, clientSecret: '' }, true)).toEqual({});
  });
  it.each([
    [{ ...good, clientId: '' }, false, 'clientId'],
    [{ ...good, clientId: '1000 ABC' }, false, 'clientId'],
    [{ ...good, clientSecret: '' }, false, 'clientSecret'],
    [{ ...good, clientSecret: 'a b' }, true, 'clientSecret'],
    [{ ...good, clientSecret: '1000.ABC' }, false, 'clientSecret'],
    [{ ...good, redirectUri: '' }, false, 'redirectUri'],
  ] as const)('%o has its error at the field', (fields, kept, name) => {
    expect(Object.keys(clientErrors(fields, kept))).toEqual([name]);
  });
  it.each(['parley://oauth/callback', 'https://localhost/callback', 'http://localhost:8901/callback', 'http://127.0.0.1:1/x'])(
    'redirect URI %s can be caught', (uri) => expect(redirectUriError(uri)).toBeUndefined());
  it.each(['', 'callback', 'ftp://x/y', 'javascript:alert(1)', 'https://a/b#c', 'https://u:p@a/b', 'https://a/b?c=d', 'file:///x'])(
    'redirect URI %s cannot', (uri) => expect(redirectUriError(uri)).toBeTypeOf('string'));
});

describe('scopes', () => {
  it('asks first for the documented Meeting scopes only', () => {
    expect(firstGrant(true)).toEqual([organisationScope, ...featureScopes.meetings, ...featureScopes.webinars]);
    expect(firstGrant(false)).toEqual([organisationScope, ...featureScopes.meetings]);
    expect(firstGrant(true)).toHaveLength(9);
  });
  it('reads spaces and commas', () => expect(splitScopes(' a.b.C, d.e.F  g.h.I ')).toEqual(['a.b.C', 'd.e.F', 'g.h.I']));
  it('counts ALL for each operation of its family only', () => {
    expect(covers(['ZohoMeeting.meeting.ALL'], 'ZohoMeeting.meeting.DELETE')).toBe(true);
    expect(covers(['ZohoMeeting.meeting.ALL'], 'ZohoMeeting.webinar.READ')).toBe(false);
    expect(covers(['ZohoMeeting.meeting.READ'], 'ZohoMeeting.meeting.CREATE')).toBe(false);
    expect(covers([], organisationScope)).toBe(false);
  });
  it('takes the four operations for ALL of the calendar’s events, and not of meetings', () => {
    const four = (name: string) => ['READ', 'CREATE', 'UPDATE', 'DELETE'].map((operation) => `${name}.${operation}`);
    expect(covers(four('ZohoCalendar.event'), 'ZohoCalendar.event.ALL')).toBe(true);
    expect(covers(four('ZohoCalendar.event').slice(1), 'ZohoCalendar.event.ALL')).toBe(false);
    expect(covers(four('ZohoMeeting.meeting'), 'ZohoMeeting.meeting.ALL')).toBe(false);
  });
  it('leaves everything that is not documented for Meeting to later grants', () => {
    const later = featureIds.filter((id) => id !== 'meetings' && id !== 'webinars');
    expect(later).toHaveLength(4);
    for (const id of later) for (const scope of featureScopes[id]) expect(firstGrant(true)).not.toContain(scope);
    expect(heldLater([...firstGrant(true), 'ZohoCalendar.event.ALL', 'Other.thing.READ'])).toEqual(['ZohoCalendar.event.ALL']);
  });
});

describe('invitation', () => {
  const session = {
    topic: 'Weekly sync', startsAt: Date.UTC(2026, 5, 19, 17), duration: 5_400_000,
    agenda: 'Plan', joinLink: 'https://meet.zoho.eu/gT9JMpyG9z', registrationLink: null,
  };
  it('holds topic, local and UTC time, length, link and agenda', () => {
    expect(invitationText(session, 'Europe/Paris', 'en-GB').split('\n')).toEqual([
      'Weekly sync',
      'When: Fri, 19 Jun 2026, 19:00 CEST, Europe/Paris (1 h 30 min)',
      'UTC: 2026-06-19 17:00',
      'Join: https://meet.zoho.eu/gT9JMpyG9z',
      '',
      'Plan',
    ]);
  });
  it('leaves out what is not known, and keeps a topic on one line', () => {
    expect(invitationText({ topic: 'a\nJoin: https://evil.test', startsAt: null, duration: null, agenda: ' ', joinLink: null, registrationLink: 'https://meeting.zoho.eu/meeting/register?sessionId=1' }, 'UTC'))
      .toBe('a Join: https://evil.test\nRegister: https://meeting.zoho.eu/meeting/register?sessionId=1');
    expect(invitationText({ ...session, topic: ' ' }, 'UTC')).toMatch(/^Untitled\n/);
    expect(invitationText({ ...session, duration: null }, 'UTC')).not.toContain('(');
  });
  it.each([
    'Join: https://evil.test', ' join : https://evil.test', 'J\u200boin: https://evil.test', 'Ｊoin： https://evil.test', '> When: never',
  ])('marks %j in topic or agenda as somebody’s words', (line) => {
    const text = invitationText({ ...session, topic: line, agenda: `Plan\r${line}` }, 'UTC');
    expect(text.split('\n').filter((each) => each.startsWith('> '))).toHaveLength(2);
  });
  it('holds no control characters and no direction marks', () => {
    const hostile = 'a\u0000\u001b[31mb\u202ec\u2066d\u0085e\u2028f\ud800';
    expect(invitationText({ ...session, topic: hostile, agenda: hostile }, 'UTC').replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}\p{Cs}\u2028]/u);
  });
  it.each([[0, '0 min'], [45 * 60_000, '45 min'], [3_600_000, '1 h'], [5_400_000, '1 h 30 min'], [90_000_000, '25 h']])('%d ms is %s', (ms, text) => expect(lengthText(ms)).toBe(text));
});
