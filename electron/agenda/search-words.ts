/**
 * The words of many sessions, and which sessions hold a part of one. A word is known once, however many it stands in:
 * what is looked for has no spaces, so it stands within one word or in none.
 */
import { counted, has, join, lowest, noPlaces, put, roomy, type Places } from './places.ts';
import { createKeys, isDigits } from './search-keys.ts';
import { createTexts } from './search-texts.ts';

/** Longer texts are one word each: most of what is in them is said nowhere else. */
const longest = 1_000;
/** So many numbers of a session are told by their digits: they differ from one to the next, unlike words. */
const numbered = 2;
/** A word is a set of bits, and no list, when it stands in one of so many sessions (a list is longer then), and in some at all. */
const [oneIn, some] = [64, 64];

const [tab, carriageReturn, space, lastPlain] = [9, 13, 32, 127];

/** The places of the sessions that a word stands in: ascending ones, or a set of them. */
type Standing = number[] | Places;

export interface Words {
  /** The words of a text and these stand in the session at this place; places come in their order, each once. */
  add(place: number, text: string, more: readonly string[]): void;
  /** For each part, the places of those of `size` sessions that hold it. */
  holding(parts: readonly string[], size: number): Places[];
}

/** The words of a text that is folded, one after the other. */
function eachWord(text: string, take: (word: string) => void): void {
  if (text.length > longest) return take(text);
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    // Beyond ASCII there are more kinds of spaces.
    if (code > lastPlain) return text.slice(start).split(/\s+/).filter(Boolean).forEach(take);
    if (code !== space && (code < tab || code > carriageReturn)) continue;
    if (start < at) take(text.slice(start, at));
    start = at + 1;
  }
  if (start < text.length) take(text.slice(start));
}

export function wordsOf(text: string): readonly string[] {
  const words: string[] = [];
  eachWord(text, (word) => words.push(word));
  return words;
}

/** Words and parts must be folded alike. */
export function createWords(): Words {
  const texts = createTexts();
  const places = new Map<string, number>();
  /** By the word's place in `texts`. */
  const standings: Standing[] = [];
  /** Of those that are sets. */
  const common: number[] = [];
  const numbers = Array.from({ length: numbered }, createKeys);

  function note(word: string, place: number): void {
    const known = places.get(word);
    if (known === undefined) {
      places.set(word, texts.add(word));
      standings.push([place]);
      return;
    }
    const standing = standings[known] ?? [];
    if (standing instanceof Int32Array) {
      const set = roomy(standing, place);
      standings[known] = set;
      put(set, place);
      return;
    }
    if (standing.at(-1) === place) return;
    standing.push(place);
    if (standing.length < some || standing.length * oneIn < place) return;
    const set = noPlaces(place + 1);
    for (const each of standing) put(set, each);
    standings[known] = set;
    common.push(known);
  }

  /** The sessions that any of these words stands in. */
  function standingIn(words: Places, size: number): Places {
    const found = noPlaces(size);
    for (const word of common) {
      const standing = standings[word];
      if (standing instanceof Int32Array && has(words, word)) join(found, standing);
    }
    // Most letters are in common words, one of which is in each session.
    if (common.length > 0 && counted(found).at(-1) === size) return found;
    for (let at = 0; at < words.length; at++)
      for (let left = words[at] ?? 0; left !== 0; left &= left - 1) {
        const standing = standings[at * 32 + lowest(left)];
        if (Array.isArray(standing)) for (const place of standing) put(found, place);
      }
    return found;
  }

  return {
    add(place, text, more) {
      let count = 0;
      const take = (word: string) => {
        const keys = isDigits(word) ? numbers[count++] : undefined;
        if (keys) keys.add(word, place);
        else note(word, place);
      };
      eachWord(text, take);
      more.forEach(take);
    },
    holding(parts, size) {
      const inWords = texts.holding(parts);
      return parts.map((part, at) => {
        const found = standingIn(inWords[at] ?? noPlaces(0), size);
        if (isDigits(part)) for (const keys of numbers) join(found, keys.holding(part, size));
        return found;
      });
    },
  };
}
