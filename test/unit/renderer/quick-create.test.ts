import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Recurrence, recurrenceSchema } from '../../../contract/calendar.ts';
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

const [{ context } = { context: { now: 0, timeZone: 'UTC', dateOrder: 'dmy' as const } }] = tables;
const lines = tables.flatMap(({ rows }) => rows.map(([line]) => line));

describe('what is read', () => {
  it('is marked in the line, one part after another', () => {
    const line = '  Design review – tomorrow at 3pm for 45m with ana@example.test in Paris, every Tuesday';
    const marked = readLine(line, context).marks.map(({ from, to, field }) => [field, line.slice(from, to)]);
    expect(marked).toEqual([
      ['date', 'tomorrow'], ['time', 'at 3pm'], ['duration', '45m'], ['participants', 'ana@example.test'],
      ['timeZone', 'Paris'], ['repeat', 'every Tuesday'],
    ]);
  });
  it('is what an answer says, once it is given, and asked again when the words change', () => {
    const line = 'Call tomorrow 3pm CST';
    const id = readLine(line, context).questions[0]?.id ?? '';
    const answered = { ...context, answers: { [id]: 2 } };
    expect(readLine(line, answered)).toMatchObject({ timeZone: 'Asia/Shanghai', questions: [] });
    expect(readLine('Call tomorrow 3pm IST', answered).questions).toHaveLength(1);
  });
  it('is right after every answer to every question of the table: one question less, and the field filled', () => {
    for (const table of tables)
      for (const [line] of table.rows)
        for (const { id, choices } of readLine(line, table.context).questions)
          for (const [index, choice] of choices.entries()) {
            const after = readLine(line, { ...table.context, answers: { [id]: index } });
            expect(after.questions.map((each) => each.id), line).not.toContain(id);
            const { participant, ...told } = choice;
            expect(after, line).toMatchObject(told);
            if (participant !== undefined) expect(after.participants).toContain(participant);
          }
  });
  it('takes no address apart and loses none', () => {
    const people = Array.from({ length: 60 }, (_, index) => `person${index}@example.test`);
    expect(readLine(`Crowd tomorrow 3pm with ${people.join(', ')}`, context).participants).toEqual(people);
  });
});

const word = fc.oneof(
  fc.constantFrom(...lines.flatMap((line) => line.split(' '))),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.integer({ min: -10, max: 100_000 }).map(String),
  fc.constantFrom('\u0001', '\u0002', '"', '“', '@', '<', '\u202e', '\ud800', '2026-13-45', '99:99', '31/02', 'until', 'every 0 days', '__proto__', 'constructor'),
);
const anyLine = fc.array(word, { maxLength: 30 }).map((words) => words.join(' '));

describe('whatever is typed', () => {
  const contexts = fc.constantFrom(...tables.map((table) => table.context));
  it('is read without a throw, and the reading holds together', () => {
    fc.assert(
      fc.property(anyLine, contexts, (line, where) => {
        const reading = readLine(line, where);
        let end = 0;
        for (const { from, to } of reading.marks) {
          expect(from).toBeGreaterThanOrEqual(end);
          expect(to).toBeGreaterThan(from);
          end = to;
        }
        expect(end).toBeLessThanOrEqual(line.length);
        expect(reading.date ?? '2026-01-01').toMatch(/^\d{4}-\d{2}-\d{2}$/);
        expect(reading.time ?? '00:00').toMatch(/^\d{2}:\d{2}$/);
        expect(recurrenceSchema.nullable().safeParse(reading.repeat).success).toBe(true);
        for (const letter of reading.topic.replace(/\s/g, '')) expect(line.toWellFormed()).toContain(letter);
      }),
      { numRuns: 600, seed: 20_261_123 },
    );
  });
  it('is read letter by letter', () => {
    for (const line of lines.filter((_, index) => index % 5 === 0))
      for (let length = 0; length < line.length; length++) readLine(line.slice(0, length), context);
  });
  it.each(['a '.repeat(1_000), '1 '.repeat(1_000), 'in Paris x '.repeat(180), '@'.repeat(2_000), '<a@b '.repeat(400), 'every Monday '.repeat(150),
    'a'.repeat(2_000), '1:1 '.repeat(500), 'tomorrow 3pm '.repeat(150), 'time '.repeat(400), '"a" '.repeat(500), 'a. '.repeat(660), `${'a.b'.repeat(600)}@c`,
    'with Ana and '.repeat(150), '1h '.repeat(660), '12/10/26 '.repeat(220)])('is read in good time: %#', (line) => {
    readLine(line, context);
    const begin = performance.now();
    readLine(line, context);
    expect(performance.now() - begin).toBeLessThan(250);
  });
  it('of 200 characters takes some thousandths of a second', () => {
    const line = 'Design review of the third quarter tomorrow 3pm 45m with ana@example.test, bo@example.test and cy@example.test in Paris, every Tuesday until 18 December, about budgets and other things of note'.slice(0, 200);
    for (let turn = 0; turn < 20; turn++) readLine(line, context);
    const begin = performance.now();
    for (let turn = 0; turn < 20; turn++) readLine(line, context);
    expect((performance.now() - begin) / 20).toBeLessThan(15);
  });
});
