import { useState } from 'react';
import type { Recurrence } from '../../../contract/calendar.ts';
import type { Account } from '../../../contract/domain.ts';
import { useWritableCalendars } from '../../bridge/writable-calendars.ts';
import type { FormState } from '../editor/use-form-state.ts';
import type { Series } from '../editor/editor-context.ts';
import { RepeatField } from './repeat-field.tsx';
import { missingFor, RepeatGrant } from './repeat-grant.tsx';
import { type RepeatState, useRepeat } from './use-repeat.ts';

const notGranted = 'Switch on repeats first, or choose “Does not repeat”.';
const noCalendar = 'Parley knows of no calendar yet that can be written to. Try again in a moment.';

interface MeetingRepeat extends RepeatState {
  readonly error: string | undefined;
  /** What the field says now; null when it does not repeat, or cannot be read. */
  readonly known: Recurrence | null;
  /** Null for a single meeting; undefined, and told, where something is wrong. */
  check(): Series | null | undefined;
}

/** The repeat of a new meeting: it is made in the calendar that is written to by default. */
export function useMeetingRepeat(state: FormState, account: Account): MeetingRepeat {
  const repeat = useRepeat(state);
  const [calendar] = useWritableCalendars();
  const [wasSent, setSent] = useState(false);
  const isOff = missingFor(account).length > 0;
  const problem = repeat.form.choice === 'none' ? undefined : isOff ? notGranted : calendar ? undefined : noCalendar;
  return {
    ...repeat,
    error: wasSent ? problem : undefined,
    known: repeat.answer.ok && repeat.answer.repeat !== 'keep' ? repeat.answer.repeat : null,
    check() {
      setSent(true);
      const answer = repeat.submit();
      if (!answer.ok || answer.repeat === 'keep') return undefined;
      if (answer.repeat === null) return null;
      return problem === undefined && calendar ? { calendar: calendar.uid, repeat: answer.repeat } : undefined;
    },
  };
}

interface MeetingRepeatFieldProps {
  repeat: MeetingRepeat;
  state: FormState;
  account: Account;
}

export function MeetingRepeatField({ repeat, state, account }: MeetingRepeatFieldProps) {
  return (
    <RepeatField
      form={repeat.form}
      date={repeat.date}
      answer={repeat.answer}
      showsProblems={repeat.showsProblems}
      error={repeat.error}
      onChange={repeat.change}
      onOffer={({ date }) => state.change({ date })}
    >
      {repeat.form.choice !== 'none' && <RepeatGrant account={account} />}
    </RepeatField>
  );
}
