import type { Page } from '@playwright/test';
import { createSocket } from 'node:dgram';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ParleyApi } from '../../contract/api.ts';
import { startSandbox, type Sandbox } from '../../electron/sandbox/index.ts';
import { startApp, until, type RunningApp } from './app.ts';
import { connect, expect, goTo, navigation, test } from './fixtures.ts';

// One app for all of them: what is looked at is the page itself, from outside and from within.
test.describe.configure({ mode: 'default' });

interface Violation {
  readonly directive: string;
  readonly blocked: string;
}
type Watched = Window & { violations: Violation[]; ran?: unknown; parley: ParleyApi };

const folder = mkdtempSync(join(tmpdir(), 'parley-policy-'));
/** What is said on the console besides what the page itself does. */
const complaints: string[] = [];
/** Requests that reached somebody outside. */
const reached: string[] = [];
let zoho: Sandbox;
let app: RunningApp;
let page: Page;
let outside: Server;
let canary = '';

test.beforeAll(async () => {
  zoho = await startSandbox();
  outside = createServer((request, response) => {
    reached.push(request.url ?? '');
    response.writeHead(200, { 'Access-Control-Allow-Origin': '*' }).end('{}');
  });
  await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve));
  canary = `http://127.0.0.1:${(outside.address() as AddressInfo).port}/canary`;
  app = await startApp(join(folder, 'user-data'), { PARLEY_ZOHO_ORIGIN: zoho.origin });
  page = app.page;
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.addInitScript(() => {
    const watched = window as unknown as Watched;
    watched.violations = [];
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
      watched.violations.push({ directive: effectiveDirective, blocked: blockedURI });
    });
  });
});
test.beforeEach(async () => {
  await page.reload();
  complaints.length = 0;
  reached.length = 0;
});
test.afterAll(async () => {
  await app.stop();
  await zoho.close();
  outside.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

const violations = () => page.evaluate(() => (window as unknown as Watched).violations);

/** Each is tried in the page; it must be refused with a violation of this directive, and nothing may have run or gone out. */
async function expectRefused(attempts: readonly (readonly [string, RegExp, (to: string) => unknown])[]): Promise<void> {
  for (const [what, directive, attempt] of attempts) {
    const before = (await violations()).length;
    await page.evaluate(attempt, canary).catch(() => undefined);
    const found = await until(`a violation by ${what}`, async () => (await violations()).slice(before)[0], 5_000).catch(() => null);
    expect(found?.directive ?? 'no violation', what).toMatch(directive);
    expect(await page.evaluate(() => (window as unknown as Watched).ran), what).toBeUndefined();
  }
  expect(reached).toEqual([]);
}

test('the page as served has exactly these headers', async () => {
  const response = await page.reload();
  const headers = await response?.allHeaders();
  expect((headers?.['content-security-policy'] ?? '').split('; ')).toEqual([
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'", "connect-src 'none'",
    "worker-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
    "require-trusted-types-for 'script'", "trusted-types 'none'",
  ]);
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin', 'x-dns-prefetch-control': 'off', 'cache-control': 'no-store',
  });
});

test('no style element is there, nor wanted: React Aria’s rule for what can be pressed stands in a style sheet', async () => {
  const button = page.getByRole('button', { name: 'Connect Zoho' });
  await expect(button).toHaveAttribute('data-react-aria-pressable');
  expect(await button.evaluate((element) => getComputedStyle(element).touchAction)).toBe('manipulation');
  expect(await page.evaluate(() => document.querySelectorAll('style').length)).toBe(0);
  expect(await violations()).toEqual([]);
});

test('text as code is refused: eval, new Function, timers, inline script, handlers, javascript: links', async () => {
  await expectRefused([
    // In a timer of its own, since DevTools may lift the rule for what it evaluates itself.
    // oxlint-disable-next-line no-eval
    ['eval', /trusted-types|script-src/, () => void setTimeout(() => eval('window.ran = 1'))],
    // oxlint-disable-next-line no-new-func
    ['new Function', /trusted-types|script-src/, () => void setTimeout(() => new Function('window.ran = 1')())],
    ['a timer with text', /trusted-types|script-src/, () => Reflect.apply(setTimeout, window, ['window.ran = 1', 0])],
    ['an inline script', /trusted-types|script-src/, () => {
      const script = document.createElement('script');
      script.append('window.ran = 1');
      document.body.append(script);
    }],
    ['a handler in an attribute', /trusted-types|script-src/, () => {
      document.body.setAttribute('onclick', 'window.ran = 1');
      document.body.click();
    }],
    ['a javascript: link', /trusted-types|script-src/, () => {
      const link = document.createElement('a');
      link.setAttribute('href', 'javascript:window.ran = 1');
      document.body.append(link);
      link.click();
    }],
    ['import() of data:', /script-src/, (to) => import(`data:text/javascript,window.ran = '${to}'`)],
    ['import() from elsewhere', /script-src/, (to) => import(to)],
    ['a script from elsewhere', /trusted-types|script-src/, (to) => {
      const script = document.createElement('script');
      script.setAttribute('src', to);
      document.body.append(script);
    }],
  ]);
});

