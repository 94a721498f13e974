/** What was kept on disk and is not in memory yet: read as it is asked for, and the rest a little at a time. */
import type { Kind } from '../../contract/domain.ts';
import type { KeptListing, KeptSession, SessionRows } from './database/session-rows.ts';

/** Rows read at once, some 4 ms of them, and the pauses before the first and the next, ms: a start has other things to do. */
const atOnce = 250;
const pauses = { first: 400, next: 5 };
/** A longer span, ms, is as good as all. */
const longestSpan = 100 * 24 * 3_600_000;

/** Nothing is ever taken for absent because it is still here: whoever needs to know everything calls `all` first. */
export interface Shelf {
  /** As they were read last, before this start. */
  readonly listings: readonly KeptListing[];
  /** Afterwards everything is in memory. */
  all(): void;
  /** The same, a little at a time; sooner when it is to rest. */
  emptied(): Promise<void>;
  /** Afterwards what was kept of these is in memory. */
  some(kind: Kind, keys: readonly string[]): void;
  /** Afterwards everything that touches the span is, of one kind. */
  span(kind: Kind, from: number, to: number): void;
  /**
   * Afterwards the first `count` that begin after `now` are, and what runs then. Answers up to which start everything
   * ahead is in memory, and how many begin then or later; null when everything is.
   */
  ahead(kind: Kind, now: number, count: number): { until: number; later: number } | null;
  isEmpty(): boolean;
  /** From now on nothing is read but what is asked for. */
  rest(): void;
}

export const emptyShelf: Shelf = {
  listings: [],
  all: () => undefined,
  emptied: () => Promise.resolve(),
  some: () => undefined,
  span: () => undefined,
  ahead: () => null,
  isEmpty: () => true,
  rest: () => undefined,
};

export interface ShelfPorts {
  readonly owner: string;
  readonly rows: SessionRows;
  /** Nothing that was kept of it is news: it need not be restored. */
  isKnown(kind: Kind, key: string): boolean;
  /** Passes over what is known already. */
  restore(kept: readonly KeptSession[]): void;
  /** It cannot be read: what was not is as good as absent, as Zoho has it all. */
  onFailure(error: unknown): void;
}

export function createShelf({ owner, rows, isKnown, restore, onFailure }: ShelfPorts): Shelf {
  let isEmpty = false;
  let isResting = false;
  let place = 0;
  const spans: { kind: Kind; from: number; to: number }[] = [];

  function reading<T>(work: () => T, otherwise: T): T {
    try {
      return work();
    } catch (error) {
      isEmpty = true;
      onFailure(error);
      return otherwise;
    }
  }

  function slice(limit: number): void {
    reading(() => {
      const { sessions, next } = rows.slice(owner, place, limit, isKnown);
      restore(sessions);
      isEmpty = next === null;
      place = next ?? place;
    }, undefined);
  }

  const isOver = () => isEmpty || isResting;

  function later(pause: number): void {
    const timer = setTimeout(() => {
      if (isOver()) return;
      slice(atOnce);
      later(pauses.next);
    }, pause);
    timer.unref();
  }

  function all(): void {
    while (!isEmpty) slice(5_000);
  }

  async function emptied(): Promise<void> {
    for (; !isOver(); await new Promise(setImmediate)) slice(atOnce);
  }

  function some(kind: Kind, keys: readonly string[]): void {
    if (!isEmpty && keys.length > 0) reading(() => restore(rows.named(owner, kind, keys)), undefined);
  }

  function span(kind: Kind, from: number, to: number): void {
    if (isEmpty || spans.some((each) => each.kind === kind && each.from <= from && to <= each.to)) return;
    reading(() => restore(rows.between(owner, kind, from, to)), undefined);
    spans.push({ kind, from, to });
  }

  const listings = reading(() => rows.listings(owner), []);
  if (!isEmpty) later(pauses.first);
  return {
    listings,
    all,
    emptied,
    some,
    span: (kind, from, to) => (to - from <= longestSpan ? span(kind, from, to) : all()),
    ahead(kind, now, count) {
      if (isEmpty) return null;
      const ahead = reading(() => {
        const last = rows.startOfNext(owner, kind, now, count);
        const until = last === null ? Infinity : last + 1;
        span(kind, now, until);
        restore(rows.undated(owner, kind));
        return { until, later: last === null ? 0 : rows.countFrom(owner, kind, until) };
      }, null);
      return isEmpty ? null : ahead;
    },
    isEmpty: () => isEmpty,
    rest: () => void (isResting = true),
  };
}
