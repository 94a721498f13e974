/**
 * Every secret there has been, in every place it could be left, after every journey. A case is one secret looked for in
 * one place. What may be where is said in SECURITY.md ("What is kept where") and in secret-watch.ts.
 */
import type { Page } from '@playwright/test';
import { randomBytes } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ParleyApi } from '../../contract/api.ts';
import { freePort, until, type RunningApp } from '../e2e/app.ts';
import {
  askConsent, connect, connectButton, disconnect, expect, fillClient, goTo, navigation, test,
} from '../e2e/fixtures.ts';
import { details, field, hour, openNew, rows, status, submit, type } from '../e2e/form.ts';
import { walk } from '../integration/account-harness.ts';
import { reliabilitySuite } from '../run/figures.ts';
import { crashPage, reopened } from './page-crash.ts';
import { browserHolds } from './secret-places.ts';
import { searchFor, spellings, type Secret } from './secret-search.ts';
import { planted, vaultOf, watch } from './secret-watch.ts';

test.describe.configure({ mode: 'default' });
const suite = reliabilitySuite('Secrets');
test.afterAll(() => suite.end());
test.beforeEach(() => test.slow());

const accept = async (app: RunningApp) => (await app.consent()).getByRole('button', { name: 'Accept' }).click();
const alert = (page: Page) => page.getByRole('alert').first();
const unfold = (page: Page, name: string) => details(page).getByRole('button', { name, exact: true }).click();
const live = (texts: readonly string[]): string => {
  const last = texts.at(-1);
  if (last === undefined) throw new Error('There is no live token');
  return last;
};

test('the search finds a secret however it is written down', () => {
  const secret: Secret = { kind: 'test', value: `1000.${randomBytes(16).toString('hex')}."é` };
  const search = searchFor([secret, { kind: 'other', value: `1000.${randomBytes(16).toString('hex')}` }]);
  const inside = ['', 'x', 'xx', 'xxx', 'xxxx'].map((before) => Buffer.from(`${before}${secret.value}y`).toString('base64'));
  const forms = [...spellings(secret.value), ...inside.map((text) => Buffer.from(text))];
  expect(forms.length).toBeGreaterThan(12);
  for (const form of forms) {
    const around = [randomBytes(70_001), form, randomBytes(12_345)];
    expect(search(Buffer.concat(around)), form.toString('latin1')).toEqual([secret]);
    expect(search(form)).toEqual([secret]);
    const broken = Buffer.from(form);
    for (const at of broken.keys()) if (at % 8 === 3) broken[at] = 0x21;
    expect(search(Buffer.concat([randomBytes(9_001), broken]))).toEqual([]);
  }
});

