import { describe, expect, it } from 'vitest';
import { featureIds, featureScopes } from '../../../contract/rules/scopes.ts';
import { type SelfCheck, selfCheckIds } from '../../../contract/domain.ts';
import { featureName, featureText, staysOffText, verbsOf } from '../../../renderer/features/settings/scope-text.ts';
import { checkWords, summaryText } from '../../../renderer/features/settings/self-check-text.ts';

const statuses = ['ok', 'warning', 'failed', 'not-checked'] as const;
const check = (part: Partial<SelfCheck>): SelfCheck => ({ id: 'clock', status: 'ok', facts: {}, error: null, ...part });

describe('the words of the self-check', () => {
  it.each(selfCheckIds.flatMap((id) => statuses.map((status) => [id, status] as const)))(
    '%s, %s: one line, and one fix when something is wrong',
    (id, status) => {
      const words = checkWords(check({ id, status }));
      expect(words.name).toMatch(/\w/);
      expect(words.line).toMatch(/^[A-Z].*\.$/);
      expect(words.line).not.toMatch(/undefined|NaN/);
      expect(words.fix !== null).toBe(status === 'warning' || status === 'failed');
    },
  );

  it('tell which way the clock is off', () => {
    expect(checkWords(check({ status: 'warning', facts: { skewSeconds: 4000 } })).line).toContain('67 min ahead of');
    expect(checkWords(check({ status: 'warning', facts: { skewSeconds: -90 } })).line).toContain('90 s behind');
  });

  it('tell why Zoho could not be asked', () => {
    const error = { code: 'timeout' as const, message: '' };
    expect(checkWords(check({ id: 'zoho', status: 'failed', error })).line).toContain('did not answer in time');
  });

  it('count renewals against what Zoho allows, where they are known', () => {
    const facts = { refreshesUsed: 2, refreshLimit: 10 };
    const said = 'Access renewals: 2 of 10 in the last 10 minutes.';
    expect(checkWords(check({ id: 'session', status: 'ok', facts })).line).toContain(said);
    expect(checkWords(check({ id: 'session', status: 'failed', facts })).line).toContain(said);
    expect(checkWords(check({ id: 'session', status: 'ok', facts: {} })).line).not.toContain('renewals');
  });

  it('count what is wrong', () => {
    expect(summaryText([check({}), check({ status: 'not-checked' })])).toBe('Everything is as it should be');
    expect(summaryText([check({ status: 'failed' })])).toBe('One thing to look at');
    expect(summaryText([check({ status: 'failed' }), check({ status: 'warning' })])).toBe('2 things to look at');
  });
});

describe('scopes in words', () => {
  it('name what may be done', () => {
    expect(verbsOf(['ZohoMeeting.meeting.READ'])).toBe('read');
    expect(verbsOf(['ZohoMeeting.meeting.READ', 'ZohoMeeting.meeting.CREATE', 'ZohoMeeting.meeting.DELETE'])).toBe(
      'read, create and delete',
    );
    expect(verbsOf(['Other.unknown.ALL'])).toBe('');
    expect(verbsOf(['ZohoCalendar.calendar.READ', 'ZohoCalendar.event.ALL'])).toBe('read calendars and read and change events');
  });

  it('say why a feature is off', () => {
    expect(featureText({ id: 'webinars', state: 'left-out', missingScopes: [] })).toContain('Left out');
    const missingScopes = ['ZohoMeeting.webinar.READ'];
    expect(featureText({ id: 'webinars', state: 'not-granted', missingScopes })).toContain('right to read');
    expect(featureText({ id: 'webinars', state: 'not-granted', missingScopes: [] })).toContain('did not grant');
    expect(featureText({ id: 'calendar', state: 'left-out', missingScopes: [] })).toMatch(/^Not asked for yet\. .*events\.$/);
  });

  it.each(featureIds)('%s: what it does when it is on, and what stays off after a refusal', (id) => {
    expect(featureText({ id, state: 'on', missingScopes: [] })).toMatch(/^[A-Z].*\.$/);
    for (const scope of featureScopes[id]) expect(verbsOf([scope])).toMatch(/\w/);
    expect(staysOffText(id, false)).toContain(featureName[id]);
    expect(staysOffText(id, true).includes('error page')).toBe(id !== 'meetings' && id !== 'webinars');
  });
});
