/** What Parley keeps of the agenda on this computer: what Zoho has told, and what it has not been told yet. */
import { DatabaseSync } from 'node:sqlite';
import { copyFileSync, existsSync, mkdtempSync, openSync, closeSync, readSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Notice } from '../../../contract/domain.ts';
import type { Log } from '../../ports.ts';
import type { OutboxRow, OutboxRows } from '../outbox/rows.ts';
import { createEventRows, eventMigrations, type EventRows } from './event-rows.ts';
import { leaveWell, openFile, type OpenedFile } from './file.ts';
import { createOutboxRows, outboxMigrations, salvageOutbox, type OutboxTable } from './outbox-rows.ts';
import { createSessionRows, sessionMigrations, sessionTimeMigrations, type SessionRows } from './session-rows.ts';

export interface AgendaDatabase {
  readonly sessions: SessionRows;
  readonly events: EventRows;
  readonly outbox: OutboxRows;
  /** Changes of calendar events. */
  readonly eventOutbox: OutboxRows;
  /** What the person must be told of the files. */
  readonly notices: readonly Notice[];
  close(): void;
}

export interface AgendaDatabasePorts {
  /** Where the files are. */
  readonly folder: string;
  /** Epoch ms. */
  readonly now: number;
  readonly log: Log;
}

/**
 * Opens `agenda.db` and `outbox.db` in the folder. Two files, because one can be read from Zoho again and the other
 * cannot: damage to the first, which is large and written often, never touches the second.
 */
export function openAgendaDatabase({ folder, now, log }: AgendaDatabasePorts): AgendaDatabase {
  const open = <T>(name: string, migrations: readonly string[], durable: boolean, use: (db: DatabaseSync) => T, note?: string) =>
    openFile({ path: join(folder, name), migrations, durable, use, now, log, ...(note === undefined ? {} : { note }) });
  const note = join(folder, 'agenda.db-left-well');
  let isDoubtful = false;
  /** Takes note of what fails: then the file is checked at the next start. */
  const watched = <T extends object>(rows: T): T =>
    new Proxy(rows, {
      get(target, name): unknown {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        return (...input: unknown[]): unknown => {
          try {
            return Reflect.apply(member, target, input);
          } catch (error) {
            isDoubtful = true;
            throw error;
          }
        };
      },
    });
  const agenda = open('agenda.db', [...sessionMigrations, ...eventMigrations, ...sessionTimeMigrations], false, (db) => ({
    sessions: watched(createSessionRows(db)), events: watched(createEventRows(db)),
  }), note);
  const outbox = open('outbox.db', outboxMigrations, true, (db) => ({
    outbox: createOutboxRows(db, 'outbox'), event_outbox: createOutboxRows(db, 'event_outbox'),
  }));
  if (outbox.setAside !== null) {
    const salvaged = salvage(outbox.setAside, outbox.db, log);
    for (const { table, rows } of salvaged) for (const row of rows) outbox.use[table].put(row);
    log.warn('changes were taken out of a damaged outbox', { changes: salvaged.flatMap(({ rows }) => rows).length });
  }
  return {
    ...agenda.use,
    outbox: outbox.use.outbox,
    eventOutbox: outbox.use.event_outbox,
    notices: [agenda, outbox].flatMap(noticeOf).filter((notice, at, all) => all.findIndex(({ id }) => id === notice.id) === at),
    close() {
      const isWell = agenda.db.isOpen && !isDoubtful && (agenda.state === 'good' || agenda.state === 'set-aside');
      for (const { db } of [agenda, outbox]) if (db.isOpen) db.close();
      if (isWell) leaveWell(join(folder, 'agenda.db'), note);
    },
  };
}

function noticeOf({ state, setAside }: OpenedFile<unknown>): Notice[] {
  if (state === 'set-aside') return [{ id: 'agenda-set-aside', detail: setAside }];
  if (state === 'newer') return [{ id: 'agenda-newer', detail: null }];
  return state === 'unusable' ? [{ id: 'agenda-not-kept', detail: null }] : [];
}

interface Salvaged {
  readonly table: OutboxTable;
  readonly rows: readonly OutboxRow[];
}

/** Reads a copy, so that what was set aside stays as it was found. */
function salvage(damaged: string, good: DatabaseSync, log: Log): Salvaged[] {
  const folder = mkdtempSync(join(tmpdir(), 'parley-salvage-'));
  const copy = join(folder, 'outbox.db');
  try {
    for (const part of ['', '-wal']) if (existsSync(damaged + part)) copyFileSync(damaged + part, copy + part);
    // Beside an empty file SQLite throws away the log, in which all may stand.
    if (statSync(copy).size === 0) mendHeader(copy, good);
    const found = readCopy(copy);
    if (found.some(({ rows }) => rows.length > 0)) return found;
    mendHeader(copy, good);
    return readCopy(copy);
  } catch (error) {
    log.error('a damaged outbox cannot be read', { error });
    return [];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readCopy(path: string): Salvaged[] {
  const tables = ['outbox', 'event_outbox'] as const;
  const db = new DatabaseSync(path);
  try {
    return tables.map((table) => ({ table, rows: salvageOutbox(db, table) }));
  } catch {
    return [];
  } finally {
    db.close();
  }
}

const headerLength = 100;
const versionValidFor = 92;

/** Gives a file whose header was overwritten that of an empty one: page size and version are the same for all of ours. */
function mendHeader(path: string, good: DatabaseSync): void {
  const source = good.location();
  if (source === null) return;
  good.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  const header = Buffer.alloc(headerLength);
  const from = openSync(source, 'r');
  readSync(from, header, 0, headerLength, 0);
  closeSync(from);
  // Not valid for the change counter: the number of pages is then that of the file (SQLite's file format, 1.3.7).
  header.writeUInt32BE(0, versionValidFor);
  const to = openSync(path, 'r+');
  writeSync(to, header, 0, headerLength, 0);
  closeSync(to);
}
