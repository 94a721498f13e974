/** One import, from the file to what became of each of its events. Nothing is sent before `create`. */
import type { Calendar } from '../../../contract/calendar.ts';
import type { IcalDraft } from '../../../contract/rules/ical-draft.ts';
import type { IcalReading } from '../../../contract/rules/ical-read.ts';
import type { AppError, Result } from '../../../contract/result.ts';
import type { ask as askMain } from '../../bridge/parley.ts';
import {
  type ImportKind, type Known, type Made, type Situation, eventOf, isThere, isWanted, namesOf, sessionOf, spansOf,
} from './import-model.ts';
import { readCalendarFile } from './read-file.ts';

/** What became of a draft. `asking` waits for an answer in Changes; `unfit` was not sent, since the form would not take it. */
export type Outcome =
  | { readonly as: 'created' }
  | { readonly as: 'waiting' }
  | { readonly as: 'asking' }
  | { readonly as: 'unfit'; readonly words: string }
  | { readonly as: 'refused'; readonly error: AppError };

/** It is made, or on its way: never sent once more from here. */
export const isOver = (outcome: Outcome | null): boolean =>
  outcome !== null && outcome.as !== 'refused' && outcome.as !== 'unfit';

export interface ImportItem {
  readonly draft: IcalDraft;
  /** Its place in the file: names it. */
  readonly id: number;
  readonly isTwin: boolean;
  /** Why it cannot be made as what is chosen; null when it can. */
  readonly problem: string | null;
  readonly isTicked: boolean;
  readonly outcome: Outcome | null;
}

export interface Review {
  readonly phase: 'review';
  readonly fileName: string;
  readonly reading: IcalReading;
  readonly items: readonly ImportItem[];
  readonly kind: ImportKind;
  /** Where events go. */
  readonly calendar: string | null;
  readonly calendars: readonly Calendar[];
  readonly withPeople: boolean;
  /** Whether all that is known was compared. */
  readonly isCompared: boolean;
  /** While it runs. */
  readonly running: { readonly done: number; readonly total: number; readonly isStopping: boolean } | null;
}

export type ImportState =
  | { readonly phase: 'choose'; readonly problem: string | null }
  | { readonly phase: 'reading'; readonly fileName: string; readonly share: number }
  | Review;

export interface ImportPorts {
  ask: typeof askMain;
  now(): number;
  /** IANA. */
  here: string;
}

export type ImportDesk = ReturnType<typeof createImportDesk>;

