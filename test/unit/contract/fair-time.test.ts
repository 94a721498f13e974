import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { fairSummary, fairTime } from '../../../contract/rules/fair-time.ts';
import { mostParticipantZones, rememberZone, zoneOf } from '../../../contract/rules/participant-zones.ts';
import { zoneIds } from '../../../contract/rules/zones.ts';
import { fairText } from '../../../renderer/features/editor/fair-words.ts';

const minute = 60_000;
const hour = 60 * minute;
const step = 5 * minute;
const one = (startsAt: number, duration: number, zone: string | null) => {
  const [time] = fairTime({ startsAt, duration, people: [{ address: 'bo@example.test', zone }] });
  if (!time) throw new Error('nobody');
  return time;
};

/** Looks at a clock every five minutes: slow, and right without knowing of days or changes. */
function looked(startsAt: number, duration: number, zone: string): string {
  const clock = new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone: zone });
  let worked = 0;
  for (let at = startsAt; at < startsAt + duration; at += step) {
    const shown = Number(clock.format(at));
    if (shown >= 9 && shown < 18) worked += step;
  }
  return worked === duration ? 'within' : worked === 0 ? 'outside' : 'edge';
}

const zone = fc.constantFrom(...zoneIds());
const length = fc.integer({ min: 1, max: 288 }).map((steps) => steps * step);
const shortLength = fc.integer({ min: 1, max: 24 }).map((steps) => steps * step);
const start = fc.integer({ min: Date.UTC(2020, 0, 1) / step, max: Date.UTC(2037, 0, 1) / step }).map((steps) => steps * step);

describe('fair time', () => {
  it('agrees with a clock that is looked at, in every zone', () => {
    fc.assert(
      fc.property(start, fc.oneof(length, shortLength), zone, (startsAt, duration, id) => {
        expect(one(startsAt, duration, id).fairness).toBe(looked(startsAt, duration, id));
      }),
      { numRuns: 400 },
    );
  });

  it('agrees on the days when clocks change', () => {
    const from = Temporal.Instant.fromEpochMilliseconds(Date.UTC(2026, 0, 1));
    const changes = zoneIds().flatMap((id) => {
      const change = from.toZonedDateTimeISO(id).getTimeZoneTransition('next');
      return change ? [{ id, at: change.epochMilliseconds }] : [];
    });
    expect(changes.length).toBeGreaterThan(100);
    fc.assert(
      fc.property(fc.constantFrom(...changes), fc.integer({ min: -288, max: 288 }), length, ({ id, at }, steps, duration) => {
        expect(one(at + steps * step, duration, id).fairness).toBe(looked(at + steps * step, duration, id));
      }),
      { numRuns: 400 },
    );
  });

  it('counts no hour twice where a whole day was left out', () => {
    // Samoa went from 29 to 31 December 2011.
    const noon = Temporal.ZonedDateTime.from('2011-12-29T12:00[Pacific/Apia]').epochMilliseconds;
    expect(one(noon, 24 * hour, 'Pacific/Apia').fairness).toBe('edge');
    expect(one(noon + 24 * hour, hour, 'Pacific/Apia').fairness).toBe('within');
  });

  it.each([
    ['the first hour', 9, 0, 60, 'within'],
    ['up to the end', 17, 0, 60, 'within'],
    ['the whole of it', 9, 0, 540, 'within'],
    ['a minute too early', 8, 59, 60, 'edge'],
    ['a minute too late', 17, 1, 60, 'edge'],
    ['just before', 8, 0, 60, 'outside'],
    ['just after', 18, 0, 60, 'outside'],
    ['around it', 8, 0, 660, 'edge'],
    ['into the next morning', 20, 0, 14 * 60, 'edge'],
  ])('%s', (_, hours, minutes, lasts, fairness) => {
    expect(one(Date.UTC(2026, 5, 19, hours, minutes), lasts * minute, 'UTC').fairness).toBe(fairness);
  });

  it('tells what each clock shows, and says of a zone nobody knows that it is not known', () => {
    const startsAt = Date.UTC(2026, 5, 19, 15);
    expect(one(startsAt, hour, 'Pacific/Auckland')).toMatchObject({
      fairness: 'outside', start: { date: '2026-06-20', time: '03:00' }, end: { date: '2026-06-20', time: '04:00' },
    });
    for (const unknown of [null, 'Mars/Olympus', ''])
      expect(one(startsAt, hour, unknown)).toEqual({ address: 'bo@example.test', zone: null, fairness: 'unknown', start: null, end: null });
  });

  it('sums up and puts into words', () => {
    const startsAt = Date.UTC(2026, 5, 19, 15);
    const chosen = { startsAt, duration: hour, date: '2026-06-19' };
    const zones = ['Europe/Paris', 'America/New_York', 'Asia/Tokyo', 'Europe/Athens', null];
    const times = fairTime({ startsAt, duration: hour, people: zones.map((id, at) => ({ address: `p${at}@example.test`, zone: id })) });
    expect(fairSummary(times)).toBe('Within working hours for 2 of 5, 1 not known');
    expect(fairSummary(times.slice(0, 3))).toBe('Within working hours for 2 of 3');
    expect(times.map((time) => fairText(time, chosen, 'en-GB'))).toEqual([
      '17:00, within working hours',
      '11:00, within working hours',
      'Sat 00:00, outside working hours',
      '18:00, outside working hours',
      'Time zone not known',
    ]);
    const late = { ...chosen, duration: 90 * minute };
    expect(fairText(one(startsAt, late.duration, 'Europe/Paris'), late, 'en-GB')).toBe('17:00–18:30, partly outside working hours');
  });
});

describe('remembered zones', () => {
  it('are found in any case, changed, and forgotten', () => {
    const zones = rememberZone({ 'cy@example.test': 'Asia/Tokyo' }, 'Bo@Example.test', 'Europe/Paris');
    expect(zones).toEqual({ 'cy@example.test': 'Asia/Tokyo', 'bo@example.test': 'Europe/Paris' });
    expect(zoneOf(zones, 'BO@example.test')).toBe('Europe/Paris');
    expect(rememberZone(zones, 'cy@example.test', null)).toEqual({ 'bo@example.test': 'Europe/Paris' });
    expect(zoneOf({}, 'constructor')).toBeNull();
  });

  it('give up the oldest, not the one that was set again', () => {
    let zones: Record<string, string> = {};
    const address = (at: number) => `p${at}@example.test`;
    for (let at = 0; at < mostParticipantZones; at += 1) zones = rememberZone(zones, address(at), 'UTC');
    zones = rememberZone(zones, address(0), 'Asia/Tokyo');
    zones = rememberZone(zones, 'new@example.test', 'UTC');
    expect(Object.keys(zones)).toHaveLength(mostParticipantZones);
    expect(zoneOf(zones, address(0))).toBe('Asia/Tokyo');
    expect(zoneOf(zones, address(1))).toBeNull();
  });
});
