import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appLinkSchema } from '../../../contract/domain.ts';
import { readLink } from '../../../contract/rules/links.ts';

const read = (text: string) => readLink(text, 'Europe/Berlin');
const nothing = { type: 'new', kind: 'meeting', topic: null, date: null, time: null, timeZone: null, duration: null };

describe('a link to a session', () => {
  it.each([
    ['parley://meeting/1169128500', { type: 'session', kind: 'meeting', key: '1169128500' }],
    ['parley://webinar/88-a_b/', { type: 'session', kind: 'webinar', key: '88-a_b' }],
    ['PARLEY://meeting/1', { type: 'session', kind: 'meeting', key: '1' }],
  ])('%s', (text, link) => expect(read(text)).toEqual(link));
});

describe('a link to a form', () => {
  it.each<[string, object]>([
    ['parley://new', nothing],
    ['parley://new/?topic=Design+review', { ...nothing, topic: 'Design review' }],
    ['parley://new?kind=webinar', { ...nothing, kind: 'webinar' }],
    ['parley://new?start=2026-06-19T19:00', { ...nothing, date: '2026-06-19', time: '19:00' }],
    ['parley://new?start=2026-06-19T19:00&zone=Asia/Kolkata', { ...nothing, date: '2026-06-19', time: '19:00', timeZone: 'Asia/Kolkata' }],
    ['parley://new?start=2026-06-19T22:30Z', { ...nothing, date: '2026-06-20', time: '00:30' }],
    ['parley://new?start=2026-06-19T22:30:00%2B02:00', { ...nothing, date: '2026-06-19', time: '22:30' }],
    ['parley://new?start=2026-06-19T22:30+02:00', { ...nothing, date: '2026-06-19', time: '22:30' }],
    ['parley://new?start=2026-06-19T22:30Z&zone=America/New_York', { ...nothing, date: '2026-06-19', time: '18:30', timeZone: 'America/New_York' }],
    ['parley://new?duration=1h%2030', { ...nothing, duration: 5_400_000 }],
    ['parley://new?topic=a%0D%0AJoin:%E2%80%AE%00b', { ...nothing, topic: 'a Join: b' }],
    [`parley://new?topic=${'x'.repeat(500)}`, { ...nothing, topic: 'x'.repeat(200) }],
  ])('%s', (text, link) => expect(read(text)).toEqual(link));
});

describe('leads nowhere', () => {
  it.each([
    '', 'parley:', 'parley://', 'parley:meeting/1', 'parley:/meeting/1', 'https://meeting/1', 'xparley://meeting/1',
    'parley://meeting', 'parley://meeting/', 'parley://meeting/1/2', 'parley://meeting/..', 'parley://meeting/%2e%2e',
    'parley://meeting/a%2Fb', 'parley://meeting/1?delete=1', 'parley://meeting/1#x', 'parley://meeting:80/1',
    'parley://u:p@meeting/1', `parley://meeting/${'1'.repeat(65)}`, 'parley://delete/1', 'parley://join/1',
    'parley://oauth/callback?code=1000.a&state=b', 'parley://new/now', 'parley://new?topic=a&topic=b',
    'parley://new?send=1', 'parley://new?kind=party', 'parley://new?zone=Mars/Base', 'parley://new?duration=soon',
    'parley://new?start=tomorrow', 'parley://new?start=2026-02-30T10:00', 'parley://new?start=2026-06-19T25:00',
    `parley://new?topic=${'x'.repeat(5_000)}`,
  ])('%s', (text) => expect(read(text)).toEqual({ type: 'unknown' }));

  it('or to what the contract describes, whatever the text', () => {
    const part = fc.constantFrom('parley://', 'new', 'meeting', '/', '?', '&', '=', 'topic', 'start', '%', '%00', '..', '@', '2026-06-19T10:00', 'é', '😀');
    const text = fc.oneof(fc.string(), fc.array(part).map((parts) => `parley://${parts.join('')}`));
    fc.assert(fc.property(text, (link) => {
      expect(appLinkSchema.safeParse(read(link)).success).toBe(true);
    }), { numRuns: 500 });
  });
});
