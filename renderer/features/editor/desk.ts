import type { Template } from '../../../contract/calendar.ts';
import type { Kind, OutboxItem, Session, SessionWrite, Settings, Written } from '../../../contract/domain.ts';
import type { Result } from '../../../contract/result.ts';
import type { SessionForm, SessionValues } from '../../../contract/rules/session-form.ts';
import { sessionDrafts } from '../../bridge/drafts.ts';
import { ask } from '../../bridge/parley.ts';
import type { useMessages } from '../../ui/toaster.tsx';
import type {
  FormActions, Goal, NewStart, OpenForm, QuickStart, Reading, Series, SessionRef,
} from './editor-context.ts';
import { createDraftKeeper } from './draft-keeper.ts';
import { type Form, draftIds, sameForm, seriesWriteOf, writeOf } from './form-basics.ts';
import { readForEdit } from './read-for-edit.ts';
import { needsYou } from '../outbox/outbox-model.ts';
import { keptText } from '../outbox/outbox-text.ts';
import { differenceText, named } from './words.ts';
import { ownZone } from '../../ui/own-zone.ts';

interface State {
  readonly open: OpenForm | null;
  readonly reading: Reading | null;
  /** Refused or set aside while another form was open. */
  readonly waiting: readonly OpenForm[];
}

interface Ports {
  readonly messages: ReturnType<typeof useMessages>;
  settings(): Promise<Settings>;
  /** In the list at once, answered when Zoho has confirmed. @param startsAt epoch ms */
  create(kind: Kind, write: SessionWrite, startsAt: number): Promise<Result<Written>>;
}

export type Desk = ReturnType<typeof createDesk>;

/** The rules of dates, zones and addresses come with the form, not with the first screen. */
const rules = () => import('./form.ts');
const templateRules = () => import('../templates/template-model.ts');


/** What the form showed before anything was typed: that is what the change was made from. */
const baseOf = async ({ kind, original, untouched }: OpenForm) => {
  if (!original) return null;
  const { writeOfUntouched } = await rules();
  return writeOfUntouched(untouched, original, kind, Date.now());
};

/** What of it waits in one of the outboxes. */
async function unsent(kind: Kind, key: string): Promise<Pick<OutboxItem, 'state' | 'error'> | undefined> {
  const [outbox, events] = await Promise.all([ask('getOutbox'), ask('getEventChanges')]);
  const item = outbox.ok ? outbox.value.findLast((each) => each.kind === kind && each.key === key) : undefined;
  return item ?? (events.ok ? events.value.findLast(({ ref }) => ref.uid === key) : undefined);
}

async function createSeries(values: SessionValues, series: Series): Promise<Result<Written>> {
  const result = await ask('createEvent', { write: seriesWriteOf(values, series) });
  if (!result.ok) return result;
  const { ref, foundAgain, waiting } = result.value;
  return { ok: true, value: { key: ref.uid, difference: null, foundAgain, waiting } };
}

/**
 * Where forms lie: which one is open, which are on their way to Zoho, which came back. Nothing typed is lost: a form
 * is in memory until Zoho has taken it, and kept as a draft besides.
 */
