import { useRef, useState } from 'react';
import type { Recurrence } from '../../../contract/calendar.ts';
import {
  noRepeat, readRepeat, type RepeatAnswer, type RepeatForm, repeatFormOf,
} from '../../../contract/rules/repeat-form.ts';
import { wallTimeAt } from '../../../contract/rules/start.ts';
import { dateOrderOf, parseDate, parseTime } from '../../../contract/rules/when.ts';
import { resolveZone } from '../../../contract/rules/zones.ts';
import { useNow } from '../../ui/ticker.ts';
import type { FormState } from '../editor/use-form-state.ts';
import { ownZone } from '../../ui/own-zone.ts';

export interface RepeatState {
  readonly form: RepeatForm;
  /** `YYYY-MM-DD` of the first one; null while it cannot be read. */
  readonly date: string | null;
  readonly answer: RepeatAnswer;
  readonly showsProblems: boolean;
  change(part: Partial<RepeatForm>): void;
  /** What a line of quick create says; what was chosen by hand stays. */
  tell(repeat: Recurrence | null, date: string | null): void;
  /** From now on what is wrong is told. */
  submit(): RepeatAnswer;
}

/** The Repeat field of a form, kept with the form's other texts. */
export function useRepeat({ form, change, fill }: Pick<FormState, 'form' | 'change' | 'fill'>): RepeatState {
  const now = useNow();
  const [isChanged, setChanged] = useState(false);
  const told = useRef('null');
  const zone = resolveZone(form.timeZone);
  const today = wallTimeAt(now, zone.ok ? zone.zone : ownZone()).date;
  const order = dateOrderOf();
  const first = parseDate(form.date, { today, order });
  const date = first.ok ? first.date : null;
  const time = parseTime(form.time);
  const repeat = form.repeat ?? noRepeat;
  const answer = readRepeat(repeat, { date, time: time.ok ? time.time : form.time, today, order });
  return {
    form: repeat,
    date,
    answer,
    showsProblems: isChanged,
    change(part) {
      setChanged(true);
      change({ repeat: { ...repeat, ...part } });
    },
    tell(said, from) {
      const text = JSON.stringify([said, from]);
      if (isChanged || text === told.current || (said === null && told.current === 'null')) return;
      told.current = said === null ? 'null' : text;
      const at = from ?? date;
      fill({ repeat: said === null || at === null ? noRepeat : repeatFormOf(said, at) });
    },
    submit() {
      setChanged(true);
      return answer;
    },
  };
}
