/** Finding by a few letters of a name: what fits, how well, and the best of many. */
import type { SessionRow } from '../domain.ts';
import { byNearness, endOf, fold } from './session-lists.ts';

/** What each letter found is worth, and more when it begins a word or follows the letter before it. */
const worth = { letter: 1, wordStart: 3, following: 7, wholeWord: 6, inName: 2 };
/** More of a text is not looked at: nobody means the middle of a page. */
const longest = 300;

/** A text made ready: without case and accents, and with a mark of the letters in it. */
interface Ready {
  readonly text: string;
  /** One bit for each kind of letter: what lacks one cannot fit. */
  readonly letters: number;
}

/** What is searched, made ready once. */
export interface Findable {
  readonly name: Ready;
  /** Presenter: counts a little less than the name. */
  readonly person: Ready;
  readonly key: string;
}

const lettersOf = (text: string): number => {
  let letters = 0;
  for (let at = 0; at < text.length; at += 1) letters |= 1 << (text.charCodeAt(at) & 31);
  return letters;
};

function ready(text: string): Ready {
  const folded = fold(text.slice(0, longest)).slice(0, longest);
  return { text: folded, letters: lettersOf(folded) };
}

export const findable = (row: Pick<SessionRow, 'topic' | 'presenterName' | 'presenterEmail' | 'key'>): Findable => ({
  name: ready(row.topic),
  person: ready(`${row.presenterName ?? ''}\n${row.presenterEmail ?? ''}`),
  key: row.key,
});

/** A thing with a name alone, as an action of the palette. */
export const findableName = (name: string): Findable => ({ name: ready(name), person: ready(''), key: '' });

function isWordLetter(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 128) return (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
  return !Number.isNaN(code) && /[\p{L}\p{N}]/u.test(text.charAt(at));
}

const beginsWord = (text: string, at: number): boolean =>
  isWordLetter(text, at) && (at === 0 || !isWordLetter(text, at - 1));

/** The worth of the whole word in one piece, at its best place; 0 when it is nowhere. */
function inOnePiece(word: string, text: string): number {
  let best = 0;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    let score = word.length * worth.letter + (word.length - 1) * worth.following;
    for (let inside = at; inside < at + word.length; inside += 1) if (beginsWord(text, inside)) score += worth.wordStart;
    if (beginsWord(text, at) && !isWordLetter(text, at + word.length)) score += worth.wholeWord;
    best = Math.max(best, score);
  }
  return best;
}

/** Whether the letters stand in this order, the first of them at the beginning of a word. */
function isScattered(word: string, text: string): boolean {
  let at = text.indexOf(word.charAt(0));
  while (at >= 0 && !beginsWord(text, at)) at = text.indexOf(word.charAt(0), at + 1);
  for (let next = 1; next < word.length && at >= 0; next += 1) at = text.indexOf(word.charAt(next), at + 1);
  return at >= 0;
}

/** The worth of the letters in order with others between them, at their best places; 0 when they do not fit. */
function inPieces(word: string, text: string): number {
  if (!isScattered(word, text)) return 0;
  const none = -Infinity;
  /** The best that ends with the last letter at each place. */
  let ending = Array.from({ length: text.length }, () => none);
  for (let at = 0; at < text.length; at += 1)
    if (text[at] === word[0] && beginsWord(text, at)) ending[at] = worth.letter + worth.wordStart;
  for (let next = 1; next < word.length; next += 1) {
    const after = ending.map(() => none);
    let before = none;
    for (let at = 1; at < text.length; at += 1) {
      const previous = ending[at - 1] ?? none;
      before = Math.max(before, previous);
      if (text[at] !== word[next]) continue;
      const gained = worth.letter + (beginsWord(text, at) ? worth.wordStart : 0);
      after[at] = Math.max(before, previous + worth.following) + gained;
    }
    ending = after;
  }
  return Math.max(0, ...ending);
}

