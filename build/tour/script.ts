import type { Locator, Page } from '@playwright/test';
import type { ParleyApi } from '../../contract/api.ts';
import { moveOf } from '../../contract/rules/agenda-move.ts';
import type { RunningApp } from '../../test/e2e/app.ts';

interface Bridge {
  readonly parley: ParleyApi;
}

/** What a step may leave behind beside the app's own window. */
export interface Left {
  /** The page to take the picture of, when it is not Parley's own. */
  readonly page?: Page;
  /** Something that the picture does not show. */
  readonly note?: string;
}

/** One step: what the person does, and what must be seen then. `run` fails when it is not. */
export interface Step {
  /** For the picture's file name. */
  readonly name: string;
  readonly title: string;
  readonly caption: string;
  /** Its picture is one of those the README shows. */
  readonly readme?: boolean;
  run(app: RunningApp): Promise<Left | void>;
}

/** The meeting that the tour makes. */
const tourTopic = 'Roadmap workshop';

type View = 'Agenda' | 'Meetings' | 'Webinars' | 'Settings';

async function goTo(page: Page, view: View): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: view }).click();
  await page.getByRole('heading', { level: 1, name: view }).waitFor();
}

/** The rows of the list "Meetings" or "Webinars". */
const rows = (page: Page, list: 'Meetings' | 'Webinars') =>
  page.getByRole('list', { name: list, exact: true }).getByRole('listitem').getByRole('button');
const details = (page: Page) => page.getByRole('region', { name: 'Details' });
const layout = (page: Page, name: 'Day' | 'Week' | 'List') => page.getByRole('radio', { name });
const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true });

async function seen(locator: Locator): Promise<void> {
  await locator.first().waitFor();
}

/** No message lies over what is to be seen. */
const quiet = (page: Page) => page.locator('.toast').first().waitFor({ state: 'detached' });

/** Changes the open meeting as a form does that was opened before somebody else gave it the topic it has. */
async function changeFromOldCopy(page: Page): Promise<void> {
  const meeting = { kind: 'meeting' as const, key: /[^/]+$/.exec(new URL(page.url()).hash)?.[0] ?? '' };
  const read = await page.evaluate((asked) => (window as unknown as Bridge).parley.getSession(asked), { ...meeting, refresh: true });
  if (!read.ok) throw new Error(`The meeting could not be read: ${read.error.code}`);
  const { startsAt, duration, timeZone } = read.value;
  const same = moveOf(read.value, { startsAt: startsAt ?? 0, duration: duration ?? 0 }, timeZone ?? 'UTC', null);
  if (!same.ok) throw new Error(`The meeting is ${same.reason}`);
  const change = {
    ...meeting, write: { ...same.write, topic: `${tourTopic} with the board` }, base: { ...same.write, topic: 'Workshop' },
  };
  await page.evaluate((asked) => (window as unknown as Bridge).parley.updateSession(asked), change);
}

