/** Two versions of a session, field by field, and what is sent when some of each are chosen. */
import type { OutboxItem, SessionFields, SessionWrite } from '../../../contract/domain.ts';
import { type FieldName, fieldNames, isSameField } from '../../../contract/rules/session-fields.ts';
import { agendaText, longestAgenda, longestTopic, topicText } from '../../../contract/rules/session-form.ts';
import { wallTimeAt } from '../../../contract/rules/start.ts';
import { isZone } from '../../../contract/rules/zones.ts';

export type Conflict = Extract<NonNullable<OutboxItem['question']>, { type: 'conflict' }>;
export type Side = 'mine' | 'theirs';
export type Choices = Partial<Record<FieldName, Side>>;

/** The fields that both tell, and tell otherwise. */
export const differing = ({ mine, theirs }: Conflict): FieldName[] =>
  fieldNames.filter((name) => isSameField(name, mine, theirs) === false);

/** What only one side changed is as that side has it; what both changed is as the person wants it. */
export function firstChoices(conflict: Conflict): Choices {
  const { base, mine } = conflict;
  return Object.fromEntries(
    differing(conflict).map((name) => [name, isSameField(name, base, mine) === true ? 'theirs' : 'mine']),
  );
}

/** Whether both sides changed a field that differs. */
export const isContested = ({ base, mine, theirs }: Conflict, name: FieldName): boolean =>
  isSameField(name, base, mine) === false && isSameField(name, base, theirs) === false;

export const allOf = (conflict: Conflict, side: Side): Choices =>
  Object.fromEntries(differing(conflict).map((name) => [name, side]));

/** Nothing of it is the person's own any more: there is nothing to send. */
export const isAllTheirs = (conflict: Conflict, choices: Choices): boolean =>
  differing(conflict).every((name) => choices[name] === 'theirs');

const isUntold = (name: FieldName, side: SessionFields) => side[name] === null || (name === 'topic' && side.topic === '');

/** What Zoho will have. Where one side does not tell a field, it is as the other one has it. */
export function chosen({ mine, theirs }: Conflict, choices: Choices): SessionFields {
  const from = (name: FieldName): SessionFields => {
    const [wanted, other] = choices[name] === 'theirs' ? [theirs, mine] : [mine, theirs];
    return isUntold(name, wanted) ? other : wanted;
  };
  return {
    topic: from('topic').topic,
    agenda: from('agenda').agenda,
    startsAt: from('startsAt').startsAt,
    duration: from('duration').duration,
    timeZone: from('timeZone').timeZone,
    participants: from('participants').participants,
  };
}

export type Merged = { readonly ok: true; readonly write: SessionWrite } | { readonly ok: false; readonly problem: string };

const [shortest, longest] = [60_000, 24 * 3_600_000];
const lengthOf = (text: string) => [...text].length;
const no = (problem: string): Merged => ({ ok: false, problem });

/**
 * What is sent for the fields chosen: the start as a wall clock in the chosen zone. Zoho may have what Parley could not
 * send; then the problem says which.
 *
 * @param here IANA zone taken where neither side tells one that is known
 */
export function writeOf(conflict: Conflict, choices: Choices, here: string): Merged {
  const fields = chosen(conflict, choices);
  const topic = topicText(fields.topic);
  const agenda = agendaText(fields.agenda ?? '');
  const timeZone = [fields.timeZone, conflict.mine.timeZone, here].find((zone) => zone !== null && isZone(zone)) ?? 'UTC';
  const { startsAt, duration } = fields;
  if (topic === '') return no('The topic is empty. Choose yours.');
  if (lengthOf(topic) > longestTopic) return no(`The topic is longer than ${longestTopic} characters. Choose the shorter one.`);
  if (lengthOf(agenda) > longestAgenda)
    return no(`The agenda is longer than ${longestAgenda} characters. Choose the shorter one.`);
  if (startsAt === null) return no('Neither version tells when it starts.');
  if (duration === null || duration < shortest || duration > longest)
    return no('The duration is not between a minute and 24 hours. Choose the other one.');
  // Those that Zoho has are kept by not naming them: it may know of some that it does not tell.
  const isWanted = choices.participants !== 'theirs' && isSameField('participants', conflict.mine, conflict.theirs) === false;
  const participants = isWanted || conflict.theirs.participants === null ? fields.participants : null;
  return {
    ok: true,
    write: { topic, agenda, ...wallTimeAt(startsAt, timeZone), duration: Math.round(duration), timeZone, participants },
  };
}