test('text as markup is refused, and nobody can make a policy that would allow it', async () => {
  await expectRefused([
    ['innerHTML', /require-trusted-types-for/, () => {
      document.createElement('p').innerHTML = '<img src=x onerror="window.ran = 1">';
    }],
    ['insertAdjacentHTML', /require-trusted-types-for/, () => document.body.insertAdjacentHTML('beforeend', '<b>x</b>')],
    ['document.write', /require-trusted-types-for/, () => document.write('<b>x</b>')],
    ['DOMParser', /require-trusted-types-for/, () => new DOMParser().parseFromString('<b>x</b>', 'text/html')],
    ['a policy', /trusted-types/, () =>
      (window as unknown as { trustedTypes: { createPolicy(name: string, rules: object): unknown } }).trustedTypes.createPolicy('parley', {
        createHTML: (text: string) => text,
      })],
    ['the default policy', /trusted-types/, () =>
      (window as unknown as { trustedTypes: { createPolicy(name: string, rules: object): unknown } }).trustedTypes.createPolicy('default', {
        createHTML: (text: string) => text,
      })],
  ]);
});

test('an inline style is refused', async () => {
  await expectRefused([
    ['a style attribute', /style-src/, () => document.body.setAttribute('style', 'outline: 7px solid red')],
    ['a style element', /style-src/, () => {
      const style = document.createElement('style');
      style.append('body { outline: 7px solid red }');
      document.head.append(style);
    }],
    ['a style sheet from elsewhere', /style-src/, (to) => {
      const link = document.createElement('link');
      link.rel = 'stylesheet';
      link.href = to;
      document.head.append(link);
    }],
  ]);
  expect(await page.evaluate(() => getComputedStyle(document.body).outlineWidth)).not.toBe('7px');
});

test('the network is refused: fetch, beacons, sockets, images, fonts and media from elsewhere', async () => {
  await expectRefused([
    ['fetch', /connect-src/, (to) => fetch(to)],
    ['fetch of our own', /connect-src/, () => fetch('/index.html')],
    ['XMLHttpRequest', /connect-src/, (to) => {
      const request = new XMLHttpRequest();
      request.open('GET', to);
      request.send();
    }],
    ['a beacon', /connect-src/, (to) => navigator.sendBeacon(to, 'x')],
    ['a socket', /connect-src/, (to) => new WebSocket(to.replace('http', 'ws'))],
    ['server-sent events', /connect-src/, (to) => new EventSource(to)],
    ['an image', /img-src/, (to) => {
      new Image().src = to;
    }],
    ['a font', /font-src/, (to) => new FontFace('x', `url(${to})`).load()],
    ['media', /media-src/, (to) => {
      new Audio().src = to;
    }],
  ]);
});

test('a peer connection finds no way out by UDP', async () => {
  const stun = createSocket('udp4');
  const heard: string[] = [];
  stun.on('message', () => heard.push('a question'));
  await new Promise<void>((resolve) => stun.bind(0, '127.0.0.1', resolve));
  const candidates = await page.evaluate(async (urls) => {
    const connection = new RTCPeerConnection({ iceServers: [{ urls }] });
    connection.createDataChannel('x');
    const found: string[] = [];
    connection.addEventListener('icecandidate', ({ candidate }) => candidate && found.push(candidate.candidate));
    const over = new Promise<void>((resolve) => {
      connection.addEventListener('icegatheringstatechange', () => connection.iceGatheringState === 'complete' && resolve());
    });
    await connection.setLocalDescription(await connection.createOffer());
    await over;
    return found;
  }, `stun:127.0.0.1:${stun.address().port}`);
  stun.close();
  expect({ candidates, heard }).toEqual({ candidates: [], heard: [] });
});

test('no worker is made, not even of our own scripts', async () => {
  await expectRefused([
    ['a worker of our own script', /worker-src|trusted-types/, () =>
      new Worker(Array.from(document.scripts).map(({ src }) => src).find((src) => src !== '') ?? '')],
    ['a shared worker', /worker-src|trusted-types/, () => new SharedWorker('/a.js')],
    ['a worker of a blob', /worker-src|trusted-types/, () => new Worker(URL.createObjectURL(new Blob(['void 0'])))],
  ]);
});

