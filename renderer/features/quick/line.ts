/** A line while it is read: which of its parts are taken, which stay in the topic whatever they look like. */
import type { LineField, Mark } from './reading.ts';

const taken = '\u0001';
const kept = '\u0002';

/** Behind these, or before them, a part stands by itself. */
const edge = /^[,;:.!?()[\]|·&\u0001]/u;
const joins = /^(?:with|in|for|on|at|from|until|till|through|every|each|invite|inviting|and|or|starting|beginning|by|to|daily|weekly|monthly)\b/i;

export type Line = ReturnType<typeof createLine>;

/** @param text what was typed, none of it lost in `topic` but what is taken */
export function createLine(text: string) {
  /** Of the same length: one dash, one apostrophe, one space. */
  const clean = text
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[’‘]/g, "'")
    .replace(/[\s\u0001\u0002]/g, ' ');
  let rest = clean;
  const marks: Mark[] = [];
  const cover = (from: number, to: number, sign: string) => {
    rest = rest.slice(0, from) + sign.repeat(to - from) + rest.slice(to);
  };
  const before = (from: number) => rest.slice(0, from).trimEnd();
  const startsHere = (from: number) => {
    const text = before(from);
    return text === '' || edge.test(text.slice(-1)) || /(?:^| )-$/.test(text);
  };
  const endsHere = (to: number) => {
    const text = rest.slice(to).trimStart();
    return text === '' || edge.test(text) || /^- /.test(text) || joins.test(text);
  };

  return {
    text,
    clean,
    /** The line without what is taken or kept, at its own places. */
    rest: () => rest,
    isFree: (from: number, to: number) => !/[\u0001\u0002]/.test(rest.slice(from, to)),
    /** Whether nothing but spaces, and commas, stands between two places. */
    touch: (to: number, from: number) => from >= to && /^[ ,]*$/.test(clean.slice(to, from)),
    /** Whether the part before `from`, or behind `to`, is no plain word. */
    startsHere,
    endsHere,
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
      for (const piece of rest.matchAll(/[^\u0001]+/g)) {
        const from = piece.index;
        const to = from + piece[0].length;
        let words = text.slice(from, to);
        if (from > 0) words = words.replace(/^[\s,;:.!?)\]|·&–—-]+(?![\p{L}\p{N}]*[@$#])/u, '');
        if (to < text.length) words = words.replace(/[\s,;:([|·&@–—-]+$/u, '');
        const isJoin = from > 0 && to < text.length && /^(?:and|or|to)$/i.test(words.trim());
        if (words.trim() !== '' && !isJoin) parts.push(words.trim());
      }
      const topic = parts.join(' ').replace(/^[\s,;:–—-]+|[\s,;:–—-]+$/gu, '');
      const whole = /^["“](.*)["”]$/su.exec(topic);
      return whole && !/["“”]/.test(whole[1] ?? '') ? (whole[1] ?? '').trim() : topic;
    },
  };
}
