import type { DraftStore } from '../../bridge/drafts.ts';

/** A form whose texts are kept as a draft. */
interface Drafted<Texts> {
  /** Tells one opening of a form from the next. */
  readonly serial: number;
  readonly draftId: string;
  /** What would stand in it without anything typed. */
  readonly untouched: Texts;
}

interface Ports<Texts> {
  readonly store: DraftStore<Texts>;
  isSame(one: Texts, other: Texts): boolean;
  /** Forms that are not on the screen: on their way to Zoho, or waiting to come back. */
  away(): readonly Pick<Drafted<Texts>, 'serial' | 'draftId'>[];
}

/** Typing settles for this long before it is kept, in ms. */
const keepAfter = 400;

/** Keeps what is typed into the form that is open, across close and crash, until it is saved or thrown away. */
export function createDraftKeeper<Texts>({ store, isSame, away }: Ports<Texts>) {
  let open: { readonly form: Drafted<Texts>; readonly texts: Texts } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Which form a draft belongs to: one that is on its way must not drop what the next one has kept. */
  const owners = new Map<string, number>();

  const keep = ({ draftId, serial }: Drafted<Texts>, texts: Texts) => {
    owners.set(draftId, serial);
    store.keep(draftId, texts);
  };
  const drop = ({ draftId, serial }: Drafted<Texts>) => {
    if ((owners.get(draftId) ?? serial) !== serial) return;
    owners.delete(draftId);
    store.drop(draftId);
  };
  const isAway = (draftId: string) =>
    away().some((each) => each.draftId === draftId && each.serial === owners.get(draftId));

  /** Nothing typed leaves no draft. */
  const keepLatest = () => {
    clearTimeout(timer);
    if (!open) return;
    const { form, texts } = open;
    if (!isSame(texts, form.untouched)) keep(form, texts);
    else if (owners.has(form.draftId)) drop(form);
  };

  return {
    keep,
    drop,
    keepLatest,
    /** What was begun before; what is on its way to Zoho is not the beginning of the next form. */
    read: async (draftId: string): Promise<Texts | null> =>
      owners.has(draftId) && isAway(draftId) ? null : store.read(draftId),
    /** It is on the screen now. */
    begin(form: Drafted<Texts>, texts: Texts) {
      open = { form, texts };
    },
    changed(texts: Texts) {
      if (!open) return;
      open = { ...open, texts };
      clearTimeout(timer);
      timer = setTimeout(keepLatest, keepAfter);
    },
    /** What stands in the form that is open. */
    latest: (): Texts | null => open?.texts ?? null,
    /** It is not on the screen any more. */
    end() {
      clearTimeout(timer);
      open = null;
    },
  };
}