test('connecting: refused, tampered with, failed, widened, renewed, dead, by the browser, left', async ({ desk }) => {
  const { control } = desk.zoho;
  const loopback = `http://127.0.0.1:${await freePort()}/callback`;
  const made = control.clients.register({ redirectUris: ['parley://oauth/callback', loopback] });
  const client = { clientId: made.id, clientSecret: made.secrets.us ?? '' };
  const all = watch(desk, suite);
  const first = await all.start();
  const { page } = first;

  // A person says no; the callback comes back wrong; Zoho refuses, and repeats what it was sent.
  await (await askConsent(first, client)).getByRole('button', { name: 'Reject' }).click();
  await expect(alert(page)).toBeVisible();
  control.callback.tampering = { state: 'B'.repeat(43) };
  await askConsent(first, client);
  await accept(first);
  await expect(alert(page)).toContainText(/did not belong/);
  control.callback.tampering = null;
  const echo = { error: `no_${client.clientSecret}`, error_description: client.clientSecret };
  control.faults.add({ path: '/oauth/v2/token', effect: { kind: 'answer', status: 400, body: echo } });
  await askConsent(first, client);
  await accept(first);
  await expect(alert(page)).toContainText(/Zoho/);

  // Without webinars first, with them later.
  control.callback.kind = 'form-post';
  await page.getByText('Include webinars').click();
  await connect(first, client);
  await goTo(page, 'Settings');
  await page.getByRole('button', { name: 'Switch on webinars' }).click();
  await accept(first);
  await expect(page.getByRole('button', { name: 'Switch on webinars' })).toHaveCount(0);

  // An error that repeats the token and a start link; a refresh; a grant that dies; the self-check.
  await goTo(page, 'Meetings');
  await expect(page.getByText(/Updated just now/)).toBeVisible();
  const start = control.data.secrets().find(({ kind }) => kind === 'start link')?.value;
  const message = `No ${live(control.tokens.liveAccessTokens())} https://meeting.zoho.com/meeting-start?key=1&t=${start}`;
  const refusal = { error: { errorCode: 9999, message } };
  control.faults.add({ path: /sessions\.json/, effect: { kind: 'answer', status: 400, body: refusal } });
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(alert(page)).toContainText(/Zoho refused/);
  control.invalidateAccessTokens();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText(/Updated just now/)).toBeVisible();
  control.killRefreshToken();
  await page.getByRole('button', { name: 'Refresh' }).click();
  await page.getByRole('button', { name: 'Reconnect' }).first().click();
  await accept(first);
  await expect(page.getByRole('button', { name: 'Reconnect' })).toHaveCount(0);
  await goTo(page, 'Settings');
  await page.getByRole('button', { name: 'Run self-check' }).click();
  await expect(page.getByRole('list', { name: 'Self-check' })).toBeVisible();
  all.lookAtProcesses(first);
  await all.lookAtPage(first, 'after connecting', { typed: [client.clientSecret] });
  await first.stop();
  expect(vaultOf(desk)['vault']).toHaveProperty('ciphertext');
  all.lookAround('connected', { 'vault.json': made.id, 'main.log': '/oauth/v2/token' });

  // The next start; disconnecting; the system browser.
  const second = await all.start();
  await goTo(second.page, 'Meetings');
  await expect(rows(second.page).first()).toBeVisible();
  await all.lookAtPage(second, 'at the next start');
  await disconnect(second);
  expect(vaultOf(desk)).not.toHaveProperty('vault.account', expect.any(String));
  await second.page.evaluate(
    (patch) => (window as unknown as { parley: ParleyApi }).parley.updateSettings(patch),
    { browserRedirectUri: loopback, connectMethod: 'browser' } as const,
  );
  control.callback.kind = '302';
  await fillClient(second.page, client);
  await connectButton(second).click();
  const { url = '' } = await second.desktopEntry('openExternal');
  await fetch(await walk(url, desk.zoho.origin, 'accept'));
  await expect(navigation(second.page)).toBeVisible();
  await disconnect(second);

  // What the embedded sandbox hands out is not known here: looked for by its shape.
  const consent = second.consent();
  await second.page.getByRole('button', { name: 'Try the sandbox' }).click();
  const state = new URL((await consent).url()).searchParams.get('state');
  if (state) all.more.push({ kind: 'state', value: state });
  expect(state).toHaveLength(43);
  await accept(second);
  await goTo(second.page, 'Meetings');
  await expect(rows(second.page).first()).toBeVisible();
  await all.lookAtPage(second, 'in the sandbox', { typed: [client.clientSecret], heap: 'full' });
  await second.page.getByRole('button', { name: 'Account: ana.ruiz@example.test' }).click();
  await second.page.getByRole('menuitem', { name: /Disconnect|Leave/ }).click();
  await expect(connectButton(second)).toBeVisible();
  await second.stop();
  all.lookAround('after all', { 'vault.json': made.id, 'main.log': '/oauth/v2/token', 'settings.json': loopback });
  const log = readFileSync(join(desk.userData, 'logs', 'main.log'), 'utf8');
  const written = [log, second.output(), ...all.messages().map(({ value }) => value)].join('\n');
  if (/\b1\d{3}\.[0-9a-f]{32}\.[0-9a-f]{32}/.test(written)) suite.violation('something that looks like a token');
  suite.count();
  expect(all.secrets().filter(({ kind }) => kind === 'state').length).toBeGreaterThan(5);
  expect(all.secrets().filter(({ kind }) => kind === 'verifier').length).toBeGreaterThan(3);
});

