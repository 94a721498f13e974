import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lifetimeOf, readTokenReply } from '../../../electron/account/token-answer.ts';

const asked = ['ZohoMeeting.manageOrg.READ', 'ZohoMeeting.meeting.READ'];
const read = (body: unknown, status = 200, purpose: 'exchange' | 'refresh' = 'exchange', retryAfter: number | null = null) =>
  readTokenReply({ status, body, retryAfter }, { purpose, scopes: asked });
const codeOf = (...input: Parameters<typeof read>) => {
  const result = read(...input);
  return result.ok ? 'ok' : result.error.code;
};

describe('lifetimeOf (zoho-api.md 1.5)', () => {
  it.each([
    ['seconds', { expires_in: 3600 }, 3_600_000],
    ['milliseconds', { expires_in: 3_600_000 }, 3_600_000],
    ['milliseconds beside expires_in_sec', { expires_in_sec: 3600, expires_in: 3_600_000 }, 3_600_000],
    ['expires_in_sec alone', { expires_in_sec: 1800 }, 1_800_000],
    ['a text with digits', { expires_in: '3600' }, 3_600_000],
    ['the border: still seconds', { expires_in: 86_400 }, 86_400_000],
    ['just above the border: ms', { expires_in: 86_401 }, 86_401],
    ['nothing', {}, 3_600_000],
    ['null', { expires_in: null }, 3_600_000],
    ['zero', { expires_in: 0 }, 3_600_000],
    ['less than nothing', { expires_in: -5 }, 3_600_000],
    ['a word', { expires_in: 'soon' }, 3_600_000],
    ['an empty text', { expires_in: '' }, 3_600_000],
    ['an unreadable expires_in_sec', { expires_in_sec: 'soon', expires_in: 1800 }, 1_800_000],
  ])('%s', (_name, body, ms) => {
    expect(lifetimeOf(body)).toBe(ms);
  });

  it('tells the same life in every shape, for every life from two minutes to a day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 120, max: 86_400 }), (seconds) => {
        const ms = seconds * 1000;
        expect(lifetimeOf({ expires_in: seconds })).toBe(ms);
        expect(lifetimeOf({ expires_in: ms })).toBe(ms);
        expect(lifetimeOf({ expires_in: ms, expires_in_sec: seconds })).toBe(ms);
      }),
    );
  });

  it('is a positive number of at most a day, whatever Zoho says', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (one, other) => {
        const life = lifetimeOf({ expires_in: one, expires_in_sec: other });
        expect(life).toBeGreaterThan(0);
        expect(life).toBeLessThanOrEqual(86_400_000);
      }),
    );
  });
});

describe('success', () => {
  it('is an access token, whatever the status', () => {
    for (const status of [200, 201, 400, 401, 500]) expect(codeOf({ access_token: '1000.a' }, status)).toBe('ok');
  });
  it('reads everything', () => {
    expect(
      read({
        access_token: '1000.a',
        refresh_token: '1000.r',
        scope: 'ZohoMeeting.manageOrg.READ  ZohoMeeting.meeting.READ,ZohoMeeting.webinar.READ',
        api_domain: 'https://www.zohoapis.eu',
        token_type: 'Bearer',
        expires_in: 3600,
      }),
    ).toEqual({
      ok: true,
      value: {
        accessToken: '1000.a',
        refreshToken: '1000.r',
        lifetime: 3_600_000,
        scopes: ['ZohoMeeting.manageOrg.READ', 'ZohoMeeting.meeting.READ', 'ZohoMeeting.webinar.READ'],
        apiDomain: 'https://www.zohoapis.eu',
      },
    });
  });
  it('takes the scopes asked for where Zoho lists none', () => {
    for (const scope of [undefined, null, '', '  ', 5]) expect(read({ access_token: 'a', scope })).toMatchObject({ value: { scopes: asked } });
    expect(read({ access_token: 'a', scope: ['x', 'y z'] })).toMatchObject({ value: { scopes: ['x', 'y', 'z'] } });
  });
  it('does without a refresh token', () => {
    for (const refresh_token of [undefined, null, '', 7]) expect(read({ access_token: 'a', refresh_token })).toMatchObject({ value: { refreshToken: null } });
  });
  it.each([['empty', ''], ['a number', 5], ['null', null], ['with a line break', 'a\r\nX: y'], ['with a space', 'a b'], ['not ASCII', 'é']])(
    'is not a token that is %s',
    (_name, access_token) => {
      expect(codeOf({ access_token })).toBe('bad-answer');
    },
  );
});

