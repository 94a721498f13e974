import type { Page } from '@playwright/test';
import type { ParleyApi } from '../../contract/api.ts';
import type { Kind } from '../../contract/domain.ts';
import { until, type RunningApp } from './app.ts';
import { connect, expect, goTo, navigation, test, type Desk } from './fixtures.ts';

const hour = 3_600_000;
const rows = (page: Page, name: 'Meetings' | 'Webinars' = 'Meetings') => page.getByRole('list', { name }).getByRole('listitem');
const details = (page: Page) => page.getByRole('region', { name: 'Details' });

async function connected(desk: Desk): Promise<RunningApp> {
  const app = await desk.start();
  await connect(app, desk.zoho.client);
  return app;
}

/** Every key that the page can get from a list, by paging as the list itself does. */
const listedKeys = (page: Page, kind: Kind) =>
  page.evaluate(async (asked) => {
    const { parley } = window as unknown as { parley: ParleyApi };
    const keys: string[] = [];
    for (;;) {
      const answer = await parley.listSessions({ kind: asked, listType: 'upcoming', search: '', offset: keys.length, limit: 200 });
      if (!answer.ok) throw new Error(answer.error.code);
      keys.push(...answer.value.items.map((row) => row.key));
      if (answer.value.items.length === 0) return { keys, total: answer.value.total, phase: answer.value.status.phase };
    }
  }, kind);

test.describe('lists', () => {
  test('name rows by topic and local start, soonest first, what runs included', async ({ desk }) => {
    const { control } = desk.zoho;
    const now = control.clock.now();
    control.data.replace('meeting', [
      { topic: 'Later', start: now + 30 * hour },
      { topic: 'Running', start: now - hour / 2, duration: hour },
      { topic: 'Soon', start: now + hour },
      { topic: 'Over', start: now - 50 * hour, duration: hour },
    ]);
    const { page } = await connected(desk);
    await goTo(page, 'Meetings');
    await expect(rows(page)).toHaveCount(3);
    const names = await rows(page).evaluateAll((items) => items.map((item) => item.getAttribute('aria-label') ?? ''));
    expect(names.map((name) => name.split(',')[0])).toEqual(['Running', 'Soon', 'Later']);
    const local = new Intl.DateTimeFormat('en-US', { hour: 'numeric', minute: '2-digit' }).format(now + hour);
    expect(names[1]).toContain(local);
    await page.getByRole('tab', { name: 'Past' }).click();
    await expect(rows(page)).toHaveCount(1);
    await page.getByRole('tab', { name: 'All' }).click();
    await expect(rows(page)).toHaveCount(4);
  });

  test('search by topic, without case or accents, and clear', async ({ desk }) => {
    const { control } = desk.zoho;
    control.data.replace('meeting', ['Réunion d’équipe', 'Budget', 'Roadmap'].map((topic, index) => ({ topic, start: control.clock.now() + (index + 1) * hour })));
    const { page } = await connected(desk);
    await goTo(page, 'Meetings');
    const search = page.getByRole('searchbox', { name: 'Search' });
    await search.fill('reunion');
    await expect(rows(page)).toHaveCount(1);
    await search.fill('nothing like it');
    await expect(page.getByText('Nothing found')).toBeVisible();
    await page.getByRole('button', { name: 'Clear search' }).last().click();
    await expect(rows(page)).toHaveCount(3);
  });

  test('show markup, emoji and right-to-left topics as the text they are', async ({ desk }) => {
    const { control } = desk.zoho;
    const topics = ['<img src=x onerror=alert(1)><b>bold</b>', '🚀 Launch 👩‍🚀', 'פגישת היכרות', 'L'.repeat(300)];
    control.data.replace('meeting', topics.map((topic, index) => ({ topic, start: control.clock.now() + (index + 1) * hour })));
    const { page } = await connected(desk);
    await goTo(page, 'Meetings');
    for (const topic of topics) await expect(rows(page).filter({ has: page.getByText(topic, { exact: true }) })).toHaveCount(1);
    expect(await page.locator('main img[src="x"]').count()).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  });

  for (const paging of ['record', 'page'] as const) {
    test(`hold 2,500 meetings once each, from pages of 20 counted by ${paging}`, async ({ desk }) => {
      const { control } = desk.zoho;
      control.modes.paging = paging;
      control.modes.pageCap = 20;
      control.data.clear('meeting');
      const expected = control.data.generate(2_500).map(({ key }) => key);
      const { page } = await connected(desk);
      await goTo(page, 'Meetings');
      const listed = await until('the whole listing', async () => {
        const now = await listedKeys(page, 'meeting');
        return now.phase === 'ready' && now;
      }, 40_000);
      expect(listed.keys.toSorted()).toEqual(expected.toSorted());
      await expect(rows(page).first()).toHaveAttribute('aria-setsize', '2500');
      expect(await rows(page).count()).toBeLessThan(60);
      await page.getByRole('button', { name: /^Generated 1,/ }).focus();
      await page.keyboard.press('End');
      await expect(page.getByRole('listitem', { name: /^Generated 2500,/ })).toBeVisible();
    });
  }

  test('show webinars with their registration', async ({ desk }) => {
    const { page } = await connected(desk);
    await goTo(page, 'Webinars');
    await rows(page, 'Webinars').first().getByRole('button').click();
    await expect(details(page).getByText(/regist/i).first()).toBeVisible();
  });
});

