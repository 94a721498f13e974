import { type Browser, type Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Fixture, type WebServer, startFixture, startWebServer } from './host-driver.ts';

const callback = 'parley://oauth/callback';
const form = (method: string, action: string) =>
  `<form id=f method=${method} action="${action}"><input name=code value="a b"></form><script>f.submit()</script>`;
const pages = {
  '/302': { status: 302, headers: { Location: `${callback}?code=1` } },
  '/307': { status: 307, headers: { Location: `${callback}?code=1` } },
  '/to-307': { status: 302, headers: { Location: '/302?again' } },
  '/form-302': { body: form('post', '/302') },
  '/form-307': { body: form('post', '/307') },
  '/form-post': { body: form('post', callback) },
  '/form-get': { body: form('get', callback) },
  '/meta': { body: `<meta http-equiv="refresh" content="0;url=${callback}?code=1">` },
  '/script': { body: `<script>location = "${callback}?code=1"</script>` },
  '/link': { body: `<a id=a href="${callback}?code=1">on</a><script>a.click()</script>` },
  '/inner-script': { body: '<iframe src="/script"></iframe>' },
  '/foreign-script': { body: '<iframe src="FOREIGN/script"></iframe>' },
  '/foreign-post': { body: '<iframe src="FOREIGN/form-post"></iframe>' },
  '/inner-post': { body: '<iframe src="/form-post"></iframe>' },
  '/unknown': { body: '<script>location = "mailto:someone@example.test"</script>' },
  '/go': {
    body: `<a id=link href="/target">l</a><a id=blank href="/target" target=_blank>b</a>
      <a id=redirect href="/redirect">r</a><a id=hash href="#there">h</a>${form('post', '/target').replace('<script>f.submit()</script>', '')}
      <a id=download href="/file" download>d</a>`,
  },
  '/redirect': { status: 302, headers: { Location: '/target' } },
  '/file': { headers: { 'Content-Disposition': 'attachment; filename="secret.txt"', 'Content-Type': 'text/plain' }, body: 'x' },
  '/cookie': { headers: { 'Set-Cookie': 'who=me' }, body: '<p>set' },
};

let web: WebServer;
let fixture: Fixture;
let browser: Browser;
let app: Page;
/** Windows of the running test. */
const open: string[] = [];

const allPages = () => browser.contexts().flatMap((context) => context.pages());
/** The tester's view of a page; it may come a little after the app's. */
const pageAt = (url: string): Promise<Page> =>
  vi.waitFor(
    () => {
      const found = allPages().find((page) => page.url().startsWith(url));
      if (!found) throw new Error(`no page at ${url}`);
      return found;
    },
    { timeout: 8000 },
  );
/** The machine may be busy with other suites. */
const soon = <T>(look: () => T) => expect.poll(look, { timeout: 8000 });
const settle = (ms = 150) => new Promise((resolve) => setTimeout(resolve, ms));

beforeAll(async () => {
  [web, fixture] = [await startWebServer(pages), startFixture()];
  await fixture.ready;
  browser = await fixture.connect();
  app = await pageAt('https://fixture.app.invalid/');
}, 60_000);
afterAll(async () => {
  await browser.close();
  fixture.process.kill('SIGTERM');
  await fixture.exited;
  fixture.remove();
  web.close();
});

afterEach(async () => {
  for (const name of open.splice(0)) await fixture.call('close', name);
});

