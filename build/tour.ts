import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApp } from '../test/e2e/app.ts';
import { seconds } from './setup/words.mjs';
import { steps } from './tour/script.ts';
import { storyboard, type Shot } from './tour/storyboard.ts';

export interface TourOptions {
  /** The repository's folder. */
  readonly root: string;
  readonly headless: boolean;
  /** Copies the pictures that the README shows to docs/images. */
  readonly updateReadme: boolean;
}

/** How long a person who watches gets to see each step, in milliseconds. */
const lookingTime = 1_200;
/** How long a step may take, in milliseconds. */
const patience = 15_000;

/** The reason of a failed step, in one plain line where that can be, from Playwright's message and the log behind it. */
function reason(error: unknown): string {
  // oxlint-disable-next-line no-control-regex -- Playwright colours its log
  const message = (error instanceof Error ? error.message : String(error)).replace(/\u001b\[\d+m/g, '');
  const awaited = /waiting for (.+)/.exec(message)?.[1];
  const [, limit] = /Timeout (\d+)ms exceeded/.exec(message) ?? [];
  if (awaited && limit) return `waited ${seconds(Number(limit))} in vain for ${awaited}.`;
  // What the app printed when it ended is the reason; of Playwright's own messages the first line is.
  return message.startsWith('The app ended') ? message : (message.split('\n')[0] ?? '');
}

/**
 * Demonstrates Parley on its sandbox: starts the built app on a fresh folder, drives it by accessible names, and
 * writes numbered pictures and one storyboard page to out/tour.
 * @returns the exit code: 1 when a step failed
 */
export async function runTour({ root, headless, updateReadme }: TourOptions): Promise<number> {
  const out = join(root, 'out', 'tour');
  const folder = mkdtempSync(join(tmpdir(), 'parley-tour-'));
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const shots: Shot[] = [];
  let step = 'start the app';
  const start = performance.now();
  try {
    const app = await startApp(join(folder, 'user-data'), headless ? {} : { PARLEY_HEADLESS: '' });
    try {
      app.page.setDefaultTimeout(patience);
      for (const [index, { name, title, caption, readme, run }] of steps.entries()) {
        step = title;
        const began = performance.now();
        const { page = app.page, note } = (await run(app)) ?? {};
        const took = performance.now() - began;
        if (!headless) await new Promise((resolve) => setTimeout(resolve, lookingTime));
        const file = `${String(index + 1).padStart(2, '0')}-${name}.png`;
        const picture = await page.screenshot({ animations: 'disabled', caret: 'hide' });
        writeFileSync(join(out, file), picture);
        shots.push({ title, caption, picture, took, ...(note !== undefined && { note }) });
        if (updateReadme && readme) {
          mkdirSync(join(root, 'docs', 'images'), { recursive: true });
          copyFileSync(join(out, file), join(root, 'docs', 'images', `${name}.png`));
        }
        console.log(`${String(index + 1).padStart(2)}. ${title.padEnd(34)} ${seconds(took).padStart(7)}   out/tour/${file}`);
      }
    } finally {
      await app.stop();
    }
  } catch (error) {
    console.error(`\nThe tour stopped at the step "${step}": ${reason(error)}`);
    return 1;
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
  writeFileSync(join(out, 'index.html'), storyboard(shots));
  console.log(`\nThe tour is complete: ${shots.length} steps in ${seconds(performance.now() - start)}.`);
  console.log('Its storyboard, one page to open or to send: out/tour/index.html');
  return 0;
}
