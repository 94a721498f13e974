/**
 * The single-instance lock of one user-data folder. SQLite's file lock is held by the kernel for this process, so it is
 * gone with the process however that ended. A second instance leaves a note in a folder that the first one watches.
 */
import { randomUUID } from 'node:crypto';
import { type FSWatcher, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export interface InstanceLock {
  readonly held: boolean;
  /** Synchronous, as in Electron. False when another process holds it; that one is then told about this one. */
  request(userData: string, additionalData: unknown): boolean;
  release(): void;
}

type OnSecond = (argv: string[], workingDirectory: string, additionalData: unknown) => void;

export function makeInstanceLock(onSecond: OnSecond): InstanceLock {
  let database: DatabaseSync | undefined;
  let watcher: FSWatcher | undefined;

  const read = (folder: string) => {
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
      try {
        const note = JSON.parse(readFileSync(join(folder, name), 'utf8')) as { argv: string[]; folder: string; data?: unknown };
        rmSync(join(folder, name));
        onSecond(note.argv, note.folder, note.data);
      } catch {
        // Another watcher event has taken it.
      }
    }
  };

  return {
    get held() {
      return database !== undefined;
    },
    request(userData, additionalData) {
      if (database) return true;
      const folder = join(userData, 'stand-in-instances');
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const mine = new DatabaseSync(join(userData, 'stand-in-lock.db'), { timeout: 0 });
      try {
        mine.exec('BEGIN EXCLUSIVE');
      } catch {
        mine.close();
        const note = { argv: process.argv, folder: process.cwd(), data: additionalData };
        const name = join(folder, randomUUID());
        writeFileSync(`${name}.part`, JSON.stringify(note), { mode: 0o600 });
        renameSync(`${name}.part`, `${name}.json`);
        return false;
      }
      database = mine;
      for (const stale of readdirSync(folder)) rmSync(join(folder, stale));
      watcher = watch(folder, () => read(folder));
      watcher.unref();
      return true;
    },
    release() {
      watcher?.close();
      database?.close();
      database = undefined;
    },
  };
}
