import type { Calendar, EventRef, EventWrite, EventWritten, Extent } from '../../../contract/calendar.ts';
import type { Settings } from '../../../contract/domain.ts';
import type { AppError, Result } from '../../../contract/result.ts';
import { eventDrafts } from '../../bridge/drafts.ts';
import { ask } from '../../bridge/parley.ts';
import type { useMessages } from '../../ui/toaster.tsx';
import { createDraftKeeper } from '../editor/draft-keeper.ts';
import { readForEdit } from '../editor/read-for-edit.ts';
import { named } from '../editor/words.ts';
import { needsYou } from '../outbox/outbox-model.ts';
import { keptText } from '../outbox/outbox-text.ts';
import { type EventTexts, eventDraftIds, resumed, sameTexts } from './event-drafts.ts';
import type { NewEventStart } from './event-form-context.ts';
import type { OpenEvent } from './event-form.ts';
import { ownZone } from '../../ui/own-zone.ts';

interface State {
  readonly open: OpenEvent | null;
  /** One that is about to open: it is being read, or could not be. */
  readonly reading: { readonly ref: EventRef; readonly error: AppError | null } | null;
  /** Refused while another form was open. */
  readonly waiting: readonly OpenEvent[];
}

interface Ports {
  readonly messages: ReturnType<typeof useMessages>;
  settings(): Promise<Settings>;
  /** Those that can be written to, the default one first. */
  readonly calendars: readonly Calendar[];
}

/** The rules of dates, zones and addresses come with the form, not with the first screen. */
const rules = async () => ({ ...(await import('./event-form.ts')), ...(await import('../editor/form.ts')) });
const loadBase = async () => (await import('../../../contract/rules/event-form.ts')).writeOfEvent;

const textsOf = ({ form, extras }: OpenEvent): EventTexts => ({ form, extras });