describe('refusals (zoho-api.md 1.5)', () => {
  it.each([
    ['invalid_client', 'client-invalid', 'reconnect-needed'],
    ['invalid_client_secret', 'client-secret-invalid', 'reconnect-needed'],
    ['invalid_redirect_uri', 'redirect-invalid', 'redirect-invalid'],
    ['invalid_code', 'code-invalid', 'reconnect-needed'],
    ['invalid_grant', 'code-invalid', 'reconnect-needed'],
    ['invalid_token', 'token-refused', 'reconnect-needed'],
    ['general_error', 'token-refused', 'token-refused'],
    ['unauthorized_client', 'token-refused', 'token-refused'],
  ])('%s', (error, onExchange, onRefresh) => {
    for (const status of [200, 400, 401]) {
      expect(read({ error }, status)).toMatchObject({ error: { code: onExchange, details: { error } } });
      expect(read({ error }, status, 'refresh')).toMatchObject({ error: { code: onRefresh, details: { error } } });
    }
  });

  it.each(['f3a9c1d2e4b5f3a9c1d2e4b5f3a9c1d2e4b5abcdef', `no_${'ab12'.repeat(10)}`, 'x'.repeat(60)])(
    'does not tell what may be a secret: %s',
    (error) => {
      const answer = read({ error }, 400);
      expect(answer).toMatchObject({ error: { code: 'token-refused' } });
      expect(JSON.stringify(answer)).not.toContain(error.slice(0, 12));
    },
  );

  it.each([
    ['the documented one', { error: 'Access Denied', error_description: 'You have made too many requests', status: 'failure' }],
    ['in Chinese', { error: '拒绝访问', error_description: '您的连续请求过多。', status: 'failure' }],
    ['in Chinese without status', { error: '拒绝访问' }],
    ['without status', { error: 'Access Denied' }],
    ['with status alone', { status: 'failure' }],
    ['with status in capitals', { status: 'FAILURE', error: 'denied' }],
  ])('throttled: %s', (_name, body) => {
    for (const status of [200, 400]) {
      for (const purpose of ['exchange', 'refresh'] as const) {
        expect(read(body, status, purpose)).toMatchObject({ error: { code: 'throttled', retryAfter: 600_000 } });
      }
    }
  });
  it('waits longer when Zoho asks for it, never less than 10 minutes or more than an hour', () => {
    expect(read({ status: 'failure' }, 400, 'refresh', 1_800_000)).toMatchObject({ error: { retryAfter: 1_800_000 } });
    expect(read({ status: 'failure' }, 400, 'refresh', 1_000)).toMatchObject({ error: { retryAfter: 600_000 } });
    expect(read({ status: 'failure' }, 400, 'refresh', 31_536_000_000)).toMatchObject({ error: { retryAfter: 3_600_000 } });
    expect(read({}, 429, 'refresh')).toMatchObject({ error: { code: 'throttled' } });
  });

  it('a server failure is no dead token, whatever it says', () => {
    for (const body of [{ error: 'invalid_code' }, { error: 'invalid_client' }, { status: 'failure' }, undefined, 'oops']) {
      for (const status of [500, 502, 503]) expect(codeOf(body, status, 'refresh')).toBe('zoho-unavailable');
    }
  });
  it('an answer without token and error is a bad one', () => {
    for (const body of [undefined, null, 'text', 5, [], {}, { token_type: 'Bearer' }, { error: { code: 1 } }]) {
      expect(codeOf(body, 200, 'refresh')).toBe('bad-answer');
    }
  });
  it('is one of ours, whatever the word: also for the names that every object has', () => {
    for (const error of ['constructor', '__proto__', 'hasOwnProperty', 'toString']) {
      expect(codeOf({ error })).toBe(error === '__proto__' ? 'throttled' : 'token-refused');
      expect(codeOf({ error }, 200, 'refresh')).not.toBe('reconnect-needed');
    }
  });

  it('repeats no secret that the server repeats', () => {
    const secret = 'a5f0c1d2e3b4a5968778695a4b3c2d1e0f';
    expect(JSON.stringify(read({ error: secret }))).not.toContain(secret);
    expect(JSON.stringify(read({ error: `1000.${secret}.${secret}` }))).not.toContain(secret);
    expect(read({ error: 'temporarily_unavailable' })).toMatchObject({ error: { details: { error: 'temporarily_unavailable' } } });
  });

  it('only the five definite words end a grant', () => {
    const words = new Set(['invalid_code', 'invalid_grant', 'invalid_token', 'invalid_client', 'invalid_client_secret']);
    fc.assert(
      fc.property(fc.record({ error: fc.string(), status: fc.string() }, { requiredKeys: [] }), fc.integer({ min: 200, max: 599 }), (body, status) => {
        fc.pre(!words.has((body.error ?? '').trim().toLowerCase()));
        expect(codeOf(body, status, 'refresh')).not.toBe('reconnect-needed');
      }),
    );
  });
});