describe('the callback', () => {
  const ways = [
    ['/302', 'GET', `${callback}?code=1`, ''],
    ['/to-307', 'GET', `${callback}?code=1`, ''],
    ['/form-302', 'GET', `${callback}?code=1`, ''],
    ['/form-307', 'POST', `${callback}?code=1`, 'code=a+b'],
    ['/form-post', 'POST', callback, 'code=a+b'],
    ['/form-get', 'GET', `${callback}?code=a+b`, ''],
    ['/meta', 'GET', `${callback}?code=1`, ''],
    ['/script', 'GET', `${callback}?code=1`, ''],
    ['/link', 'GET', `${callback}?code=1`, ''],
    ['/inner-script', 'GET', `${callback}?code=1`, ''],
    ['/inner-post', 'POST', callback, 'code=a+b'],
    ['/foreign-script', 'GET', `${callback}?code=1`, ''],
    ['/foreign-post', 'POST', callback, 'code=a+b'],
  ] as const;
  const nameOf = (path: string) => `callback ${path}`;

  beforeAll(async () => {
    await Promise.all(ways.map(([path]) => fixture.call('visit', { name: nameOf(path), url: web.origin + path })));
    for (const [path] of ways) {
      await vi.waitFor(async () => expect((await fixture.call('seen', nameOf(path))).deliveries).not.toEqual([]), { timeout: 8000 });
    }
    await settle();
  });
  afterAll(async () => {
    for (const [path] of ways) await fixture.call('close', nameOf(path));
  });

  it.each(ways)('reaches its handler once by %s', async (path, method, url, body) => {
    const { deliveries, lines } = await fixture.call('seen', nameOf(path));
    expect(deliveries).toEqual([{ method, url, body }]);
    expect(lines?.find((line) => line.includes(`${url}`))).toMatch(/^will-(?:navigate|frame-navigate|redirect) parley:/);
  });

  it('is shown as the page, under its own name', async () => {
    const seen = () => fixture.call('seen', nameOf('/302'));
    await soon(seen).toMatchObject({ url: `${callback}?code=1`, title: 'Delivered' });
  });
});

const visit = async (name: string, options: Omit<Parameters<typeof fixture.call<'visit'>>[1], 'name' | 'url'> = {}, path = '/go') => {
  open.push(name);
  const before = web.requests.length;
  const url = `${web.origin}${path}?${encodeURIComponent(name)}`;
  const result = await fixture.call('visit', { name, url, ...options });
  return {
    result,
    url,
    first: `GET ${url.slice(web.origin.length)}`,
    page: () => pageAt(url),
    seen: () => fixture.call('seen', name),
    requested: () => web.requests.slice(before).filter((request) => !request.includes('favicon')),
  };
};

describe('navigation', () => {
  it('lets the app itself load and reload without asking', async () => {
    const { result, seen } = await visit('own');
    await fixture.call('reload', 'own');
    await soon(async () => (await seen()).lines?.filter((line) => line.startsWith('did-navigate')).length).toBe(2);
    expect([result, (await seen()).lines?.filter((line) => line.startsWith('will-'))]).toEqual(['loaded', []]);
  });

  it.each([
    ['a link', '#link'],
    ['a form post', 'form'],
  ])('blocks %s before anything is requested', async (_what, selector) => {
    const { page, seen, requested, url, first } = await visit(`blocked ${selector}`, { prevent: 'target' });
    await (await page()).locator(selector).evaluate((element) => (element instanceof HTMLFormElement ? element.submit() : (element as HTMLElement).click()));
    await soon(async () => (await seen()).lines).toContain(`will-navigate ${web.origin}/target`);
    await settle();
    expect(requested()).toEqual([first]);
    expect((await seen()).url).toBe(url);
  });

  it('blocks a redirect, of the app too', async () => {
    const { page, seen, requested, first } = await visit('redirect', { prevent: 'target' });
    await (await page()).click('#redirect');
    await soon(async () => (await seen()).lines).toContain(`will-redirect ${web.origin}/target`);
    const again = await fixture.call('load', 'redirect', `${web.origin}/redirect`);
    expect(again).toBe(`ERR_ABORTED (-3) loading '${web.origin}/redirect'`);
    expect(requested()).toEqual([first, 'GET /redirect', 'GET /redirect']);
  });

  it('blocks the way to the callback before its handler', async () => {
    for (const path of ['/302', '/script', '/form-post']) {
      const name = `kept from ${path}`;
      const { seen } = await visit(name, { prevent: 'parley:' }, path);
      await soon(async () => (await seen()).lines?.some((line) => /^will-\w+ parley:/.test(line))).toBe(true);
      await settle(50);
      expect((await seen()).deliveries).toEqual([]);
      }
  });

  it('blocks what is not requested at all', async () => {
    const { page, seen, url } = await visit('blob', { prevent: 'blob:' });
    await (await page()).evaluate(() => void (location.href = URL.createObjectURL(new Blob(['<title>made</title>'], { type: 'text/html' }))));
    await soon(async () => (await seen()).lines?.some((line) => line.startsWith('will-navigate blob:'))).toBe(true);
    await settle();
    expect(await seen()).toMatchObject({ url });
  });

  it('says nothing about an in-page move', async () => {
    const { page, seen, url } = await visit('hash');
    await (await page()).click('#hash');
    await soon(async () => (await seen()).url).toBe(`${url}#there`);
    expect((await seen()).lines?.filter((line) => line.startsWith('will-'))).toEqual([]);
  });

  it('gives up on a scheme that nobody handles', async () => {
    const { seen, url } = await visit('unknown', {}, '/unknown');
    await soon(async () => (await seen()).lines).toContain('will-navigate mailto:someone@example.test');
    expect((await seen()).url).toBe(url);
  });

  it('reports a load that failed, as Electron words it', async () => {
    const { result, seen, url } = await visit('failed', { cancel: '/go' });
    expect(result).toBe(`ERR_BLOCKED_BY_CLIENT (-20) loading '${url}'`);
    expect((await seen()).lines).toContain(`did-fail-load ${url} ERR_BLOCKED_BY_CLIENT -20`);
    expect(await fixture.call('load', 'failed', 'http://127.0.0.1:1/')).toMatch(/^ERR_\w+ \(-\d+\) loading/);
  });
});

