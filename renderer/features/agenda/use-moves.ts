import { useQueryClient } from '@tanstack/react-query';
import { use, useEffect, useRef, useState } from 'react';
import type { EventRef } from '../../../contract/calendar.ts';
import type { Kind, SessionRow, Written } from '../../../contract/domain.ts';
import { type MoveAnswer, type Span, moveOf } from '../../../contract/rules/agenda-move.ts';
import { fail, type Result } from '../../../contract/result.ts';
import { ask } from '../../bridge/parley.ts';
import { wordsFor } from '../../ui/error-text.ts';
import type { TimeText } from '../../ui/time.ts';
import { useMessages } from '../../ui/toaster.tsx';
import { EventFormContext } from '../calendar/event-form-context.ts';
import { differenceText, named } from '../editor/words.ts';
import { useEditor } from '../editor/editor-context.ts';
import { shortWhen } from './grid-text.ts';
import { idOf } from './grid-model.ts';
import type { Moving } from './moving.ts';
import type { ShownEvent } from './shown-event.ts';

/** Key presses that follow each other within this are one change, ms. */
const settleAfter = 700;

type Refused = Extract<MoveAnswer, { ok: false }>['reason'];

const refusedWords: Record<Refused, string> = {
  unread: 'Parley has not read all of it yet, and would lose the rest. Open it while Zoho can be reached, then try again.',
  past: 'That time is over. Choose a later one.',
  twice: 'Clocks show that time twice that day, and Zoho cannot be told which is meant. Choose a time before or after.',
};

interface Held {
  readonly what: Moving;
  readonly from: Span;
  readonly to: Span;
}

export interface Moves {
  /** Sessions as they are about to be. */
  rows(known: readonly SessionRow[]): readonly SessionRow[];
  /** As `rows`, of events. */
  events(known: readonly ShownEvent[]): readonly ShownEvent[];
  /** By key: shown and announced at once, sent when no other press follows. */
  nudge(what: Moving, to: Span): void;
  /** By pointer: sent at once. */
  move(what: Moving, to: Span): void;
}

const nameOf = ({ row, event }: Moving): string => named(row ? row.topic : event.row.title);
const isSame = (a: Span, b: Span) => a.startsAt === b.startsAt && a.duration === b.duration;

async function sendSession(kind: Kind, key: string, to: Span, zone: string, now: number | null): Promise<Result<Written> | Refused> {
  const session = await ask('getSession', { kind, key, refresh: false });
  if (!session.ok) return session;
  if (session.value.startsAt === null) return fail('internal', 'its time is not known any more');
  const change = moveOf(session.value, to, zone, now);
  if (!change.ok) return change.reason;
  return ask('updateSession', { kind, key, write: change.write, base: change.base });
}

/** Of a series it is this occurrence alone. */
async function sendEvent(ref: EventRef, to: Span, zone: string): Promise<Result<null> | Refused> {
  const [event, { moveOfEvent }] = await Promise.all([
    ask('getEvent', { ...ref, refresh: false }),
    import('../../../contract/rules/event-move.ts'),
  ]);
  if (!event.ok) return event;
  const change = moveOfEvent(event.value, to, zone);
  if (!change.ok) return change.reason;
  const answer = await ask('updateEvent', { ref, write: change.write, base: change.base, extent: 'this' });
  return answer.ok ? { ok: true, value: null } : answer;
}

const refOf = ({ calendar, uid, occurrence }: EventRef): EventRef => ({ calendar, uid, occurrence });

