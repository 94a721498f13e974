import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { startOf, wallTimeAt } from '../../../contract/rules/start.ts';
import { renamed, windowsZones, zoneLetters, zoneWords } from '../../../contract/rules/zone-names.ts';
import { isZone, offsetText, resolveZone, sameZone, searchZones, zoneIds } from '../../../contract/rules/zones.ts';
import { anyText } from './any-text.ts';

const june = Date.UTC(2026, 5, 19);
const zoneOf = (text: string) => {
  const answer = resolveZone(text);
  return answer.ok ? answer.zone : answer.code;
};
const idsFor = (query: string, limit = 5) => searchZones(query, limit, june).map((choice) => choice.id);

describe('a zone', () => {
  it.each(['Europe/Paris', 'Asia/Calcutta', 'Asia/Kolkata', 'UTC', 'US/Eastern', 'Etc/GMT+5', 'America/Port-au-Prince'])('%s is one', (id) => {
    expect(isZone(id)).toBe(true);
  });
  it.each(['', 'europe/paris', 'Europe/Pari', '+05:30', 'GMT+5', 'Europe/Paris ', '__proto__', 'x'.repeat(65)])('%j is none', (id) => {
    expect(isZone(id)).toBe(false);
  });

  it('is the same under its old name, and no other', () => {
    for (const [old, id] of renamed) expect([old, sameZone(old, id)]).toEqual([old, true]);
    expect(sameZone('Asia/Calcutta', 'asia/kolkata')).toBe(true);
    expect(sameZone('UTC', 'Etc/UTC')).toBe(true);
    expect(sameZone('US/Eastern', 'America/New_York')).toBe(true);
    expect(sameZone('Europe/Paris', 'Europe/Berlin')).toBe(false);
    expect(sameZone('Nowhere', 'Nowhere')).toBe(false);
  });

  it('tells its offset at an instant', () => {
    expect(offsetText('Asia/Kolkata', june)).toBe('UTC+05:30');
    expect(offsetText('Europe/Paris', june)).toBe('UTC+02:00');
    expect(offsetText('Europe/Paris', Date.UTC(2026, 0, 1))).toBe('UTC+01:00');
    expect(offsetText('UTC', june)).toBe('UTC+00:00');
  });

  it('has words only where there is a zone to choose', () => {
    const ids = new Set(zoneIds());
    for (const table of [zoneWords, zoneLetters]) for (const id of table.keys()) expect([id, ids.has(id)]).toEqual([id, true]);
    for (const id of windowsZones.values()) expect([id, ids.has(id)]).toEqual([id, true]);
  });
});

describe('the zones to choose from', () => {
  it('are each listed once, by today’s names, UTC first', () => {
    const ids = zoneIds();
    expect(ids[0]).toBe('UTC');
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every(isZone)).toBe(true);
    expect(ids).toContain('Asia/Kolkata');
    expect(ids).not.toContain('Asia/Calcutta');
    for (const listed of Intl.supportedValuesOf('timeZone')) expect(ids).toContain(renamed.get(listed) ?? listed);
    expect(searchZones('', 1000, june).map((choice) => choice.id)).toEqual(ids);
  });

  it.each([
    ['paris', 'Europe/Paris', null], ['Europe/Paris', 'Europe/Paris', null], ['new york', 'America/New_York', null], ['new_y', 'America/New_York', null],
    ['são paulo', 'America/Sao_Paulo', null], ['kolk', 'Asia/Kolkata', null], ['calcutta', 'Asia/Kolkata', 'Calcutta'], ['mumbai', 'Asia/Kolkata', 'Mumbai'],
    ['katmandu', 'Asia/Kathmandu', 'Katmandu'], ['kiev', 'Europe/Kyiv', 'Kiev'], ['india', 'Asia/Kolkata', 'India'], ['san fran', 'America/Los_Angeles', 'San Francisco'],
    ['gmt', 'UTC', 'GMT'], ['US/Eastern', 'America/New_York', 'US/Eastern'], ['Asia/Calcutta', 'Asia/Kolkata', 'Asia/Calcutta'], ['jst', 'Asia/Tokyo', 'JST'],
    ['francisco', 'America/Los_Angeles', 'San Francisco'],
  ])('%j finds %s', (query, id, under) => {
    expect(searchZones(query, 5, june)[0]).toMatchObject({ id, under });
  });

  it('show the city and the offset', () => {
    expect(searchZones('Asia/Calcutta', 1, june)).toEqual([{ id: 'Asia/Kolkata', city: 'Kolkata', under: 'Asia/Calcutta', offset: 'UTC+05:30' }]);
  });
  it('are found by a region, by letters and by an offset', () => {
    expect(idsFor('indiana', 20)).toContain('America/Indiana/Indianapolis');
    expect(idsFor('ist')).toEqual(expect.arrayContaining(['Asia/Kolkata', 'Asia/Jerusalem', 'Europe/Dublin']));
    expect(idsFor('+05:45')).toEqual(['Asia/Kathmandu']);
    expect(idsFor('UTC+5:30', 50)).toContain('Asia/Kolkata');
    expect(idsFor('gmt−3', 50)).toContain('America/Sao_Paulo');
  });
  it('are none for what means nothing', () => {
    for (const query of ['qqqq', '?', '/', 'x/y', 'z'.repeat(100_000)]) expect(idsFor(query)).toEqual([]);
  });
});

