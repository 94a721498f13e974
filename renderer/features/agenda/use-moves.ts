import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Kind, SessionRow, Written } from '../../../contract/domain.ts';
import { type MoveAnswer, type Span, moveOf } from '../../../contract/rules/agenda-move.ts';
import { fail, type Result } from '../../../contract/result.ts';
import { ask } from '../../bridge/parley.ts';
import { wordsFor } from '../../ui/error-text.ts';
import type { TimeText } from '../../ui/time.ts';
import { useMessages } from '../../ui/toaster.tsx';
import { differenceText, named } from '../editor/words.ts';
import { useEditor } from '../editor/editor-context.ts';
import { shortWhen } from './grid-text.ts';
import { idOf } from './grid-model.ts';

/** Key presses that follow each other within this are one change, ms. */
const settleAfter = 700;

type Refused = Extract<MoveAnswer, { ok: false }>['reason'];

const refusedWords: Record<Refused, string> = {
  unread: 'Parley has not read all of it yet, and would lose the rest. Open it while Zoho can be reached, then try again.',
  past: 'That time is over. Choose a later one.',
  twice: 'Clocks show that time twice that day, and Zoho cannot be told which is meant. Choose a time before or after.',
};

interface Held {
  readonly row: SessionRow;
  readonly from: Span;
  readonly to: Span;
}

export interface Moves {
  /** Rows as they are about to be. */
  apply(rows: readonly SessionRow[]): readonly SessionRow[];
  /** By key: shown and announced at once, sent when no other press follows. */
  nudge(row: SessionRow, to: Span): void;
  /** By pointer: sent at once. */
  move(row: SessionRow, to: Span): void;
}

const spanOf = (row: SessionRow): Span => ({ startsAt: row.startsAt ?? 0, duration: row.duration ?? 0 });
const isSame = (a: Span, b: Span) => a.startsAt === b.startsAt && a.duration === b.duration;

async function send(kind: Kind, key: string, to: Span, zone: string, now: number | null): Promise<Result<Written> | Refused> {
  const session = await ask('getSession', { kind, key, refresh: false });
  if (!session.ok) return session;
  if (session.value.startsAt === null) return fail('internal', 'its time is not known any more');
  const change = moveOf(session.value, to, zone, now);
  if (!change.ok) return change.reason;
  return ask('updateSession', { kind, key, write: change.write, base: change.base });
}

/** Changes the time of sessions through the same edit as the form, undoable. */
export function useMoves(time: TimeText): Moves {
  const messages = useMessages();
  const editor = useEditor();
  const client = useQueryClient();
  const [shown, setShown] = useState<ReadonlyMap<string, { row: SessionRow; to: Span }>>(new Map());
  const held = useRef<Held | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const show = (row: SessionRow, to: Span) => setShown((before) => new Map(before).set(idOf(row), { row, to }));
  /** Unless it has been moved on meanwhile. */
  const release = (row: SessionRow, to: Span) =>
    setShown((before) => {
      const found = before.get(idOf(row));
      if (!found || !isSame(found.to, to)) return before;
      const after = new Map(before);
      after.delete(idOf(row));
      return after;
    });

  /** @param takeBack what said that it was done */
  const write = async (row: SessionRow, to: Span, now: number | null, takeBack?: () => void): Promise<void> => {
    show(row, to);
    const answer = await send(row.kind, row.key, to, time.zone, now);
    // The rows as main has them now stand there before the ones drawn ahead go.
    await client.invalidateQueries({ queryKey: ['agenda'] });
    release(row, to);
    const edit = { label: 'Edit', run: () => editor.edit(row) };
    const title = `${named(row.topic)} was not moved.`;
    if (typeof answer === 'string' || !answer.ok) takeBack?.();
    if (typeof answer === 'string') messages.warn(title, refusedWords[answer], edit);
    else if (!answer.ok) {
      const words = wordsFor(answer.error);
      messages.warn(`${title} ${words.title}`, words.body, edit);
    } else if (answer.value.difference)
      messages.warn(`Zoho kept ${named(row.topic)} otherwise than it was sent.`, differenceText(answer.value.difference, time.zone), edit);
  };

  const flush = () => {
    clearTimeout(timer.current);
    const change = held.current;
    held.current = null;
    if (!change) return;
    const { row, from, to } = change;
    if (isSame(from, to)) return release(row, to);
    const what =
      from.startsAt === to.startsAt
        ? `now ends ${shortWhen(to.startsAt + to.duration, time)}`
        : `moved to ${shortWhen(to.startsAt, time)}`;
    const takeBack = messages.tellUndoable(`${named(row.topic)} ${what}`, () => {
      messages.announce(`${named(row.topic)} is back at ${shortWhen(from.startsAt, time)}`);
      void write(row, from, null);
    });
    return void write(row, to, Date.now(), takeBack);
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

  const hold = (row: SessionRow, to: Span) => {
    if (held.current && idOf(held.current.row) !== idOf(row)) flush();
    held.current = { row: held.current?.row ?? row, from: held.current?.from ?? spanOf(row), to };
    show(held.current.row, to);
  };

  return {
    apply(rows) {
      if (shown.size === 0) return rows;
      const changed = [...shown.values()].map(({ row, to }) => {
        const known = rows.find((each) => idOf(each) === idOf(row)) ?? row;
        return { ...known, ...to };
      });
      return [...rows.filter((row) => !shown.has(idOf(row))), ...changed];
    },
    nudge(row, to) {
      hold(row, to);
      const when = shortWhen(to.startsAt, time);
      messages.announce(`${named(row.topic)}, ${when} to ${time.time(to.startsAt + to.duration)}`);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => latestFlush.current(), settleAfter);
    },
    move(row, to) {
      hold(row, to);
      flush();
    },
  };
}