/** Changes the time of sessions and events through the same edits as their forms, undoable. */
export function useMoves(time: TimeText): Moves {
  const messages = useMessages();
  const editor = useEditor();
  const eventForm = use(EventFormContext);
  const client = useQueryClient();
  const [shown, setShown] = useState<ReadonlyMap<string, { what: Moving; to: Span }>>(new Map());
  const held = useRef<Held | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  /** A change is made from what the one before has come to. */
  const lastOf = useRef(new Map<string, Promise<unknown>>());
  const inTurn = async <T>(id: string, work: () => Promise<T>): Promise<T> => {
    const turn = (lastOf.current.get(id) ?? Promise.resolve()).then(work);
    lastOf.current.set(id, turn);
    return turn.finally(() => lastOf.current.get(id) === turn && lastOf.current.delete(id));
  };

  const show = (what: Moving, to: Span) => setShown((before) => new Map(before).set(what.id, { what, to }));
  /** Unless it has been moved on meanwhile. */
  const release = ({ id }: Moving, to: Span) =>
    setShown((before) => {
      const found = before.get(id);
      if (!found || !isSame(found.to, to)) return before;
      const after = new Map(before);
      after.delete(id);
      return after;
    });

  /** @param takeBack what said that it was done */
  const write = async (what: Moving, to: Span, now: number | null, takeBack?: () => void): Promise<void> => {
    const { row, event } = what;
    show(what, to);
    const answer = row
      ? await sendSession(row.kind, row.key, to, time.zone, now)
      : await inTurn(what.id, () => sendEvent(refOf(event.row), to, time.zone));
    // The rows as main has them now stand there before the ones drawn ahead go.
    await client.invalidateQueries({ queryKey: [row ? 'agenda' : 'events'] });
    release(what, to);
    const edit = { label: 'Edit', run: () => (row ? editor.edit(row) : eventForm?.edit(refOf(event.row))) };
    const name = nameOf(what);
    const title = `${name} was not moved.`;
    if (typeof answer === 'string' || !answer.ok) takeBack?.();
    if (typeof answer === 'string') messages.warn(title, refusedWords[answer], edit);
    else if (!answer.ok) {
      const words = wordsFor(answer.error, row ? 'session' : 'event');
      messages.warn(`${title} ${words.title}`, words.body, edit);
    } else if (answer.value?.difference)
      messages.warn(`Zoho kept ${name} otherwise than it was sent.`, differenceText(answer.value.difference, time.zone), edit);
  };

  const flush = () => {
    clearTimeout(timer.current);
    const change = held.current;
    held.current = null;
    if (!change) return;
    const { what, from, to } = change;
    if (isSame(from, to)) return release(what, to);
    const done =
      from.startsAt === to.startsAt
        ? `now ends ${shortWhen(to.startsAt + to.duration, time)}`
        : `moved to ${shortWhen(to.startsAt, time)}`;
    const name = nameOf(what);
    const only = what.event?.row.recurring ? ', this one of its series alone' : '';
    const takeBack = messages.tellUndoable(`${name} ${done}${only}`, () => {
      messages.announce(`${name} is back at ${shortWhen(from.startsAt, time)}`);
      void write(what, from, null);
    });
    return void write(what, to, Date.now(), takeBack);
  };
  const latestFlush = useRef(flush);
  useEffect(() => {
    latestFlush.current = flush;
  });
  useEffect(() => {
    const settle = () => latestFlush.current();
    window.addEventListener('pagehide', settle);
    return () => {
      window.removeEventListener('pagehide', settle);
      settle();
    };
  }, []);

  const hold = (what: Moving, to: Span) => {
    if (held.current && held.current.what.id !== what.id) flush();
    const { startsAt, duration } = what;
    held.current = { what: held.current?.what ?? what, from: held.current?.from ?? { startsAt, duration }, to };
    show(held.current.what, to);
  };

  return {
    ...aheadOf(shown),
    nudge(what, to) {
      hold(what, to);
      const when = shortWhen(to.startsAt, time);
      messages.announce(`${nameOf(what)}, ${when} to ${time.time(to.startsAt + to.duration)}`);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => latestFlush.current(), settleAfter);
    },
    move(what, to) {
      hold(what, to);
      flush();
    },
  };
}

/** What is known, with what was moved drawn ahead of Zoho's answer. */
function aheadOf(shown: ReadonlyMap<string, { what: Moving; to: Span }>): Pick<Moves, 'rows' | 'events'> {
  const moved = [...shown.values()];
  return {
    rows(known) {
      const changed = moved.flatMap(({ what: { id, row }, to }) =>
        row ? [{ ...(known.find((each) => idOf(each) === id) ?? row), ...to }] : []);
      return changed.length === 0 ? known : [...known.filter((row) => !shown.has(idOf(row))), ...changed];
    },
    events(known) {
      const changed = moved.flatMap(({ what: { id, event }, to: { startsAt, duration } }) => {
        const as = event && (known.find((each) => each.id === id) ?? event);
        return as ? [{ ...as, row: { ...as.row, startsAt, endsAt: startsAt + duration } }] : [];
      });
      return changed.length === 0 ? known : [...known.filter(({ id }) => !shown.has(id)), ...changed];
    },
  };
}