describe('a zone as typed', () => {
  it.each([
    ['Asia/Calcutta', 'Asia/Calcutta'], ['asia/kolkata', 'Asia/Kolkata'], ['America/New York', 'America/New_York'], ['calcutta', 'Asia/Kolkata'],
    ['Kolkata', 'Asia/Kolkata'], ['Mumbai', 'Asia/Kolkata'], ['France', 'Europe/Paris'], ['Zürich', 'Europe/Zurich'], ['utc', 'UTC'], ['(UTC)', 'UTC'], ['GMT', 'UTC'], ['HST', 'Pacific/Honolulu'],
    ['Japan', 'Asia/Tokyo'], ['Singapore', 'Asia/Singapore'], ['W. Europe Standard Time', 'Europe/Berlin'], ['Eastern Time (US and Canada)', 'America/New_York'],
    ['Europe/Paris (UTC+02:00)', 'Europe/Paris'], ['Navajo', 'Navajo'], ['Port-au-Prince', 'America/Port-au-Prince'],
  ])('%j is %s', (text, id) => expect(zoneOf(text)).toBe(id));

  it.each([
    ['', 'empty'], ['  ', 'empty'], ['IST', 'ambiguous'], ['EST', 'ambiguous'], ['CET', 'ambiguous'], ['Russia', 'ambiguous'], ['San Juan', 'ambiguous'],
    ['+05:30', 'offset'], ['UTC+2', 'offset'], ['Pari', 'unknown'], ['?', 'unknown'], ['Nowhere/Else', 'unknown'],
  ])('%j is refused: %s', (text, code) => expect(zoneOf(text)).toBe(code));

  it('offers what may have been meant', () => {
    expect(resolveZone('IST')).toMatchObject({
      message: '“IST” is used in several time zones. Choose Asia/Jerusalem, Asia/Kolkata or Europe/Dublin.',
      offers: ['Asia/Jerusalem', 'Asia/Kolkata', 'Europe/Dublin'],
    });
    expect(resolveZone('Mumb')).toMatchObject({ message: 'Parley knows no time zone “Mumb”. Did you mean Asia/Kolkata?' });
    expect(resolveZone('Qqq')).toMatchObject({ message: 'Parley knows no time zone “Qqq”. Enter a city or an id such as Europe/Paris.' });
  });

  it('is found under every id there is, and never throws', () => {
    for (const id of [...zoneIds(), ...Intl.supportedValuesOf('timeZone')]) expect([id, zoneOf(id)]).toEqual([id, id]);
    expect(zoneOf('x '.repeat(500_000))).toBe('unknown');
    fc.assert(
      fc.property(anyText(130), (text) => {
        const answer = resolveZone(text);
        if (answer.ok) expect(isZone(answer.zone)).toBe(true);
        for (const choice of searchZones(text, 3, june)) expect(isZone(choice.id)).toBe(true);
      }),
    );
  });
});

/** Every change of clocks from 2020 to 2035. */
function changesOf(zone: string) {
  const changes: { at: number; before: number; after: number }[] = [];
  let at: Temporal.ZonedDateTime | null = Temporal.ZonedDateTime.from(`2020-01-01T00:00[${zone}]`);
  let before = at.offsetNanoseconds / 1e6;
  while ((at = at.getTimeZoneTransition('next')) && at.year < 2036) {
    const after = at.offsetNanoseconds / 1e6;
    if (after !== before) changes.push({ at: at.epochMilliseconds, before, after });
    before = after;
  }
  return changes;
}

const utcText = (ms: number) => new Date(ms).toISOString().slice(0, 16);
const startAt = (wall: number, zone: string) => startOf(utcText(wall).slice(0, 10), utcText(wall).slice(11), zone);