export function createDesk() {
  let state: State = { open: null, reading: null, waiting: [] };
  let ports: Ports | null = null;
  let serial = 0;
  /** Something is being prepared: a second key press opens no second form. */
  let preparing = false;
  /** On their way to Zoho. */
  const out = new Set<OpenForm>();
  const drafts = createDraftKeeper<Form>({ store: sessionDrafts, isSame: sameForm, away: () => [...out, ...state.waiting] });
  const listeners = new Set<() => void>();
  const set = (part: Partial<State>) => {
    state = { ...state, ...part };
    for (const listener of listeners) listener();
  };

  const close = () => {
    drafts.end();
    set({ open: null });
  };

  const show = (form: Omit<OpenForm, 'serial'>) => {
    serial += 1;
    const open = { ...form, serial };
    drafts.begin(open, open.form);
    set({ open, reading: null });
  };
  const fresh = (
    part: Pick<OpenForm, 'kind' | 'draftId' | 'original' | 'untouched'> & { quick?: QuickStart },
    draft: Form | null,
    readAt: number | null = null,
  ) =>
    show({
      quick: null,
      ...part,
      form: draft ?? part.untouched,
      keptFromBefore: draft !== null && !sameForm(draft, part.untouched),
      readAt,
      refusal: null,
    });

  const isOpen = () => preparing || state.open !== null || state.reading !== null;

  /** Prepares and shows a form, unless one is there already. */
  const prepare = async (make: () => Promise<void>) => {
    if (isOpen()) return;
    preparing = true;
    await make();
    preparing = false;
  };

  /** Settings that cannot be had are no reason to show no form. */
  const settings = async () => (await ports?.settings().catch(() => null)) ?? null;

  const create = (kind: Kind, start?: NewStart, hasFocus = false) =>
    void prepare(async () => {
      const draftId = draftIds.new(kind);
      const { newForm, usualOf } = await rules();
      const { zone, length } = usualOf(await settings(), ownZone());
      const draft = await drafts.read(draftId);
      const untouched = { ...newForm(Date.now(), zone, length), ...start };
      const quick = { line: '', byHand: null, hasFocus };
      fresh({ kind, draftId, original: null, untouched, quick }, draft && { ...draft, ...start });
    });

  const createFrom = (kind: Kind, pasted: Partial<SessionForm>): boolean => {
    if (isOpen()) return false;
    void prepare(async () => {
      const { newForm, pastedOver, usualOf } = await rules();
      // A text that names no zone means the clock of whoever reads it.
      const { length } = usualOf(await settings(), ownZone());
      const untouched = pastedOver(newForm(Date.now(), ownZone(), length), pasted);
      fresh({ kind, draftId: draftIds.paste(kind), original: null, untouched }, null);
    });
    return true;
  };

  const createFromTemplate = (template: Template) =>
    void prepare(async () => {
      const [{ newForm, usualOf }, { filledFrom }] = await Promise.all([rules(), templateRules()]);
      const { zone, length } = usualOf(await settings(), ownZone());
      const empty = newForm(Date.now(), zone, length);
      const untouched = { ...empty, ...filledFrom(template, empty.date) };
      fresh({ kind: template.kind, draftId: draftIds.paste(template.kind), original: null, untouched }, null);
    });

  const read = async ({ kind, key }: SessionRef, goal: Goal) => {
    const reading = { kind, key, error: null, goal };
    set({ reading });
    const isWanted = () => state.reading === reading;
    const answer = await readForEdit((refresh) => ask('getSession', { kind, key, refresh }));
    if (!isWanted()) return undefined;
    return answer.ok
      ? filled(answer.value, goal, isWanted, answer.readAt)
      : set({ reading: { ...reading, error: answer.error } });
  };
  const filled = async (session: Session, goal: Goal, isWanted: () => boolean, readAt: number | null) => {
    const { kind, key } = session;
    const editing = goal === 'edit';
    const draftId = editing ? draftIds.edit(kind, key) : draftIds.copy(kind, key);
    const draft = await drafts.read(draftId);
    const { copyOf, formOf } = await rules();
    if (!isWanted()) return;
    const untouched = editing ? formOf(session, ownZone()) : copyOf(session, Date.now(), ownZone());
    fresh({ kind, draftId, original: editing ? session : null, untouched }, draft, readAt);
  };

  const afterwards = async (open: OpenForm, form: Form, result: Result<Written>) => {
    out.delete(open);
    const { kind, original } = open;
    if (!result.ok) return refused({ ...open, form, keptFromBefore: false, refusal: result.error });
    drafts.drop(open);
    const { difference, foundAgain, waiting, key } = result.value;
    const name = named(form.topic);
    if (waiting) {
      const item = await unsent(kind, key);
      // What asks or was refused tells so itself.
      return item && needsYou(item) ? undefined : ports?.messages.tell(keptText(name, item?.error ?? null));
    }
    if (original) ports?.messages.tell(`Saved ${name}`);
    else ports?.messages.tell(foundAgain ? `Created ${name}: the answer was lost, and it was found again` : `Created ${name}`);
    if (!difference) return undefined;
    return ports?.messages.warn(`Zoho kept ${name} otherwise than it was sent.`, differenceText(difference), {
      label: 'Edit',
      run: () => edit({ kind, key }),
    });
  };
  const refused = (open: OpenForm) => {
    if (state.open || state.reading) return set({ waiting: [...state.waiting, open] });
    return reopen(open);
  };
  const reopen = (open: OpenForm) => {
    drafts.begin(open, open.form);
    // The line has done its work: what it filled may have been changed since.
    set({ open: { ...open, quick: open.quick && { line: '', byHand: null, hasFocus: false } }, reading: null });
    drafts.keep(open, open.form);
  };

  const submit = async (form: Form, values: SessionValues, series: Series | null) => {
    const { open } = state;
    if (!open || !ports) return;
    out.add(open);
    const write = writeOf(values);
    const { kind, original } = open;
    // Before the form goes, so that the row is there in the frame in which it is gone. From here on main has it on disk.
    const created = original || series ? null : ports.create(kind, write, values.startsAt);
    close();
    drafts.keep(open, form);
    const result = original
      ? await ask('updateSession', { kind, key: original.key, write, base: await baseOf(open) })
      : series
        ? await createSeries(values, series)
        : await created;
    if (result) await afterwards(open, form, result);
  };

  /** What was begun of that kind before keeps its place. */
  const become = async (kind: Kind, form: Form, quick: QuickStart) => {
    const { open } = state;
    const isTaken = (await drafts.read(draftIds.new(kind))) !== null;
    if (!open || open.original || state.open !== open) return;
    close();
    drafts.drop(open);
    const draftId = isTaken ? draftIds.paste(kind) : draftIds.new(kind);
    show({ ...open, kind, draftId, form, keptFromBefore: false, refusal: null, quick });
  };

  const begin = (session: SessionRef, goal: Goal) => {
    if (!isOpen()) void read(session, goal);
  };
  const edit = (session: SessionRef) => begin(session, 'edit');

  const actions: FormActions = {
    changed: drafts.changed,
    submit: (form, values, series) => void submit(form, values, series),
    become: (kind, form, quick) => void become(kind, form, quick),
    leave() {
      const { open } = state;
      const form = drafts.latest();
      if (!open || !form) return;
      close();
      if (sameForm(form, open.untouched)) return drafts.drop(open);
      drafts.keep(open, form);
      return ports?.messages.tell('Kept as a draft');
    },
    cancel(form) {
      const { open } = state;
      if (!open) return;
      close();
      drafts.drop(open);
      if (sameForm(form, open.untouched)) return;
      const dropped = { ...open, form, keptFromBefore: false, refusal: null };
      ports?.messages.tellUndoable(open.original ? 'Changes dropped' : `${named(form.topic)} was dropped`, () =>
        refused(dropped),
      );
    },
  };

  return {
    actions,
    create: (kind: Kind, start?: NewStart) => create(kind, start),
    createQuickly: (kind: Kind) => create(kind, undefined, true),
    createFrom,
    createFromTemplate,
    edit,
    duplicate: (session: SessionRef) => begin(session, 'duplicate'),
    /** The window may be about to close. */
    keepLatest: drafts.keepLatest,
    /** Swaps a waiting form with the one that is open. */
    openAgain(wanted: number) {
      const form = state.waiting.find((each) => each.serial === wanted);
      if (!form) return;
      const rest = state.waiting.filter((each) => each !== form);
      const { open } = state;
      const latest = drafts.latest();
      const aside = open && latest && !sameForm(latest, open.untouched) ? [{ ...open, form: latest }] : [];
      close();
      set({ waiting: [...rest, ...aside] });
      reopen(form);
    },
    stopReading: () => set({ reading: null }),
    readAgain() {
      const { reading } = state;
      if (reading) void read(reading, reading.goal);
    },
    isOpen,
    /** What the desk tells its news with. */
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