describe('a window that a page wants', () => {
  it('is denied whichever way it is asked for, and requests nothing', async () => {
    const { page, seen, requested, first } = await visit('windows');
    const shown = await page();
    await shown.click('#blank');
    await shown.click('#link', { button: 'middle' });
    await shown.click('#link', { modifiers: ['ControlOrMeta'] });
    await shown.click('#link', { modifiers: ['Shift'] });
    await shown.evaluate(() => void window.open('/target', 'named', 'width=200,height=200'));
    await shown.evaluate(() => void window.open('javascript:fetch("/target")'));
    await shown.evaluate(() => void window.open('/target', '_blank', 'noopener'));
    await soon(async () => (await seen()).lines?.filter((line) => line.startsWith('open ')).length).toBe(7);
    await settle();
    expect(requested()).toEqual([first]);
    expect(allPages().map((page) => page.url())).toHaveLength(2);
  });
});

describe('the preload', () => {
  const evaluate = <T>(script: string) => app.evaluate<T>(script);

  it('offers a frozen copy of its API, and nothing else of its world', async () => {
    expect(await evaluate('[typeof window.api, Object.isFrozen(api), Object.isFrozen(api.facts)]')).toEqual(['object', true, true]);
    expect(await evaluate("Object.getOwnPropertyNames(window).filter((name) => /standin|^require$|^process$|^ipc|electron/i.test(name))")).toEqual([]);
    expect(await evaluate('(() => { try { "use strict"; window.api = 1; } catch {} delete window.api; return typeof api.echo; })()')).toBe('function');
    expect(await evaluate("api.echo.constructor('return typeof require + typeof process')()")).toBe('undefinedundefined');
  });

  it('is sandboxed', async () => {
    expect(await evaluate('api.facts')).toEqual({
      type: 'renderer',
      sandboxed: true,
      requireFs: 'refused: module not found: fs',
      unknown: 'refused: ipcRenderer.sendSync is not implemented by the stand-in',
      clone: 'refused: An object could not be cloned.',
      twice: 'refused: Cannot bind an API on top of an existing property on the window object',
    });
  });

  it('gets copies, and gives copies', async () => {
    expect(await evaluate("(() => { const a = { list: [1, { b: 2 }], when: new Date(5), map: new Map([[1, 2]]) }; const b = api.same(a); return [b !== a, b.list[1].b, b.when.getTime(), b.map.get(1), b instanceof Object]; })()")).toEqual([true, 2, 5, 2, true]);
    expect(await evaluate("api.describe(JSON.parse('{\"__proto__\": {\"polluted\": true}}')) + ({}).polluted")).toBe('[object Object] trueundefined');
    expect(await evaluate("(() => { const loop = {}; loop.me = loop; const copy = api.same(loop); return copy.me === copy; })()")).toBe(true);
    expect(await evaluate("(() => { try { api.same(Symbol('x')); } catch (error) { return error.message; } })()")).toBe('A symbol cannot be sent over the context bridge');
  });

  it('calls functions both ways, and passes on only the message of an error', async () => {
    expect(await evaluate('api.call((a, b) => a + b, 1, 2)')).toBe(3);
    expect(await evaluate("(() => { try { api.throwing(); } catch (error) { return [error instanceof Error, error.name, error.message]; } })()")).toEqual([true, 'Error', 'from the preload']);
    expect(await evaluate("(() => { try { api.call(() => { throw new Error('from the page'); }); } catch (error) { return error.message; } })()")).toBe('from the page');
    expect(await evaluate("api.rejecting().catch((error) => [error instanceof Error, error.message])")).toEqual([true, 'rejected in the preload']);
    expect(await evaluate('api.later(7)')).toEqual({ value: 7, nested: { list: [7, { deep: true }] } });
  });

  it('invokes handlers, which see the page and its frame', async () => {
    expect(await evaluate('api.echo({ n: -0, u: undefined, b: 9007199254740993n, d: new Date(0) }).then((got) => [Object.is(got.value.n, -0), "u" in got.value, String(got.value.b), got.value.d.toISOString(), got.sender, got.frame, got.origin, got.parent])')).toEqual([
      true,
      true,
      '9007199254740993',
      '1970-01-01T00:00:00.000Z',
      'app://fixture/index.html',
      'app://fixture/index.html',
      'app://fixture',
      null,
    ]);
    expect(await evaluate('api.fail().catch((error) => error.message)')).toBe("Error invoking remote method 'fail': RangeError: the handler failed");
    expect(await evaluate('api.nobody().catch((error) => error.message)')).toBe("Error invoking remote method 'nobody': Error: No handler registered for 'nobody'");
  });

  it('gets what main sends, until it unsubscribes', async () => {
    await evaluate('window.got = []; window.off = api.onPush((value) => got.push(value)); undefined');
    await fixture.call('push', { n: 1 });
    await soon(() => evaluate('got')).toEqual([{ n: 1 }]);
    await evaluate('off()');
    await fixture.call('push', { n: 2 });
    await evaluate('api.send("last")');
    await soon(async () => (await fixture.call('facts')).log).toContainEqual(['note', 'last']);
    expect(await evaluate('got')).toEqual([{ n: 1 }]);
  });

  it('runs in the main frame only, and in no window without one', async () => {
    expect(await app.frame({ name: 'inner' })?.evaluate('typeof window.api')).toBe('undefined');
    const { page } = await visit('bare');
    expect(await (await page()).evaluate('typeof window.api')).toBe('undefined');
  });

  it('is there again after a reload', async () => {
    await app.reload();
    expect(await evaluate('api.echo(1).then(({ value }) => value)')).toBe(1);
  });
});

