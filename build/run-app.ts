import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import type { Launch } from './launch.ts';

/** The parent of a process, where the system tells it in a file. */
function parentOf(pid: number): string | undefined {
  try {
    return /^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  } catch {
    return undefined;
  }
}

/** Who started this: npm, perhaps with a shell in between. It changes when one of them is gone. */
const starters = () => `${process.ppid} ${parentOf(process.ppid)}`;

/**
 * How long a signal is held back, ms. One sent to the whole process group (Ctrl+C, a stopped service) reaches the app
 * by itself, and a second one would end it at once instead of cleanly.
 */
const grace = 700;

/**
 * Runs the app in this terminal until it ends. Signals sent to this process end the app, cleanly.
 * @returns the app's exit code
 */
export function runApp({ command, args }: Launch, env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: 'inherit' });
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
    const timers = new Set<NodeJS.Timeout>();
    const forward = (signal: NodeJS.Signals) => timers.add(setTimeout(() => child.kill(signal), grace));
    for (const signal of signals) process.on(signal, forward);
    // npm that is killed outright cannot pass it on; the app must not stay behind without a window.
    const before = starters();
    const watch = setInterval(() => {
      if (env.npm_lifecycle_event !== undefined && starters() !== before) child.kill('SIGTERM');
    }, 1000);
    const finish = () => {
      clearInterval(watch);
      for (const timer of timers) clearTimeout(timer);
      for (const signal of signals) process.removeListener(signal, forward);
    };
    child.once('error', (error) => {
      finish();
      reject(new Error(`The app could not be started: ${error.message}`));
    });
    child.once('exit', (code, signal) => {
      finish();
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0));
    });
  });
}
