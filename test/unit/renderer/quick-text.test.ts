import { describe, expect, it, vi } from 'vitest';
import { newForm } from '../../../renderer/features/editor/form.ts';
import { answerText, questionText, repeatText, summaryText } from '../../../renderer/features/quick/quick-text.ts';
import { readLine } from '../../../renderer/features/quick/read-line.ts';
import { createReader } from '../../../renderer/features/quick/reader.ts';
import { filledForm } from '../../../renderer/features/quick/use-quick.ts';
import { tables } from './quick-lines.ts';

const context = { now: Date.parse('2026-11-23T09:00+01:00'), timeZone: 'Europe/Paris', dateOrder: 'dmy' } as const;
const summary = (line: string) => summaryText(readLine(line, context), 'en-GB');

describe('the summary of a line', () => {
  it('tells when, where, with how many and how often', () => {
    expect(summary('Review tomorrow 3pm 45m in Paris with ana@example.test, bo@example.test')).toBe('Tue, 24 Nov 2026, 15:00–15:45 · Paris · 2 people');
    expect(summary('Review 45m')).toBe('45 min');
    expect(summary('Review 23:30 tomorrow 1h')).toBe('Tue, 24 Nov 2026, 23:30–00:30');
    expect(summary('Review')).toBe('');
  });
  it.each([
    ['every weekday', 'every weekday'],
    ['every 2 weeks on Tuesday', 'every 2 weeks on Tue'],
    ['monthly on the last Friday', 'every month on the last Friday'],
    ['monthly on the 3rd Thursday', 'every month on the third Thursday'],
    ['monthly on the 15th', 'every month on day 15'],
    ['every Tuesday 10 times', 'every week on Tue, 10 times'],
    ['daily until 4 Dec', 'every day until Fri, 4 Dec 2026'],
  ])('says “%s” as “%s”', (words, text) => {
    const { repeat, date } = readLine(`Review ${words}`, context);
    expect(repeat && repeatText(repeat, date, 'en-GB')).toBe(text);
  });
  it('has a sentence for every question of the table, and a label of its own for each of its answers', () => {
    for (const table of tables)
      for (const [line] of table.rows)
        for (const question of readLine(line, table.context).questions) {
          expect(questionText(question), line).toMatch(/[?.:]$/);
          const labels = question.choices.map((choice) => answerText(choice, table.context.now, 'en-GB'));
          expect(new Set(labels).size, line).toBe(labels.length);
          expect(labels).not.toContain('');
        }
  });
});

describe('the form that a line fills', () => {
  const untouched = newForm(context.now, 'Europe/Paris');
  it('takes what the line tells and keeps the rest as untouched', () => {
    const filled = filledForm(readLine('Review 4 Dec 1h 30', context), untouched);
    expect(filled).toEqual({ topic: 'Review', date: '2026-12-04', time: untouched.time, duration: '1h 30m', timeZone: 'Europe/Paris', participants: [] });
    expect(filledForm(null, untouched)).toMatchObject({ topic: '', date: untouched.date });
  });
});

describe('the reader', () => {
  it('is loaded once, when it is wished for', async () => {
    const load = vi.fn(async () => ({ readLine }));
    const reader = createReader(load);
    const heard = vi.fn();
    reader.subscribe(heard);
    expect(reader.get().state).toBe('idle');
    reader.wish();
    reader.wish();
    await vi.waitFor(() => expect(reader.get().state).toBe('ready'));
    reader.wish();
    expect(load).toHaveBeenCalledTimes(1);
    expect(heard).toHaveBeenCalledTimes(2);
  });
  it('that cannot be loaded says so, and is tried again', async () => {
    const load = vi.fn().mockRejectedValueOnce(new Error('gone')).mockResolvedValue({ readLine });
    const reader = createReader(load);
    reader.wish();
    await vi.waitFor(() => expect(reader.get().state).toBe('failed'));
    reader.wish();
    await vi.waitFor(() => expect(reader.get().state).toBe('ready'));
  });
});
