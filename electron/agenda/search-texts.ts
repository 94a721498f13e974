/**
 * Many texts, and which of them hold a word. What is asked at every key goes through thousands of numbers, and reads
 * only the texts that have all its letters.
 */
import { allPlaces, lowest, meet, noPlaces, put, roomy, type Places } from './places.ts';

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
    const left = allPlaces(texts.length);
    for (const letter of letters) meet(left, having[letter] ?? noPlaces(0));
    if (/^[a-z\d]$/.test(word)) return left;
    // What is typed on is in nothing that its beginning was not in.
    for (const [shorter, { of, places }] of last) if (of === texts.length && word.includes(shorter)) meet(left, places);
    const found = noPlaces(texts.length);
    for (const [number, bits] of left.entries())
      for (let rest = bits; rest !== 0; rest &= rest - 1) {
        const place = number * 32 + lowest(rest);
        if (texts[place]?.includes(word)) put(found, place);
      }
    return found;
  }

  return {
    add(text) {
      const place = texts.push(text) - 1;
      if (place === room) {
        room *= 2;
        for (const [at, places] of having.entries()) having[at] = roomy(places, room - 1);
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
