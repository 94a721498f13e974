// @ts-check
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * @param {string} file
 * @returns {number | undefined} the process that holds the lock, if it still runs
 */
function holder(file) {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    process.kill(pid, 0);
    return pid;
  } catch (error) {
    // A process of another user cannot be signalled, but it is there.
    if (error instanceof Error && 'code' in error && error.code === 'EPERM') return -1;
    return undefined;
  }
}

/**
 * Runs `work` while no other set-up of the same folder runs; waits for one that does.
 * @template T
 * @param {string} file the lock file
 * @param {() => Promise<T>} work
 * @param {object} [options]
 * @param {(pid: number) => void} [options.onWait] called once when it has to wait
 * @param {number} [options.poll] milliseconds
 * @returns {Promise<T>}
 */
export async function alone(file, work, { onWait, poll = 500 } = {}) {
  mkdirSync(dirname(file), { recursive: true });
  for (let waited = false; ; ) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const pid = holder(file);
    if (pid === undefined) rmSync(file, { force: true });
    else {
      if (!waited) onWait?.(pid);
      waited = true;
      await sleep(poll);
    }
  }
  const release = () => rmSync(file, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.removeListener('exit', release);
    release();
  }
}
