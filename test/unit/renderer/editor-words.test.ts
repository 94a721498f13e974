import { describe, expect, it } from 'vitest';
import { differenceText, named, refusalWords } from '../../../renderer/features/editor/words.ts';
import { hour, minute, monday } from './rows.ts';

const kept = { meantStart: monday, toldStart: monday, meantDuration: 30 * minute, toldDuration: 30 * minute };
const text = (part: Partial<Parameters<typeof differenceText>[0]>) => differenceText({ ...kept, ...part }, 'UTC', 'en-GB');

describe('what Zoho kept instead', () => {
  it('names both times', () => {
    expect(text({ toldStart: monday + hour })).toBe('Zoho kept 10:00, you asked for 09:00.');
    expect(text({ toldStart: monday + 24 * hour })).toBe('Zoho kept Tue 16 Jun, 09:00, you asked for Mon 15 Jun, 09:00.');
    expect(text({ toldStart: null })).toContain('did not tell');
  });

  it('names both lengths', () => {
    expect(text({ toldDuration: hour })).toBe('Zoho kept a length of 1 h, you asked for 30 min.');
    expect(text({ toldDuration: null })).toBe('');
  });
});

it('a topic inside a sentence is quoted and not too long', () => {
  expect(named(' Planning ')).toBe('“Planning”');
  expect(named('  ')).toBe('Untitled');
  expect([...named('😀'.repeat(80))]).toHaveLength(62);
});

it('a refusal says what did not happen, why, and that nothing typed is lost', () => {
  const words = refusalWords({ code: 'zoho-unavailable', message: '' }, 'webinar', true);
  expect(words.title).toMatch(/^The webinar was not changed\. /);
  expect(words.body).toMatch(/Everything you typed is still here\.$/);
});
