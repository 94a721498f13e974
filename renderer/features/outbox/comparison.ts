/** Two versions of the same thing, in words, and what comes of choosing: what the dialog needs of them. */
import type { OutboxItem } from '../../../contract/domain.ts';
import { fieldNames } from '../../../contract/rules/session-fields.ts';
import type { TimeText } from '../../ui/time.ts';
import {
  type Choices as SessionChoices, type Conflict, type Side, chosen, differing, firstChoices, isAllTheirs, isContested, writeOf,
} from './compare.ts';
import { fieldText, fieldWords } from './compare-text.ts';
import type { Answers } from './use-answers.ts';

/** The side that was chosen, by field. */
export type Choices = Readonly<Record<string, Side>>;

export interface ComparedField {
  readonly name: string;
  readonly word: string;
  readonly differs: boolean;
  readonly isContested: boolean;
  readonly mine: string;
  readonly theirs: string;
}

export interface Outcome {
  /** Nothing of it is the person's own any more: there is nothing to send. */
  readonly isTheirs: boolean;
  /** Why it could not be sent. */
  readonly problem: string | null;
  /** A field as it will be. */
  textOf(name: string): string;
  readonly summary: { readonly title: string; readonly line: string; readonly more: string };
  /** Answers whether that was possible. */
  send(answers: Answers): Promise<boolean>;
}

export interface Comparison {
  readonly fields: readonly ComparedField[];
  /** What stands to reason. */
  readonly first: Choices;
  outcome(choices: Choices): Outcome;
}

/** One side for every field that differs. */
export const allOf = ({ fields }: Comparison, side: Side): Choices =>
  Object.fromEntries(fields.filter(({ differs }) => differs).map(({ name }) => [name, side]));

/** @param now epoch ms */
export function sessionComparison(item: OutboxItem, conflict: Conflict, time: TimeText, now: number): Comparison {
  const different = differing(conflict);
  return {
    fields: fieldNames.map((name) => ({
      name,
      word: fieldWords[name],
      differs: different.includes(name),
      isContested: isContested(conflict, name),
      mine: fieldText(name, conflict.mine, time, now),
      theirs: fieldText(name, conflict.theirs, time, now),
    })),
    first: firstChoices(conflict),
    outcome(made) {
      const choices: SessionChoices = made;
      const merged = writeOf(conflict, choices, time.zone);
      const isTheirs = isAllTheirs(conflict, choices);
      const picked = chosen(conflict, choices);
      // A zone that Zoho knows and this computer does not is not sent.
      const result = merged.ok && !isTheirs ? { ...picked, timeZone: merged.write.timeZone } : picked;
      const text = (name: (typeof fieldNames)[number]) => fieldText(name, result, time, now);
      return {
        isTheirs,
        problem: !isTheirs && !merged.ok ? merged.problem : null,
        textOf: (name) => text(fieldNames.find((each) => each === name) ?? 'topic'),
        summary: {
          title: text('topic'),
          line: [text('startsAt'), text('duration'), text('timeZone'), peopleText(result.participants)].join(' · '),
          more: result.agenda?.trim() ?? '',
        },
        // Zoho has it like that already: there is nothing to send.
        send: async (answers) =>
          isTheirs ? answers.drop(item) : merged.ok && answers.reply(item, { type: 'write', write: merged.write }),
      };
    },
  };
}

const peopleText = (people: readonly string[] | null): string => {
  if (people === null) return 'participants as they are';
  return people.length === 1 ? '1 participant' : `${people.length} participants`;
};
