/** Which listing is asked for and which is shown, while a text is typed faster than main answers. */
import type { Kind, ListType } from '../../contract/domain.ts';

export interface Listing {
  readonly kind: Kind;
  readonly listType: ListType;
  readonly search: string;
}

export interface Asking {
  /** The last one whose first rows were there. */
  readonly shown: Listing;
  /** The one that main was asked for. */
  readonly sent: Listing;
}

/** How the question that was sent stands. */
export interface Answer {
  readonly isFetching: boolean;
  /** There are rows, or there is an error. */
  readonly isThere: boolean;
}

const isSame = (a: Listing, b: Listing) => a.kind === b.kind && a.listType === b.listType && a.search === b.search;

/**
 * One question at a time: what is typed while main answers is asked for next, and only the newest of it. What is shown
 * stays until something can take its place. Answers `now` itself when nothing is to be done.
 */
export function nextAsking(now: Asking, asked: Listing, answer: Answer): Asking {
  const shown = answer.isThere && !isSame(now.shown, now.sent) ? now.sent : now.shown;
  const sent = !answer.isFetching && !isSame(now.sent, asked) ? asked : now.sent;
  return shown === now.shown && sent === now.sent ? now : { shown, sent };
}
