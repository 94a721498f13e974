/** What takes place at the same time. Times are epoch milliseconds. */

export interface Span {
  readonly startsAt: number;
  /** Not part of it: what begins when another ends does not clash. The start itself when the length is not known. */
  readonly endsAt: number;
}

/** True when both take place at some moment. What has no length takes place at its start. */
export function overlaps(one: Span, other: Span): boolean {
  const [first, second] = one.startsAt <= other.startsAt ? [one, other] : [other, one];
  return second.startsAt < first.endsAt || second.startsAt === first.startsAt;
}

/** Those that clash with `wanted`, what begins first before the others. */
export const clashesWith = <T extends Span>(wanted: Span, others: readonly T[]): T[] =>
  others
    .filter((each) => overlaps(wanted, each))
    .sort((a, b) => a.startsAt - b.startsAt || a.endsAt - b.endsAt);
