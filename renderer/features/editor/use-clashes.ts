import { useEffect, useMemo, useState } from 'react';
import type { Account, Session } from '../../../contract/domain.ts';
import { checkParticipants } from '../../../contract/rules/participants.ts';
import { resolveZone } from '../../../contract/rules/zones.ts';
import { type CheckedTime, type TimeToCheck, useCheckedTime } from '../../bridge/check-time.ts';
import { switchedOff } from '../sessions/told.ts';
import { chosenTime } from './fair-words.ts';
import type { Form } from './form-basics.ts';
import { ownZone } from '../../ui/own-zone.ts';

/** Typing settles for this long before it is looked at, ms. */
const settlesAfter = 250;
/** What can be asked about, ms. */
const longest = 31 * 24 * 3_600_000;
const mostPeople = 100;

export interface Clashes extends CheckedTime {
  /** The time that is looked at; null while the fields name none. */
  readonly time: TimeToCheck | null;
  /** Addresses besides one's own. */
  readonly others: readonly string[];
  readonly asksPeople: boolean;
}

/** What else is on at the time in the form, as far as it can be read. @param now epoch ms */
export function useClashes(form: Form, account: Account, original: Session | null, now: number): Clashes {
  const asksPeople = !switchedOff(account.features, 'freebusy');
  const zone = resolveZone(form.timeZone);
  const here = ownZone();
  const chosen = chosenTime(form, now, here);
  const others = useMemo(
    () =>
      checkParticipants(form.participants ?? []).addresses.filter((each) => each.toLowerCase() !== account.email.toLowerCase()),
    [form.participants, account.email],
  );
  const wanted: TimeToCheck | null =
    chosen && zone.ok && chosen.duration >= 60_000 && chosen.duration <= longest
      ? {
          startsAt: chosen.startsAt,
          duration: chosen.duration,
          timeZone: zone.zone,
          exceptSession: original && { kind: original.kind, key: original.key },
          exceptEvent: null,
          participants: others.slice(0, mostPeople),
        }
      : null;
  const time = useSettled(wanted);
  const checked = useCheckedTime(time, asksPeople);
  // What is shown belongs to the time before until the fields have settled.
  const isOld = checked.isOld || JSON.stringify(time) !== JSON.stringify(wanted);
  return { ...checked, isOld, time, others, asksPeople };
}

/** The latest value, once it has stayed the same for a moment. */
function useSettled<T>(value: T): T {
  const text = JSON.stringify(value);
  const [settled, setSettled] = useState({ text, value });
  useEffect(() => {
    if (settled.text === text) return undefined;
    const timer = setTimeout(() => setSettled({ text, value: JSON.parse(text) as T }), settlesAfter);
    return () => clearTimeout(timer);
  }, [settled, text]);
  return settled.value;
}
