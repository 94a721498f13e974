/** Hostile text and links from Zoho in the built app: nothing runs, the layout holds, nothing wrong leaves it. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { connect, expect, goTo, test, type Desk } from '../e2e/fixtures.ts';
import type { RunningApp } from '../e2e/app.ts';
import { reliabilitySuite } from '../run/figures.ts';
import { asShown, guard, layoutProblem, readRows } from './hostile-page.ts';
import { hostileLinks, hostileTexts, oddLinks } from './hostile-texts.ts';

test.describe.configure({ mode: 'default' });
const figures = reliabilitySuite('Hostile text, app');
test.afterAll(() => figures.end());
const wrong: string[] = [];
test.afterEach(() => expect(wrong.splice(0).slice(0, 10)).toEqual([]));
const suite = {
  ...figures,
  violation(what: string): void {
    wrong.push(what);
    figures.violation(what);
  },
};

const megabyte = 1_048_576;
const hour = 3_600_000;
const dangerous = /[\p{Cc}\p{Bidi_Control}\p{Cs}\u2028\u2029]/u;
const actions = ['Join', 'Copy invitation', 'Edit', 'Duplicate', 'Delete'];
const details = (page: Page) => page.getByRole('region', { name: 'Details' });
const open = (page: Page, place: string) => page.evaluate((hash) => void (location.hash = hash), `#/${place}`);

function check(what: string, isRight: boolean, found: unknown = ''): void {
  suite.count();
  if (!isRight) suite.violation(`${what}: ${JSON.stringify(found)?.slice(0, 300)}`);
}

async function checkLayout(page: Page, what: string, buttons: readonly string[] = []): Promise<void> {
  const problem = await layoutProblem(page, buttons);
  check(`layout, ${what}`, problem === null, problem);
}

/** ms until `done`, beginning with `act`. */
async function timed(act: () => Promise<unknown>, done: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await act();
  await done();
  return Math.round(performance.now() - began);
}

const texts: Readonly<Record<string, string>> = {
  ...hostileTexts,
  megabyteWord: 'W'.repeat(megabyte),
  megabyteWords: 'lorem ipsum '.repeat(megabyte / 12),
};
const names = Object.keys(texts);
/** Whose details the quick part opens. */
const tried = new Set([
  'image', 'override', 'onlyZeroWidth', 'zalgo', 'newlines', 'loneHigh', 'endlessJoin', 'longWord', 'megabyteWord',
  'megabyteWords',
]);
const keyAt = (index: number) => String(9_000_000_000 + index);

function addTexts({ zoho }: Desk): void {
  const { data, clock, users } = zoho.control;
  const now = Math.floor(clock.now() / 60_000) * 60_000;
  users.add({
    email: 'ana.ruiz@example.test',
    details: {
      fullName: `${hostileTexts['image']}\u202e`,
      primaryEmail: `\u202e<b>${'e'.repeat(3_000)}@example.test`,
      orgName: hostileTexts['script']?.repeat(2_000),
    },
  });
  data.clear();
  for (const [index, text] of Object.values(texts).entries()) {
    const isHuge = text.length > 100_000;
    const name = isHuge ? 'Bo' : text;
    const presenter = { zuid: '1', name, email: `${name}@example.test` };
    data.add({
      key: keyAt(index), topic: text, start: now + (index + 1) * hour, timeZone: 'Europe/Madrid', presenter,
      agenda: isHuge ? 'Short' : text, participants: [`${text.slice(0, 2_000)}@example.test`, '<b>bo</b>@example.test'],
      wire: {
        accessCode: text.slice(0, 5_000),
        dialinUrl: hostileLinks['javascript'],
        ...(isHuge ? {} : { timezone: text, offset: 0 }),
      },
    });
  }
  data.add({ key: '9100000001', topic: 'Plain', start: now + 201 * hour });
  data.add({ key: '9100000000', topic: 'Long agenda', start: now + 200 * hour, agenda: 'A'.repeat(megabyte) });
}