/** Where forms of events lie: which one is open, which are on their way, which came back. Each is kept as a draft besides. */
export function createEventDesk() {
  let state: State = { open: null, reading: null, waiting: [] };
  let ports: Ports | null = null;
  let serial = 0;
  let preparing = false;
  const listeners = new Set<() => void>();
  const set = (part: Partial<State>) => {
    state = { ...state, ...part };
    for (const listener of listeners) listener();
  };
  const isOpen = () => preparing || state.open !== null || state.reading !== null;
  /** On their way to Zoho. */
  const out = new Set<OpenEvent>();
  const drafts = createDraftKeeper<EventTexts>({ store: eventDrafts, isSame: sameTexts, away: () => [...out, ...state.waiting] });

  const show = (part: Pick<OpenEvent, 'draftId' | 'original' | 'untouched' | 'readAt'>, draft: EventTexts | null) => {
    serial += 1;
    const texts = draft ?? part.untouched;
    const open = { ...part, ...texts, keptFromBefore: !sameTexts(texts, part.untouched), serial, refusal: null };
    drafts.begin(open, texts);
    set({ open, reading: null });
  };
  const close = () => {
    drafts.end();
    set({ open: null });
  };

  const create = async (start: NewEventStart | null) => {
    const { newEvent, usualOf } = await rules();
    const settings = (await ports?.settings().catch(() => null)) ?? null;
    const calendars = ports?.calendars ?? [];
    const [calendar] = calendars;
    if (!calendar) return ports?.messages.warn('There is no calendar that can be written to.', 'Zoho has told Parley of none.');
    const { zone, length } = usualOf(settings, ownZone());
    const untouched = newEvent({ now: Date.now(), zone, length, calendar: calendar.uid, start });
    const kept = await drafts.read(eventDraftIds.new);
    const draft = kept && resumed(kept, untouched, calendars.map(({ uid }) => uid));
    return show(
      { draftId: eventDraftIds.new, original: null, untouched, readAt: null },
      draft && { ...draft, form: { ...draft.form, ...start } },
    );
  };

  const read = async (ref: EventRef) => {
    const reading = { ref, error: null };
    set({ reading });
    const draftId = eventDraftIds.edit(ref);
    const [answer, kept, { textsOfEvent }] = await Promise.all([
      readForEdit((refresh) => ask('getEvent', { ...ref, refresh })),
      drafts.read(draftId),
      rules(),
    ]);
    if (state.reading !== reading) return;
    if (!answer.ok) return set({ reading: { ref, error: answer.error } });
    const { value, readAt } = answer;
    const untouched = textsOfEvent(value, ownZone());
    show({ draftId, original: value, untouched, readAt }, kept && resumed(kept, untouched, [value.calendar]));
  };

  const reopen = (open: OpenEvent) => {
    const texts = textsOf(open);
    drafts.begin(open, texts);
    set({ open, reading: null });
    drafts.keep(open, texts);
  };
  const comeBack = (open: OpenEvent) =>
    state.open || state.reading ? set({ waiting: [...state.waiting, open] }) : reopen(open);

  const afterwards = async (open: OpenEvent, texts: EventTexts, write: EventWrite, result: Result<EventWritten>) => {
    out.delete(open);
    if (!result.ok) return comeBack({ ...open, ...texts, keptFromBefore: false, refusal: result.error });
    drafts.drop(open);
    const { ref, foundAgain, waiting } = result.value;
    const name = named(write.title);
    if (waiting) {
      const changes = await ask('getEventChanges');
      const change = changes.ok ? changes.value.findLast((each) => each.ref.uid === ref.uid) : undefined;
      // What asks or was refused tells so itself.
      return change && needsYou(change) ? undefined : ports?.messages.tell(keptText(name, change?.error ?? null));
    }
    if (open.original) return ports?.messages.tell(`Saved ${name}`);
    return ports?.messages.tell(foundAgain ? `Created ${name}: the answer was lost, and it was found again` : `Created ${name}`);
  };

  const submit = async (texts: EventTexts, write: EventWrite, extent: Extent) => {
    const { open } = state;
    if (!open) return;
    out.add(open);
    close();
    drafts.keep(open, texts);
    const { original } = open;
    const result = original
      ? await ask('updateEvent', {
          ref: { calendar: original.calendar, uid: original.uid, occurrence: original.occurrence },
          write, extent, base: (await loadBase())(original, ownZone()),
        })
      : await ask('createEvent', { write });
    await afterwards(open, texts, write, result);
  };

  return {
    create(start?: NewEventStart) {
      if (isOpen()) return;
      preparing = true;
      void create(start ?? null).finally(() => (preparing = false));
    },
    edit(ref: EventRef) {
      if (!isOpen()) void read(ref);
    },
    submit: (texts: EventTexts, write: EventWrite, extent: Extent) => void submit(texts, write, extent),
    changed: drafts.changed,
    /** The window may be about to close. */
    keepLatest: drafts.keepLatest,
    /** Escape: closed, and kept as a draft. */
    leave() {
      const { open } = state;
      const texts = drafts.latest();
      if (!open || !texts) return;
      close();
      if (sameTexts(texts, open.untouched)) return drafts.drop(open);
      drafts.keep(open, texts);
      ports?.messages.tell('Kept as a draft');
    },
    /** Cancel: closed and dropped; it can be undone for a while. */
    cancel(texts: EventTexts) {
      const { open } = state;
      if (!open) return;
      close();
      drafts.drop(open);
      if (sameTexts(texts, open.untouched)) return;
      const said = open.original ? 'Changes dropped' : `${named(texts.form.topic)} was dropped`;
      ports?.messages.tellUndoable(said, () => comeBack({ ...open, ...texts, keptFromBefore: false, refusal: null }));
    },
    /** Swaps a waiting form with the one that is open. */
    openAgain(wanted: number) {
      const form = state.waiting.find((each) => each.serial === wanted);
      if (!form) return;
      const rest = state.waiting.filter((each) => each !== form);
      const { open } = state;
      const latest = drafts.latest();
      const aside = open && latest && !sameTexts(latest, open.untouched) ? [{ ...open, ...latest }] : [];
      close();
      set({ waiting: [...rest, ...aside] });
      reopen(form);
    },
    stopReading: () => set({ reading: null }),
    readAgain() {
      const { reading } = state;
      if (reading) void read(reading.ref);
    },
    use(given: Ports) {
      ports = given;
    },
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    state: () => state,
  };
}

export type EventDesk = ReturnType<typeof createEventDesk>;
