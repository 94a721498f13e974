import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { durationInput, longestDuration, parseDuration } from '../../../contract/rules/duration.ts';
import { lengthText } from '../../../contract/rules/invitation.ts';
import { anyText } from './any-text.ts';

const minutesOf = (text: string) => {
  const answer = parseDuration(text);
  return answer.ok ? answer.duration / 60_000 : answer.code;
};

describe('a duration', () => {
  it.each([
    ['45m', 45], ['45', 45], ['45 min', 45], ['45 minutes', 45], ['90m', 90], ['1h', 60], ['1 hr', 60], ['2 hours', 120], ['1h 30', 90], ['1h30', 90],
    ['1h30m', 90], ['1 h 30 min', 90], ['1 hour and 30 minutes', 90], ['1 hour, 30 min', 90], ['1.5h', 90], ['1,5 h', 90], ['1½ h', 90], ['1 ½ hours', 90],
    ['½h', 30], ['.5 h', 30], ['1.5', 90], ['0.25h', 15], ['1:30', 90], ['01:30', 90], ['0:45', 45], ['1:30 h', 90], ['half an hour', 30], ['an hour', 60],
    ['an hour and a half', 90], ['one hour 15', 75], ['1h 90m', 150], ['24h', 1440], ['1440', 1440], ['24:00', 1440], ['１ｈ ３０', 90], ['1H\u00a030M', 90],
  ])('%j is %i minutes', (text, minutes) => expect(minutesOf(text)).toBe(minutes));

  it.each([
    ['', 'empty'], ['  ', 'empty'], ['0', 'zero'], ['0h 0m', 'zero'], ['0:00', 'zero'], ['0.2m', 'zero'], ['-30', 'zero'],
    ['25h', 'too-long'], ['24h 1m', 'too-long'], ['1441', 'too-long'], ['24:01', 'too-long'], ['99999', 'too-long'],
    ['soon', 'unclear'], ['1:75', 'unclear'], ['h', 'unclear'], ['1d', 'unclear'], ['1h 2h', 'unclear'], ['1,500', 'unclear'], ['-1h', 'unclear'],
  ])('%j is refused: %s', (text, code) => expect(minutesOf(text)).toBe(code));

  it('says how long too long is', () => {
    expect(parseDuration('25h')).toMatchObject({ message: 'Enter 24 hours at most: “25h” is 25 h.' });
  });

  it.each([[45, '45m'], [60, '1h'], [90, '1h 30m'], [1440, '24h'], [0, '0m']])('%i minutes are written %s', (minutes, text) => {
    expect(durationInput(minutes * 60_000)).toBe(text);
  });

  it('is read back as it was written, in each way of writing it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: longestDuration / 60_000 }), (minutes) => {
        const duration = minutes * 60_000;
        const clock = `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
        const hours = `${Math.floor(minutes / 60)} hours ${minutes % 60} minutes`;
        for (const text of [durationInput(duration), lengthText(duration), String(minutes), clock, hours])
          expect(parseDuration(text)).toEqual({ ok: true, duration });
      }),
    );
  });

  it('never throws, and is always between a minute and a day', () => {
    for (const text of ['x', '1', ' 1', '1h']) expect(minutesOf(text.repeat(500_000))).toBe('unclear');
    fc.assert(
      fc.property(fc.oneof(anyText(), fc.string({ unit: fc.constantFrom(...'0123456789 .,:hm-') })), (text) => {
        const answer = parseDuration(text);
        expect(answer.ok ? '.' : answer.message.at(-1)).toBe('.');
        const duration = answer.ok ? answer.duration : 60_000;
        expect(duration % 60_000).toBe(0);
        expect(duration).toBeGreaterThan(0);
        expect(duration).toBeLessThanOrEqual(longestDuration);
      }),
      { numRuns: 1000 },
    );
  });
});