describe("the app's own page", () => {
  it('is held to its policy', async () => {
    const facts = 'fetch("/main.js").then(() => "fetched", () => "refused").then((fetched) => [window.inlineRan, window.scriptRan, fetched])';
    expect(await app.evaluate(facts)).toEqual([undefined, true, 'refused']);
    expect(await app.evaluate('isSecureContext')).toBe(true);
  });

  it('has the status and headers that its handler gave', async () => {
    const response = await app.goto('https://fixture.app.invalid/missing');
    expect([response?.status(), await response?.headerValue('x-shown')]).toEqual([404, null]);
    const back = await app.goto('https://fixture.app.invalid/index.html');
    expect([back?.status(), await back?.headerValue('x-shown')]).toEqual([200, 'yes']);
  });

  it('follows the theme', async () => {
    const dark = () => app.evaluate('matchMedia("(prefers-color-scheme: dark)").matches');
    expect(await fixture.call('theme', 'dark')).toBe(true);
    await soon(dark).toBe(true);
    expect(await fixture.call('theme', 'light')).toBe(false);
    await soon(dark).toBe(false);
    await fixture.call('theme', 'system');
  });
});

describe('a session', () => {
  it('keeps its cookies to itself, and forgets them when told', async () => {
    const { page } = await visit('first', { partition: 'one' }, '/cookie');
    await (await page()).goto(`${web.origin}/who`);
    expect(await (await pageAt(`${web.origin}/who`)).textContent('p')).toBe('who=me');
    const other = await visit('second', { partition: 'two' }, '/other');
    expect(await (await other.page()).textContent('p')).toBe('no cookie');
    await fixture.call('clear', 'one');
    await fixture.call('load', 'first', `${web.origin}/again`);
    expect(await (await pageAt(`${web.origin}/again`)).textContent('p')).toBe('no cookie');
  });

  it('sends requests elsewhere, with their method and body, and refuses others', async () => {
    const real = 'https://accounts.example.test';
    const { page, seen, requested } = await visit('elsewhere', { redirect: { from: real, to: `${web.origin}/accounts` }, cancel: '/refused' });
    await (await page()).evaluate((action) => {
      const form = Object.assign(document.createElement('form'), { method: 'post', action });
      form.innerHTML = '<input name=code value=x>';
      document.body.append(form);
      form.submit();
    }, `${real}/form`);
    await soon(requested).toContain('POST /accounts/form code=x');
    const { lines } = await seen();
    expect(lines).toContain(`request POST ${real}/form mainFrame code=x`);
    expect(lines).toContain(`will-redirect ${web.origin}/accounts/form`);
    const answer = await (await pageAt(`${web.origin}/accounts/form`)).evaluate(() => fetch('/refused').then(String, String));
    expect(answer).toContain('Failed to fetch');
    expect(requested()).not.toContain('GET /refused');
  });

  it('denies permissions, but the one that its handler grants', async () => {
    const state = '(name) => navigator.permissions.query({ name }).then(({ state }) => state)';
    const denied = await visit('denied');
    const states = await Promise.all(['geolocation', 'notifications', 'camera', 'clipboard-read'].map(async (name) => (await denied.page()).evaluate(`(${state})('${name}')`)));
    expect(states).toEqual(['denied', 'denied', 'denied', 'denied']);
    const granted = await visit('granted', { grant: 'geolocation' });
    await soon(async () => (await granted.page()).evaluate(`(${state})('geolocation')`)).toBe('granted');
    expect(await (await granted.page()).evaluate(`(${state})('notifications')`)).toBe('denied');
  });

  it('refuses downloads, and tells of them', async () => {
    const { page, seen } = await visit('download');
    const cancelled = (await page()).waitForEvent('download');
    await (await page()).click('#download');
    expect(await (await cancelled).failure()).toBe('canceled');
    await soon(async () => (await seen()).lines).toContain(`download ${web.origin}/file secret.txt`);
  });
});

