/** Two versions of an event, field by field, and what is sent when some of each are chosen. */
import type { EventWrite } from '../../../contract/calendar.ts';
import { differingFields, eventTimes, writeOfEvent } from '../../../contract/rules/event-form.ts';
import { recurrenceText } from '../../../contract/rules/recurrence-text.ts';
import type { TimeText } from '../../ui/time.ts';
import { reminderText } from '../calendar/event-form-words.ts';
import type { EventItem } from './all-changes.ts';
import type { Side } from './compare.ts';
import type { Choices, Comparison } from './comparison.ts';

export type EventConflict = Extract<NonNullable<EventItem['question']>, { type: 'conflict' }>;

/** In the order in which they are compared. A time that is moved is moved as a whole. */
const parts = {
  title: ['title'],
  when: ['isAllDay', 'date', 'time', 'duration', 'timeZone'],
  repeat: ['repeat'],
  location: ['location'],
  attendees: ['attendees'],
  reminder: ['reminder'],
  isPrivate: ['isPrivate'],
  description: ['description'],
} as const satisfies Record<string, readonly (keyof EventWrite)[]>;
type Part = keyof typeof parts;
const names = Object.keys(parts) as Part[];

const words: Record<Part, string> = {
  title: 'Title', when: 'Date and time', repeat: 'Repeat', location: 'Location', attendees: 'Participants',
  reminder: 'Reminder', isPrivate: 'Private', description: 'Description',
};

function partsIn(one: EventWrite, other: EventWrite): Part[] {
  const fields: readonly (keyof EventWrite)[] = differingFields(one, other);
  return names.filter((name) => parts[name].some((field) => fields.includes(field)));
}

/** What is sent. What Zoho has of people and reminders is kept by not naming it: it may have more than it tells. */
export function mergedWrite({ mine, theirs }: EventConflict, choices: Choices, zone: string): EventWrite {
  const told = writeOfEvent(theirs, zone);
  const different = partsIn(mine, told);
  const merged = { ...mine };
  for (const name of different.filter((each) => choices[each] === 'theirs'))
    Object.assign(merged, Object.fromEntries(parts[name].map((field) => [field, told[field]])));
  const isMine = (name: Part) => different.includes(name) && choices[name] !== 'theirs';
  return {
    ...merged,
    attendees: isMine('attendees') ? mine.attendees : null,
    reminder: isMine('reminder') ? mine.reminder : null,
  };
}

export function eventComparison(item: EventItem, conflict: EventConflict, time: TimeText, now: number): Comparison {
  const { base, mine } = conflict;
  const theirs = writeOfEvent(conflict.theirs, time.zone);
  const different = partsIn(mine, theirs);
  const ownChanges = base && partsIn(base, mine);
  const theirChanges = base && partsIn(base, theirs);
  return {
    fields: names.map((name) => ({
      name,
      word: words[name],
      differs: different.includes(name),
      isContested: (ownChanges?.includes(name) ?? false) && (theirChanges?.includes(name) ?? false),
      mine: partText(name, mine, time, now),
      theirs: partText(name, theirs, time, now),
    })),
    // What only one side changed is as that side has it; what both changed is as the person wants it.
    first: Object.fromEntries(
      different.map((name): [string, Side] => [name, ownChanges?.includes(name) === false ? 'theirs' : 'mine']),
    ),
    outcome(choices) {
      const isTheirs = different.every((name) => choices[name] === 'theirs');
      const write = mergedWrite(conflict, choices, time.zone);
      // What is kept by not naming it is shown by its name.
      const shown = { ...write, attendees: write.attendees ?? theirs.attendees, reminder: write.reminder ?? theirs.reminder };
      const text = (name: Part) => partText(name, shown, time, now);
      return {
        isTheirs,
        problem: null,
        textOf: (name) => text(names.find((each) => each === name) ?? 'title'),
        summary: {
          title: text('title'),
          line: [text('when'), text('repeat'), ...(shown.location.trim() ? [shown.location.trim()] : [])].join(' · '),
          more: shown.description.trim(),
        },
        send: (answers) => (isTheirs ? answers.drop(item) : answers.reply(item, { type: 'write', write })),
      };
    },
  };
}

function partText(name: Part, write: EventWrite, time: TimeText, now: number): string {
  switch (name) {
    case 'title':
      return write.title.trim() || 'Untitled';
    case 'when':
      return whenText(write, time, now);
    case 'repeat':
      if (write.repeat === null) return 'Does not repeat';
      return write.repeat === 'keep' ? 'A rule of its own' : recurrenceText(write.repeat, write.date);
    case 'attendees':
      if (write.attendees === null) return 'Not told';
      return write.attendees.length === 0 ? 'Nobody' : write.attendees.join('\n');
    case 'reminder':
      return write.reminder === null ? 'Not told' : reminderText(write.reminder);
    case 'isPrivate':
      return write.isPrivate ? 'Yes' : 'No';
    default:
      return write[name].trim() || 'Empty';
  }
}

function whenText(write: EventWrite, time: TimeText, now: number): string {
  const { startsAt, endsAt, allDay } = eventTimes(write, time.zone);
  if (!allDay) return `${time.dayTime(startsAt, now)} – ${time.time(endsAt)}`;
  const first = time.longDay(startsAt);
  return allDay.from === allDay.to ? `${first}, all day` : `${first} – ${time.longDay(endsAt - 1)}, all day`;
}
