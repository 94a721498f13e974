/** The outbox on disk: few rows, each of which is somebody's work. */
import type { DatabaseSync } from 'node:sqlite';
import type { OutboxRow, OutboxRows } from '../outbox/rows.ts';
import { transact } from './file.ts';

/** The steps of the schema; a step that has been released is never changed. */
export const outboxMigrations = [
  'CREATE TABLE outbox (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, owner TEXT NOT NULL, body TEXT NOT NULL) STRICT',
  'CREATE TABLE event_outbox (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, owner TEXT NOT NULL, body TEXT NOT NULL) STRICT',
] as const;

/** Changes of meetings and webinars, and changes of calendar events. */
export type OutboxTable = 'outbox' | 'event_outbox';

const bodyFrom = (text: unknown): unknown => {
  try {
    return JSON.parse(String(text));
  } catch {
    return null;
  }
};

const rowFrom = (row: Record<string, unknown>): OutboxRow => ({
  id: String(row['id']),
  owner: String(row['owner']),
  body: bodyFrom(row['body']),
});

export function createOutboxRows(db: DatabaseSync, table: OutboxTable): OutboxRows {
  const select = db.prepare(`SELECT id, owner, body FROM ${table} ORDER BY seq`);
  const put = db.prepare(
    `INSERT INTO ${table} (id, owner, body) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET owner = excluded.owner, body = excluded.body`,
  );
  const remove = db.prepare(`DELETE FROM ${table} WHERE id = ?`);
  const forget = db.prepare(`DELETE FROM ${table} WHERE owner = ?`);
  return {
    all: () => select.all().map(rowFrom),
    put: ({ id, owner, body }) => void put.run(id, owner, JSON.stringify(body)),
    remove: (id) => void remove.run(id),
    forget(owner) {
      forget.run(owner);
      db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    },
    transaction: (work) => void transact(db, work),
  };
}

/**
 * What can still be read of the outbox in a damaged file, in its order: row by row, as one that cannot be read need
 * not take the others with it.
 */
export function salvageOutbox(damaged: DatabaseSync, table: OutboxTable): OutboxRow[] {
  const found: OutboxRow[] = [];
  const attempt = (read: () => void) => {
    try {
      read();
      return true;
    } catch {
      return false;
    }
  };
  const whole = attempt(() => {
    for (const row of damaged.prepare(`SELECT id, owner, body FROM ${table} ORDER BY seq`).iterate()) found.push(rowFrom(row));
  });
  if (whole) return found;
  const ids = new Set(found.map(({ id }) => id));
  let last = 0;
  attempt(() => {
    last = Number(damaged.prepare(`SELECT max(seq) AS last FROM ${table}`).get()?.['last'] ?? 0);
  });
  for (let seq = 1; seq <= Math.min(last, 100_000); seq += 1) {
    attempt(() => {
      const row = damaged.prepare(`SELECT id, owner, body FROM ${table} WHERE seq = ?`).get(seq);
      if (row && !ids.has(String(row['id']))) found.push(rowFrom(row));
    });
  }
  return found;
}