describe('a window', () => {
  it('shows its own title over the page\'s', async () => {
    const { page } = await visit('titled');
    await fixture.call('setTitle', 'titled', 'https://accounts.example.test');
    await soon(async () => (await page()).title()).toBe('https://accounts.example.test');
  });

  it('is told when its page is closed from outside', async () => {
    const { page, seen } = await visit('closed');
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
    expect(await fixture.call('refuses', options)).toBe(`${what} is not implemented by the stand-in`);
  });

  it('is seen by an outside tester, who may have pages of their own', async () => {
    await visit('seen');
    await soon(() => allPages().map((page) => page.url())).toHaveLength(2);
    const own = await browser.newContext();
    const page = await own.newPage();
    await page.goto(`${web.origin}/own`);
    expect(await page.title()).toBe('/own');
    await own.close();
  });
});

describe('the app', () => {
  it('has its facts from package.json', async () => {
    expect(await fixture.call('facts')).toMatchObject({ name: 'Fixture', version: '1.2.3', ready: true, packaged: false });
  });

  it('keeps a menu that can be clicked', async () => {
    expect(await fixture.call('menu')).toEqual({ clicked: ['Here'], labels: ['Go', 'Edit'] });
  });

  it('is told of a second instance, which ends', async () => {
    const second = startFixture(fixture.data, {}, 'parley://second');
    expect(await second.exited).toBe(7);
    await soon(async () => (await fixture.call('facts')).log).toContainEqual(['second-instance', 'parley://second', process.cwd()]);
  });
});
