/** `npm start`: builds when something changed, then opens Parley. With `--tour`, or without a display: the tour. */
import { fileURLToPath } from 'node:url';
import { buildWhenOld } from './fresh.ts';
import { launchCommand } from './launch.ts';
import { runApp } from './run-app.ts';
import { hasDisplay } from './setup/display.mjs';
import { projectNode } from './setup/node.mjs';
import { seconds } from './setup/words.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const options = process.argv.slice(2);
const headless = process.env.PARLEY_HEADLESS === '1';
const display = hasDisplay(process);

async function start(): Promise<number> {
  const took = buildWhenOld(root, projectNode(root, process));
  if (took !== null) console.log(`Built in ${seconds(took)}.`);
  const launch = launchCommand();
  console.log(launch.sentence);
  const tour = options.includes('--tour');
  if (!tour && (display || headless)) return runApp(launch, process.env);
  if (!tour) {
    console.log('There is no display here, so this is the guided tour, without a window.');
    console.log('(PARLEY_HEADLESS=1 npm start runs the app itself without a window, until it is stopped.)');
  }
  const { runTour } = await import('./tour.ts');
  return runTour({ root, headless: headless || !display, updateReadme: options.includes('--update-readme') });
}

try {
  process.exitCode = await start();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
