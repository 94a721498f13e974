/** Clock times as words say them, and which hour of the day they mean. */
import { two } from '../../../contract/rules/field-text.ts';

export type DayPart = 'morning' | 'afternoon' | 'evening';

export interface Clock {
  readonly hour: number;
  readonly minute: number;
  /** Neither "am" nor "pm", and no hour that only the 24-hour clock has: 3 may be 15. */
  readonly isOpen: boolean;
  readonly part: DayPart | null;
}

const spoken = new RegExp(
  String.raw`^(?:at|from|@)? *(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2}(?:\.\d+)?)? *h?(?: ?([ap])\.?m\.?)?` +
    String.raw`(?: *o'?clock)?(?: *(at *night|in *the *(?:morning|afternoon|evening)))?$`,
  'i',
);

export const dayPart = (words: string): DayPart =>
  /morning/i.test(words) ? 'morning' : /noon/i.test(words) ? 'afternoon' : 'evening';

/** Reads one clock time; null when it is none. */
export function readClock(text: string): Clock | null {
  const [, hours = '', minutes = '00', half, part] = spoken.exec(text.trim()) ?? [];
  const [hour, minute] = [Number(hours), Number(minutes)];
  if (hours === '' || hour > 23 || minute > 59) return null;
  if (half !== undefined) {
    if (hour === 0 || hour > 12) return null;
    return { hour: (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0), minute, isOpen: false, part: null };
  }
  const isOpen = hour >= 1 && hour <= 12 && !hours.startsWith('0');
  return { hour, minute, isOpen, part: part === undefined ? null : dayPart(part) };
}

/**
 * Which hour an open time means. Without more it is the one inside the working day, from 07:00 to before 19:00: 3 is
 * 15:00, 8 is 08:00, 12 is noon. "In the evening" and "tonight" make it one of the evening. What is written as `03:30`
 * or `15:30` is as it stands.
 */
export function hourOf({ hour, isOpen, part }: Clock, day: DayPart | null): number {
  const when = part ?? day;
  if (!isOpen || when === 'morning') return hour;
  if (when === 'evening') return hour === 12 ? 0 : hour + 12;
  return hour < 7 ? hour + 12 : hour;
}

const inMinutes = (hour: number, minute: number) => hour * 60 + minute;
const both = ({ hour, minute, isOpen }: Clock): number[] =>
  isOpen ? [inMinutes(hour % 12, minute), inMinutes((hour % 12) + 12, minute)] : [inMinutes(hour, minute)];

const day = 24 * 60;
const text = (minutes: number) => `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;

export interface Span {
  /** `HH:MM` */
  readonly time: string;
  /** ms, of a range */
  readonly length: number | null;
}

/** A time, or a range: the end's half of the day holds for the start where that says none ("3-4pm", "11-1pm"). */
export function spanOf(start: Clock, end: Clock | null, part: DayPart | null): Span {
  const usual = inMinutes(hourOf(start, part), start.minute);
  if (!end) return { time: text(usual), length: null };
  let from = usual;
  let to: number | undefined;
  if (!end.isOpen && start.isOpen && part === null) {
    to = inMinutes(end.hour, end.minute);
    const last = to;
    from = both(start).findLast((each) => each < last) ?? usual;
  } else {
    to = both(end).find((each) => each > from) ?? both(end)[0] ?? from;
  }
  const length = (to - from + day) % day;
  return { time: text(from), length: length === 0 ? null : length * 60_000 };
}
