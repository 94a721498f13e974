import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy, fileFor } from '../../../electron/shell/app-files.ts';
import { readEnvironment } from '../../../electron/shell/environment.ts';
import { createOpenLink } from '../../../electron/shell/external-links.ts';
import { createSettings, defaultSettings } from '../../../electron/shell/settings.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe('app:// files', () => {
  const root = '/opt/parley/renderer';
  it.each([
    ['app://parley/', '/opt/parley/renderer/index.html'],
    ['app://parley/index.html#/meetings', '/opt/parley/renderer/index.html'],
    ['app://parley/assets/index-1.js?x', '/opt/parley/renderer/assets/index-1.js'],
    ['app://parley/a/../assets/x.css', '/opt/parley/renderer/assets/x.css'],
  ])('%s is %s', (url, file) => expect(fileFor(url, root)).toBe(file));

  it.each([
    'app://other/index.html',
    'https://parley/index.html',
    'app://parley/..%2f..%2fetc%2fpasswd.html',
    'app://parley/%2e%2e/%2e%2e/secret.html',
    'app://parley/assets/..%5c..%5csecret.html',
    'app://parley/%00.html',
    'app://parley/%E0%A4%A.html',
    'app://parley/settings.json',
    'app://parley/..%2frenderer-old%2findex.html',
  ])('refuses %s', (url) => expect(fileFor(url, root)).toBe(url.includes('%2e%2e/') ? `${root}/secret.html` : undefined));

  it('never lets the page reach the network or run strings', () => {
    expect(contentSecurityPolicy).toContain("default-src 'none'");
    expect(contentSecurityPolicy).toContain("connect-src 'none'");
    expect(contentSecurityPolicy).not.toMatch(/unsafe-|nonce-|https?:|\*/);
  });
});

describe('environment of an unpackaged build', () => {
  it('is ignored by a packed one', () => {
    const packed = readEnvironment({ PARLEY_USER_DATA: '/x', PARLEY_ZOHO_ORIGIN: 'http://127.0.0.1:1', PARLEY_HEADLESS: '1', PARLEY_DEBUG_PORT: '9222', PARLEY_HOST_LOG: '/l', PARLEY_HOST_CONTROL: '1' }, true);
    expect(Object.values(packed).every((value) => value === null || value === false)).toBe(true);
  });
  it('takes a loopback origin, without a trailing slash', () => {
    expect(readEnvironment({ PARLEY_ZOHO_ORIGIN: 'http://127.0.0.1:8080/' }, false).zohoOrigin).toBe('http://127.0.0.1:8080');
  });
  it.each(['http://192.168.1.2:80', 'https://example.test', 'http://127.0.0.1.evil.test', 'http://user@127.0.0.1:1', 'file:///x', 'http://127.0.0.1/path', 'x'])(
    'refuses the origin %s',
    (origin) => expect(() => readEnvironment({ PARLEY_ZOHO_ORIGIN: origin }, false)).toThrow(/PARLEY_ZOHO_ORIGIN/),
  );
  it.each(['0', '70000', 'abc', '1.5'])('refuses the port %s', (port) =>
    expect(() => readEnvironment({ PARLEY_DEBUG_PORT: port }, false)).toThrow(/PARLEY_DEBUG_PORT/));
});

describe('external links', () => {
  const attempt = async (url: string, opener: (url: string) => Promise<void> = async () => undefined) => {
    const opened: string[] = [];
    const result = await createOpenLink(async (link) => { opened.push(link); await opener(link); }, silent)(url);
    return { opened, result };
  };
  it.each(['https://meet.zoho.eu/gT9JMpyG9z', 'https://meeting.zohocloud.ca/join?key=1', 'https://api-console.zoho.com.au/'])('opens %s', async (url) => {
    expect((await attempt(url)).opened).toEqual([url]);
  });
  it.each([
    'http://meet.zoho.eu/x', 'https://zoho.eu.evil.test/x', 'https://evilzoho.eu/', 'https://user:pw@meet.zoho.eu/', 'https://meet.zoho.eu:8443/',
    'javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', '\\\\host\\share', 'smb://host/x', 'ms-word:ofe|u|https://x', 'https://meet.zoho.eu./x', '',
  ])('refuses %s', async (url) => {
    const { opened, result } = await attempt(url);
    expect(opened).toEqual([]);
    expect(result).toMatchObject({ ok: false, error: { code: 'link-refused' } });
  });
  it('answers a Result when the system fails', async () => {
    const { result } = await attempt('https://meet.zoho.eu/x', () => Promise.reject(new Error('no browser')));
    expect(result).toMatchObject({ ok: false, error: { code: 'internal' } });
  });
});

describe('settings', () => {
  const store = (initial?: unknown) => {
    const values = new Map<string, unknown>(initial === undefined ? [] : [['settings', initial]]);
    return { get: (key: string) => values.get(key), set: (key: string, value: unknown) => void values.set(key, value), delete: (key: string) => void values.delete(key) };
  };
  it('takes the default for each unreadable field and keeps the others', () => {
    const settings = createSettings(store({ appearance: 'neon', connectMethod: 'browser', includeWebinars: 'yes' }));
    expect(settings.get()).toEqual({ ...defaultSettings, connectMethod: 'browser' });
  });
  it.each([undefined, null, 7, 'text', []])('starts from the defaults on %o', (initial) => {
    expect(createSettings(store(initial)).get()).toEqual(defaultSettings);
  });
  it('keeps a change and tells of it', () => {
    const kept = store();
    const settings = createSettings(kept);
    const told: unknown[] = [];
    settings.onChange((changed) => told.push(changed.appearance));
    settings.update({ appearance: 'dark' });
    expect(told).toEqual(['dark']);
    expect(createSettings(kept).get().appearance).toBe('dark');
  });
  it('loads a file from before there were defaults for new meetings', () => {
    const before = { appearance: 'dark', connectMethod: 'browser', browserRedirectUri: 'http://127.0.0.1:9/cb', includeWebinars: false };
    expect(createSettings(store(before)).get()).toEqual({
      ...before, defaultDuration: 1_800_000, defaultTimeZone: null, participantZones: {}, calendarChoices: {},
      agendaTimeZone: null, secondTimeZone: null, agendaLayout: 'day', singleKeys: true,
    });
  });
  it('takes new meetings of 5 minutes to 24 hours, and zones shaped like one', () => {
    const settings = createSettings(store());
    for (const defaultDuration of [300_000, 86_400_000]) expect(settings.update({ defaultDuration }).defaultDuration).toBe(defaultDuration);
    for (const defaultDuration of [299_999, 86_400_001, 450_000.5, Number.NaN]) expect(() => settings.update({ defaultDuration })).toThrow();
    expect(settings.update({ defaultTimeZone: 'Asia/Calcutta' }).defaultTimeZone).toBe('Asia/Calcutta');
    for (const defaultTimeZone of ['', '<b>', '+05:30', 'x'.repeat(65)]) expect(() => settings.update({ defaultTimeZone })).toThrow();
    expect(settings.get().defaultTimeZone).toBe('Asia/Calcutta');
  });
  it('bounds the remembered time zones', () => {
    const settings = createSettings(store());
    const people = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`p${at}@example.test`, 'Europe/Paris']));
    expect(Object.keys(settings.update({ participantZones: people(500) }).participantZones)).toHaveLength(500);
    const refused = [people(501), { 'Bo@example.test': 'Europe/Paris' }, { [`${'x'.repeat(320)}@a`]: 'Europe/Paris' }, { 'bo@example.test': '' }];
    for (const participantZones of refused) expect(() => settings.update({ participantZones })).toThrow();
  });
});
