// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { pinnedPackage } from './node.mjs';
import { SetupError } from './problem.mjs';
import { run } from './run.mjs';
import { seconds } from './words.mjs';

/** Written beside the packages: the hash of the package-lock.json they were installed from. */
const stampFile = join('node_modules', '.parley-lock-hash');

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean }} Locked
 * @typedef {Record<string, Locked>} Packages by folder, `node_modules/NAME`
 */

/**
 * @param {string} file a package-lock.json, or npm's own note of what it has installed
 * @returns {Packages}
 */
function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
  } catch {
    return {};
  }
}

/** @param {string} root */
const lockHash = (root) => createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex');

/** @param {string} root */
function stamp(root) {
  try {
    return readFileSync(join(root, stampFile), 'utf8').trim();
  } catch {
    return undefined;
  }
}

/**
 * The folders that must be there: all locked packages but those npm may leave out, and Node for this machine.
 * @param {string} root
 * @param {{ platform: string, arch: string }} machine
 */
function expected(root, machine) {
  const node = pinnedPackage(machine);
  return Object.entries(packagesIn(join(root, 'package-lock.json')))
    .filter(([folder, locked]) => folder !== '' && (!locked.optional || folder === `node_modules/${node}`))
    .map(([folder]) => folder);
}

/**
 * True when npm itself noted that it installed exactly what is locked: somebody ran `npm ci` by hand.
 * @param {string} root
 */
function installedByHand(root) {
  const installed = packagesIn(join(root, 'node_modules', '.package-lock.json'));
  const locked = packagesIn(join(root, 'package-lock.json'));
  return (
    Object.keys(installed).length > 0 &&
    Object.entries(installed).every(([folder, { integrity }]) => locked[folder]?.integrity === integrity)
  );
}

/**
 * Why the packages have to be installed, in words that follow "because"; undefined when all are there.
 * @param {string} root
 * @param {{ platform: string, arch: string }} machine
 * @returns {string | undefined}
 */
export function installReason(root, machine) {
  if (!existsSync(join(root, 'node_modules'))) return 'none is installed yet';
  const missing = expected(root, machine).find((folder) => !existsSync(join(root, folder, 'package.json')));
  if (missing) return `${missing.replace(/^.*node_modules\//, '')} is missing`;
  const hash = lockHash(root);
  if (stamp(root) === hash) return undefined;
  if (!installedByHand(root)) return 'package-lock.json has changed';
  writeFileSync(join(root, stampFile), `${hash}\n`);
  return undefined;
}

/**
 * npm as it was started, else the one on the PATH.
 * @param {NodeJS.ProcessEnv} env
 * @returns {{ command: string, args: string[] }}
 */
export function npm(env) {
  const script = env['npm_execpath'];
  if (script && /\.c?js$/.test(script) && existsSync(script)) {
    return { command: env['npm_node_execpath'] ?? process.execPath, args: [script] };
  }
  return { command: process.platform === 'win32' ? 'npm.cmd' : 'npm', args: [] };
}

/**
 * What npm said went wrong, without its advice and file names.
 * @param {string} output
 */
export function npmTrouble(output) {
  const lines = output
    .split('\n')
    .map((line) => line.replace(/^npm (?:error|ERR!) ?/, '').trim())
    .filter((line) => line !== '' && !/^(?:A complete log|npm warn|code |errno |syscall |at )/.test(line));
  return lines.slice(0, 3).join(' ').slice(0, 300);
}

/**
 * Windows does not delete a program that runs, and this very process may be the pinned Node in node_modules.
 * @param {string} root
 */
function stepAside(root) {
  if (process.platform !== 'win32' || !process.execPath.startsWith(join(root, 'node_modules') + sep)) return;
  mkdirSync(join(root, 'out'), { recursive: true });
  renameSync(process.execPath, join(root, 'out', `old-node-${Date.now()}.exe`));
}

/**
 * Installs the locked packages with `npm ci`. No package's install script is run: nothing here needs one.
 * @param {{ root: string, say: (line: string) => void, env: NodeJS.ProcessEnv }} options
 */
export async function install({ root, say, env }) {
  const folders = expected(root, process);
  const start = Date.now();
  const { command, args } = npm(env);
  stepAside(root);
  const outcome = await run(
    command,
    [...args, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--no-progress'],
    {
      cwd: root,
      env: { ...env, npm_config_engine_strict: 'false' },
      onTick: (elapsed) => {
        const there = folders.filter((folder) => existsSync(join(root, folder, 'package.json'))).length;
        say(`    ${seconds(elapsed)}: ${there} of ${folders.length} packages`);
      },
    },
  );
  if (outcome.code !== 0) {
    throw new SetupError(
      `npm could not install the packages. It said: ${npmTrouble(outcome.output) || 'nothing'}`,
      /\bin sync\b/.test(outcome.output)
        ? 'bring package.json and package-lock.json back to one commit (git status shows what changed).'
        : 'check the network connection (and the proxy, if you use one) and run the same command again.',
    );
  }
  writeFileSync(join(root, stampFile), `${lockHash(root)}\n`);
  say(`    done in ${seconds(Date.now() - start)}`);
}
