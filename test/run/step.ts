import { spawn } from 'node:child_process';

export interface Ran {
  /** Null when the program could not be started or was ended by a signal. */
  readonly code: number | null;
  /** Both streams. */
  readonly output: string;
  /** Milliseconds. */
  readonly took: number;
}

/** Runs one of the project's tools with this Node; `onLine` hears each line as it is printed. */
export function runTool(
  args: readonly string[],
  { cwd, env = process.env, onLine }: { cwd: string; env?: NodeJS.ProcessEnv; onLine?: (line: string) => void },
): Promise<Ran> {
  return new Promise((resolve) => {
    const start = performance.now();
    const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let rest = '';
    const hear = (chunk: Buffer) => {
      output += chunk.toString();
      const lines = (rest + chunk.toString()).split('\n');
      rest = lines.pop() ?? '';
      if (onLine) lines.forEach(onLine);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    const stop = () => {
      child.kill('SIGTERM');
      process.exit(130);
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
    const finish = (code: number | null) => {
      process.removeListener('SIGINT', stop);
      process.removeListener('SIGTERM', stop);
      resolve({ code, output, took: performance.now() - start });
    };
    child.once('error', (error) => {
      output += error.message;
      finish(null);
    });
    child.once('close', finish);
  });
}
