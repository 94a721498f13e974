import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Recurrence } from '../../../contract/calendar.ts';
import { readLine } from '../../../renderer/features/quick/read-line.ts';
import type { Answer, Reading } from '../../../renderer/features/quick/reading.ts';
import { type Meaning, tables } from './quick-lines.ts';

const repeatText = ({ interval, every }: Recurrence): string => {
  const many = interval === 1 ? `every ${every.unit}` : `every ${interval} ${every.unit}s`;
  if (every.unit === 'week') return `${many} on ${every.on.join(' ')}`;
  return every.unit === 'month' ? `${many} by ${every.by}` : many;
};

const answerText = ({ date, time, duration, timeZone, participant, repeat }: Answer): string =>
  repeat
    ? repeatText(repeat)
    : [date, time, duration === undefined ? undefined : `${duration / 60_000}m`, timeZone, participant].filter(Boolean).join(' ') || 'no';

/** As the table writes it. */
const meaningOf = (reading: Reading): Meaning => ({
  ...(reading.kind === 'webinar' && { kind: 'webinar' }),
  topic: reading.topic,
  ...(reading.date !== null && { date: reading.date }),
  ...(reading.time !== null && { time: reading.time }),
  ...(reading.duration !== null && { length: reading.duration / 60_000 }),
  ...(reading.timeZone !== null && { zone: reading.timeZone }),
  ...(reading.participants.length > 0 && { people: reading.participants }),
  ...(reading.repeat && { repeat: reading.repeat }),
  ...(reading.questions.length > 0 && {
    ask: Object.fromEntries(reading.questions.map(({ field, reason, choices }) => [`${field} ${reason}`, choices.map(answerText)])),
  }),
});

describe.each(tables)('on $name', ({ context, rows }) => {
  it.each(rows.map((row) => [...row] as const))('%s', (line, meaning) => {
    expect(meaningOf(readLine(line, context))).toEqual({ topic: '', ...meaning });
  });
});
