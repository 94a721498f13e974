// @ts-check
import { spawn } from 'node:child_process';

/**
 * @typedef {object} Outcome
 * @property {number | null} code null when it was ended by a signal or could not be started
 * @property {string} output what it printed, both streams, the last 64 KiB
 * @property {boolean} timedOut
 */

const keep = 64 * 1024;

/**
 * Runs a program to its end, quietly, for a limited time. Never throws: a program that is not there is a failed one.
 * It gets its own process group, so that ending it also ends what it started.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {object} [options]
 * @param {string} [options.cwd]
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {number} [options.limit] milliseconds; none when left out
 * @param {(elapsed: number) => void} [options.onTick] called every `tick` milliseconds with the time since the start
 * @param {number} [options.tick] milliseconds, 5000 when left out
 * @returns {Promise<Outcome>}
 */
export function run(command, args, { cwd, env = process.env, limit, onTick, tick = 5000 } = {}) {
  return new Promise((resolve) => {
    const start = Date.now();
    const posix = process.platform !== 'win32';
    // Windows starts .cmd files only through its shell; what is passed here holds no input from outside.
    const shell = !posix && command.endsWith('.cmd');
    const child = spawn(command, args, { cwd, env, shell, detached: posix, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let timedOut = false;
    const hear = (/** @type {Buffer} */ chunk) => {
      output = (output + chunk.toString()).slice(-keep);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);

    const end = () => {
      if (child.pid === undefined) return;
      if (!posix) spawn('taskkill', ['/pid', String(child.pid), '/t', '/f'], { stdio: 'ignore' });
      else {
        try {
          process.kill(-child.pid, 'SIGKILL');
        } catch {
          // It has ended by itself meanwhile.
        }
      }
    };
    const interrupted = () => {
      end();
      process.exit(130);
    };
    process.once('SIGINT', interrupted);
    process.once('SIGTERM', interrupted);
    const ticker = onTick && setInterval(() => onTick(Date.now() - start), tick);
    const timer =
      limit === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true;
            end();
          }, limit);

    const finish = (/** @type {number | null} */ code) => {
      clearInterval(ticker);
      clearTimeout(timer);
      process.removeListener('SIGINT', interrupted);
      process.removeListener('SIGTERM', interrupted);
      resolve({ code, output, timedOut });
    };
    child.once('error', (error) => {
      output += error.message;
      finish(null);
    });
    child.once('close', finish);
  });
}