test('texts', async ({ desk }) => {
  test.setTimeout(120_000);
  addTexts(desk);
  const app = await desk.start();
  await connect(app, desk.zoho.client);
  const { page } = app;
  const watch = await guard(app, suite);

  await checkLayout(page, 'agenda');
  await goTo(page, 'Meetings');
  await expect(page.getByRole('list', { name: 'Meetings' }).getByRole('listitem').first()).toBeVisible();
  await checkLayout(page, 'meetings');
  const rows = await readRows(page);
  for (const [index, name] of names.entries()) {
    const row = rows[keyAt(index)];
    const shown = asShown(texts[name] ?? '');
    const topic = name === 'onlyZeroWidth' ? 'Untitled' : shown;
    check(`row of ${name}: topic`, row?.topic === topic, [row?.topic, topic]);
    const called = row?.name ?? '';
    const isRight = called.startsWith(`${topic}, `) && called.endsWith(row?.time ?? '?') && !dangerous.test(called);
    check(`row of ${name}: name`, isRight, called);
    check(`row of ${name}: place`, row !== undefined && row.height === 54 && row.inPlace, row);
  }
  const size = await page.evaluate(async () => {
    const { parley } = window;
    const rows = { kind: 'meeting', listType: 'all', search: '', offset: 0, limit: 200 } as const;
    return JSON.stringify(await parley.listSessions(rows)).length;
  });
  check('a page of rows is small', size < 60_000, size);

  const times: number[] = [];
  for (const [index, name] of names.entries()) {
    if (!suite.full && !tried.has(name)) continue;
    const text = texts[name] ?? '';
    const shown = name === 'onlyZeroWidth' ? 'Untitled' : asShown(text);
    const heading = details(page).getByRole('heading', { level: 2 });
    const opening = () => open(page, `meetings/${keyAt(index)}`);
    times.push(await timed(opening, () => expect(heading).toHaveText(shown)));
    await expect(details(page).getByText('Read from Zoho at')).toBeAttached();
    await checkLayout(page, `details of ${name}`, actions);
    const copied = await page.evaluate((key) => window.parley.copyInvitation({ kind: 'meeting', key }), keyAt(index));
    const invitation = copied.ok ? copied.value.text : '';
    const joins = invitation.split('\n').filter((line) => /^join:/i.test(line)).length;
    const isClean = !dangerous.test(invitation.replace(/[\n\t]/g, '')) && invitation.length < 40_000;
    check(`invitation of ${name}`, joins === 1 && isClean, invitation);
  }
  await watch.check();
  suite.measure('opening details', `at most ${Math.max(...times)} ms`);

  const huge = names.indexOf('megabyteWord');
  const opening = await timed(
    () => open(page, `meetings/${keyAt(huge)}`),
    () => expect(details(page).getByRole('heading', { level: 2 })).toHaveText(/^W{999}…$/),
  );
  suite.measure('opening a 1 MB topic', `${opening} ms`);
  check('a 1 MB topic opens at once', opening < 2_000, opening);
  await expect(details(page).getByRole('heading', { name: 'Whole topic' })).toBeAttached();
  await open(page, 'meetings/9100000000');
  await expect(details(page).getByText(/^A{15999}…$/)).toBeAttached();
  await checkLayout(page, 'a 1 MB agenda', actions);
  const searching = await timed(
    () => page.getByRole('searchbox', { name: 'Search' }).pressSequentially('wwww'),
    () => expect(page.getByRole('list', { name: 'Meetings' }).getByRole('listitem')).toHaveCount(2),
  );
  suite.measure('searching beside 1 MB topics', `${searching} ms`);
  check('searching stays quick', searching < 2_000, searching);
  await page.getByRole('searchbox', { name: 'Search' }).fill('');

  await open(page, `meetings/${keyAt(huge)}`);
  await details(page).getByRole('button', { name: 'Delete', exact: true }).click();
  const held = page.getByText(/^Deleted “W{59}…”$/);
  await expect(held).toBeVisible();
  await checkLayout(page, 'deleted');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText(/^Kept “W{59}…”$/)).toBeVisible();

  await refusedEdit(app, desk);
  await page.getByRole('button', { name: /^Account: / }).click();
  const menu = page.getByRole('menu');
  await expect(menu).toBeVisible();
  const told = (await menu.textContent()) ?? '';
  check('account', told.includes(asShown(hostileTexts['image'] ?? '')), told);
  await checkLayout(page, 'account menu');
  await page.keyboard.press('Escape');
  for (const view of ['Agenda', 'Settings'] as const) {
    await goTo(page, view);
    await checkLayout(page, view);
  }
  await watch.check();
});

