import { describe, expect, it } from 'vitest';
import { type ErrorCode, errorCodes } from '../../../contract/errors.ts';
import { errorText, waitText, wordsFor } from '../../../renderer/ui/error-text.ts';

const error = (code: ErrorCode, details?: Record<string, string | number>, retryAfter?: number) => ({
  code,
  message: 'internal wording',
  ...(details && { details }),
  ...(retryAfter !== undefined && { retryAfter }),
});

describe('the words for errors', () => {
  it('are there for every code, and for no other', () => {
    expect(Object.keys(errorText).sort()).toEqual([...errorCodes].sort());
  });

  it.each(errorCodes)('%s: a sentence for what happened, and sentences for what to do', (code) => {
    const { title, body } = wordsFor(error(code));
    expect(title).toMatch(/^[A-Z].*\.$/);
    expect(body).toMatch(/^[A-Z].*\.$/);
    expect(`${title} ${body}`).not.toMatch(/undefined|null|NaN|internal wording|\[object/);
  });

  it.each(errorCodes.slice(0, errorCodes.indexOf('connect-busy')))('%s: of an event, it is not called a session', (code) => {
    const { title, body } = wordsFor(error(code), 'event');
    expect(title).toMatch(/^[A-Z].*\.$/);
    expect(body).toMatch(/^[A-Z].*\.$/);
    expect(`${title} ${body}`).not.toMatch(/session|meeting|webinar|undefined/i);
  });

  it('never show two errors in the same words', () => {
    const titles = errorCodes.map((code) => wordsFor(error(code)).title);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it.each([
    'consent-declined', 'consent-closed', 'consent-timeout', 'consent-error', 'consent-blocked', 'embedded-refused',
    'callback-invalid', 'data-centre-unknown', 'client-invalid', 'client-secret-invalid', 'redirect-invalid',
    'code-invalid', 'scope-missing', 'token-refused', 'loopback-unavailable',
  ] as const)('%s: says that nothing was changed', (code) => {
    expect(wordsFor(error(code)).body).toMatch(/nothing was changed/i);
  });

  it.each(['offline', 'timeout', 'zoho-unavailable', 'rate-limited', 'throttled', 'reconnect-needed'] as const)(
    '%s: says that what was read is kept',
    (code) => {
      expect(wordsFor(error(code)).body).toMatch(/stays here|is kept/);
    },
  );

  it('use the facts that came with the error', () => {
    expect(wordsFor(error('consent-blocked', { host: 'idp.example.test' })).body).toContain('idp.example.test');
    expect(wordsFor(error('loopback-unavailable', { port: 8901 })).body).toContain('Port 8901');
    expect(wordsFor(error('consent-error', { error: 'server_error' })).body).toContain('“server_error”');
    expect(wordsFor(error('rate-limited', undefined, 600_000)).body).toContain('in about 10 minutes');
    expect(wordsFor(error('client-missing', { reason: 'secret' })).body).toContain('Enter it again');
  });

  it('lead to the step that helps', () => {
    expect(wordsFor(error('embedded-refused')).step).toBe('use-browser');
    expect(wordsFor(error('client-secret-invalid')).step).toBe('edit-client-secret');
    expect(wordsFor(error('redirect-invalid')).step).toBe('edit-redirect-uri');
    expect(wordsFor(error('reconnect-needed')).step).toBe('reconnect');
    expect(wordsFor(error('not-admin')).step).toBeUndefined();
  });
});

describe('how long to wait', () => {
  it.each([
    [undefined, 'in a few minutes'],
    [0, 'in a moment'],
    [1000, 'in a moment'],
    [1001, 'in 2 seconds'],
    [59_000, 'in 59 seconds'],
    [60_000, 'in about a minute'],
    [600_000, 'in about 10 minutes'],
  ])('%s ms is "%s"', (wait, text) => {
    expect(waitText(wait)).toBe(text);
  });
});