test.describe('states', () => {
  test('empty lists say so in their own words', async ({ desk }) => {
    desk.zoho.control.data.clear();
    const { page } = await connected(desk);
    await goTo(page, 'Meetings');
    await expect(page.getByText('No meetings ahead')).toBeVisible();
    await goTo(page, 'Webinars');
    await expect(page.getByText('No webinars ahead')).toBeVisible();
    await goTo(page, 'Agenda');
    await expect(page.getByText('Nothing ahead')).toBeVisible();
  });

  test('a first reading shows its progress', async ({ desk }) => {
    const { control } = desk.zoho;
    control.modes.pageCap = 20;
    control.data.clear('meeting');
    control.data.generate(200);
    control.faults.add({ path: /sessions\.json/, times: 99, effect: { kind: 'delay', ms: 400 } });
    const { page } = await connected(desk);
    await goTo(page, 'Meetings');
    await expect(page.getByText(/Loading \d+ of 200/).last()).toBeVisible();
  });

  for (const [what, effect, words] of [
    ['is out of order', { kind: 'answer', status: 503 }, /has a fault/],
    ['is not reached', { kind: 'reset' }, /could not be reached/],
    ['is hidden by a guest network', { kind: 'captive-portal' }, /network answered/],
    ['sends half an answer', { kind: 'truncated' }, /cannot read/],
    ['asks for a pause', { kind: 'rate-limit', retryAfter: 600 }, /asks for a pause/],
  ] as const) {
    test(`when Zoho ${what}, the page says so, keeps what was read, and can try again`, async ({ desk }) => {
      const { control } = desk.zoho;
      const removeFirst = control.faults.add({ path: /sessions\.json/, times: Infinity, effect });
      const { page } = await connected(desk);
      await goTo(page, 'Meetings');
      const failure = page.getByRole('alert').filter({ hasText: words });
      await expect(failure.first()).toBeVisible({ timeout: 20_000 });
      removeFirst();
      await page.getByRole('button', { name: 'Try again' }).first().click();
      await expect(rows(page).first()).toBeVisible();
      control.faults.add({ path: /sessions\.json/, times: Infinity, effect });
      await page.getByRole('button', { name: 'Refresh' }).click();
      await expect(failure).toContainText(/just now|as of/i, { timeout: 20_000 });
      await expect(rows(page).first()).toBeVisible();
    });
  }

  test('off-line is said, and what was read stays', async ({ desk }) => {
    const app = await connected(desk);
    await goTo(app.page, 'Meetings');
    await expect(rows(app.page).first()).toBeVisible();
    await app.page.context().setOffline(true);
    await expect(app.page.getByText('You are offline.')).toBeVisible();
    await expect(rows(app.page).first()).toBeVisible();
    await app.page.context().setOffline(false);
    await expect(app.page.getByText('You are offline.')).toHaveCount(0);
  });

  test('what was not granted is shown as switched off, with the way to grant it', async ({ desk }) => {
    const { control } = desk.zoho;
    control.modes.grantOnly = ['ZohoMeeting.manageOrg.READ', 'ZohoMeeting.meeting.READ', 'ZohoMeeting.meeting.CREATE', 'ZohoMeeting.meeting.UPDATE', 'ZohoMeeting.meeting.DELETE'];
    const app = await connected(desk);
    await goTo(app.page, 'Webinars');
    await expect(app.page.getByText('Webinars are switched off')).toBeVisible();
    control.modes.grantOnly = null;
    await app.page.getByRole('button', { name: 'Switch on webinars' }).click();
    await (await app.consent()).getByRole('button', { name: 'Accept' }).click();
    await expect(rows(app.page, 'Webinars').first()).toBeVisible();
  });

  test('a scope that Zoho refuses later is said', async ({ desk }) => {
    const { page } = await connected(desk);
    desk.zoho.control.faults.add({ path: /sessions\.json/, times: Infinity, effect: { kind: 'answer', status: 401, body: { error: { code: 1000, message: 'INVALID_OAUTHSCOPE' } } } });
    await goTo(page, 'Meetings');
    await page.getByRole('tab', { name: 'Past' }).click();
    await page.getByRole('button', { name: 'Refresh' }).click();
    await expect(page.getByRole('alert').filter({ hasText: /does not permit/ })).toBeVisible();
  });
});

