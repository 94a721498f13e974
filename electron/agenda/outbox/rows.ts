/** Where the changes of the outbox are kept. */
export interface OutboxRow {
  readonly id: string;
  /** Whose change it is. */
  readonly owner: string;
  /** JSON; read by a schema before it is believed. */
  readonly body: unknown;
}

/** A row survives a crash as soon as `put` has returned, or the `transaction` around it. */
export interface OutboxRows {
  /** In the order of their first `put`. */
  all(): readonly OutboxRow[];
  /** Adds it, or changes the body of the one with that id in its place. Throws when it cannot be kept. */
  put(row: OutboxRow): void;
  /** Throws when it cannot be done. */
  remove(id: string): void;
  /** Everything of an account. */
  forget(owner: string): void;
  /** All that `work` puts and removes is kept together; nothing of it when that, or `work`, throws. */
  transaction(work: () => void): void;
}

/** For as long as the process runs. */
export function createMemoryRows(): OutboxRows {
  let rows = new Map<string, OutboxRow>();
  return {
    all: () => [...rows.values()],
    put: (row) => void rows.set(row.id, row),
    remove: (id) => void rows.delete(id),
    forget(owner) {
      for (const { id, owner: whose } of rows.values()) if (whose === owner) rows.delete(id);
    },
    transaction(work) {
      const before = new Map(rows);
      try {
        work();
      } catch (error) {
        rows = before;
        throw error;
      }
    },
  };
}