test('working: every journey with meetings and webinars, and a draft across a kill', async ({ desk }) => {
  const { control, client } = desk.zoho;
  const all = watch(desk, suite);
  const now = Math.floor(control.clock.now() / 60_000) * 60_000;
  control.data.clear();
  for (const [index, topic] of ['Weekly', 'Second', 'Third'].entries())
    control.data.add({ topic, start: now + (index + 30) * hour, agenda: 'Plan', participants: ['bo@example.test'] });
  const cy = { email: 'cy@example.test', name: 'Cy Lind', userName: 'Cy Lind' };
  const registrant = { ...cy, status: 1, registerId: '7', registerKey: randomBytes(10).toString('hex'), registeredAt: now } as const;
  const attendee = { ...cy, role: 'participant', joinTime: now - 48 * hour, leaveTime: now - 47 * hour } as const;
  control.data.add({ kind: 'webinar', topic: 'To come', start: now + 48 * hour, registrants: [registrant] });
  control.data.add({ kind: 'webinar', topic: 'It is over', start: now - 48 * hour, duration: hour, attendance: [attendee] });

  const app = await all.start();
  const { page } = app;
  await connect(app, client);
  await goTo(page, 'Meetings');
  await rows(page).first().getByRole('button').first().click();
  await expect(details(page)).toContainText('Plan');
  for (const [button, opened] of [['Start', /meeting-start\?key=\d+&t=/], ['Join', /meet\.zoho/]] as const) {
    await details(page).getByRole('button', { name: button, exact: true }).click();
    await app.desktopEntry('openExternal', ({ url = '' }) => opened.test(url));
  }
  await details(page).getByRole('button', { name: 'Copy invitation' }).click();
  await app.desktopEntry('clipboard', ({ text = '' }) => text.includes('Weekly'));
  await details(page).getByRole('button', { name: 'Edit' }).click();
  await field(page, 'Topic').fill('Weekly, moved');
  await submit(page, 'Save changes');
  await expect(status(page)).toContainText(/Saved|Changed/);
  await details(page).getByRole('button', { name: 'Duplicate' }).click();
  await submit(page);
  await expect(status(page)).toContainText('Created “Weekly, moved”');
  await unfold(page, 'What Zoho received');
  const requests = details(page).getByRole('list', { name: 'Requests, latest first' });
  await expect(requests.getByRole('listitem').first()).toBeVisible();
  all.look('what Zoho received', Buffer.from(await details(page).innerText()), '/api/v2/{zsoid}/sessions/{key}.json');

  await openNew(page);
  await type(page, { topic: 'With others', date: 'tomorrow', time: '10:00', participants: 'bo@example.test' });
  await page.getByRole('button', { name: 'Fair time' }).click();
  await page.getByRole('combobox', { name: 'Time zone of bo@example.test' }).fill('Asia/Tokyo');
  await page.getByRole('combobox', { name: 'Time zone of bo@example.test' }).press('Tab');
  await submit(page);
  await expect(status(page)).toContainText('Created “With others”');
  const removed = rows(page).filter({ hasText: 'Second' });
  await removed.getByRole('button').first().click();
  await details(page).getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(removed).toHaveCount(1);

  await goTo(page, 'Webinars');
  await rows(page, 'Webinars').filter({ hasText: 'To come' }).getByRole('button').first().click();
  await details(page).getByRole('button', { name: 'Copy registration link' }).click();
  await unfold(page, 'Registrants');
  await details(page).getByRole('button', { name: 'Register people' }).click();
  const dialog = page.getByRole('dialog', { name: 'Register people' });
  await dialog.getByRole('textbox', { name: 'People' }).fill('Flo Falk <flo@example.test>');
  await dialog.getByRole('button', { name: 'Register', exact: true }).click();
  await expect(dialog.getByText(/^1 (?:of 1 people|person) registered/).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await details(page).getByRole('button', { name: 'Save as CSV' }).click();
  await expect(status(page)).toContainText('Registrants - To come.csv');
  await page.getByRole('tab', { name: 'Past' }).click();
  await rows(page, 'Webinars').filter({ hasText: 'It is over' }).getByRole('button').first().click();
  await unfold(page, 'Attendees');
  await expect(details(page).getByRole('list', { name: 'Attendees' }).getByRole('listitem')).toHaveCount(1);
  await all.lookAtPage(app, 'at work', { typed: [client.clientSecret] });

  // Deletions are held, and a pasted invitation with somebody's start link is in the form, when everything is killed.
  await goTo(page, 'Meetings');
  await rows(page).first().getByRole('button').first().focus();
  await page.keyboard.press('Control+a');
  await page.getByRole('group', { name: 'Selection' }).getByRole('button', { name: 'Delete' }).click();
  await expect(rows(page)).toHaveCount(0);
  const foreign = randomBytes(16).toString('hex');
  all.more.push({ kind: 'pasted start link', value: foreign });
  const invitation = `Begin at https://meeting.zoho.eu/meeting-start?key=77&t=${foreign}`;
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, `Topic: Pasted one\nTime: Jun 18, 2027 07:00 PM\nAgenda: ${invitation}`);
  await expect(field(page, 'Topic')).toHaveValue('Pasted one');
  await field(page, 'Topic').fill('Pasted and typed');
  const kept = (name: string) => {
    try {
      return readFileSync(join(desk.userData, name), 'utf8');
    } catch {
      return '';
    }
  };
  await until('the draft', () => kept('drafts.json').includes('Pasted and typed'));
  await until('the planted text on disk', () => browserHolds(desk.userData, planted));
  app.process.kill('SIGKILL');
  await until('the end', () => app.process.signalCode !== null);
  all.lookAround('killed', {
    'vault.json': client.clientId, 'main.log': '/api/v2/', 'drafts.json': 'Pasted and typed',
    'settings.json': 'Asia/Tokyo', 'Registrants - To come.csv': 'flo@example.test', leveldb: planted,
  });

  const again = await all.start();
  await goTo(again.page, 'Meetings');
  await openNew(again.page);
  await all.lookAtPage(again, 'after a kill', { heap: 'full' });
  // A deletion that the quit cuts short.
  await again.page.keyboard.press('Escape');
  control.faults.add({ method: 'DELETE', path: /sessions/, times: Infinity, effect: { kind: 'reset' } });
  control.data.add({ topic: 'Last of all', start: control.clock.now() + 24 * 3_600_000 });
  await again.page.getByRole('button', { name: 'Refresh' }).click();
  await rows(again.page).filter({ hasText: 'Last of all' }).getByRole('button').first().click();
  await details(again.page).getByRole('button', { name: 'Delete' }).click();
  await again.stop();
  all.lookAround('at the end', { 'vault.json': client.clientId, 'main.log': '/api/v2/', 'outbox.db': 'Last of all', 'agenda.db': 'Last of all' });
  const kinds = new Set(all.secrets().map(({ kind }) => kind));
  expect([...kinds].toSorted()).toEqual([
    'client secret', 'code or token', 'join password', 'pasted start link', 'personal join link', 'start link', 'state',
    'verifier',
  ]);
  // They did travel: Zoho told passwords and start links, and the start link was opened outside.
  const opened = JSON.stringify(app.desktop().filter(({ type: what }) => what === 'openExternal'));
  expect(control.data.secrets().some(({ kind, value }) => kind === 'start link' && opened.includes(value))).toBe(true);
});

