/** What has been asked of Zoho and is not confirmed yet, laid over what is known. */
import { kindSchema, type Kind } from '../../contract/domain.ts';
import type { ZohoSession } from '../zoho/types.ts';
import type { SessionCache } from './cache.ts';
import { patched, startingAt, type Timeline } from './timeline.ts';

/** What an edit makes of a session; participants are null when they stay as they are. */
export type SessionChange = Pick<
  ZohoSession,
  'topic' | 'agenda' | 'startsAt' | 'duration' | 'timeZone' | 'participants'
>;

/** `underway` is shown as `creating` or `saving`. */
export type PendingState = 'underway' | 'waiting' | 'asking';

/** A create or an edit that Zoho has not confirmed. `confirm` and `refuse` end it; later calls change nothing. */
export interface PendingWrite {
  /** Shows how it stands. @param known for a create that may have been sent: the keys at Zoho that are none of it */
  mark(state: PendingState, known?: ReadonlySet<string>): void;
  /** Shows another change in its place. */
  change(change: SessionChange): void;
  /** Zoho's answer takes its place. */
  confirm(session: ZohoSession): void;
  /** As if it had not been. */
  refuse(): void;
}

export interface PendingChanges {
  /** Shows a session that Zoho has no key for yet, under `session.key`, which is of Parley's making. */
  create(session: ZohoSession): PendingWrite;
  /** Shows a session with the change; of several, the last one asked for is on top. */
  save(kind: Kind, key: string, change: SessionChange): PendingWrite;
  /** Takes rows away while their deletion is held or under way. */
  hide(kind: Kind, keys: readonly string[]): void;
  /** Brings them back. */
  show(kind: Kind, keys: readonly string[]): void;
  /** Zoho has deleted it. */
  removed(kind: Kind, key: string): void;
  isHidden(kind: Kind, key: string): boolean;
  /** Zoho's key of what was created under a temporary one; any other key as it is. */
  keyOf(kind: Kind, key: string): string;
  /** Something is being created under this temporary key, or was since Parley has run on this account. */
  isUsed(kind: Kind, key: string): boolean;
  /** The session as it would be shown, hidden or not. */
  find(kind: Kind, key: string): ZohoSession | undefined;
  /** Everything that is shown. The same object as long as nothing changed. */
  line(kind: Kind): Timeline;
  /** Nothing but what the cache has is shown. */
  isNothing(kind: Kind): boolean;
  /** As `line`, of what the cache has in memory already. */
  partOfLine(kind: Kind): Timeline;
  /** A session with the changes that are being saved. */
  changed(session: ZohoSession): ZohoSession;
  /** On another account. What is confirmed or refused later changes nothing. */
  clear(): void;
}

export interface PendingPorts {
  /** Answers the cache in use: it is replaced when what was read is forgotten. */
  cache(kind: Kind): SessionCache;
  onChange(kind: Kind): void;
  /** Zoho has confirmed a change, and the cache has it. */
  onConfirmed?(kind: Kind, key: string): void;
}

interface Creating {
  session: ZohoSession;
  /** The cache's, at its begin. */
  readonly mark: number;
  known: ReadonlySet<string> | null;
}

interface Saving {
  change: SessionChange;
  state: PendingState;
}

interface Layer {
  readonly creating: Map<string, Creating>;
  /** In the order asked for. */
  readonly saving: Map<string, readonly Saving[]>;
  readonly hidden: Set<string>;
  /** Temporary key to Zoho's. */
  readonly realKeys: Map<string, string>;
  /** What is shown in place of a line of the cache; null after a change of the layer. */
  shown: { readonly of: Timeline; readonly line: Timeline } | null;
}

type Layers = Readonly<Record<Kind, Layer>>;

const emptyLayer = (): Layer => ({
  creating: new Map(), saving: new Map(), hidden: new Set(), realKeys: new Map(), shown: null,
});
const emptyLayers = (): Layers => ({ meeting: emptyLayer(), webinar: emptyLayer() });

/** A key that stands in for Zoho's until it is known. */
export const temporaryKey = (id: string): string => `new-${id}`;
export const isTemporary = (key: string): boolean => /^new-[\da-f-]{36}$/.test(key);

