/** Repeatable pseudo-random values, for sample data only. Secrets come from node:crypto. */
export interface Seeded {
  /** Integer in [0, below). */
  integer(below: number): number;
  pick<T>(items: readonly T[]): T;
  /** `length` characters of `alphabet`. */
  text(length: number, alphabet?: string): string;
  /** A decimal number of `length` digits that does not begin with 0. */
  digits(length: number): string;
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** A mulberry32 generator: small, fast and equal on every machine. */
export function createSeeded(seed: number): Seeded {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (below: number) => Math.floor(next() * below);
  const text = (length: number, alphabet = letters) =>
    Array.from({ length }, () => alphabet.charAt(integer(alphabet.length))).join('');
  return {
    integer,
    text,
    pick(items) {
      const item = items[integer(items.length)];
      if (item === undefined) throw new RangeError('Nothing to pick from');
      return item;
    },
    digits: (length) => text(1, '123456789') + text(length - 1, '0123456789'),
  };
}
