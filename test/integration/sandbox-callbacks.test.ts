/** How the sandbox sends the browser back: zoho-api.md section 7, rule 9. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSandbox } from '../../electron/sandbox/index.ts';
import type { Sandbox } from '../../electron/sandbox/index.ts';
import { openConsent } from '../unit/sandbox/client.ts';

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox({ data: 'empty' });
});
afterEach(() => sandbox.close());

const accept = async () => (await openConsent(sandbox)).decide('accept');
const unescape = (text: string) => text.replace(/&#(\d+);/g, (_all, code: string) => String.fromCharCode(Number(code)));

describe('the callback', () => {
  it.each([
    ['302', 'post', 302],
    ['302-after-get', 'get', 302],
    ['303-after-post', 'post', 303],
    ['307-after-post', 'post', 307],
  ] as const)('goes out as %s', async (kind, method, status) => {
    sandbox.control.callback.kind = kind;
    const consent = await openConsent(sandbox);
    expect(consent.page.text).toContain(`<form method="${method}" action="approve">`);
    const answer = await consent.decide('accept');
    expect(answer.status).toBe(status);
    expect(answer.headers.get('location')).toMatch(/^parley:\/\/oauth\/callback\?state=state-1&code=1000\./);
  });

  it.each([
    ['form-post', 'post', true],
    ['form-post-button', 'post', false],
    ['form-get', 'get', true],
  ] as const)('goes out as %s', async (kind, method, submits) => {
    sandbox.control.callback.kind = kind;
    const answer = await accept();
    expect([answer.status, answer.headers.get('location')]).toEqual([200, null]);
    expect(answer.text).toContain(`method="${method}" action="parley://oauth/callback"`);
    expect(answer.text).toMatch(/name="code" value="1000\./);
    expect(answer.text.includes('.submit()')).toBe(submits);
  });

  it.each([
    ['meta', /http-equiv="refresh" content="0;url=([^"]+)"/],
    ['script', /location\.replace\("([^"]+)"\)/],
    ['link', /<a [^>]*href="([^"]+)"/],
  ] as const)('goes out as %s', async (kind, pattern) => {
    sandbox.control.callback.kind = kind;
    const target = unescape(pattern.exec((await accept()).text)?.[1] ?? '');
    const url = new URL(target);
    expect(url.protocol).toBe('parley:');
    expect(url.searchParams.get('accounts-server')).toBe('https://accounts.zoho.com');
  });

  it('is tampered with on demand, a rejection too', async () => {
    sandbox.control.callback.tampering = {
      state: 'forged',
      accountsServer: 'https://accounts.zoho.com.evil.test',
      repeat: ['code'],
      extra: [['location', 'in']],
    };
    const { searchParams } = new URL((await accept()).headers.get('location') ?? '');
    expect(searchParams.get('state')).toBe('forged');
    expect(searchParams.get('accounts-server')).toBe('https://accounts.zoho.com.evil.test');
    expect(searchParams.getAll('code')).toHaveLength(2);
    expect(searchParams.getAll('location')).toEqual(['us', 'in']);

    sandbox.control.callback.tampering = { state: null };
    const rejected = await (await openConsent(sandbox)).decide('reject');
    expect(rejected.headers.get('location')).toBe('parley://oauth/callback?error=access_denied');

    sandbox.control.reset();
    const plain = await (await openConsent(sandbox)).decide('reject');
    expect(plain.headers.get('location')).toContain('state=state-1');
  });
});