export function createImportDesk({ ask, now, here }: ImportPorts) {
  let state: ImportState = { phase: 'choose', problem: null };
  let names: ReadonlySet<string> = new Set();
  let turn = new AbortController();
  const listeners = new Set<() => void>();
  const set = (next: ImportState) => {
    state = next;
    for (const listener of listeners) listener();
  };
  const change = (part: Partial<Omit<Review, 'phase'>>) => {
    if (state.phase === 'review') set({ ...state, ...part });
  };

  const situationOf = (withPeople: boolean): Situation => ({ now: now(), here, withPeople });
  const make = (draft: IcalDraft, kind: ImportKind, calendar: string | null, withPeople: boolean): Made<unknown> => {
    if (kind !== 'event') return sessionOf(draft, kind, situationOf(withPeople));
    return calendar === null ? noCalendar : eventOf(draft, calendar, situationOf(withPeople));
  };
  /** Anew for what is chosen; what was made stays as it became. */
  const itemsFor = (drafts: readonly IcalDraft[], before: readonly ImportItem[], choice: Pick<Review, 'kind' | 'calendar' | 'withPeople'>, keepsTicks: boolean) =>
    drafts.map((draft, id): ImportItem => {
      const made = make(draft, choice.kind, choice.calendar, choice.withPeople);
      const isTwin = isThere(draft, names);
      const problem = 'problem' in made ? made.problem : null;
      const last = before[id];
      const outcome = last?.outcome ?? null;
      const wished = keepsTicks && last ? last.isTicked : isWanted(draft, made, isTwin, now());
      return { draft, id, isTwin, problem, isTicked: wished && problem === null && !isOver(outcome), outcome };
    });
  const choose = (part: Partial<Pick<Review, 'kind' | 'calendar' | 'withPeople'>>) => {
    if (state.phase !== 'review' || state.running) return;
    const next = { ...state, ...part };
    const keepsTicks = next.kind === state.kind;
    change({ ...part, items: itemsFor(state.reading.drafts, state.items, next, keepsTicks) });
  };

  async function known(drafts: readonly IcalDraft[], withEvents: boolean): Promise<{ all: Known[]; isWhole: boolean }> {
    const { spans, rest } = spansOf(drafts, now());
    const all: Known[] = [];
    let isWhole = !rest;
    for (const span of spans) {
      // oxlint-disable-next-line no-await-in-loop -- a few, one after another
      const [sessions, events] = await Promise.all([ask('listAgenda', span), withEvents ? ask('listEvents', span) : null]);
      if (sessions.ok) all.push(...sessions.value.items.map(({ topic, ...row }) => ({ ...row, title: topic, allDay: null })));
      else isWhole = false;
      if (events?.ok) all.push(...events.value.events.map((row) => ({ ...row, duration: row.endsAt - row.startsAt })));
    }
    return { all, isWhole };
  }

  async function read(file: File, kinds: readonly ImportKind[]): Promise<void> {
    turn.abort();
    const mine = new AbortController();
    turn = mine;
    const fileName = file.name;
    const back = (problem: string) => !mine.signal.aborted && set({ phase: 'choose', problem });
    set({ phase: 'reading', fileName, share: 0 });
    let reading: IcalReading | null;
    try {
      reading = await readCalendarFile(file, {
        here, signal: mine.signal,
        onProgress: (share) => !mine.signal.aborted && set({ phase: 'reading', fileName, share }),
      });
    } catch {
      back('The file cannot be read. Is it still there?');
      return;
    }
    if (reading === null || mine.signal.aborted) return;
    if (!reading.isCalendar) return void back('This is no calendar file: it does not begin a calendar or an event.');
    if (reading.events === 0) return void back(emptyText(reading));
    const listed = kinds.includes('event') ? await ask('listCalendars') : null;
    const calendars = listed?.ok ? listed.value.calendars.filter(({ canWrite }) => canWrite) : [];
    const { all, isWhole } = await known(reading.drafts, kinds.includes('event'));
    if (mine.signal.aborted) return;
    names = namesOf(all);
    const calendar = (calendars.find(({ isDefault }) => isDefault) ?? calendars[0])?.uid ?? null;
    const kind = kinds.find((each) => each !== 'event' || calendar !== null);
    const choice = { kind: kind ?? 'meeting', calendar, withPeople: false };
    const items = itemsFor(reading.drafts, [], choice, false);
    set({ phase: 'review', fileName, reading, items, ...choice, calendars, isCompared: isWhole, running: null });
  }

  async function send({ draft }: ImportItem, { kind, calendar, withPeople }: Review): Promise<Outcome> {
    // Made anew: what lay ahead when it was read may have begun.
    const situation = situationOf(withPeople);
    let result: Result<{ waiting: boolean }>;
    if (kind === 'event') {
      const made = calendar === null ? noCalendar : eventOf(draft, calendar, situation);
      if ('problem' in made) return { as: 'unfit', words: made.problem };
      result = await ask('createEvent', { write: made.write });
    } else {
      const made = sessionOf(draft, kind, situation);
      if ('problem' in made) return { as: 'unfit', words: made.problem };
      result = await ask('createSession', { kind, write: made.write });
    }
    if (result.ok) return { as: result.value.waiting ? 'waiting' : 'created' };
    return result.error.code === 'create-unknown' ? { as: 'asking' } : { as: 'refused', error: result.error };
  }

  /** One by one, in the order of the file. */
  async function create(): Promise<void> {
    if (state.phase !== 'review' || state.running) return;
    const chosen = state.items.filter(({ isTicked }) => isTicked);
    if (chosen.length === 0) return;
    const mine = turn;
    /** Null once another file was chosen. */
    const current = (): Review | null => (!mine.signal.aborted && state.phase === 'review' ? state : null);
    change({ running: { done: 0, total: chosen.length, isStopping: false } });
    for (const [done, item] of chosen.entries()) {
      const before = current();
      if (!before || before.running?.isStopping) break;
      change({ running: { done, total: chosen.length, isStopping: false } });
      // oxlint-disable-next-line no-await-in-loop -- one by one, so that Stop means something
      const outcome = await send(item, before);
      const after = current();
      if (!after) return;
      const isTicked = !isOver(outcome);
      change({ items: after.items.map((each) => (each.id === item.id ? { ...each, outcome, isTicked } : each)) });
      if (outcome.as === 'refused' && isHopeless(outcome.error)) break;
    }
    change({ running: null });
  }

  return {
    /** @param kinds what the account may make, the usual one first */
    read: (file: File, kinds: readonly ImportKind[]) => void read(file, kinds),
    create: () => void create(),
    /** What is on its way arrives; nothing more is sent. */
    stop() {
      if (state.phase === 'review' && state.running) change({ running: { ...state.running, isStopping: true } });
    },
    /** Back to the choice of a file. */
    reset() {
      turn.abort();
      turn = new AbortController();
      set({ phase: 'choose', problem: null });
    },
    tick(ids: readonly number[], isTicked: boolean) {
      if (state.phase !== 'review' || state.running) return;
      const meant = new Set(ids);
      change({
        items: state.items.map((item) => {
          return meant.has(item.id) && item.problem === null && !isOver(item.outcome) ? { ...item, isTicked } : item;
        }),
      });
    },
    choose,
    state: () => state,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

const noCalendar = { problem: 'No calendar can be written to.' };

/** The next one would meet the same. */
const isHopeless = ({ code }: AppError): boolean =>
  ['not-connected', 'not-permitted', 'not-kept', 'reconnect-needed', 'wrong-organisation', 'not-admin'].includes(code);

function emptyText({ others }: IcalReading): string {
  const also = others === 0 ? '' : ` It holds ${others === 1 ? 'a task or note' : 'tasks or notes'}, which Parley has no use for.`;
  return `There is no event in this file.${also}`;
}