const mayFit = (word: Ready, { letters }: Ready): boolean => (letters & word.letters) === word.letters;

/** One piece is always worth more than several (each gap costs more than the word it may begin), so it is tried first. */
const inName = (word: Ready, name: Ready): number =>
  mayFit(word, name) ? inOnePiece(word.text, name.text) || inPieces(word.text, name.text) : 0;

const inPerson = (word: Ready, person: Ready): number => (mayFit(word, person) ? inOnePiece(word.text, person.text) : 0);

interface Sought {
  readonly words: readonly (Ready & { readonly isNumber: boolean })[];
  /** A key may be typed with the spaces that Zoho shows in it. */
  readonly key: string | null;
}

function soughtBy(search: string): Sought {
  const words = [...new Set(fold(search).split(/\s+/).filter(Boolean))].map((text) => ({
    text, letters: lettersOf(text), isNumber: /^\d+$/.test(text),
  }));
  const digits = fold(search).replace(/[\s-]+/g, '');
  return { words, key: words.length > 1 && /^\d+$/.test(digits) ? digits : null };
}

/** Whether all that fits `next` also fits `last`, as when a text was typed on. */
export function typesOn(last: string, next: string): boolean {
  const [before, after] = [soughtBy(last), soughtBy(next)];
  const isLonger = before.words.every(({ text }) => after.words.some((word) => word.text.startsWith(text)));
  if (!isLonger || after.key === null) return isLonger;
  // What fits by its key alone must have done so before.
  const digits = before.key ?? (before.words.length === 1 && before.words[0]?.isNumber ? before.words[0].text : null);
  return digits !== null && after.key.includes(digits);
}

/**
 * How well things fit what was typed: a number that grows with the fit, or null for what does not fit. Each word must
 * be found in the name, the person or the key: its letters in order, together or, in a name and from the beginning of
 * a word on, with others between them. Case and accents do not count. An empty text fits everything with 0.
 */
export function scorer(search: string): (what: Findable) => number | null {
  const { words, key } = soughtBy(search);
  return (what) => {
    if (key !== null && what.key.includes(key)) return inOnePiece(key, what.key);
    let sum = 0;
    for (const word of words) {
      const ofName = inName(word, what.name);
      const best = Math.max(
        ofName === 0 ? 0 : ofName + worth.inName,
        inPerson(word, what.person),
        word.isNumber ? inOnePiece(word.text, what.key) : 0,
      );
      if (best === 0) return null;
      sum += best;
    }
    return sum;
  };
}

/**
 * The `limit` rows that fit best, best first; of equals what runs or comes soonest, then the past, latest first. An
 * empty text finds what runs or comes.
 *
 * @param now epoch ms
 * @param readyOf answers a row made ready, from a memory where there is one
 * @param onFit hears of every row that fits
 */
export function findBest<T extends SessionRow>(
  rows: Iterable<T>,
  search: string,
  limit: number,
  now: number,
  readyOf: (row: T) => Findable = findable,
  onFit: (row: T) => void = () => undefined,
): T[] {
  const scoreOf = search.trim() === '' ? null : scorer(search);
  const byTime = byNearness(now);
  const best: { row: T; score: number }[] = [];
  const isBefore = (a: { row: T; score: number }, b: { row: T; score: number }): boolean =>
    a.score === b.score ? byTime(a.row, b.row) < 0 : a.score > b.score;
  for (const row of rows) {
    const score = scoreOf ? scoreOf(readyOf(row)) : (endOf(row) ?? now) > now ? 0 : null;
    if (score === null) continue;
    onFit(row);
    const found = { row, score };
    const last = best.at(-1);
    if (best.length === limit && last && !isBefore(found, last)) continue;
    let [from, to] = [0, best.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      const there = best[middle];
      if (there && isBefore(there, found)) from = middle + 1;
      else to = middle;
    }
    best.splice(from, 0, found);
    if (best.length > limit) best.pop();
  }
  return best.map(({ row }) => row);
}
