/** Lengths in a line: "45m", "for 1h30", "half an hour". */
import { parseDuration } from '../../../contract/rules/duration.ts';
import type { Line } from './line.ts';
import type { Ask } from './reading.ts';

const amount = String.raw`(?:\d{1,4}(?:[.,]\d{1,2})?[½¼¾]?|[½¼¾])`;
const hours = String.raw`(?:hours?|hrs?|h)`;
const minutes = String.raw`(?:minutes?|mins?|m)`;
const length = new RegExp(
  String.raw`(?<![\p{L}\p{N}$€£¥#.,:/-])(?:half an hour|(?:an?|one) hour(?: and a half| and \d{1,2} ?${minutes})?|` +
    String.raw`${amount} ?${hours}(?: ?(?:and )?\d{1,2}(?: ?${minutes})?)?|${amount}[ -]?${minutes})(?![\p{L}\p{N}%/])`,
  'giu',
);

/** Takes the length. One before plain words may be part of the topic: that is asked. @param other of a range */
export function takeLength(line: Line, ask: Ask, other: number | null): number | null {
  const told: { duration: number; about: string }[] = other === null ? [] : [{ duration: other, about: '' }];
  for (const match of line.rest().matchAll(length)) {
    const [about] = match;
    const [from, to] = [match.index, match.index + about.length];
    const lead = /\bfor(?: about)? *$/i.exec(line.before(from))?.[0].length ?? 0;
    const answer = parseDuration(about.replace('-', ' '));
    if (!answer.ok) {
      if (answer.code === 'too-long' || answer.code === 'zero') ask('duration', 'too-long', about, []);
      line.take(from, to, 'duration', lead);
      continue;
    }
    const { duration } = answer;
    if (lead > 0 || line.endsHere(to) || (line.startsHere(from) && from > 0)) {
      line.take(from, to, 'duration', lead);
      told.push({ duration, about });
    } else if (told.length === 0 && ask('duration', 'in-topic', about, [{ duration }, {}])?.duration) told.push({ duration, about });
  }
  const different = [...new Set(told.map(({ duration }) => duration))];
  if (different.length < 2) return different[0] ?? null;
  const choices = different.slice(0, 4).map((duration) => ({ duration }));
  return ask('duration', 'several', told.at(-1)?.about ?? '', choices)?.duration ?? null;
}