test.describe('details', () => {
  const arrange = (desk: Desk) => {
    const { control } = desk.zoho;
    return control.data.replace('meeting', [{ topic: 'Design review', start: control.clock.now() + hour, duration: hour, agenda: 'Two drafts' }])[0];
  };

  test('start and join in the browser, by the links Zoho gave', async ({ desk }) => {
    const stored = arrange(desk);
    const app = await connected(desk);
    await goTo(app.page, 'Meetings');
    await rows(app.page).first().getByRole('button').click();
    await expect(details(app.page)).toContainText('Two drafts');
    await details(app.page).getByRole('button', { name: 'Start' }).click();
    const started = await app.desktopEntry('openExternal', ({ url }) => url?.includes('start') ?? false);
    expect(started.url).toContain(stored?.key);
    await details(app.page).getByRole('button', { name: 'Join', exact: true }).click();
    const joined = await app.desktopEntry('openExternal', ({ url }) => url !== started.url);
    expect(new URL(joined.url ?? '').hostname).toMatch(/\.zoho\.com$/);
    // The start link lets anybody in as host: it stays in main.
    expect(await app.page.evaluate(() => document.documentElement.outerHTML)).not.toContain('meeting-start');
    expect(await app.page.evaluate(async (key) => JSON.stringify(await (window as unknown as { parley: ParleyApi }).parley.getSession({ kind: 'meeting', key, refresh: false })), stored?.key ?? '')).not.toContain('meeting-start');
  });

  test('copy the invitation: topic, local and UTC time and join link, never the start link', async ({ desk }) => {
    const stored = arrange(desk);
    const app = await connected(desk);
    await goTo(app.page, 'Meetings');
    await rows(app.page).first().getByRole('button').click();
    await details(app.page).getByRole('button', { name: 'Copy invitation' }).click();
    const { text = '' } = await app.desktopEntry('clipboard');
    expect(text).toContain('Design review');
    expect(text).toContain(`UTC: ${new Date(stored?.start ?? 0).toISOString().slice(0, 16).replace('T', ' ')}`);
    expect(text).toMatch(/When: .+/);
    expect(text).toMatch(/Join: https:\/\//);
    expect(text).not.toContain('start?');
    await expect(app.page.getByText('Invitation copied').first()).toBeVisible();
  });

  test('of a session that is gone say so', async ({ desk }) => {
    const stored = arrange(desk);
    const { page } = await connected(desk);
    await goTo(page, 'Meetings');
    await expect(rows(page)).toHaveCount(1);
    desk.zoho.control.data.remove(stored?.key ?? '');
    await rows(page).first().getByRole('button').click();
    await expect(details(page).getByRole('alert')).toContainText(/does not know/);
  });
});

test.describe('the agenda', () => {
  test('opens first, tells what is on now from what is next, and J joins', async ({ desk }) => {
    const { control } = desk.zoho;
    const now = control.clock.now();
    control.data.clear();
    control.data.add({ topic: 'Runs', start: now - hour / 4, duration: hour });
    control.data.add({ topic: 'Follows', start: now + hour, duration: hour });
    const app = await connected(desk);
    await expect(app.page.getByRole('heading', { level: 1, name: 'Agenda' })).toBeVisible();
    await expect(app.page.getByText('On now')).toBeVisible();
    await expect(app.page.getByText('Next', { exact: true }).first()).toBeVisible();
    await app.page.keyboard.press('j');
    const { url = '' } = await app.desktopEntry('openExternal');
    expect(new URL(url).hostname).toMatch(/\.zoho\.com$/);
  });

  test('opens from the menu too', async ({ desk }) => {
    const app = await connected(desk);
    await app.clickMenu('Webinars');
    await expect(app.page.getByRole('heading', { level: 1, name: 'Webinars' })).toBeVisible();
    await app.clickMenu('Settings…');
    await expect(app.page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
    await app.clickMenu('Agenda');
    await expect(navigation(app.page).getByRole('link', { name: 'Agenda' })).toHaveAttribute('aria-current', 'page');
  });
});