export const steps: readonly Step[] = [
  {
    name: 'first-run',
    title: 'First run',
    caption: 'Connect a Zoho account with a client of your own, or look around first: the sandbox needs no account.',
    readme: true,
    async run({ page }) {
      await page.getByRole('heading', { name: 'Parley', level: 1 }).waitFor();
      await page.getByRole('button', { name: 'Connect Zoho' }).waitFor();
    },
  },
  {
    name: 'guide',
    title: 'How to register a client',
    caption: 'The steps in the Zoho console of the chosen data centre, with the exact redirect URI to paste.',
    async run({ page }) {
      await page.getByRole('button', { name: 'How to register a client' }).click();
      await page.getByRole('button', { name: /^Open api-console\./ }).waitFor();
    },
  },
  {
    name: 'consent',
    title: 'Try the sandbox: consent',
    caption:
      'The sandbox walks the real OAuth flow. The consent page opens in a window of its own, which holds no keys and shows where it is.',
    async run(app) {
      await app.page.getByRole('button', { name: 'Try the sandbox' }).click();
      const page = await app.consent();
      await page.getByRole('button', { name: 'Accept' }).waitFor();
      return { page };
    },
  },
  {
    name: 'agenda',
    title: 'Accept: the agenda',
    caption: 'The window closes by itself, and Parley opens on what is on now and next.',
    async run(app) {
      const consent = await app.consent();
      await consent.getByRole('button', { name: 'Accept' }).click();
      await app.page.getByRole('heading', { level: 1, name: 'Agenda' }).waitFor();
      await seen(app.page.getByRole('main').getByRole('listitem'));
    },
  },
  {
    name: 'calendars',
    title: 'Your calendar beside it',
    caption: 'A consent of its own: refused, everything else stays as it was. Each calendar is shown or hidden, in a colour.',
    async run(app) {
      const { page } = app;
      await page.getByRole('button', { name: 'Calendars' }).click();
      await page.getByRole('button', { name: 'Show your calendar here' }).click();
      const consent = await app.consent();
      await consent.getByRole('button', { name: 'Accept' }).click();
      await seen(page.getByRole('switch', { name: 'Team' }));
    },
  },
  {
    name: 'week',
    title: 'The week',
    caption: 'Meetings, webinars and events; what overlaps stands side by side. Drag, or Alt with the arrow keys, moves your own.',
    readme: true,
    async run({ page }) {
      await page.keyboard.press('Escape');
      await layout(page, 'Week').check({ force: true });
      await page.locator('[data-date]').nth(6).waitFor();
      await seen(page.locator('.part'));
    },
  },
  {
    name: 'event',
    title: 'An event',
    caption: 'Where it is and there, who comes, how it repeats. Its meeting is joined from here.',
    async run({ page }) {
      await page.locator('section.grid').getByRole('button', { name: /^Support rota/ }).first().click();
      await details(page).getByText('Calendar', { exact: true }).waitFor();
      await seen(details(page).getByText('Team', { exact: true }));
    },
  },
  {
    name: 'palette',
    title: 'Command palette',
    caption: 'Ctrl+K (Cmd+K on a Mac) finds every action, and every meeting that Parley knows, by a few letters.',
    readme: true,
    async run({ page }) {
      await page.keyboard.press('ControlOrMeta+k');
      await page.getByRole('dialog').getByRole('combobox').fill('re');
      await page.getByRole('group', { name: 'Meetings and webinars' }).waitFor();
    },
  },
  {
    name: 'shortcuts',
    title: 'Every key',
    caption: 'The question mark shows them. Those of one key can be switched off in Settings.',
    async run({ page }) {
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.keyboard.press('?');
      await page.getByRole('heading', { name: 'Keyboard shortcuts' }).waitFor();
    },
  },
  {
    name: 'meetings',
    title: 'Meetings',
    caption: 'What comes next, with the local start time, who presents, and what repeats.',
    async run({ page }) {
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await goTo(page, 'Meetings');
      await seen(rows(page, 'Meetings'));
    },
  },
  {
    name: 'search',
    title: 'Search',
    caption: 'Finds by topic or presenter while you type.',
    async run({ page }) {
      const first = await rows(page, 'Meetings').first().innerText();
      const word = /\p{L}{4,}/u.exec(first)?.[0] ?? '';
      await page.getByRole('searchbox', { name: 'Search' }).fill(word);
      await rows(page, 'Meetings').filter({ hasNotText: word }).first().waitFor({ state: 'detached' });
      await seen(rows(page, 'Meetings').filter({ hasText: word }));
    },
  },
  {
    name: 'details',
    title: 'Open a meeting',
    caption: 'Everything about it beside the list: times, people, agenda, and what can be done.',
    readme: true,
    async run({ page }) {
      await page.getByRole('searchbox', { name: 'Search' }).fill('');
      await rows(page, 'Meetings').nth(4).waitFor();
      await rows(page, 'Meetings').first().click();
      await seen(details(page).getByText('Read from Zoho'));
    },
  },
  {
    name: 'invitation',
    title: 'Copy the invitation',
    caption: 'Topic, local and UTC time and the join link are on the clipboard now. The start link never is.',
    async run(app) {
      await details(app.page).getByRole('button', { name: 'Copy invitation' }).click();
      const { text } = await app.desktopEntry('clipboard');
      await seen(app.page.getByRole('status').filter({ hasText: 'Invitation copied' }));
      return { note: text ?? '' };
    },
  },
  {
    name: 'quick',
    title: 'Quick create',
    caption: 'One line fills the form beside it, read on this computer; what clashes and the next free times are there at once.',
    readme: true,
    async run({ page }) {
      await quiet(page);
      await page.keyboard.press('q');
      const form = page.getByRole('dialog', { name: 'New meeting' });
      const line = form.getByRole('textbox', { name: 'Quick create' });
      await line.fill('Design review tomorrow 3pm 45m with ana@example.test, bo@example.test in Paris');
      await seen(form.getByText('2 people'));
      await seen(form.locator('[aria-label="Clashes"]:not([aria-busy])'));
    },
  },
  {
    name: 'repeat',
    title: 'Repeats',
    caption: 'Made through Zoho Calendar with its meeting; what is missing for that is said, and asked of Zoho from here.',
    async run({ page }) {
      const form = page.getByRole('dialog', { name: 'New meeting' });
      await form.getByRole('textbox', { name: 'Quick create' }).fill('Retro every 2 weeks on Friday at 4pm, 6 times');
      const repeat = form.getByRole('button', { name: 'Switch on repeats' });
      await seen(repeat);
      await repeat.scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'new-meeting',
    title: 'A new meeting, from the keyboard',
    caption: 'Dates, times and lengths are typed as people write them; what was understood stands below each field.',
    async run({ page }) {
      await page.getByRole('dialog', { name: 'New meeting' }).getByRole('button', { name: 'Cancel' }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await quiet(page);
      await page.keyboard.press('n');
      const form = page.getByRole('dialog', { name: 'New meeting' });
      await form.getByRole('textbox', { name: 'Topic' }).fill(tourTopic);
      await form.getByRole('textbox', { name: 'Date', exact: true }).fill('tomorrow');
      await form.getByRole('textbox', { name: 'Start time' }).fill('4pm');
      await form.getByRole('textbox', { name: 'Duration' }).fill('1h 30');
      await form.getByRole('combobox', { name: 'Time zone' }).fill('Europe/Lisbon');
      const people = form.getByRole('textbox', { name: 'Participants' });
      await people.fill('bo@example.test, cy@example.test,');
      await people.press('Enter');
      await seen(form.getByText('cy@example.test'));
      await seen(form.locator('[aria-label="Clashes"]:not([aria-busy])'));
    },
  },
  {
    name: 'created',
    title: 'Created',
    caption: 'It stands in the list at once, and Zoho has confirmed it.',
    async run({ page }) {
      await page.getByRole('button', { name: 'Create meeting' }).click();
      await seen(page.getByRole('status').filter({ hasText: `Created “${tourTopic}”` }));
      await rows(page, 'Meetings').filter({ hasText: tourTopic }).click();
      await details(page).getByRole('button', { name: 'Edit' }).waitFor();
    },
  },
  {
    name: 'edited',
    title: 'Edit',
    caption: 'The whole meeting is read from Zoho first, so that nothing somebody else has set is lost.',
    async run({ page }) {
      await details(page).getByRole('button', { name: 'Edit' }).click();
      const form = page.getByRole('dialog', { name: 'Edit meeting' });
      await form.getByRole('textbox', { name: 'Duration' }).fill('45m');
      await form.getByRole('button', { name: 'Save changes' }).click();
      await seen(page.getByRole('status').filter({ hasText: `Saved “${tourTopic}”` }));
    },
  },
  {
    name: 'deleted',
    title: 'Delete asks nothing',
    caption: 'It is held for eight seconds, with Undo.',
    async run({ page }) {
      await details(page).getByRole('button', { name: 'Delete' }).click();
      await page.getByRole('button', { name: 'Undo' }).waitFor();
    },
  },
  {
    name: 'undone',
    title: 'Undo',
    caption: 'Back as if nothing had happened: nothing had been sent.',
    async run({ page }) {
      await page.getByRole('button', { name: 'Undo' }).click();
      await seen(rows(page, 'Meetings').filter({ hasText: tourTopic }));
    },
  },
  {
    name: 'several',
    title: 'Several at once',
    caption: 'Chosen with Shift, Ctrl or Cmd, or all of them: here what the search found.',
    async run({ page }) {
      await page.getByRole('searchbox', { name: 'Search' }).fill('stand-up');
      await rows(page, 'Meetings').filter({ hasNotText: /stand-up/i }).first().waitFor({ state: 'detached' });
      await rows(page, 'Meetings').first().focus();
      await page.keyboard.press('ControlOrMeta+a');
      await page.getByRole('group', { name: 'Selection' }).waitFor();
    },
  },
  {
    name: 'bulk',
    title: 'Deleted, and brought back',
    caption: 'Undo brings all of them back.',
    async run({ page }) {
      await page.getByRole('group', { name: 'Selection' }).getByRole('button', { name: 'Delete' }).click();
      const undo = page.getByRole('button', { name: 'Undo' });
      await undo.waitFor();
      await undo.click();
      await seen(rows(page, 'Meetings').filter({ hasText: /stand-up/i }));
      await page.getByRole('searchbox', { name: 'Search' }).fill('');
    },
  },
  {
    name: 'changes',
    title: 'Changes',
    caption:
      'What Zoho has not confirmed is kept on disk until it has, and arrives once. Here somebody else has changed the same meeting meanwhile: nothing is written over.',
    async run({ page }) {
      await rows(page, 'Meetings').filter({ hasText: tourTopic }).click();
      await details(page).getByRole('button', { name: 'Edit' }).waitFor();
      await changeFromOldCopy(page);
      await page.getByRole('button', { name: '1 change needs you' }).click();
      await seen(page.getByRole('dialog', { name: 'Changes' }).getByRole('listitem'));
    },
  },
  {
    name: 'compare',
    title: 'Both versions',
    caption: 'Field by field: yours, or what Zoho has. Below stands what it will be.',
    readme: true,
    async run({ page }) {
      await quiet(page);
      await page.getByRole('button', { name: 'Compare versions…' }).click();
      await page.getByRole('dialog', { name: 'Compare versions' }).waitFor();
    },
  },
  {
    name: 'past',
    title: 'Past meetings',
    caption: 'What has been, latest first.',
    async run({ page }) {
      await page.getByRole('button', { name: 'Save this' }).click();
      await page.getByRole('dialog', { name: 'Changes' }).getByText('Nothing waits').waitFor();
      await page.getByRole('button', { name: 'Close', exact: true }).click();
      await tab(page, 'Past').click();
      await seen(rows(page, 'Meetings'));
    },
  },
  {
    name: 'webinars',
    title: 'Webinars',
    caption: 'Webinars have the same list, search and tabs, and their registration link.',
    async run({ page }) {
      await goTo(page, 'Webinars');
      await rows(page, 'Webinars').first().click();
      await details(page).getByRole('button', { name: 'Copy invitation' }).waitFor();
    },
  },
  {
    name: 'settings',
    title: 'Settings',
    caption: 'The account, its data centre, what was granted and what was left out, appearance, and where to consent.',
    async run({ page }) {
      await goTo(page, 'Settings');
    },
  },
  {
    name: 'self-check',
    title: 'Self-check',
    caption: 'Client, redirect URI, data centre, scopes, clock and key store: one line and one fix each.',
    async run({ page }) {
      const check = page.getByRole('region', { name: 'Self-check' });
      await check.getByRole('button', { name: 'Run self-check' }).click();
      const lines = check.getByRole('listitem');
      await seen(lines);
      await lines.last().scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'dark',
    title: 'Dark',
    caption: 'Light, dark, or as the system is.',
    readme: true,
    async run({ page }) {
      await page.getByText('Dark', { exact: true }).click();
      await goTo(page, 'Agenda');
      await layout(page, 'Day').check({ force: true });
      await page.locator('.now-line').waitFor();
      await page.locator('.part-now .part-button').first().click();
      await seen(details(page).getByText('Read from Zoho'));
      await quiet(page);
    },
  },
  {
    name: 'disconnected',
    title: 'Disconnect',
    caption: 'Access is revoked and everything of the account forgotten: back where the tour began.',
    async run({ page }) {
      await page.getByRole('button', { name: /^Account: / }).click();
      await page.getByRole('menuitem', { name: 'Disconnect' }).click();
      await page.getByRole('heading', { name: 'Parley', level: 1 }).waitFor();
    },
  },
];
