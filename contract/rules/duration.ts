/** How long a session lasts, as people type it. */
import { lengthText } from './invitation.ts';
import { quoted, refuse, tidy } from './field-text.ts';
import type { Refusal } from './field-text.ts';

export type DurationAnswer = { ok: true; duration: number } | Refusal;

const minute = 60_000;
export const longestDuration = 24 * 60 * minute;

const hours = '(?:hours?|hrs?|h)\\.?';
const minutes = '(?:minutes?|mins?|m)\\.?';
const number = '(\\d{1,6}(?:\\.\\d{1,4})?|\\.\\d{1,4})';
const clock = /^(\d{1,3}):(\d{2})(?: ?h)?$/;
const bare = /^(-?)(\d{1,6})(\.\d{1,2})?$/;
const inUnits = new RegExp(`^(?:${number} ?${hours})?(?:,? ?(?:and )?(\\d{1,6}(?:\\.\\d{1,4})?) ?(?:${minutes})?)?$`);
const inMinutes = new RegExp(`^${number} ?${minutes}$`);

/**
 * Reads a length in whole minutes. A bare number is minutes (`45`); a bare fraction can only mean hours (`1.5`).
 *
 * @param longest ms
 * @returns milliseconds; codes: `empty`, `unclear`, `zero`, `too-long`
 */
export function parseDuration(text: string, longest = longestDuration): DurationAnswer {
  const words = tidy(text)
    .replace(/(\d),(\d)/g, '$1.$2')
    .replace(/(\d) \.(\d)/g, '$1.$2')
    .replace(/^half an hour$/, '30m')
    .replace(/^an? hour and a half$/, '90m')
    .replace(/^(?:an?|one) hour\b/, '1h');
  if (words === '') return refuse('empty', 'Enter how long it lasts, for example 45m or 1h 30.');
  const length = minutesOf(words);
  if (length === undefined)
    return refuse('unclear', `${quoted(text)} is not a length Parley can read. Try 45m, 1h or 1h 30.`);
  const duration = Math.round(length) * minute;
  if (duration <= 0) return refuse('zero', 'Enter a length of at least 1 minute.');
  if (duration > longest)
    return refuse('too-long', `Enter ${Math.round(longest / 3_600_000)} hours at most: ${quoted(text)} is ${lengthText(duration)}.`);
  return { ok: true, duration };
}

function minutesOf(words: string): number | undefined {
  const onClock = clock.exec(words);
  if (onClock) return Number(onClock[2]) < 60 ? Number(onClock[1]) * 60 + Number(onClock[2]) : undefined;
  const plain = bare.exec(words);
  if (plain) {
    const amount = Number(`${plain[2]}${plain[3] ?? ''}`) * (plain[3] === undefined ? 1 : 60);
    return plain[1] === '' ? amount : -amount;
  }
  const short = inMinutes.exec(words);
  if (short) return Number(short[1]);
  const long = inUnits.exec(words);
  return long?.[1] === undefined ? undefined : Number(long[1]) * 60 + Number(long[2] ?? 0);
}

/** "1h 30m", "45m", "2h": what `parseDuration` reads back. To the minute. @param duration ms */
export function durationInput(duration: number): string {
  const total = Math.round(duration / minute);
  const whole = Math.floor(total / 60);
  const rest = total % 60;
  if (whole === 0) return `${rest}m`;
  return rest === 0 ? `${whole}h` : `${whole}h ${rest}m`;
}
