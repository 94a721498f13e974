/** What a line of quick create is read as. */
import type { Recurrence } from '../../../contract/calendar.ts';
import type { Kind } from '../../../contract/domain.ts';
import type { DateOrder } from '../../../contract/rules/when.ts';

export interface LineContext {
  /** Epoch ms. */
  readonly now: number;
  /** IANA zone that holds where the line names none. */
  readonly timeZone: string;
  readonly dateOrder: DateOrder;
  /** Addresses used before: a name in the line may be one of theirs, which is asked and not assumed. */
  readonly knownPeople?: readonly string[];
  /** Answers given so far: the question's id to the place of the choice. */
  readonly answers?: Readonly<Record<string, number>>;
}

export type LineField = 'kind' | 'date' | 'time' | 'duration' | 'timeZone' | 'participants' | 'repeat';

/** A part of the line, in UTF-16 units, and what it was read as. */
export interface Mark {
  readonly from: number;
  readonly to: number;
  readonly field: LineField;
}

/** What an answer puts in place; nothing: the words stay part of the topic. */
export interface Answer {
  readonly date?: string;
  readonly time?: string;
  /** ms */
  readonly duration?: number;
  readonly timeZone?: string;
  readonly participant?: string;
  readonly repeat?: Recurrence;
}

export type QuestionCode =
  /** Two of a kind, and only one has a place. */
  | 'several'
  /** In several senses: letters of zones, a city's name, "biweekly". */
  | 'ambiguous'
  /** An offset does not follow changes of clocks. */
  | 'offset'
  | 'past' | 'gap' | 'overlap' | 'midnight' | 'part-of-day' | 'bare-number'
  /** Here it is another day than there. */
  | 'other-day'
  | 'no-such-date'
  /** The weekday is not that of the date. */
  | 'weekday'
  /** It may describe the session as well as be part of its name. */
  | 'in-topic'
  | 'too-long' | 'malformed' | 'known' | 'ends-early';

export interface Question {
  /** The same as long as the words in question are. */
  readonly id: string;
  readonly field: LineField;
  readonly reason: QuestionCode;
  /** The words in question, as they stand in the line. */
  readonly about: string;
  readonly choices: readonly Answer[];
}

export interface Reading {
  readonly kind: Kind;
  readonly topic: string;
  /** `YYYY-MM-DD` */
  readonly date: string | null;
  /** `HH:MM` */
  readonly time: string | null;
  /** ms */
  readonly duration: number | null;
  /** IANA id */
  readonly timeZone: string | null;
  readonly participants: readonly string[];
  readonly repeat: Recurrence | null;
  /** In the order of the line, none over another. */
  readonly marks: readonly Mark[];
  readonly questions: readonly Question[];
}

/** Asks, or answers with the choice that was made. */
export type Ask = (field: LineField, reason: QuestionCode, about: string, choices: readonly Answer[]) => Answer | null;
