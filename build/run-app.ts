import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { Launch } from './launch.ts';

/**
 * Runs the app in this terminal until it ends. Signals sent to this process end the app, cleanly.
 * @returns the app's exit code
 */
export function runApp({ command, args }: Launch, env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: 'inherit' });
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
    const forward = (signal: NodeJS.Signals) => child.kill(signal);
    for (const signal of signals) process.on(signal, forward);
    // npm that is killed outright cannot pass it on; the app must not stay behind without a window.
    const parent = process.ppid;
    const orphaned = setInterval(() => {
      if (process.env.npm_lifecycle_event !== undefined && process.ppid !== parent) child.kill('SIGTERM');
    }, 1000);
    const finish = () => {
      clearInterval(orphaned);
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
