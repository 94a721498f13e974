/**
 * The texts of many sessions, and which of them hold a word. Sets of places are bits, 32 of them a number: what is asked
 * at every key goes through thousands of numbers, and reads only the texts that have all its letters.
 */

/** A set of places: that of `place` is bit `place % 32` of number `place >>> 5`. */
export type Places = Int32Array;

export const noPlaces = (size: number): Places => new Int32Array((size + 31) >>> 5);

export function put(places: Places, place: number): void {
  places[place >>> 5] = (places[place >>> 5] ?? 0) | (1 << (place & 31));
}

/** With room for twice as many. */
export function doubled(places: Places): Places {
  const longer = new Int32Array(2 * places.length);
  longer.set(places);
  return longer;
}

/** Each letter a to z and each digit has a class of its own; what is beyond shares the rest. */
const classes = 64;
const own = 36;
const [a, z, zero, nine] = [97, 122, 48, 57];

function classOf(code: number): number {
  if (code >= a && code <= z) return code - a;
  if (code >= zero && code <= nine) return code - zero + 26;
  return own + (code % (classes - own));
}

export interface Texts {
  /** How many there are. */
  size(): number;
  /** Adds a text. Answers its place, from 0. */
  add(text: string): number;
  /** The places of the texts that hold each of the words. Kept until others are asked for; not to be changed. */
  holding(words: readonly string[]): Places[];
}

/** Texts and words must be folded alike. */
export function createTexts(): Texts {
  const texts: string[] = [];
  /** By class: the texts with a letter of it. */
  const having: Places[] = Array.from({ length: classes }, () => new Int32Array(2));
  let room = 64;
  let last = new Map<string, { readonly of: number; readonly places: Places }>();

  function look(word: string): Places {
    const known = last.get(word);
    if (known?.of === texts.length) return known.places;
    const letters = new Set(Array.from({ length: word.length }, (_, at) => classOf(word.charCodeAt(at))));
    const sets = having.filter((_, each) => letters.has(each));
    // What is typed on is in nothing that its beginning was not in.
    for (const [shorter, { of, places }] of last) if (of === texts.length && word.includes(shorter)) sets.push(places);
    const isTold = /^[a-z\d]$/.test(word);
    const found = noPlaces(texts.length);
    for (let number = 0; number < found.length; number++) {
      let left = -1;
      for (const set of sets) left &= set[number] ?? 0;
      if (isTold) found[number] = left;
      else for (; left !== 0; left &= left - 1) {
        const place = number * 32 + 31 - Math.clz32(left & -left);
        if (texts[place]?.includes(word)) put(found, place);
      }
    }
    return found;
  }

  return {
    size: () => texts.length,
    add(text) {
      const place = texts.push(text) - 1;
      if (place === room) {
        room *= 2;
        for (const [at, places] of having.entries()) having[at] = doubled(places);
      }
      for (let at = 0; at < text.length; at++) {
        const places = having[classOf(text.charCodeAt(at))];
        if (places) put(places, place);
      }
      return place;
    },
    holding(words) {
      const found = words.map(look);
      last = new Map(words.map((word, at) => [word, { of: texts.length, places: found[at] ?? noPlaces(0) }]));
      return found;
    },
  };
}
