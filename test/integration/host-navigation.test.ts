import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { callback, settle, soon, useHost } from './host-scene.ts';

const host = useHost();

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
    await Promise.all(ways.map(([path]) => host.fixture.call('visit', { name: nameOf(path), url: host.web.origin + path })));
    for (const [path] of ways) {
      await vi.waitFor(async () => expect((await host.fixture.call('seen', nameOf(path))).deliveries).not.toEqual([]), { timeout: 8000 });
    }
    await settle();
  });
  afterAll(async () => {
    for (const [path] of ways) await host.fixture.call('close', nameOf(path));
  });

  it.each(ways)('reaches its handler once by %s', async (path, method, url, body) => {
    const { deliveries, lines } = await host.fixture.call('seen', nameOf(path));
    expect(deliveries).toEqual([{ method, url, body }]);
    expect(lines?.find((line) => line.includes(`${url}`))).toMatch(/^will-(?:navigate|frame-navigate|redirect) parley:/);
  });

  it('is shown as the page, under its own name', async () => {
    const seen = () => host.fixture.call('seen', nameOf('/302'));
    await soon(seen).toMatchObject({ url: `${callback}?code=1`, title: 'Delivered' });
  });
});

describe('navigation', () => {
  it('lets the app itself load and reload without asking', async () => {
    const { result, seen } = await host.visit('own');
    await host.fixture.call('reload', 'own');
    await soon(async () => (await seen()).lines?.filter((line) => line.startsWith('did-navigate')).length).toBe(2);
    expect([result, (await seen()).lines?.filter((line) => line.startsWith('will-'))]).toEqual(['loaded', []]);
  });

  it.each([
    ['a link', '#link'],
    ['a form post', 'form'],
  ])('blocks %s before anything is requested', async (_what, selector) => {
    const { page, seen, requested, url, first } = await host.visit(`blocked ${selector}`, { prevent: 'target' });
    await (await page()).locator(selector).evaluate((element) => (element instanceof HTMLFormElement ? element.submit() : (element as HTMLElement).click()));
    await soon(async () => (await seen()).lines).toContain(`will-navigate ${host.web.origin}/target`);
    await settle();
    expect(requested()).toEqual([first]);
    expect((await seen()).url).toBe(url);
  });

  it('blocks a redirect, of the app too', async () => {
    const { page, seen, requested, first } = await host.visit('redirect', { prevent: 'target' });
    await (await page()).click('#redirect');
    await soon(async () => (await seen()).lines).toContain(`will-redirect ${host.web.origin}/target`);
    const again = await host.fixture.call('load', 'redirect', `${host.web.origin}/redirect`);
    expect(again).toBe(`ERR_ABORTED (-3) loading '${host.web.origin}/redirect'`);
    expect(requested()).toEqual([first, 'GET /redirect', 'GET /redirect']);
  });

  it('blocks the way to the callback before its handler', async () => {
    for (const path of ['/302', '/script', '/form-post']) {
      const name = `kept from ${path}`;
      const { seen } = await host.visit(name, { prevent: 'parley:' }, path);
      await soon(async () => (await seen()).lines?.some((line) => /^will-\w+ parley:/.test(line))).toBe(true);
      await settle(50);
      expect((await seen()).deliveries).toEqual([]);
      }
  });

  it('blocks what is not requested at all', async () => {
    const { page, seen, url } = await host.visit('blob', { prevent: 'blob:' });
    await (await page()).evaluate(() => void (location.href = URL.createObjectURL(new Blob(['<title>made</title>'], { type: 'text/html' }))));
    await soon(async () => (await seen()).lines?.some((line) => line.startsWith('will-navigate blob:'))).toBe(true);
    await settle();
    expect(await seen()).toMatchObject({ url });
  });

  it('says nothing about an in-page move', async () => {
    const { page, seen, url } = await host.visit('hash');
    await (await page()).click('#hash');
    await soon(async () => (await seen()).url).toBe(`${url}#there`);
    expect((await seen()).lines?.filter((line) => line.startsWith('will-'))).toEqual([]);
  });

  it('gives up on a scheme that nobody handles', async () => {
    const { seen, url } = await host.visit('unknown', {}, '/unknown');
    await soon(async () => (await seen()).lines).toContain('will-navigate mailto:someone@example.test');
    expect((await seen()).url).toBe(url);
  });

  it('reports a load that failed, as Electron words it', async () => {
    const { result, seen, url } = await host.visit('failed', { cancel: '/go' });
    expect(result).toBe(`ERR_BLOCKED_BY_CLIENT (-20) loading '${url}'`);
    expect((await seen()).lines).toContain(`did-fail-load ${url} ERR_BLOCKED_BY_CLIENT -20`);
    expect(await host.fixture.call('load', 'failed', 'http://127.0.0.1:1/')).toMatch(/^ERR_\w+ \(-\d+\) loading/);
  });
});

describe('a window that a page wants', () => {
  it('is denied whichever way it is asked for, and requests nothing', async () => {
    const { page, seen, requested, first } = await host.visit('windows');
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
    expect(host.allPages().map((page) => page.url())).toHaveLength(2);
  });
});
