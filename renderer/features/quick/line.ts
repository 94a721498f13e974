/** A line while it is read: which of its parts are taken, which stay in the topic whatever they look like. */
import type { LineField, Mark } from './reading.ts';

const taken = '\ue000';
const kept = '\ue001';

/** Behind these, or before them, a part stands by itself. */
const edge = /^[,;:.!?()[\]|·&\ue000]/u;
const joins = /^(?:with|in|for|on|at|from|until|till|through|every|each|invite|inviting|and|or|starting|beginning|by|to|daily|weekly|monthly)\b/i;

const near = 40;

export type Line = ReturnType<typeof createLine>;

/** @param text what was typed, none of it lost in `topic` but what is taken */
export function createLine(text: string) {
  /** Of the same length: one dash, one apostrophe, one space. */
  const clean = text
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[’‘]/g, "'")
    .replace(/[\s\ue000\ue001]/g, ' ');
  let rest = clean;
  const marks: Mark[] = [];
  const cover = (from: number, to: number, sign: string) => {
    rest = rest.slice(0, from) + sign.repeat(to - from) + rest.slice(to);
  };
  /** Words before a part are looked for in its neighbourhood only: a line may have a thousand parts. */
  const before = (from: number) => rest.slice(Math.max(0, from - near), from);
  const startsHere = (from: number) => {
    const words = before(from).trimEnd();
    return words === '' || edge.test(words.slice(-1)) || /(?:^| )-$/.test(words);
  };
  const endsHere = (to: number) => {
    const words = rest.slice(to, to + near).trimStart();
    return words === '' || edge.test(words) || words.startsWith('- ') || joins.test(words);
  };

  return {
    text,
    clean,
    /** The line without what is taken or kept, at its own places. */
    rest: () => rest,
    isFree: (from: number, to: number) => !/[\ue000\ue001]/.test(rest.slice(from, to)),
    /** Whether nothing but spaces, and commas, stands between two places. */
    touch: (to: number, from: number) => from >= to && /^[ ,]*$/.test(clean.slice(to, from)),
    /** Whether the part before `from`, or behind `to`, is no plain word. */
    startsHere,
    endsHere,
    before,
    /** Takes a part out of the topic. @param lead how much before it goes with it, unmarked */
    take(from: number, to: number, field: LineField, lead = 0): void {
      cover(from - lead, to, taken);
      marks.push({ from, to, field });
    },
    keep: (from: number, to: number) => cover(from, to, kept),
    marks: () => marks.toSorted((a, b) => a.from - b.from),
    /** What was not taken, without the punctuation that held it to what was. */
    topic(): string {
      const parts: string[] = [];
      for (const piece of rest.matchAll(/[^\ue000]+/g)) {
        const from = piece.index;
        const to = from + piece[0].length;
        let words = text.slice(from, to);
        if (from > 0) words = words.replace(/^[\s,;:.!?)\]|·&–—-]+(?![\p{L}\p{N}]*[@$#])/u, '');
        if (to < text.length) words = words.replace(/[\s,;:([|·&@/–—-]+$/u, '');
        const isJoin = from > 0 && to < text.length && /^(?:and|or|to|\/)$/i.test(words.trim());
        if (words.trim() !== '' && !isJoin) parts.push(words.trim());
      }
      const topic = parts.join(' ').replace(/^[\s,;:–—-]+|[\s,;:–—-]+$/gu, '');
      const whole = /^["“](.*)["”]$/su.exec(topic);
      return whole && !/["“”]/.test(whole[1] ?? '') ? (whole[1] ?? '').trim() : topic;
    },
  };
}
