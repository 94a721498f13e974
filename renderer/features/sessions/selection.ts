/** Which rows are selected, by their keys. */
export interface Selection {
  readonly keys: ReadonlySet<string>;
  /** Where a range begins: the row that was selected or left out last. */
  readonly anchor: string | null;
  /** What was selected before the range that is being drawn. */
  readonly base: ReadonlySet<string>;
}

const nothing: ReadonlySet<string> = new Set();
export const noSelection: Selection = { keys: nothing, anchor: null, base: nothing };

/** One more, or one less. */
export function toggled({ keys }: Selection, key: string): Selection {
  const next = new Set(keys);
  if (!next.delete(key)) next.add(key);
  return { keys: next, anchor: key, base: next };
}

/** From the anchor to another row, in place of the range drawn from there before. @param range all keys between, both included */
export function ranged({ anchor, base }: Selection, range: readonly string[]): Selection {
  return { keys: new Set([...base, ...range]), anchor: anchor ?? range[0] ?? null, base };
}

export const allOf = (keys: readonly string[]): Selection => ({
  keys: new Set(keys),
  anchor: keys[0] ?? null,
  base: nothing,
});
