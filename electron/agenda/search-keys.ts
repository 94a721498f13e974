/** The keys of many sessions, and which of them hold some digits: told by bits alone, since they are short. */
import { doubled, noPlaces, put, type Places } from './search-texts.ts';

/** Longer keys, and those that are not all digits, are looked through one by one. There are few, if any. */
const longest = 24;
const zero = 48;

export interface Keys {
  /** Adds a key. Answers its place, from 0. */
  add(key: string): number;
  /** The places of the keys that hold these digits. */
  holding(digits: string): Places;
}

export function createKeys(): Keys {
  let size = 0;
  let room = 64;
  /** By where it stands in the key, then by digit: the keys that have it there. */
  const having: Places[][] = [];
  const odd = new Map<number, string>();

  function add(key: string): number {
    const place = size++;
    if (place === room) {
      room *= 2;
      for (const digits of having) for (const [at, places] of digits.entries()) digits[at] = doubled(places);
    }
    if (key.length > longest || !/^\d+$/.test(key)) {
      odd.set(place, key);
      return place;
    }
    for (let at = 0; at < key.length; at++) {
      const digits = (having[at] ??= Array.from({ length: 10 }, () => noPlaces(room)));
      const places = digits[key.charCodeAt(at) - zero];
      if (places) put(places, place);
    }
    return place;
  }

  return {
    add,
    holding(wanted) {
      const found = noPlaces(size);
      for (let from = 0; from + wanted.length <= having.length; from++) {
        const sets = Array.from(wanted, (digit, at) => having[from + at]?.[Number(digit)] ?? found);
        for (let number = 0; number < found.length; number++) {
          let left = -1;
          for (let at = 0; at < sets.length && left !== 0; at++) left &= sets[at]?.[number] ?? 0;
          found[number] = (found[number] ?? 0) | left;
        }
      }
      for (const [place, key] of odd) if (key.includes(wanted)) put(found, place);
      return found;
    },
  };
}
