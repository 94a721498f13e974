/** Opening a SQLite file that a person's data depends on: checked, migrated, and never thrown away. */
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { Log } from '../../ports.ts';

/** What became of the file. */
export type FileState =
  | 'good'
  /** It could not be read: it lies beside a new one, under another name. */
  | 'set-aside'
  /** Written by a newer Parley: left as it is, and nothing is kept in this run. */
  | 'newer'
  /** It can be neither read nor begun anew (no space, no right): nothing is kept in this run. */
  | 'unusable';

export interface OpenedFile<T> {
  readonly db: DatabaseSync;
  /** What {@link FileOptions.use} made of it. */
  readonly use: T;
  readonly state: FileState;
  /** Where the damaged file lies now. */
  readonly setAside: string | null;
}

export interface FileOptions<T> {
  readonly path: string;
  /** SQL for each version: the first makes version 1 out of nothing, the next version 2 out of that. */
  readonly migrations: readonly string[];
  /** Whether a change that was made must also survive a power failure: each waits for the disk then. */
  readonly durable: boolean;
  /**
   * Where a note of the file stands as {@link leaveWell} left it, which is believed in place of a check: checking reads
   * all of it, which takes a second of a large one. Without, it is checked at each start.
   */
  readonly note?: string;
  /** Prepares what will be asked of it; a file whose tables do not fit is a damaged one. */
  readonly use: (db: DatabaseSync) => T;
  /** Epoch ms, for the name of a file set aside. */
  readonly now: number;
  readonly log: Log;
}

class NewerVersion extends Error {}

/**
 * Opens the file, or makes it (mode 0600). Write-ahead log; what is deleted is overwritten.
 * Never throws: where no file can be used, the database is in memory.
 *
 * Sources: SQLite's documentation on WAL, `PRAGMA quick_check`, `secure_delete` and `user_version`.
 */
export function openFile<T>(options: FileOptions<T>): OpenedFile<T> {
  const { path, now, log } = options;
  try {
    return { ...openGood(options), state: 'good', setAside: null };
  } catch (error) {
    if (error instanceof NewerVersion) return inMemory(options, 'newer', null);
    if (!isDamage(error)) {
      log.error('a database cannot be used', { error });
      return inMemory(options, 'unusable', null);
    }
    log.error('a damaged database is set aside', { error });
  }
  const setAside = `${path}.damaged-${new Date(now).toISOString().replaceAll(':', '-')}`;
  try {
    // The log of the last writes goes along: without it the file would be an older one.
    for (const part of ['', '-wal', '-shm']) if (existsSync(path + part)) renameSync(path + part, setAside + part);
    return { ...openGood(options), state: 'set-aside', setAside };
  } catch (error) {
    log.error('a database cannot be begun anew', { error });
    return inMemory(options, 'unusable', existsSync(setAside) ? setAside : null);
  }
}

function inMemory<T>({ migrations, use }: FileOptions<T>, state: FileState, setAside: string | null): OpenedFile<T> {
  const db = new DatabaseSync(':memory:');
  for (const sql of migrations) db.exec(sql);
  return { db, use: use(db), state, setAside };
}

function openGood<T>({ path, migrations, durable, use, note }: FileOptions<T>): Pick<OpenedFile<T>, 'db' | 'use'> {
  const isNew = !existsSync(path);
  const isLeftWell = note !== undefined && takeNote(note) === stateOf(path);
  if (isNew) closeSync(openSync(path, 'a', 0o600));
  else refuseOther(path, migrations.length);
  const db = new DatabaseSync(path, { timeout: 2_000 });
  try {
    db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${durable ? 'FULL' : 'NORMAL'}; PRAGMA secure_delete = ON`);
    // Moving the log into the file waits for the disk: once in 40 MB, so that a long listing does not with each 4.
    if (!durable) db.exec('PRAGMA wal_autocheckpoint = 10000');
    const check = isLeftWell ? 'ok' : db.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
    if (check !== 'ok') throw new Damaged(String(check));
    migrate(db, migrations);
    return { db, use: use(db) };
  } catch (error) {
    db.close();
    // An empty file is what is left of one that held something; the next start must not take this one for that.
    if (isNew && statSync(path).size === 0) rmSync(path);
    throw error;
  }
}

/** The file as the system tells it: whoever writes to it makes it another one. Null while a write-ahead log is beside it. */
function stateOf(path: string): string | null {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  if (!found?.isFile() || existsSync(`${path}-wal`)) return null;
  return [found.ino, found.size, found.mtimeNs, found.ctimeNs].join(' ');
}

/** Good for one start: after a crash there is none. */
function takeNote(note: string): string | undefined {
  try {
    const state = readFileSync(note, 'utf8');
    rmSync(note);
    return state;
  } catch {
    return undefined;
  }
}

/** After the database was closed, and nothing in it was found damaged: the next start need not check it. */
export function leaveWell(path: string, note: string): void {
  const state = stateOf(path);
  try {
    if (state !== null) writeFileSync(note, state, { mode: 0o600, flag: 'wx' });
  } catch {
    // It is checked then.
  }
}

/** Looks without writing: a newer version's file must stay as it is. */
function refuseOther(path: string, ours: number): void {
  // To SQLite an empty file is a new one: what stood in it, and in its write-ahead log, would be gone without a word.
  const found = statSync(path);
  if (!found.isFile() || found.size === 0) throw new Damaged('no database is there');
  const db = new DatabaseSync(path, { readOnly: true });
  try {
    if (versionOf(db) > ours) throw new NewerVersion();
  } finally {
    db.close();
  }
}

const versionOf = (db: DatabaseSync): number => Number(db.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);

/** All or nothing for each step, so that a file is always of one version. */
function migrate(db: DatabaseSync, migrations: readonly string[]): void {
  for (let version = versionOf(db); version < migrations.length; version += 1) {
    transact(db, () => db.exec(`${migrations[version] ?? ''}; PRAGMA user_version = ${version + 1}`));
  }
}

/** Runs `work` as one transaction; what it throws undoes all of it. */
export function transact<T>(db: DatabaseSync, work: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

class Damaged extends Error {}

/** SQLITE_ERROR (a schema that is not ours), SQLITE_CORRUPT, SQLITE_NOTADB. */
const damageCodes: readonly unknown[] = [1, 11, 26];

const isDamage = (error: unknown): boolean =>
  error instanceof Damaged ||
  (error instanceof Error && 'errcode' in error && damageCodes.includes(Number(error.errcode) & 0xff));