test('breaking: an error in main, a page that crashes', async ({ desk }) => {
  const { control, client } = desk.zoho;
  const all = watch(desk, suite);
  const first = await all.start();
  await connect(first, client);
  await goTo(first.page, 'Meetings');
  await expect(rows(first.page).first()).toBeVisible();
  const told = () => {
    const secret = (kind: string) => live(all.secrets().filter((each) => each.kind === kind).map(({ value }) => value));
    const [access, refresh] = [live(control.tokens.liveAccessTokens()), live(control.tokens.liveRefreshTokens())];
    const pwd = secret('join password');
    const words = [
      'It broke visibly.', access, `refresh ${refresh}`, `secret=${client.clientSecret}`, `plainly ${client.clientSecret}`,
      encodeURIComponent(`?client_secret=${client.clientSecret}&state=${secret('state')}`),
      `state ${secret('state')} and verifier ${secret('verifier')}`,
      `https://meeting.zoho.com/meeting-start?key=1&t=${secret('start link')}`,
      `{"session":{"pwd":"${pwd}","encryptPwd":"${Buffer.from(pwd).toString('hex')}"}}`,
    ];
    return words.join(' | ');
  };
  await first.breakMain('throw', told());
  await until('the end', () => first.process.exitCode !== null);
  expect(first.process.exitCode).toBe(1);
  // Told in words that give nothing away; the place and the harmless part are in the log.
  expect(first.output()).toContain('Something in Parley broke. What Zoho had confirmed is safe there');
  all.lookAround('thrown', { 'main.log': 'It broke visibly.' });

  // The same with secrets that came out of the vault.
  const second = await all.start();
  await goTo(second.page, 'Meetings');
  await expect(rows(second.page).first()).toBeVisible();
  await second.breakMain('reject', `Rejected: ${client.clientSecret} ${live(control.tokens.liveRefreshTokens())}`);
  await until('the end', () => second.process.exitCode !== null);
  expect(second.process.exitCode).toBe(1);
  all.lookAround('rejected', { 'main.log': 'Rejected:' });

  const third = await all.start();
  await expect(navigation(third.page)).toBeVisible();
  await crashPage(third.page);
  await until('the page to be told about', () => third.output().includes('The window was loaded again'));
  const revived = await until('the page again', () => reopened(third));
  await expect(navigation(revived.page)).toBeVisible();
  await all.lookAtPage({ ...third, page: revived.page }, 'after its crash', { heap: 'full' });
  await crashPage(revived.page);
  await until('the end', () => third.process.exitCode !== null);
  expect(third.output()).toContain('Its window broke twice in a row');
  all.lookAround('crashed', { 'main.log': 'the page has ended' });
  // Electron's crash reporter would write main's memory to disk: it is never started.
  const bundles = fileURLToPath(new URL('../../out/app/main', import.meta.url));
  for (const name of readdirSync(bundles).filter((each) => each.endsWith('.js')))
    expect(readFileSync(join(bundles, name), 'utf8').includes('crashReporter'), name).toBe(false);
});

const kinds = suite.full ? (['302', 'meta', 'script', 'form-post'] as const) : (['302'] as const);
for (const mode of suite.full ? ['basic', 'unavailable', 'locked', 'other-key'] : ['basic']) {
  test(`a key store that is "${mode}": nothing is on disk in clear, however one connects`, async ({ desk }) => {
    const { control, client } = desk.zoho;
    const all = watch(desk, suite);
    const app = await all.start({ PARLEY_HOST_KEYSTORE: mode });
    for (const kind of kinds) {
      control.callback.kind = kind;
      await connect(app, client);
      await all.lookAtPage(app, `${mode}, ${kind}`, { typed: [client.clientSecret], heap: 'full' });
      await until('the consent window to close', () => app.others().length === 0);
      if (kind !== kinds.at(-1)) await disconnect(app);
    }
    await app.stop();
    // A weak key is no key; a key store that only does not open again does encrypt.
    if (mode === 'basic' || mode === 'unavailable') expect(vaultOf(desk)).not.toHaveProperty('vault');
    all.lookAround(mode, { 'vault.json': client.clientId, 'main.log': '/oauth/v2/token' });
  });
}
