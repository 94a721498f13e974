// @ts-check
import { existsSync, mkdirSync, readFileSync, readdirSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, posix, win32 } from 'node:path';
import { projectNode } from './node.mjs';
import { SetupError } from './problem.mjs';
import { run } from './run.mjs';

/** The first Chromium with Temporal, which the page uses. */
export const oldestChromium = 144;
/** What was found; the stand-in (test/host) and the tests read it. */
export const chromiumNote = join('out', 'chromium.json');

/** @typedef {{ path: string, version: string }} Found */

const names = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'microsoft-edge', 'microsoft-edge-stable'];

/**
 * Where Chrome, Chromium and Edge live, likeliest first: PATH, then each system's standard places. Snaps come last:
 * they see no folder outside the home folder.
 * @param {{ platform: string, env: NodeJS.ProcessEnv }} machine
 * @returns {string[]}
 */
export function standardPlaces({ platform, env }) {
  if (platform === 'win32') {
    const roots = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']].filter((path) => path !== undefined);
    const files = ['Google/Chrome/Application/chrome.exe', 'Chromium/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'];
    return files.flatMap((file) => roots.map((root) => win32.join(root, file)));
  }
  if (platform === 'darwin') {
    const apps = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
    const roots = ['/Applications', posix.join(env['HOME'] ?? '/', 'Applications')];
    return apps.flatMap((app) => roots.map((root) => `${root}/${app}.app/Contents/MacOS/${app}`));
  }
  const folders = [...(env['PATH'] ?? '').split(posix.delimiter), '/usr/bin', '/usr/local/bin', '/opt/google/chrome'];
  const files = names.flatMap((name) => folders.filter(Boolean).map((folder) => posix.join(folder, name)));
  const unique = [...new Set([...files, '/opt/google/chrome/chrome', '/opt/microsoft/msedge/msedge'])];
  const snap = (/** @type {string} */ path) => Number(path.includes('/snap/'));
  return unique.toSorted((a, b) => snap(a) - snap(b));
}

/**
 * The version of a Chromium, or undefined when the file does not run as one (a snap's stub, for example).
 * @param {string} path
 * @returns {Promise<string | undefined>}
 */
async function versionOf(path) {
  if (process.platform === 'win32') {
    // chrome.exe prints nothing; its version is the name of the folder beside it.
    return readdirSync(dirname(path)).find((name) => /^\d+(?:\.\d+){3}$/.test(name));
  }
  const { code, output } = await run(path, ['--version'], { limit: 10_000 });
  return code === 0 ? /\b(\d+(?:\.\d+){3})\b/.exec(output)?.[1] : undefined;
}

/** @param {string} version */
const isRecent = (version) => Number(version.split('.')[0]) >= oldestChromium;

/**
 * The first of these files that is a Chromium, recent enough.
 * @param {readonly string[]} paths
 * @param {(path: string) => Promise<string | undefined>} [ask]
 * @returns {Promise<{ found?: Found, tooOld: Found[] }>}
 */
export async function firstChromium(paths, ask = versionOf) {
  /** @type {Found[]} */
  const tooOld = [];
  for (const path of paths) {
    if (!existsSync(path)) continue;
    const version = await ask(path);
    if (version === undefined) continue;
    if (isRecent(version)) return { found: { path, version }, tooOld };
    tooOld.push({ path, version });
  }
  return { tooOld };
}

/**
 * What an earlier set-up found, while that program is still the same one and still the one asked for.
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 * @returns {Found | undefined}
 */
