/** When the program of main.ts is killed, and how it is done. */
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Sandbox } from '../../../electron/sandbox/index.ts';
import type { CrashOrder } from './order.ts';

export type Kill =
  /** So many ms after it has taken on so many changes. */
  | { readonly how: 'time'; readonly taken: number; readonly after: number }
  /** Between a request and its answer; with `isDone` Zoho has carried it out. */
  | { readonly how: 'answer'; readonly method: string; readonly skip: number; readonly isDone: boolean }
  /** In a write of its outbox, before or right after the commit. */
  | { readonly how: 'write'; readonly write: number; readonly isCommitted: boolean }
  /** As soon as the outbox's log on disk has changed so often. */
  | { readonly how: 'log'; readonly times: number };

const hows = ['answer', 'write', 'time', 'log', 'time'] as const;
const methods = ['POST', 'PUT', 'DELETE', 'POST'];

/** Small, seeded, and the same everywhere (mulberry32). */
export function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Each way in turn; where in the work, by chance. @param size how many changes there are */
export function chooseKill(turn: number, size: number, random: () => number): Kill {
  const below = (end: number) => Math.floor(random() * end);
  const how = hows[turn % hows.length] ?? 'time';
  switch (how) {
    case 'answer': {
      const method = methods[below(methods.length)] ?? 'POST';
      return { how, method, skip: below(method === 'POST' ? size / 2 : size / 4), isDone: random() < 0.5 };
    }
    case 'write':
      return { how, write: 1 + below(3 * size), isCommitted: random() < 0.5 };
    case 'log':
      return { how, times: 1 + below(5 * size) };
    default: {
      // Each fourth time when all are taken on, and the last of them are held or being sent.
      const isLate = random() < 0.25;
      return { how, taken: isLate ? size : below(size), after: below(isLate ? 600 : 150) };
    }
  }
}

/** A start that comes to nothing, too: there is little to write, and little time. */
export function chooseSecondKill(turn: number, random: () => number): Kill {
  const kill = chooseKill(turn, 8, random);
  return kill.how === 'time' ? { ...kill, taken: 0, after: Math.floor(random() * 400) } : kill;
}

export interface Run {
  readonly said: readonly string[];
  /** Else it came to its end before. */
  readonly isKilled: boolean;
}

const program = fileURLToPath(new URL('main.ts', import.meta.url));

/** Runs the program; kills it, or lets it come to its end. */
export function run(sandbox: Sandbox, order: Omit<CrashOrder, 'die'>, kill: Kill | null): Promise<Run> {
  const { faults, log } = sandbox.control;
  const die = kill?.how === 'write' ? kill : null;
  const given: CrashOrder = { ...order, die };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, JSON.stringify(given)], { stdio: ['ignore', 'pipe', 'pipe'] });
    const strike = () => void child.kill('SIGKILL');
    let said = '';
    let failed = '';
    let isDoomed = false;
    let ends: (() => void)[] = [];

    if (kill?.how === 'answer') {
      const effect = { kind: 'silence', afterCommit: kill.isDone } as const;
      const lift = faults.add({ method: kill.method, path: /\/sessions|\/webinar/i, skip: kill.skip, effect });
      // What was not answered has no status.
      const before = log.all().length;
      const poll = setInterval(() => {
        if (log.all().slice(before).some(({ status }) => status === null)) strike();
      }, 1);
      ends = [lift, () => clearInterval(poll)];
    }
    if (kill?.how === 'log') {
      let changes = 0;
      const watcher = watch(order.folder, (_event, name) => {
        if (name === 'outbox.db-wal' && ++changes === kill.times) strike();
      });
      ends = [() => watcher.close()];
    }
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
      if (kill?.how !== 'time' || isDoomed || said.split('taken ').length - 1 < kill.taken) return;
      isDoomed = true;
      setTimeout(strike, kill.after);
    });
    child.stderr.on('data', (chunk: Buffer) => (failed += chunk.toString('utf8')));
    child.once('error', reject);
    child.once('close', (code, signal) => {
      for (const end of ends) end();
      const isKilled = signal === 'SIGKILL';
      if (!isKilled && (code !== 0 || failed !== '')) reject(new Error(`ended with ${code}: ${failed}`));
      else resolve({ said: said.split('\n').filter(Boolean), isKilled });
    });
  });
}
