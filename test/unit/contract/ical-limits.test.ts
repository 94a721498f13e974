import { describe, expect, it } from 'vitest';
import { icalLimits } from '../../../contract/rules/ical-limits.ts';
import { readIcal } from '../../../contract/rules/ical-read.ts';

const event = (...lines: string[]) => ['BEGIN:VEVENT', 'DTSTART:20260620T090000Z', ...lines, 'END:VEVENT'].join('\r\n');
const read = (...events: string[]) => readIcal(`BEGIN:VCALENDAR\r\n${events.join('\r\n')}\r\nEND:VCALENDAR\r\n`, 'UTC');

describe('the limits of a calendar file', () => {
  it('of its size: nothing behind it is read, and it is said', () => {
    const fill = `X-FILL:${'x'.repeat(70)}\r\n`;
    const before = `BEGIN:VCALENDAR\r\n${event('SUMMARY:Before')}\r\n`;
    const text = `${before}${fill.repeat(Math.ceil(icalLimits.size / fill.length))}${event('SUMMARY:Behind')}\r\n`;
    const { drafts, limits, events } = readIcal(text, 'UTC');
    expect([drafts.map(({ title }) => title), limits, events]).toEqual([['Before'], ['size'], 1]);
  });

  it('of its events: the rest are counted, and it is said', () => {
    const many = Array.from({ length: icalLimits.events + 3 }, (_, n) => event(`SUMMARY:${n}`));
    const { drafts, limits, events } = read(...many);
    expect([drafts.length, limits, events]).toEqual([icalLimits.events, ['events'], icalLimits.events + 3]);
    expect(drafts.at(-1)?.title).toBe(String(icalLimits.events - 1));
  });

  it('of the details of one event: what stands behind them is not read, and it is said', () => {
    const people = Array.from({ length: icalLimits.properties }, (_, n) => `ATTENDEE:mailto:p${n}@example.test`);
    const { drafts, limits } = read(event(...people, 'SUMMARY:Behind'), event('SUMMARY:Next'));
    expect(drafts.map(({ title }) => title)).toEqual(['', 'Next']);
    expect(limits).toEqual(['properties']);
  });
});
