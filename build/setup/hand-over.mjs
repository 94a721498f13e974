// @ts-check
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectNode } from './node.mjs';

/** How long a signal is held back, ms: Ctrl+C reaches the script by itself, and must not come twice at once. */
const grace = 700;

/**
 * Runs a script of the project after set-up, on the project's Node. There is no npm hook that would do it: hooks before
 * and after a command are install scripts' kin, and .npmrc switches them all off.
 * @param {string} root the repository's folder
 * @param {readonly string[]} line the script, from the repository's folder, and its arguments
 * @param {string} [node] the program that runs it
 * @returns {Promise<number | undefined>} its exit code, or undefined when it runs on in this process
 */
export async function handOver(root, [script = '', ...args], node = projectNode(root, process)) {
  const file = join(root, script);
  if (node === process.execPath) {
    process.argv.splice(1, process.argv.length, file, ...args);
    await import(pathToFileURL(file).href);
    return undefined;
  }
  return new Promise((resolve, reject) => {
    const child = spawn(node, [file, ...args], { stdio: 'inherit' });
    const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
    for (const signal of signals) process.on(signal, () => setTimeout(() => child.kill(signal), grace).unref());
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
}
