// @ts-check
import { join } from 'node:path';
import { findChromium, knownChromium } from './chromium.mjs';
import { install, installReason } from './dependencies.mjs';
import { hasDisplay } from './display.mjs';
import { askForElectron, electronBinary, refusedLately } from './electron.mjs';
import { alone } from './lock.mjs';
import { seconds } from './words.mjs';

/**
 * @typedef {object} SetUpOptions
 * @property {string} root the repository's folder
 * @property {(line: string) => void} say
 * @property {NodeJS.ProcessEnv} env
 */

/** @param {SetUpOptions} options */
function outstanding({ root, env }) {
  const packages = installReason(root, process);
  const electron = packages !== undefined || !(electronBinary(root) || refusedLately(root, Date.now()));
  // `npm start` in Electron's own window needs no other Chromium, nor does packing; everything else does.
  const inWindow = env['npm_lifecycle_event'] === 'start' && hasDisplay({ platform: process.platform, env });
  const needless = env['npm_lifecycle_event'] === 'dist' || (inWindow && electronBinary(root) !== undefined);
  const chromium = !needless && !knownChromium(root, env);
  return { packages, electron, chromium, any: packages !== undefined || electron || chromium };
}

/**
 * Brings everything that is missing, and says so; says in one line that all is there when it is.
 * @param {SetUpOptions} options
 * @throws {import('./problem.mjs').SetupError} when something that is needed cannot be had
 */
export async function setUp(options) {
  const { root, say } = options;
  const start = performance.now();
  const allThere = () => {
    if (outstanding(options).any) return false;
    say(`Set-up: everything is there (${seconds(performance.now() - start)}).`);
    return true;
  };
  if (allThere()) return;
  const work = async () => {
    // Another set-up may have done it while this one waited.
    if (allThere()) return;
    say('Setting up Parley. This is done once; the next start takes less than a second.');
    const { packages } = outstanding(options);
    if (packages !== undefined) {
      say(`• Packages: installing what package-lock.json locks (npm ci), because ${packages}.`);
      await install(options);
    }
    if (!electronBinary(root) && !refusedLately(root, Date.now())) await askForElectron({ ...options, now: Date.now() });
    if (outstanding(options).chromium) await findChromium(options);
    say(`Set-up done in ${seconds(performance.now() - start)}.`);
  };
  await alone(join(root, 'out', 'setup.lock'), work, {
    onWait: (pid) => say(`Another set-up is at work here (process ${pid}): waiting for it.`),
  });
}
