/** What can be wrong with an event of a file, and the words for it. */
import { icalLimits } from './ical-limits.ts';
import type { IcalLimit } from './ical-limits.ts';
import { isolated } from './shown-text.ts';

const problems = {
  floating: 'No time zone is given: read on this computer’s clock.',
  'zone-unknown': 'Its time zone, %, is not known: read on this computer’s clock. Check the time.',
  'zone-own': 'Its time zone, %, is not known by name. The time is right by the offsets in the file; choose a zone.',
  'no-such-time': 'Clocks leave out the time it names: moved to the time that follows.',
  'bad-end': 'Its end cannot be read, or lies before its start: set how long it lasts.',
  'rule-unreadable': 'Its repeat cannot be read: it would be added once.',
  'rule-other': 'It repeats in a way that the form cannot show: it would be added once.',
  'several-rules': 'It has more than one repeat: only the first is read.',
  'dates-left-out': '% of its dates are left out in the file. They would take place.',
  'dates-added': '% dates are added to it in the file. They would not take place.',
  'dates-changed': '% of its dates are moved or changed in the file: they follow as events of their own.',
  exception: 'One date of a series, moved or changed.',
  cancelled: 'The file says that it is cancelled.',
  'no-end-mark': 'The file breaks off in the middle of it.',
  'text-cut': 'Its texts are longer than Parley takes: cut off.',
  'people-cut': `More than ${icalLimits.attendees} people: the rest are left out.`,
  'line-unreadable': 'It has lines that cannot be read.',
} as const;

export interface IcalProblem {
  readonly code: keyof typeof problems;
  /** What it is about: a zone's name, on one line, or how many. */
  readonly what?: string;
}

export const problemText = ({ code, what = '' }: IcalProblem): string => problems[code].replace('%', () => isolated(what));

const skips = {
  'no-start': 'It has no start.',
  'bad-start': 'Its start cannot be read.',
  twice: 'It is there twice.',
} as const;

/** An event that makes no draft. */
export interface IcalSkip {
  /** Where it begins, from 1. */
  readonly line: number;
  readonly why: keyof typeof skips;
}

export const skipText = ({ line, why }: IcalSkip): string => `Line ${line}: ${skips[why]}`;

const limits: Readonly<Record<IcalLimit, string>> = {
  size: `The file is longer than ${icalLimits.size / 1e6} million characters: what is behind them was not read.`,
  events: `More than ${icalLimits.events.toLocaleString('en')} events: the rest were not read.`,
  line: `A line is longer than ${icalLimits.line.toLocaleString('en')} characters: its rest was not read.`,
  properties: `An event has more than ${icalLimits.properties.toLocaleString('en')} details: the rest were not read.`,
  zones: `There are more than ${icalLimits.zones} time zones, or changes of clocks in one: the rest were not read.`,
};

export const limitText = (limit: IcalLimit): string => limits[limit];
