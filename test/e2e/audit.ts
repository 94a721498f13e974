/** What axe finds, and what it looks like. */
import type { Page } from '@playwright/test';
import axe from 'axe-core';
import { expect } from './fixtures.ts';

export const themes = ['light', 'dark'] as const;

/** What axe finds. Motion is over before: colours in a fade are nobody's contrast. */
export async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    for (const animation of document.getAnimations())
      if (animation.effect?.getComputedTiming().iterations !== Infinity) animation.finish();
    const { axe: run } = window as unknown as { axe: typeof axe };
    const { violations } = await run.run(document, { resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`));
  });
}

/** Until the page is drawn so. */
async function turn(page: Page, theme: (typeof themes)[number]): Promise<void> {
  await page.evaluate((appearance) => window.parley.updateSettings({ appearance }), theme);
  await page.waitForFunction((wanted) => matchMedia('(prefers-color-scheme: dark)').matches === (wanted === 'dark'), theme);
}

/** One state in both themes: axe finds nothing. With PARLEY_PICTURES, a folder, its pictures are kept there. */
export async function audit(page: Page, state: string): Promise<void> {
  // What was pressed may have moved from under the pointer, and something with a tooltip have come there.
  await page.mouse.move(2, 2);
  await expect(page.getByRole('tooltip')).toHaveCount(0);
  const folder = process.env['PARLEY_PICTURES'];
  for (const theme of themes) {
    await turn(page, theme);
    expect(await findings(page), `${state}, ${theme}`).toEqual([]);
    if (folder) await page.screenshot({ path: `${folder}/${state.replaceAll(/\W+/g, '-')}-${theme}.png` });
  }
}
