/** When Zoho is asked without anybody having pressed anything. */
import { kindSchema, type Kind, type ListType } from '../../contract/domain.ts';
import type { Clock } from '../ports.ts';

/** What happened; `wake` also stands for an unlocked screen, `online` for a network that came back. */
export type SyncReason = 'start' | 'focus' | 'wake' | 'online' | 'timer';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** How old a listing may be, ms, before it is read again for that reason: what is to come often, what is past rarely. */
const tolerated: Readonly<Record<SyncReason, Readonly<Record<'upcoming' | 'past', number>>>> = {
  start: { upcoming: minute, past: 12 * hour },
  focus: { upcoming: minute, past: 12 * hour },
  wake: { upcoming: 15 * second, past: 12 * hour },
  online: { upcoming: 15 * second, past: 12 * hour },
  timer: { upcoming: 5 * minute, past: 24 * hour },
};

/** After these, what stood in the way of the last attempt may be gone. */
const mayHavePassed: readonly SyncReason[] = ['wake', 'online'];

/** Between two looks of the timer, ms. */
const tick = 5 * minute;
/** After a change, ms, until Zoho's listing is asked for: several changes in a row are one. */
const afterChange = 2 * second;

export interface Sync {
  /** Reads again what is too old for that reason. */
  poke(reason: SyncReason): void;
  /** Zoho has confirmed a change. */
  changed(kind: Kind): void;
  /** An account is there, with these kinds; none for nobody. */
  follow(kinds: readonly Kind[]): void;
}

export interface SyncPorts {
  /** Reads a listing again when it is older than `age` (ms) or was never read; `isFresh`: also when it has failed. */
  refreshOlder(kind: Kind, listType: ListType, age: number, isFresh: boolean): void;
  /** Asks from now on, whatever is under way. */
  refreshAnew(kind: Kind, listType: ListType): void;
  clock: Clock;
}

export function createSync({ refreshOlder, refreshAnew, clock }: SyncPorts): Sync {
  let kinds: readonly Kind[] = [];
  let stop = new AbortController();
  const waiting = new Set<Kind>();

  function poke(reason: SyncReason): void {
    for (const listType of ['upcoming', 'past'] as const)
      for (const kind of kinds) refreshOlder(kind, listType, tolerated[reason][listType], mayHavePassed.includes(reason));
  }

  async function ticks(signal: AbortSignal): Promise<void> {
    for (;;) {
      await clock.sleep(tick, signal);
      poke('timer');
    }
  }

  return {
    poke,
    changed(kind) {
      if (waiting.has(kind) || !kinds.includes(kind)) return;
      waiting.add(kind);
      const { signal } = stop;
      clock.sleep(afterChange, signal).then(
        () => {
          waiting.delete(kind);
          refreshAnew(kind, 'upcoming');
        },
        () => waiting.delete(kind),
      );
    },
    follow(next) {
      stop.abort();
      stop = new AbortController();
      kinds = kindSchema.options.filter((kind) => next.includes(kind));
      if (kinds.length === 0) return;
      poke('start');
      ticks(stop.signal).catch(() => undefined);
    },
  };
}
