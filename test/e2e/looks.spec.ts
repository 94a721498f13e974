/** That nothing is cut where it should not be: weeks of narrow columns, and every screen in a small window. */
import type { Page } from '@playwright/test';
import { dateOf, day, grid, part, set, show, wednesday } from './agenda-page.ts';
import { connectedWith } from './event-desk.ts';
import { expect, goTo, test, type Desk } from './fixtures.ts';
import { details, hour } from './form.ts';

/** Alone, two and three side by side, from a quarter of an hour to three, in several scripts. */
function fill({ zoho: { control } }: Desk): number {
  const wed = wednesday(control.clock.now());
  control.data.clear();
  control.calendars.clear();
  const at = (days: number, start: number, length: number, ...topics: string[]) => {
    for (const topic of topics) control.data.add({ topic, start: wed + days * day + start * hour, duration: length * hour });
  };
  for (const [days, most] of [[-2, 1], [-1, 2], [0, 3]] as const) {
    at(days, 8, 1, ...['Quarterly infrastructure review with everybody', 'Customer interview', 'Architecture'].slice(0, most));
    at(days, 9.5, 0.25, ...['Stand-up', 'Retrospective', 'Onboarding'].slice(0, most));
    at(days, 10.5, 0.75, ...['Release coordination', 'Interview', 'Hiring'].slice(0, most));
    at(days, 12, 3, ...['Infrastructure maintenance window', 'Board preparation', 'Donaudampfschifffahrtsgesellschaft'].slice(0, most));
  }
  at(1, 9, 1, 'اجتماع الفريق الأسبوعي لمراجعة الخطة');
  at(1, 12, 0.5, 'اجتماع الفريق الأسبوعي لمراجعة الخطة');
  at(1, 13, 0.5, 'Between the two');
  control.calendars.add({ title: 'Support rota and hand-over', start: wed + 2 * day + 9 * hour, duration: 3 * hour });
  return wed;
}

/** Words on more than one line, and lines that begin inside a part of the grid and end outside it. */
const broken = (page: Page) =>
  grid(page).locator('.part-button').evaluateAll((buttons) =>
    buttons.flatMap((button) => {
      const box = button.getBoundingClientRect();
      const topic = button.querySelector('.part-topic');
      const text = topic?.firstElementChild?.lastChild;
      if (!topic || !(text instanceof Text)) return [];
      const range = document.createRange();
      const rects = (from: number, to: number) => {
        range.setStart(text, from);
        range.setEnd(text, to);
        return [...range.getClientRects()];
      };
      const words = [...text.data.matchAll(/[^\s-]+/g)];
      const inPieces = words.filter(({ index, 0: word }) => new Set(rects(index, index + word.length).map(({ top }) => Math.round(top))).size > 1);
      const seen = topic.getBoundingClientRect();
      const half = rects(0, text.length).filter(({ top, bottom }) => top < seen.bottom - 3 && bottom > seen.bottom + 3);
      const low = [...button.children].filter((each) => {
        const { top, bottom, left } = each.getBoundingClientRect();
        return left < box.right - 2 && top < box.bottom - 3 && bottom > box.bottom + 3;
      });
      // What is read first must be there.
      const first = rects(0, 1)[0];
      const isBegun = first !== undefined && first.left > seen.left - 2 && first.right < seen.right + 4;
      return [
        ...inPieces.map(({ 0: word }) => `“${word}” in pieces, ${Math.round(box.width)} px`),
        ...(half.length > 0 ? [`half a line of “${text.data}”`] : []),
        ...(low.length > 0 ? [`half a line below “${text.data}”`] : []),
        ...(isBegun ? [] : [`the beginning of “${text.data}” is not seen`]),
      ];
    }),
  );