export function knownChromium(root, env) {
  try {
    const note = JSON.parse(readFileSync(join(root, chromiumNote), 'utf8'));
    const asked = env['PARLEY_CHROMIUM'];
    if (asked ? asked !== note.path : note.asked) return undefined;
    return statSync(realpathSync(note.path)).mtimeMs === note.modified ? note : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {string} root
 * @param {Found} found
 * @param {NodeJS.ProcessEnv} env
 */
function remember(root, { path, version }, env) {
  const modified = statSync(realpathSync(path)).mtimeMs;
  const file = join(root, chromiumNote);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ path, version, modified, asked: Boolean(env['PARLEY_CHROMIUM']) })}\n`);
}

/**
 * How this machine may install Debian's or Ubuntu's `chromium` without asking anybody: the words before `apt-get`.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string[] | undefined>} undefined when it is another system or the right is missing
 */
async function aptPrefix(env) {
  if (process.platform !== 'linux' || !existsSync('/etc/os-release')) return undefined;
  if (!/^ID(?:_LIKE)?=.*\b(?:debian|ubuntu)\b/m.test(readFileSync('/etc/os-release', 'utf8'))) return undefined;
  const onPath = (/** @type {string} */ name) =>
    (env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)));
  if (!onPath('apt-get')) return undefined;
  if (process.getuid?.() === 0) return [];
  if (!onPath('sudo')) return undefined;
  return (await run('sudo', ['-n', 'true'], { limit: 5000 })).code === 0 ? ['sudo', '-n'] : undefined;
}

/**
 * @param {{ say: (line: string) => void, env: NodeJS.ProcessEnv }} options
 * @param {string[]} prefix
 */
async function aptInstall({ say, env }, prefix) {
  say('    None here: installing the chromium package of this system (apt-get, about 100 MB).');
  const quiet = ['-o', 'Dpkg::Use-Pty=0', '-q'];
  for (const words of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
    const [command = '', ...args] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...quiet, ...words];
    const outcome = await run(command, args, {
      env,
      limit: 10 * 60_000,
      onTick: (elapsed) => say(`    ${Math.round(elapsed / 1000)} s: apt-get ${words[0]}`),
    });
    // An update that fails on one of many sources may still know the package.
    if (outcome.code !== 0 && words[0] === 'install') say('    apt-get could not install it.');
  }
}

/**
 * Playwright's own Chromium, where Playwright expects it.
 * @param {string} root
 */
async function playwrightPlace(root) {
  const script = "import('playwright-core').then(({ chromium }) => console.log(chromium.executablePath()))";
  const { code, output } = await run(projectNode(root, process), ['-e', script], { cwd: root, limit: 10_000 });
  return code === 0 ? [output.trim()] : [];
}

/** @param {{ root: string, say: (line: string) => void, env: NodeJS.ProcessEnv }} options */
async function playwrightInstall({ root, say, env }) {
  say("    None here: asking Playwright's installer for its Chromium (about 170 MB).");
  await run(projectNode(root, process), [join(root, 'node_modules', '@playwright', 'test', 'cli.js'), 'install', 'chromium'], {
    cwd: root,
    env: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000', ...env },
    limit: 5 * 60_000,
    onTick: (elapsed) => say(`    ${Math.round(elapsed / 1000)} s: downloading`),
  });
}

/**
 * Finds a Chromium, installs one where that needs no question, and notes it in out/chromium.json.
 * @param {{ root: string, say: (line: string) => void, env: NodeJS.ProcessEnv }} options
 * @returns {Promise<void>}
 */
export async function findChromium(options) {
  const { root, say, env } = options;
  say('• Chromium: looking for the browser engine that the stand-in and the end-to-end tests use.');
  /** @type {Found[]} */
  const tooOld = [];
  const look = async (/** @type {readonly string[]} */ paths) => {
    const answer = await firstChromium(paths);
    tooOld.push(...answer.tooOld);
    if (!answer.found) return false;
    remember(root, answer.found, env);
    say(`    found ${answer.found.version} at ${answer.found.path}`);
    return true;
  };
  const asked = env['PARLEY_CHROMIUM'];
  if (asked) {
    if (await look([asked])) return;
    throw new SetupError(
      `PARLEY_CHROMIUM names ${asked}, which is not a Chromium of version ${oldestChromium} or newer.`,
      'correct PARLEY_CHROMIUM, or unset it so that one is looked for.',
    );
  }
  const machine = { platform: process.platform, env };
  if (await look(standardPlaces(machine))) return;
  if (await look(await playwrightPlace(root))) return;
  const prefix = await aptPrefix(env);
  if (prefix) {
    await aptInstall(options, prefix);
    if (await look(standardPlaces(machine))) return;
  }
  await playwrightInstall(options);
  if (await look(await playwrightPlace(root))) return;
  const old = tooOld[0];
  throw new SetupError(
    old
      ? `the Chromium at ${old.path} is version ${old.version}, and Parley needs ${oldestChromium} or newer.`
      : 'no Chromium, Chrome or Edge was found, and none could be installed.',
    'install a current Chrome, Chromium or Edge, or set PARLEY_CHROMIUM to the path of one, and run the same command again.',
  );
}