export function createPending({ cache, onChange: tell, onConfirmed }: PendingPorts): PendingChanges {
  let layers = emptyLayers();

  function onChange(kind: Kind): void {
    layers[kind].shown = null;
    tell(kind);
  }

  /** Runs one of `confirm` and `refuse`, once, unless the account changed meanwhile. */
  function settling(
    kind: Kind,
    end: (session: ZohoSession | null) => void,
    more: Pick<PendingWrite, 'mark' | 'change'>,
  ): PendingWrite {
    const mine = layers;
    let isOpen = true;
    const settle = (session: ZohoSession | null) => {
      if (!isOpen || mine !== layers) return;
      isOpen = false;
      end(session);
      if (session) cache(kind).takeWritten({ ...session, pending: null });
      onChange(kind);
      if (session) onConfirmed?.(kind, session.key);
    };
    const open = (work: () => void) => {
      if (!isOpen || mine !== layers) return;
      work();
      onChange(kind);
    };
    return {
      confirm: settle,
      refuse: () => settle(null),
      mark: (state, known) => open(() => more.mark(state, known)),
      change: (change) => open(() => more.change(change)),
    };
  }

  const keyOf = (kind: Kind, key: string): string => layers[kind].realKeys.get(key) ?? key;

  function changed(session: ZohoSession): ZohoSession {
    const changes = layers[session.kind].saving.get(session.key);
    const last = changes?.at(-1)?.change;
    if (!changes || !last) return session;
    const told = changes.findLast(({ change }) => change.participants !== null)?.change.participants;
    const states = changes.map(({ state }) => state);
    const state = (['asking', 'waiting'] as const).find((each) => states.includes(each)) ?? 'saving';
    return { ...session, ...last, participants: told ?? session.participants, pending: session.pending ?? state };
  }

  /**
   * A listing may tell of what is being created before the create is answered: it must not stand there twice. Answers
   * whether a session that is alike is the one.
   */
  function isMadeBy({ session: made, mark, known }: Creating, { kind, key }: ZohoSession): boolean {
    // What was not sent yet has made nothing.
    const isNew = known ? !known.has(key) : made.pending === 'creating' && cache(kind).isNewSince(key, mark);
    return isNew && ![...layers[kind].realKeys.values()].includes(key);
  }

  /** What is shown in place of the line. */
  function over(kind: Kind, line: Timeline): Timeline {
    const layer = layers[kind];
    const { creating, saving, hidden, shown } = layer;
    if (shown?.of === line) return shown.line;
    const gone = new Set<ZohoSession>();
    for (const key of hidden) {
      const session = isTemporary(key) ? undefined : cache(kind).get(key);
      if (session) gone.add(session);
    }
    for (const one of creating.values())
      for (const session of startingAt(line, one.session.startsAt))
        if (isAlike(one.session, session) && isMadeBy(one, session)) gone.add(session);
    const added: ZohoSession[] = [];
    for (const key of saving.keys()) {
      const session = isTemporary(key) ? undefined : cache(kind).get(key);
      if (!session || gone.has(session)) continue;
      gone.add(session);
      added.push(changed(session));
    }
    for (const { session } of creating.values()) if (!hidden.has(session.key)) added.push(changed(session));
    // Looking for a session may have brought more into memory: that line is another one, and is asked for anew.
    const made = patched(line, gone, added);
    layer.shown = { of: line, line: made };
    return made;
  }

  function turn(kind: Kind, keys: readonly string[], isHidden: boolean): void {
    const { hidden } = layers[kind];
    for (const key of keys.map((each) => keyOf(kind, each))) {
      if (isHidden) hidden.add(key);
      else hidden.delete(key);
    }
    onChange(kind);
  }

  return {
    create(session) {
      const { kind, key } = session;
      const { creating, saving, hidden, realKeys } = layers[kind];
      const one: Creating = { session: { ...session, pending: 'creating' }, mark: cache(kind).mark(), known: null };
      creating.set(key, one);
      onChange(kind);
      const end = (made: ZohoSession | null) => {
        creating.delete(key);
        const wasHidden = hidden.delete(key);
        if (!made) return;
        realKeys.set(key, made.key);
        if (wasHidden) hidden.add(made.key);
        const edits = saving.get(key);
        if (edits) saving.delete(key);
        if (edits) saving.set(made.key, edits);
      };
      return settling(kind, end, {
        mark(state, known) {
          one.session = { ...one.session, pending: state === 'underway' ? 'creating' : state };
          if (known) one.known = known;
        },
        change: (change) => void (one.session = { ...one.session, ...change }),
      });
    },
    save(kind, key, change) {
      const { saving } = layers[kind];
      const one: Saving = { change, state: 'underway' };
      saving.set(key, [...(saving.get(key) ?? []), one]);
      onChange(kind);
      const end = () => {
        const now = keyOf(kind, key);
        const rest = (saving.get(now) ?? []).filter((each) => each !== one);
        if (rest.length > 0) saving.set(now, rest);
        else saving.delete(now);
      };
      return settling(kind, end, {
        mark: (state) => void (one.state = state),
        change: (next) => void (one.change = next),
      });
    },
    hide: (kind, keys) => turn(kind, keys, true),
    show: (kind, keys) => turn(kind, keys, false),
    removed(kind, key) {
      const real = keyOf(kind, key);
      cache(kind).remove(real);
      layers[kind].hidden.delete(real);
      onChange(kind);
      onConfirmed?.(kind, real);
    },
    isHidden: (kind, key) => layers[kind].hidden.has(keyOf(kind, key)),
    keyOf,
    isUsed: (kind, key) => layers[kind].creating.has(key) || layers[kind].realKeys.has(key),
    find(kind, key) {
      const found = cache(kind).get(keyOf(kind, key)) ?? layers[kind].creating.get(key)?.session;
      return found && changed(found);
    },
    line: (kind) => over(kind, cache(kind).line()),
    isNothing: (kind) => [layers[kind].creating, layers[kind].saving, layers[kind].hidden].every(({ size }) => size === 0),
    partOfLine: (kind) => over(kind, cache(kind).partOfLine()),
    changed,
    clear() {
      layers = emptyLayers();
      for (const kind of kindSchema.options) onChange(kind);
    },
  };
}

const isAlike = (a: ZohoSession, b: ZohoSession): boolean =>
  a.topic === b.topic && a.startsAt === b.startsAt && a.duration === b.duration;
