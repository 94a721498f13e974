/** Keys and other numbers, and which of them hold some digits: told by bits alone, since they are short. */
import { join, meet, noPlaces, put, roomy, type Places } from './places.ts';

/** Longer ones, and those that are not all digits, are looked through one by one. There are few, if any. */
const longest = 24;
const zero = 48;

export function isDigits(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const digit = text.charCodeAt(at) - zero;
    if (digit < 0 || digit > 9) return false;
  }
  return text !== '';
}

export interface Keys {
  /** Notes a key at a place that has none yet. */
  add(key: string, place: number): void;
  /** The places, of `size`, of the keys that hold these digits. */
  holding(digits: string, size: number): Places;
}

export function createKeys(): Keys {
  /** By where it stands in the key, then by digit: the keys that have it there. */
  const having: Places[][] = [];
  let room = 64;
  const odd = new Map<number, string>();
  const setOf = (at: number, digit = ''): Places => having[at]?.[Number(digit)] ?? noPlaces(0);

  return {
    add(key, place) {
      if (key.length > longest || !isDigits(key)) {
        odd.set(place, key);
        return;
      }
      if (place >= room) {
        room = Math.max(2 * room, place + 1);
        for (const digits of having) for (const [at, places] of digits.entries()) digits[at] = roomy(places, room - 1);
      }
      for (let at = 0; at < key.length; at++) {
        const digits = (having[at] ??= Array.from({ length: 10 }, () => noPlaces(room)));
        const places = digits[key.charCodeAt(at) - zero];
        if (places) put(places, place);
      }
    },
    holding(wanted, size) {
      const found = noPlaces(size);
      for (let from = 0; from + wanted.length <= having.length; from++) {
        const here = noPlaces(size);
        join(here, setOf(from, wanted[0]));
        for (let at = 1; at < wanted.length; at++) meet(here, setOf(from + at, wanted[at]));
        join(found, here);
      }
      for (const [place, key] of odd) if (key.includes(wanted)) put(found, place);
      return found;
    },
  };
}
