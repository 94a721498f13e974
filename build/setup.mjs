// @ts-check
/**
 * Makes a fresh clone ready to run, then runs the script that is named after it, if any: this is how `npm start`,
 * `npm test` and others begin.
 * Plain JavaScript on Node's built-ins only, because it runs on the machine's own Node before anything is installed.
 */
import { fileURLToPath } from 'node:url';
import { handOver } from './setup/hand-over.mjs';
import { nodeProblem } from './setup/node.mjs';
import { SetupError, explain } from './setup/problem.mjs';
import { setUp } from './setup/set-up.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const say = (/** @type {string} */ line) => console.log(line);

try {
  const problem = nodeProblem(process);
  if (problem) throw problem;
  await setUp({ root, say, env: process.env });
  const line = process.argv.slice(2);
  if (line.length > 0) process.exitCode = (await handOver(root, line)) ?? process.exitCode;
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(explain(error));
  process.exitCode = 1;
}
