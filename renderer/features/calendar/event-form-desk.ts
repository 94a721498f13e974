import type { Calendar, EventRef, EventWrite, EventWritten, Extent } from '../../../contract/calendar.ts';
import type { Settings } from '../../../contract/domain.ts';
import type { AppError, Result } from '../../../contract/result.ts';
import { ask } from '../../bridge/parley.ts';
import type { useMessages } from '../../ui/toaster.tsx';
import { readForEdit } from '../editor/read-for-edit.ts';
import { named } from '../editor/words.ts';
import { needsYou } from '../outbox/outbox-model.ts';
import { keptText } from '../outbox/outbox-text.ts';
import type { EventTexts, OpenEvent } from './event-form.ts';

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

const ownZone = () => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Where forms of events lie: which one is open, and which came back. Nothing typed is lost while Parley runs. */
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
  const show = (part: Pick<OpenEvent, 'original' | 'untouched' | 'readAt'>) => {
    serial += 1;
    set({ open: { ...part, ...part.untouched, serial, refusal: null }, reading: null });
  };

  const create = async (start: { date: string; time: string } | null) => {
    const { newEvent, usualOf } = await rules();
    const settings = (await ports?.settings().catch(() => null)) ?? null;
    const [calendar] = ports?.calendars ?? [];
    if (!calendar) return ports?.messages.warn('There is no calendar that can be written to.', 'Zoho has told Parley of none.');
    const { zone, length } = usualOf(settings, ownZone());
    // A place of the agenda is on the agenda's clock.
    const place = start ? (settings?.agendaTimeZone ?? ownZone()) : zone;
    const untouched = newEvent({ now: Date.now(), zone: place, length, calendar: calendar.uid, start });
    return show({ original: null, untouched, readAt: null });
  };

  const read = async (ref: EventRef) => {
    const reading = { ref, error: null };
    set({ reading });
    const [answer, { textsOfEvent }] = await Promise.all([
      readForEdit((refresh) => ask('getEvent', { ...ref, refresh })),
      rules(),
    ]);
    if (state.reading !== reading) return;
    if (!answer.ok) return set({ reading: { ref, error: answer.error } });
    const { value, readAt } = answer;
    show({ original: value, untouched: textsOfEvent(value, ownZone()), readAt });
  };

  const reopen = (open: OpenEvent) => set({ open, reading: null });
  const comeBack = (open: OpenEvent) =>
    state.open || state.reading ? set({ waiting: [...state.waiting, open] }) : reopen(open);

  const afterwards = async (open: OpenEvent, write: EventWrite, result: Result<EventWritten>) => {
    if (!result.ok) return comeBack({ ...open, refusal: result.error });
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
    set({ open: null });
    const { original } = open;
    const result = original
      ? await ask('updateEvent', {
          ref: { calendar: original.calendar, uid: original.uid, occurrence: original.occurrence },
          write, extent, base: (await loadBase())(original, ownZone()),
        })
      : await ask('createEvent', { write });
    await afterwards({ ...open, ...texts }, write, result);
  };

  return {
    create(start?: { date: string; time: string }) {
      if (isOpen()) return;
      preparing = true;
      void create(start ?? null).finally(() => (preparing = false));
    },
    edit(ref: EventRef) {
      if (!isOpen()) void read(ref);
    },
    submit: (texts: EventTexts, write: EventWrite, extent: Extent) => void submit(texts, write, extent),
    /** Closed and dropped; it can be undone for a while. */
    async cancel(texts: EventTexts) {
      const { open } = state;
      if (!open) return;
      set({ open: null });
      const { isUntouched } = await rules();
      if (isUntouched(texts, open.untouched)) return;
      const said = open.original ? 'Changes dropped' : `${named(texts.form.topic)} was dropped`;
      ports?.messages.tellUndoable(said, () => comeBack({ ...open, ...texts, refusal: null }));
    },
    openAgain(wanted: number) {
      const form = state.waiting.find((each) => each.serial === wanted);
      if (!form || state.open) return;
      set({ waiting: state.waiting.filter((each) => each !== form) });
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
