import { describe, expect, it } from 'vitest';
import { soon, useHost } from './host-scene.ts';

const host = useHost();

describe('a session', () => {
  it('keeps its cookies to itself, and forgets them when told', async () => {
    const { page } = await host.visit('first', { partition: 'one' }, '/cookie');
    await (await page()).goto(`${host.web.origin}/who`);
    expect(await (await host.pageAt(`${host.web.origin}/who`)).textContent('p')).toBe('who=me');
    const other = await host.visit('second', { partition: 'two' }, '/other');
    expect(await (await other.page()).textContent('p')).toBe('no cookie');
    await host.fixture.call('clear', 'one');
    await host.fixture.call('load', 'first', `${host.web.origin}/again`);
    expect(await (await host.pageAt(`${host.web.origin}/again`)).textContent('p')).toBe('no cookie');
  });

  it('sends requests elsewhere, with their method and body, and refuses others', async () => {
    const real = 'https://accounts.example.test';
    const { page, seen, requested } = await host.visit('elsewhere', { redirect: { from: real, to: `${host.web.origin}/accounts` }, cancel: '/refused' });
    await (await page()).evaluate((action) => {
      const form = Object.assign(document.createElement('form'), { method: 'post', action });
      form.innerHTML = '<input name=code value=x>';
      document.body.append(form);
      form.submit();
    }, `${real}/form`);
    await soon(requested).toContain('POST /accounts/form code=x');
    const { lines } = await seen();
    expect(lines).toContain(`request POST ${real}/form mainFrame code=x`);
    expect(lines).toContain(`will-redirect ${host.web.origin}/accounts/form`);
    const answer = await (await host.pageAt(`${host.web.origin}/accounts/form`)).evaluate(() => fetch('/refused').then(String, String));
    expect(answer).toContain('Failed to fetch');
    expect(requested()).not.toContain('GET /refused');
  });

  it('denies permissions, but the one that its handler grants', async () => {
    const state = '(name) => navigator.permissions.query({ name }).then(({ state }) => state)';
    const denied = await host.visit('denied');
    const states = await Promise.all(['geolocation', 'notifications', 'camera', 'clipboard-read'].map(async (name) => (await denied.page()).evaluate(`(${state})('${name}')`)));
    expect(states).toEqual(['denied', 'denied', 'denied', 'denied']);
    const granted = await host.visit('granted', { grant: 'geolocation' });
    await soon(async () => (await granted.page()).evaluate(`(${state})('geolocation')`)).toBe('granted');
    expect(await (await granted.page()).evaluate(`(${state})('notifications')`)).toBe('denied');
  });

  it('refuses downloads, and tells of them', async () => {
    const { page, seen } = await host.visit('download');
    const cancelled = (await page()).waitForEvent('download');
    await (await page()).click('#download');
    expect(await (await cancelled).failure()).toBe('canceled');
    await soon(async () => (await seen()).lines).toContain(`download ${host.web.origin}/file secret.txt`);
  });
});

describe('a window', () => {
  it('shows its own title over the page\'s', async () => {
    const { page } = await host.visit('titled');
    await host.fixture.call('setTitle', 'titled', 'https://accounts.example.test');
    await soon(async () => (await page()).title()).toBe('https://accounts.example.test');
  });

  it('is told when its page is closed from outside', async () => {
    const { page, seen } = await host.visit('closed');
    await (await page()).close();
    await soon(async () => (await seen()).lines).toContain('closed');
  });

  it.each([
    [{ nodeIntegration: true }, 'webPreferences.nodeIntegration: true'],
    [{ contextIsolation: false }, 'webPreferences.contextIsolation: false'],
    [{ sandbox: false }, 'webPreferences.sandbox: false'],
    [{ webSecurity: false }, 'webPreferences.webSecurity: false'],
    [{ webviewTag: true }, 'webPreferences.webviewTag: true'],
    [{ transparent: true } as Electron.WebPreferences, "BrowserWindow option 'webPreferences.transparent'"],
  ])('refuses %o', async (options, what) => {
    expect(await host.fixture.call('refuses', options)).toBe(`${what} is not implemented by the stand-in`);
  });

  it('is seen by an outside tester, who may have pages of their own', async () => {
    await host.visit('seen');
    await soon(() => host.allPages().map((page) => page.url())).toHaveLength(2);
    const own = await host.browser.newContext();
    const page = await own.newPage();
    await page.goto(`${host.web.origin}/own`);
    expect(await page.title()).toBe('/own');
    await own.close();
  });
});
