// @ts-check
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectNode } from './node.mjs';
import { run } from './run.mjs';
import { seconds } from './words.mjs';

const day = 24 * 60 * 60 * 1000;
/** How long Electron's installer may take, in milliseconds: the download is about 110 MB. */
const limit = 60_000;
/** Remembers that the binary could not be had, so that the next start does not wait for it again. */
export const electronNote = join('out', 'electron.json');

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return undefined;
  }
}

/** @param {string} root */
function lockedVersion(root) {
  const manifest = read(join(root, 'node_modules', 'electron', 'package.json'));
  return manifest === undefined ? undefined : String(JSON.parse(manifest).version);
}

/**
 * Electron's program, when the version that is locked has been downloaded completely.
 * @param {string} root
 * @returns {string | undefined} its path
 */
export function electronBinary(root) {
  const folder = join(root, 'node_modules', 'electron');
  const name = read(join(folder, 'path.txt'));
  const version = read(join(folder, 'dist', 'version'))?.replace(/^v/, '');
  if (name === undefined || version === undefined || version !== lockedVersion(root)) return undefined;
  const file = join(folder, 'dist', name);
  return existsSync(file) ? file : undefined;
}

/**
 * Whether Electron's installer was asked for this version within the last day, in vain.
 * @param {string} root
 * @param {number} now epoch ms
 */
export function refusedLately(root, now) {
  try {
    const note = JSON.parse(readFileSync(join(root, electronNote), 'utf8'));
    const age = now - note.askedAt;
    return note.version === lockedVersion(root) && age >= 0 && age < day;
  } catch {
    return false;
  }
}

/**
 * Why there was no binary, from what the installer printed (an error's stack), in a few plain words.
 * @param {{ output: string, timedOut: boolean }} outcome
 */
export function refusal({ output, timedOut }) {
  if (timedOut) return `the download did not end within ${seconds(limit)}`;
  const status = /\b(?:status code|response code|HTTP) (\d{3})\b/i.exec(output)?.[1];
  if (status) return `the download server answered ${status}`;
  if (/checksum|sha256/i.test(output)) return 'what was downloaded did not have the right checksum';
  if (/ENOSPC/.test(output)) return 'the disk is full';
  return 'its download server could not be reached';
}

/**
 * Asks Electron's own installer for its program. That it cannot be had is no failure: the stand-in runs then.
 * @param {{ root: string, say: (line: string) => void, env: NodeJS.ProcessEnv, now: number }} options
 */
export async function askForElectron({ root, say, env, now }) {
  say(`• Electron ${lockedVersion(root)}: asking its own installer for the program that opens Parley's window (about 110 MB).`);
  const start = Date.now();
  const behindProxy = Boolean(env['HTTPS_PROXY'] ?? env['https_proxy']);
  const outcome = await run(projectNode(root, process), [join(root, 'node_modules', 'electron', 'install.js')], {
    cwd: root,
    env: behindProxy ? { ELECTRON_GET_USE_PROXY: 'true', ...env } : env,
    limit,
    onTick: (elapsed) => say(`    ${seconds(elapsed)}: downloading`),
  });
  const note = join(root, electronNote);
  if (electronBinary(root)) {
    rmSync(note, { force: true });
    say(`    done in ${seconds(Date.now() - start)}`);
    return;
  }
  mkdirSync(dirname(note), { recursive: true });
  writeFileSync(note, `${JSON.stringify({ version: lockedVersion(root), askedAt: now })}\n`);
  say(
    `    Not to be had (${refusal(outcome)}): Parley runs on its stand-in with Chromium instead. ` +
      `It is asked for again after a day, or when ${electronNote} is deleted.`,
  );
}
