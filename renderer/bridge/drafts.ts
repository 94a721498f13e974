import type { Draft } from '../../contract/domain.ts';
import { ask } from './parley.ts';

export type DraftForm = Draft['form'];

/** What a draft can hold (contract/domain.ts); a longer text is cut rather than not kept at all. */
const most = { topic: 5_000, agenda: 20_000, short: 200, number: 20, address: 500, addresses: 2_000, participantText: 20_000 };

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
export async function readDraft(id: string): Promise<DraftForm | null> {
  const result = await ask('getDraft', { id });
  return result.ok ? (result.value?.form ?? null) : null;
}

export const keepDraft = (id: string, form: DraftForm): void => void ask('keepDraft', { id, form: fitting(form) });
export const dropDraft = (id: string): void => void ask('dropDraft', { id });
