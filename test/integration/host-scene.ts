/** A fixture app on the stand-in, a web server, and a tester who looks on from outside: what the tests of the host share. */
import type { Browser, Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, expect, vi } from 'vitest';
import { type Fixture, type WebServer, startFixture, startWebServer } from './host-driver.ts';

export const callback = 'parley://oauth/callback';
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

/** The machine may be busy with other suites. */
export const soon = <T>(look: () => T) => expect.poll(look, { timeout: 8000 });
export const settle = (ms = 150) => new Promise((resolve) => setTimeout(resolve, ms));

type HostScene = Awaited<ReturnType<typeof openHost>>;

/** One for all tests of a file: there from the first to the last. */
export function useHost(): HostScene {
  const host = {} as HostScene;
  beforeAll(async () => void Object.assign(host, await openHost()), 60_000);
  afterAll(() => host.end());
  afterEach(() => host.closeVisited());
  return host;
}

async function openHost() {
  const [web, fixture]: [WebServer, Fixture] = [await startWebServer(pages), startFixture()];
  await fixture.ready;
  const browser: Browser = await fixture.connect();
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
  return {
    web,
    fixture,
    browser,
    app: await pageAt('https://fixture.app.invalid/'),
    allPages,
    pageAt,
    /** A window of its own on a page of the web server, closed with the test. */
    async visit(name: string, options: Omit<Parameters<typeof fixture.call<'visit'>>[1], 'name' | 'url'> = {}, path = '/go') {
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
    },
    async closeVisited() {
      for (const name of open.splice(0)) await fixture.call('close', name);
    },
    async end() {
      await browser.close();
      fixture.process.kill('SIGTERM');
      await fixture.exited;
      fixture.remove();
      web.close();
    },
  };
}
