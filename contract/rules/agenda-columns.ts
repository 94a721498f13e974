/** What overlaps in one day, side by side. */

/** Heights on the axis of the day, in minutes. */
export interface Extent {
  readonly id: string;
  readonly top: number;
  readonly bottom: number;
  /** What matters less finds its column after the rest; 0 when left out. */
  readonly rank?: number;
}

export interface Placed<T extends Extent> {
  readonly item: T;
  readonly top: number;
  readonly bottom: number;
  /** From 0. */
  readonly column: number;
  /** Columns that it takes. */
  readonly span: number;
  /** Columns of its group, itself included. */
  readonly columns: number;
}

/** What finds no column of its own: one place for all that begin within an hour or so. */
export interface Crowd<T extends Extent> {
  readonly items: readonly T[];
  readonly top: number;
  readonly bottom: number;
  readonly column: number;
  readonly columns: number;
}

export interface Columns<T extends Extent> {
  readonly placed: readonly Placed<T>[];
  readonly crowds: readonly Crowd<T>[];
}

export interface ColumnsOptions {
  /** Height of the day. */
  readonly length: number;
  /** Nothing is drawn lower than this. */
  readonly least: number;
  /** Columns at most; where more are needed, the last one holds the crowds. */
  readonly most: number;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Puts each item into the first column that is free, so that no two that overlap share a place. The answer depends on
 * the items alone, not on their order. Everything lies inside the day.
 */
export function columnsOf<T extends Extent>(items: readonly T[], options: ColumnsOptions): Columns<T> {
  const { length, least, most } = options;
  const drawn = items
    .map((item) => {
      const bottom = Math.min(length, Math.max(item.bottom, item.top + least));
      return { item, top: Math.max(0, Math.min(item.top, bottom - least)), bottom };
    })
    .sort((a, b) => a.top - b.top || b.bottom - a.bottom || compare(a.item.id, b.item.id));
  const placed: Placed<T>[] = [];
  const crowds: Crowd<T>[] = [];
  let group: Drawn<T>[] = [];
  let reach = -Infinity;
  const close = () => {
    const made = arrange(group, most, least);
    placed.push(...made.placed);
    crowds.push(...made.crowds);
  };
  for (const each of drawn) {
    if (each.top >= reach && group.length > 0) {
      close();
      group = [];
    }
    group.push(each);
    reach = Math.max(reach, each.bottom);
  }
  if (group.length > 0) close();
  return { placed, crowds };
}

interface Drawn<T extends Extent> {
  readonly item: T;
  readonly top: number;
  readonly bottom: number;
}

/** One group: whatever overlaps, directly or through others. */
function arrange<T extends Extent>(group: readonly Drawn<T>[], most: number, least: number): Columns<T> {
  const held: Drawn<T>[][] = [];
  const columnOf = new Map<Drawn<T>, number>();
  for (const each of group.toSorted((a, b) => (a.item.rank ?? 0) - (b.item.rank ?? 0))) {
    const free = held.findIndex((others) => !others.some(({ top, bottom }) => top < each.bottom && bottom > each.top));
    const column = free < 0 ? held.length : free;
    (held[column] ??= []).push(each);
    columnOf.set(each, column);
  }
  const at = group.map((each) => columnOf.get(each) ?? 0);
  const isCrowded = held.length > most;
  const columns = isCrowded ? most : held.length;
  const shown = isCrowded ? most - 1 : columns;
  const reach = Math.max(...group.map(({ bottom }) => bottom));
  const crowds: { items: T[]; top: number; bottom: number; column: number; columns: number }[] = [];
  for (const [index, { item, top }] of group.entries()) {
    if ((at[index] ?? 0) < shown) continue;
    const last = crowds.at(-1);
    if (last && top < last.bottom) last.items.push(item);
    else {
      const hourEnd = (Math.floor(top / 60) + 1) * 60;
      const wanted = Math.max(hourEnd, top + least);
      crowds.push({ items: [item], top, bottom: Math.min(reach, wanted), column: shown, columns });
    }
  }
  const taken = group.flatMap((each, index) => ((at[index] ?? 0) < shown ? [{ ...each, column: at[index] ?? 0 }] : []));
  const placed = taken.map((each) => {
    let span = 1;
    const meets = (other: { top: number; bottom: number; column: number }) =>
      other.column === each.column + span && other.top < each.bottom && other.bottom > each.top;
    while (each.column + span < columns && !taken.some(meets) && !crowds.some(meets)) span += 1;
    return { ...each, span, columns };
  });
  return { placed, crowds };
}