test('the words of a week are whole in columns of any width, and the time of what is dragged is seen', async ({ desk }) => {
  const wed = fill(desk);
  const { page } = await connectedWith(desk, ['calendar']);
  await set(page, { agendaTimeZone: 'UTC' });
  await show(page, `week/${dateOf(wed)}`);
  await expect(part(page, 'Support rota and hand-over')).toBeVisible();
  for (const width of [720, 860, 1120, 1600]) {
    await page.setViewportSize({ width, height: 900 });
    await expect.poll(() => broken(page), `${width} px`).toEqual([]);
  }

  await page.setViewportSize({ width: 860, height: 700 });
  for (const topic of ['Customer interview', 'Between the two']) {
    const from = part(page, topic).first();
    await from.evaluate((each) => each.scrollIntoView({ block: 'center' }));
    const box = await from.boundingBox();
    if (!box) throw new Error('it is not shown');
    await page.mouse.move(box.x + 8, box.y + 6);
    await page.mouse.down();
    await page.mouse.move(box.x + 8, box.y + 40, { steps: 4 });
    const ghost = grid(page).locator('.part-ghost');
    await expect(ghost).toBeVisible();
    const first = await ghost.locator('.part-meta').evaluate((each) => {
      const range = document.createRange();
      range.selectNodeContents(each);
      const [line] = range.getClientRects();
      const around = each.parentElement?.getBoundingClientRect();
      return line && around ? around.bottom - line.bottom : -1;
    });
    expect(first, `${topic}: room below the first line of its time`).toBeGreaterThan(0);
    await page.keyboard.press('Escape');
    await page.mouse.up();
  }
});

/** What sticks out of the page, or is cut without three dots: buttons, headings and tabs are read whole. */
const cut = (page: Page) =>
  page.evaluate(() => {
    const told: string[] = [];
    for (const each of document.querySelectorAll('button:not(.part-button, .lane-button), h1, [role="tab"], .tab, nav a')) {
      const box = each.getBoundingClientRect();
      if (!each.checkVisibility({ visibilityProperty: true }) || box.width < 2 || each.closest('.scroll, .now-strip, [inert]')) continue;
      const name = `${each.className} “${(each.getAttribute('aria-label') ?? each.textContent ?? '').slice(0, 40)}”`;
      if (box.left < -1 || box.right > innerWidth + 1) told.push(`${name} sticks out, to ${Math.round(box.right)}`);
      else if (each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).textOverflow !== 'ellipsis') told.push(`${name} is cut`);
    }
    return told;
  });

test('in a small window and at twice the size everything that can be pressed is on the screen', async ({ desk }) => {
  const wed = fill(desk);
  const { page } = await connectedWith(desk, []);
  // 860 by 760 as it is, and at 200 %.
  for (const [width, height] of [[860, 600], [430, 380]] as const) {
    await page.setViewportSize({ width, height });
    const check = (where: string) => expect.poll(() => cut(page), `${where} at ${width} px`).toEqual([]);
    for (const layout of ['day', 'week'] as const) {
      await show(page, `${layout}/${dateOf(wed)}`);
      await expect(part(page, 'Hiring')).toBeAttached();
      await check(layout);
    }
    await page.getByRole('radio', { name: 'List' }).click({ force: true });
    await expect(page.getByRole('main').getByRole('listitem').first()).toBeVisible();
    await check('list');
    for (const view of ['Meetings', 'Webinars', 'Settings'] as const) {
      await goTo(page, view);
      await check(view);
    }
    // The places keep their names where only their icons are seen.
    await goTo(page, 'Meetings');
    await page.getByRole('list', { name: 'Meetings', exact: true }).getByRole('listitem').getByRole('button').first().click();
    await expect(details(page).getByRole('button', { name: 'Edit' })).toBeVisible();
    await check('details');
    await page.keyboard.press('Escape');
    await page.keyboard.press('n');
    const form = page.getByRole('dialog', { name: 'New meeting' });
    await expect(form).toBeVisible();
    await check('form');
    const date = await form.getByRole('textbox', { name: 'Date', exact: true }).evaluate((each) => each.scrollWidth - each.clientWidth);
    expect(date, 'the date is read whole').toBeLessThanOrEqual(0);
    await page.keyboard.press('Escape');
    await expect(form).toHaveCount(0);
  }
});