/** Zoho's own words of refusal, in the form; and a shortened topic never goes back to Zoho. */
async function refusedEdit({ page }: RunningApp, { zoho }: Desk): Promise<void> {
  const edit = async (key: string) => {
    await open(page, `meetings/${key}`);
    await details(page).getByRole('button', { name: 'Edit' }).click();
    return page.getByRole('dialog', { name: 'Edit meeting' });
  };
  const form = await edit(keyAt(names.indexOf('megabyteWords')));
  await form.getByRole('button', { name: 'Save changes' }).click();
  await expect(form.getByText('characters; 200 is the most.')).toBeVisible();
  check('a shortened topic is not sent', zoho.control.log.find({ method: 'PUT' }).length === 0);
  await checkLayout(page, 'the form of a 1 MB topic');
  await form.getByRole('button', { name: 'Cancel' }).click();

  const said = `${hostileTexts['image']} \u202e${hostileTexts['nul']} ${'x'.repeat(megabyte)}`;
  const body = { error: { errorCode: 77, message: said } };
  zoho.control.faults.add({ method: 'PUT', effect: { kind: 'answer', status: 400, body } });
  const second = await edit('9100000001');
  // What Zoho has already is not sent.
  await second.getByRole('textbox', { name: 'Topic' }).fill('Plain, and changed');
  await second.getByRole('button', { name: 'Save changes' }).click();
  const alert = page.getByRole('dialog', { name: 'Edit meeting' }).getByRole('alert');
  await expect(alert).toContainText('Zoho said “"><img src=x onerror="window.parleyRan=\'image\'"> before after xxx');
  const words = (await alert.textContent()) ?? '';
  check('what Zoho said', words.length < 700 && !dangerous.test(words), words);
  await checkLayout(page, 'a refusal');
  await page.getByRole('dialog', { name: 'Edit meeting' }).getByRole('button', { name: 'Cancel' }).click();
}

/** Strict: an https address of Zoho's in plain ASCII, without user-info or port. */
const isZohos = (url: string) => /^https:\/\/(?:[a-z0-9-]+\.)+zoho\.com\/[!-~]*$/.test(url) && url.length < 2_100;