test('frames, objects, forms and base are refused', async () => {
  const address = page.url();
  await expectRefused([
    ['a frame from elsewhere', /frame-src/, (to) => {
      const frame = document.createElement('iframe');
      frame.src = to;
      document.body.append(frame);
    }],
    ['a frame of our own', /frame-src/, () => {
      const frame = document.createElement('iframe');
      frame.src = '/index.html';
      document.body.append(frame);
    }],
    ['an object', /object-src|trusted-types/, (to) => {
      const object = document.createElement('object');
      object.setAttribute('data', to);
      document.body.append(object);
    }],
    ['an embed', /object-src|trusted-types/, (to) => {
      const embed = document.createElement('embed');
      embed.setAttribute('src', to);
      document.body.append(embed);
    }],
    ['base', /base-uri/, (to) => {
      const base = document.createElement('base');
      base.href = to;
      document.head.append(base);
    }],
    ['a form', /form-action/, (to) => {
      const form = document.createElement('form');
      form.action = to;
      document.body.append(form);
      form.submit();
    }],
  ]);
  expect(page.url()).toBe(address);
});

test('no power of the browser is there for the page', async () => {
  const powers = await page.evaluate(async () => {
    const allowed = (document as unknown as { featurePolicy?: { allowedFeatures(): string[] } }).featurePolicy?.allowedFeatures() ?? ['not told'];
    const asked = ['camera', 'microphone', 'geolocation', 'notifications', 'clipboard-read', 'midi'].map(async (name) =>
      navigator.permissions.query({ name: name as PermissionName }).then(({ state }) => state, () => 'denied'));
    return { allowed, states: [...new Set(await Promise.all(asked))] };
  });
  for (const power of ['camera', 'microphone', 'geolocation', 'display-capture', 'usb', 'serial', 'hid', 'payment', 'clipboard-read', 'fullscreen'])
    expect(powers.allowed, power).not.toContain(power);
  expect(powers.states).toEqual(['denied']);
});

test('Parley’s own screens break none of it, in both themes', async () => {
  test.slow();
  const seen: string[] = [];
  const look = async (screen: string) => {
    for (const theme of ['light', 'dark'] as const) {
      await page.evaluate((appearance) => (window as unknown as Watched).parley.updateSettings({ appearance }), theme);
      await page.waitForFunction((wanted) => matchMedia('(prefers-color-scheme: dark)').matches === (wanted === 'dark'), theme);
      expect(await violations(), `${screen}, ${theme}`).toEqual([]);
    }
    seen.push(screen);
  };
  await look('Connect');
  await page.getByRole('button', { name: 'How to register a client' }).click();
  await look('guide');
  await connect(app, zoho.client);
  await look('Agenda');
  await page.getByRole('button', { name: 'Account: ana.ruiz@example.test' }).click();
  await look('account menu');
  await page.keyboard.press('Escape');
  await goTo(page, 'Meetings');
  await page.getByRole('list', { name: 'Meetings' }).getByRole('listitem').first().getByRole('button').click();
  await expect(page.getByRole('region', { name: 'Details' }).getByRole('button', { name: 'Copy invitation' })).toBeVisible();
  await look('details');
  await page.getByRole('button', { name: 'New meeting' }).click();
  await page.getByRole('button', { name: 'Choose date' }).click();
  await expect(page.getByRole('dialog', { name: 'Choose date' })).toBeVisible();
  await look('choosing a date');
  await page.keyboard.press('Escape');
  await page.getByRole('combobox', { name: 'Time zone' }).fill('Tok');
  await expect(page.getByRole('option').first()).toBeVisible();
  await look('choosing a zone');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog', { name: 'New meeting' }).getByRole('textbox', { name: 'Topic' }).fill('');
  await page.getByRole('button', { name: 'Create meeting' }).click();
  await look('field errors');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.getByRole('list', { name: 'Meetings' }).getByRole('listitem').first().getByRole('button').focus();
  await page.keyboard.press('Delete');
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
  await look('a toast');
  await page.getByRole('button', { name: 'Undo' }).click();
  await goTo(page, 'Webinars');
  await look('Webinars');
  await goTo(page, 'Settings');
  await page.getByRole('button', { name: 'Run self-check' }).click();
  await expect(page.getByRole('list', { name: 'Self-check' })).toBeVisible();
  await look('Settings');
  await expect(navigation(page)).toBeVisible();
  expect(seen).toHaveLength(11);
  expect(complaints).toEqual([]);
});
