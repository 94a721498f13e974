import { useEffect, useEffectEvent, useMemo, useState } from 'react';
import { durationInput } from '../../../contract/rules/duration.ts';
import type { SessionField } from '../../../contract/rules/session-form.ts';
import { dateOrderOf } from '../../../contract/rules/when.ts';
import { isZone } from '../../../contract/rules/zones.ts';
import { useSettings } from '../../bridge/account.ts';
import { useNow } from '../../ui/ticker.ts';
import type { Form } from '../editor/form-basics.ts';
import { useReader } from './reader.ts';
import type { Reading } from './reading.ts';

/** The form that a line fills. */
export interface Fillable {
  readonly form: Form;
  /** What stands in the fields that no line and no hand has filled. */
  readonly untouched: Form;
  /** Fields that the person has changed: they stay. */
  readonly byHand: ReadonlySet<SessionField>;
  fill(part: Partial<Form>): void;
  /** Lets go of what was changed by hand in these. */
  letGo(fields: readonly SessionField[]): void;
}

/** What the line says for the fields; what it does not tell goes back to what it was. */
export function filledForm(reading: Reading | null, untouched: Form): Omit<Form, 'agenda' | 'participantText'> {
  const { topic, date, time, duration, timeZone, participants } = untouched;
  if (!reading) return { topic, date, time, duration, timeZone, participants };
  return {
    topic: reading.topic || topic,
    date: reading.date ?? date,
    time: reading.time ?? time,
    duration: reading.duration === null ? duration : durationInput(reading.duration),
    timeZone: reading.timeZone ?? timeZone,
    participants: reading.participants.length > 0 ? [...reading.participants] : participants,
  };
}

/** The line as typed, what it is read as, and the fields that follow it. @param first the line to begin with */
export function useQuick(fillable: Fillable, first: string) {
  const [line, setLine] = useState(first);
  const [answers, setAnswers] = useState<Readonly<Record<string, number>>>({});
  const { reader, wish } = useReader();
  const now = useNow();
  const people = useSettings().data?.participantZones;
  const { form, untouched, byHand, fill } = fillable;
  const own = byHand.has('timeZone') ? form.timeZone : untouched.timeZone;
  const zone = isZone(own) ? own : untouched.timeZone;
  const readLine = reader.state === 'ready' ? reader.read : null;
  const reading = useMemo(
    () =>
      readLine && line.trim() !== '' && isZone(zone)
        ? readLine(line, { now, timeZone: zone, dateOrder: dateOrderOf(), knownPeople: Object.keys(people ?? {}), answers })
        : null,
    [readLine, line, now, zone, people, answers],
  );
  const isUsed = line !== '' || first !== '';
  const [wasUsed, setUsed] = useState(isUsed);
  if (isUsed && !wasUsed) setUsed(true);

  const follow = useEffectEvent((read: Reading | null, kept: ReadonlySet<SessionField>) => {
    const told = Object.entries(filledForm(read, untouched));
    fill(Object.fromEntries(told.filter(([field]) => !kept.has(field as SessionField))));
  });
  useEffect(() => {
    if (wasUsed) follow(reading, byHand);
  }, [reading, byHand, wasUsed]);
  useEffect(() => {
    if (first !== '') wish();
  }, [first, wish]);

  return {
    line,
    reading,
    hasFailed: reader.state === 'failed',
    wish,
    type(text: string) {
      setLine(text);
      wish();
    },
    answer: (id: string, place: number) => setAnswers((before) => ({ ...before, [id]: place })),
  };
}