/** Hour and half-hour changes, north and south, at midnight, with odd rules, and none at all. */
const sample = [
  'Europe/Paris', 'Europe/London', 'Europe/Dublin', 'America/New_York', 'America/Sao_Paulo', 'America/Havana', 'America/Santiago', 'America/St_Johns', 'Asia/Beirut',
  'Asia/Tehran', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Australia/Sydney', 'Antarctica/Troll', 'Africa/Casablanca', 'Africa/Cairo', 'Pacific/Auckland',
  'Pacific/Chatham', 'Pacific/Apia', 'America/Nuuk', 'Asia/Gaza', 'UTC',
];

describe('the start', () => {
  it('in a gap does not exist, and the times beside it do', () => {
    expect(startOf('2026-03-29', '02:30', 'Europe/Paris')).toEqual({
      kind: 'gap',
      change: {
        at: Date.UTC(2026, 2, 29, 1), from: { date: '2026-03-29', time: '02:00' }, to: { date: '2026-03-29', time: '03:00' }, shift: 3_600_000,
      },
      neighbours: { before: { date: '2026-03-29', time: '01:30' }, after: { date: '2026-03-29', time: '03:30' } },
    });
  });
  it('in an overlap happens twice', () => {
    expect(startOf('2026-11-01', '01:30', 'America/New_York')).toEqual({
      kind: 'overlap',
      first: Date.UTC(2026, 10, 1, 5, 30),
      second: Date.UTC(2026, 10, 1, 6, 30),
      offsets: { first: '-04:00', second: '-05:00' },
      change: {
        at: Date.UTC(2026, 10, 1, 6), from: { date: '2026-11-01', time: '02:00' }, to: { date: '2026-11-01', time: '01:00' }, shift: -3_600_000,
      },
      neighbours: { before: { date: '2026-11-01', time: '00:30' }, after: { date: '2026-11-01', time: '02:30' } },
    });
  });
  it('half an hour on Lord Howe, a whole day on Samoa', () => {
    expect(startOf('2026-10-04', '02:15', 'Australia/Lord_Howe')).toMatchObject({
      kind: 'gap', neighbours: { before: { time: '01:45' }, after: { time: '02:45' } },
    });
    expect(startOf('2011-12-30', '10:00', 'Pacific/Apia')).toMatchObject({
      kind: 'gap', neighbours: { before: { date: '2011-12-29', time: '10:00' }, after: { date: '2011-12-31', time: '10:00' } },
    });
  });
  it('throws on what is no date, time or zone', () => {
    for (const [date, time, zone] of [['soon', '10:00', 'UTC'], ['2026-06-19', '25:00', 'UTC'], ['2026-06-19', '10:00', 'Nowhere']] as const)
      expect(() => startOf(date, time, zone)).toThrow(RangeError);
  });

  it('is right around every change of clocks from 2020 to 2035', () => {
    let gaps = 0;
    let overlaps = 0;
    for (const zone of sample) {
      for (const { at, before, after } of changesOf(zone)) {
        const [low, high] = [Math.min(before, after), Math.max(before, after)];
        const expected = after > before ? 'gap' : 'overlap';
        // The clock's readings from `at + low` up to `at + high` are skipped, or shown twice.
        for (const wall of [at + low, at + (low + high) / 2, at + high - 60_000]) {
          const start = startAt(wall, zone);
          expect([zone, utcText(wall), start.kind]).toEqual([zone, utcText(wall), expected]);
          if (start.kind === 'plain') continue;
          expect(start.change).toMatchObject({ at, shift: after - before });
          for (const { date, time } of [start.neighbours.before, start.neighbours.after])
            expect([zone, date, time, startOf(date, time, zone).kind]).toEqual([zone, date, time, 'plain']);
          if (start.kind === 'gap') gaps++;
          else {
            overlaps++;
            expect([start.first, start.second]).toEqual([wall - before, wall - after]);
          }
        }
        expect(startAt(at + low - 60_000, zone).kind).toBe('plain');
        expect(startAt(at + high, zone).kind).toBe('plain');
      }
    }
    expect(Math.min(gaps, overlaps)).toBeGreaterThan(500);
  });

  it('is the moment whose wall clock was written, in every zone', () => {
    const zones = zoneIds();
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: Date.UTC(2020, 0) / 60_000, max: Date.UTC(2036, 0) / 60_000 }),
        (zone, minutes) => {
          const at = minutes * 60_000;
          const { date, time } = wallTimeAt(at, zone);
          const start = startOf(date, time, zone);
          // A moment that clocks show has no gap.
          expect(start.kind).not.toBe('gap');
          expect(start.kind === 'overlap' ? [start.first, start.second] : start.kind === 'plain' && [start.startsAt]).toContain(at);
        },
      ),
      { numRuns: 500 },
    );
    for (const zone of zones) expect([zone, startOf('2026-06-19', '12:00', zone).kind]).toEqual([zone, 'plain']);
  });
});