test('links, and the people of a webinar', async ({ desk }) => {
  test.setTimeout(120_000);
  const { data, clock } = desk.zoho.control;
  const now = Math.floor(clock.now() / 60_000) * 60_000;
  data.clear();
  const good = 'https://meeting.zoho.com/';
  const noLinks = { empty: '', blank: ' \n', nothing: null, missing: undefined, list: [good], object: { href: good } };
  const hostile: Record<string, unknown> = { ...hostileLinks, ...noLinks };
  const all: Record<string, unknown> = { ...hostile, ...oddLinks };
  for (const [index, [name, link]] of Object.entries(all).entries()) {
    const fields = ['joinLink', 'shortenJoinUrl', 'startLink', 'registrationLink', 'meetingEmbedUrl', 'regEmbedURL'];
    const wire = Object.fromEntries(fields.map((field) => [field, link]));
    data.add({ key: keyAt(index), topic: name, start: now + hour + index * 60_000, wire });
    data.add({ kind: 'webinar', key: keyAt(index + 500), topic: name, start: now + hour + index * 60_000, wire });
  }
  const nasty = Object.values(hostileTexts);
  data.add({
    kind: 'webinar', key: '9200000000', topic: '..\\..\\=CON\u202e', start: now + 100 * hour,
    registrants: nasty.map((text, index) => ({
      email: `${text}@example.test`,
      userName: text,
      status: (index % 4) as 0 | 1 | 2 | 3,
      registerId: String(index + 1),
      registerKey: `k${index}`,
      registeredAt: now,
    })),
  });
  data.add({
    key: '9200000001', topic: 'Over', start: now - 3 * hour,
    attendance: nasty.map((text, index) => ({
      email: `${text}@example.test`,
      name: text,
      role: text as 'presenter',
      joinTime: now - 3 * hour + index,
      leaveTime: now - 2 * hour,
    })),
  });
  const home = join(desk.userData, '..');
  const app = await desk.start({ HOME: home });
  await connect(app, desk.zoho.client);
  const { page } = app;
  const watch = await guard(app, suite);
  await goTo(page, 'Meetings');
  await expect(page.getByRole('list', { name: 'Meetings' }).getByRole('listitem').first()).toBeVisible();

  const outcome = await page.evaluate(async (count) => {
    const did: Record<string, string[]> = {};
    for (let index = 0; index < count; index += 1) {
      const { parley } = window;
      const meeting = { kind: 'meeting', key: String(9_000_000_000 + index) } as const;
      const webinar = { kind: 'webinar', key: String(9_000_000_500 + index) } as const;
      const [ofMeeting, ofWebinar] = await Promise.all([
        Promise.all([parley.joinSession(meeting), parley.startSession(meeting), parley.copyInvitation(meeting)]),
        Promise.all([
          parley.startSession(webinar),
          parley.copyRegistrationLink({ key: webinar.key }),
          parley.copyInvitation(webinar),
        ]),
      ]);
      did[meeting.key] = ofMeeting.map((result) => (result.ok ? 'ok' : result.error.code));
      did[webinar.key] = ofWebinar.map((result) => (result.ok ? 'ok' : result.error.code));
    }
    return did;
  }, Object.keys(all).length);
  for (const [index, name] of Object.keys(all).entries())
    for (const key of [keyAt(index), keyAt(index + 500)]) {
      const did = outcome[key] ?? [];
      const due = Object.hasOwn(hostile, name) ? 'link-missing' : 'ok';
      check(`links: ${name}`, did.join() === [due, due, due].join(), did);
    }
  await goTo(page, 'Meetings');
  await open(page, `meetings/${keyAt(0)}`);
  await expect(details(page).getByText('Zoho gave no join link for this meeting.')).toBeVisible();
  await expect(details(page).getByRole('button', { name: 'Join' })).toBeDisabled();
  const odd = Object.keys(all).indexOf('upperCase');
  await open(page, `meetings/${keyAt(odd)}`);
  await details(page).getByRole('button', { name: 'Join' }).click();
  await app.desktopEntry('openExternal', ({ url }) => url === 'https://meeting.zoho.com/join?key=1');
  for (const entry of app.desktop()) {
    if (entry.type === 'openExternal') check('opened', isZohos(entry.url ?? ''), entry.url);
    if (entry.type === 'clipboard') {
      const copied = entry.text ?? '';
      const found = copied.match(/\S*[:\\]\/?\S*\/\S*/g) ?? [];
      check('copied', !dangerous.test(copied.replaceAll('\n', '')) && found.every(isZohos), copied);
    }
  }
  await watch.check();

  await open(page, 'webinars/9200000000');
  await details(page).getByRole('button', { name: 'Registrants', exact: true }).click();
  const registrants = details(page).getByRole('list', { name: 'Registrants' });
  await expect(registrants.getByRole('listitem')).toHaveCount(nasty.length);
  await checkLayout(page, 'registrants');
  const people = await registrants.textContent();
  const isShown = people?.includes(asShown(hostileTexts['script'] ?? ''));
  check('registrants', isShown === true && !dangerous.test(people ?? ''), people);
  await details(page).getByRole('button', { name: 'Save as CSV' }).click();
  await expect(page.getByText(/^Saved \d+ registrants/)).toBeVisible();
  await checkLayout(page, 'saved');
  const [file = ''] = readdirSync(join(home, 'Downloads'));
  check('the name of the file', /^Registrants - [\w .=-]+\.csv$/.test(file), file);
  const csv = readFileSync(join(home, 'Downloads', file), 'utf8');
  check('rows of the file', csv.split(/[\r\n]+/).length === nasty.length + 2, csv.length);
  const cells = csv.slice(1).split(/[\r\n,;\t]+/);
  const formula = cells.find((cell) => /^[\s"\p{Cf}]*[=+@-]/u.test(cell));
  check('cells of the file', formula === undefined, formula);
  await open(page, 'meetings/9200000001');
  await details(page).getByRole('button', { name: 'Attendees', exact: true }).click();
  await expect(details(page).getByRole('list', { name: 'Attendees' }).getByRole('listitem').first()).toBeVisible();
  await checkLayout(page, 'attendees');
  await watch.check();
});
