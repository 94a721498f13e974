import type { Draft } from '../../contract/domain.ts';
import { ask } from './parley.ts';

export type DraftForm = Draft['form'];

/** What stands in the form of an event. */
export interface DraftEvent {
  readonly form: DraftForm;
  readonly extras: NonNullable<Draft['event']>;
}

/** What a draft can hold (contract/domain.ts); a longer text is cut rather than not kept at all. */
const most = {
  topic: 5_000, agenda: 20_000, short: 200, number: 20, address: 500, addresses: 2_000, participantText: 20_000, location: 5_000,
};

function fitting(form: DraftForm): DraftForm {
  return {
    topic: form.topic.slice(0, most.topic),
    agenda: form.agenda.slice(0, most.agenda),
    date: form.date.slice(0, most.short),
    time: form.time.slice(0, most.short),
    duration: form.duration.slice(0, most.short),
    timeZone: form.timeZone.slice(0, most.short),
    participants: form.participants?.slice(0, most.addresses).map((each) => each.slice(0, most.address)) ?? null,
    participantText: form.participantText.slice(0, most.participantText),
    ...(form.repeat && {
      repeat: {
        ...form.repeat,
        interval: form.repeat.interval.slice(0, most.number),
        until: form.repeat.until.slice(0, most.short),
        count: form.repeat.count.slice(0, most.number),
      },
    }),
  };
}

/** What was kept under `id`, or null; a draft that cannot be read is no reason to open no form. */
async function read(id: string): Promise<Draft | null> {
  const result = await ask('getDraft', { id });
  return result.ok ? result.value : null;
}

/** Where drafts of one kind of form are kept. */
export interface DraftStore<Texts> {
  read(id: string): Promise<Texts | null>;
  keep(id: string, texts: Texts): void;
  drop(id: string): void;
}

const drop = (id: string): void => void ask('dropDraft', { id });

export const sessionDrafts: DraftStore<DraftForm> = {
  read: async (id) => (await read(id))?.form ?? null,
  keep: (id, form) => void ask('keepDraft', { id, form: fitting(form) }),
  drop,
};

export const eventDrafts: DraftStore<DraftEvent> = {
  async read(id) {
    const draft = await read(id);
    return draft?.event ? { form: draft.form, extras: draft.event } : null;
  },
  keep(id, { form, extras }) {
    const { days, location, reminder } = extras;
    void ask('keepDraft', {
      id,
      form: fitting(form),
      event: {
        ...extras,
        days: days.slice(0, most.short),
        location: location.slice(0, most.location),
        reminder: reminder.slice(0, most.number),
      },
    });
  },
  drop,
};
