import type { Session } from 'electron';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { registerAppScheme, serveApp } from '../../../electron/shell/app-protocol.ts';
import { recorded, RecordingSession } from './recording-electron.ts';

vi.mock('electron', async () => (await import('./recording-electron.ts')).electron);

const folder = mkdtempSync(join(tmpdir(), 'parley-page-'));
const root = join(folder, 'renderer');
let serve: (url: string, init?: RequestInit) => Promise<Response>;

beforeAll(async () => {
  const { mkdirSync } = await import('node:fs');
  mkdirSync(root);
  writeFileSync(join(root, 'index.html'), '<p>Parley</p>');
  writeFileSync(join(root, 'a.js'), 'void 0;');
  writeFileSync(join(root, 'a.map'), '{}');
  writeFileSync(join(folder, 'secret.html'), 'secret');
  const session = new RecordingSession('default');
  serveApp(session as unknown as Session, root);
  serve = (url, init) => session.schemes['app']?.(new Request(url, init)) ?? Promise.reject(new Error('no handler'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The policy as a table. */
const directives = (response: Response) =>
  Object.fromEntries(
    (response.headers.get('content-security-policy') ?? '').split('; ').map((each) => [each.split(' ')[0], each.split(' ').slice(1).join(' ')]),
  );

describe('the scheme app:', () => {
  it('is standard and secure, and nothing that would weaken it: no bypass of the policy, no service workers', () => {
    registerAppScheme();
    expect(recorded.schemes).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
    ]);
  });
});

describe('the page', () => {
  it('has exactly this policy', async () => {
    const response = await serve('app://parley/index.html');
    expect(directives(response)).toEqual({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'img-src': "'self' data:",
      'font-src': "'self'",
      'connect-src': "'none'",
      'worker-src': "'none'",
      'base-uri': "'none'",
      'form-action': "'none'",
      'frame-ancestors': "'none'",
      'require-trusted-types-for': "'script'",
      'trusted-types': "'none'",
    });
  });

  it('is never kept by a cache, so that a newer Parley never shows the page of an older one', async () => {
    expect((await serve('app://parley/')).headers.get('cache-control')).toBe('no-store');
  });

  it.each(['app://parley/index.html', 'app://parley/a.js'])('%s has the headers that isolate it', async (url) => {
    const { headers } = await serve(url);
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'x-dns-prefetch-control': 'off',
    });
  });

  it('may use no device, sensor or other power of the browser', async () => {
    const policy = (await serve('app://parley/')).headers.get('permissions-policy') ?? '';
    const entries = policy.split(', ');
    expect(entries.filter((entry) => !/^[a-z-]+=\(\)$/.test(entry))).toEqual([]);
    expect(entries).toEqual(expect.arrayContaining(['camera=()', 'microphone=()', 'geolocation=()', 'display-capture=()', 'usb=()', 'clipboard-read=()']));
  });
});

describe('what is served', () => {
  it('is read only', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) expect((await serve('app://parley/index.html', { method })).status, method).toBe(404);
  });

  it.each([
    'app://parley/missing.js', 'app://parley/a.map', 'app://parley/..%2fsecret.html', 'app://parley/%2e%2e%2fsecret.html', 'app://parley/..%5csecret.html',
    'app://parley/a.js%00.html', 'app://other/index.html', 'app://parley:81/index.html', 'app://parley/assets',
  ])('is not %s', async (url) => {
    const response = await serve(url);
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('Not found');
  });
});
