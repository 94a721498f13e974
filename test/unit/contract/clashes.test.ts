import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { clashesWith, overlaps, type Span } from '../../../contract/rules/clashes.ts';
import { freeSlots, slotHorizonDays } from '../../../contract/rules/free-slots.ts';

const minute = 60_000;
const hour = 60 * minute;
const at = (text: string) => Temporal.ZonedDateTime.from(text).epochMilliseconds;
const span = (from: string, to: string): Span => ({ startsAt: at(from), endsAt: at(to) });

describe('clashes', () => {
  const wanted: Span = { startsAt: 100, endsAt: 200 };
  it.each([
    ['before it', { startsAt: 0, endsAt: 99 }, false],
    ['ending as it begins', { startsAt: 0, endsAt: 100 }, false],
    ['reaching into it', { startsAt: 0, endsAt: 101 }, true],
    ['inside it', { startsAt: 120, endsAt: 130 }, true],
    ['around it', { startsAt: 0, endsAt: 300 }, true],
    ['beginning as it ends', { startsAt: 200, endsAt: 300 }, false],
    ['without a length, inside it', { startsAt: 150, endsAt: 150 }, true],
    ['without a length, as it begins', { startsAt: 100, endsAt: 100 }, true],
    ['without a length, as it ends', { startsAt: 200, endsAt: 200 }, false],
  ])('something %s: %o clashes %s', (_name, other, expected) => {
    expect(overlaps(wanted, other)).toBe(expected);
    expect(overlaps(other, wanted)).toBe(expected);
  });

  /** In whole minutes, so that the twin can walk them one by one. */
  const anySpan = fc.record({ from: fc.nat(300), length: fc.nat(90) }).map(({ from, length }) => ({ startsAt: from, endsAt: from + length }));

  it('finds what a walk through every minute finds, soonest first', () => {
    const minutesOf = ({ startsAt, endsAt }: Span) =>
      endsAt === startsAt ? [startsAt] : Array.from({ length: endsAt - startsAt }, (_, step) => startsAt + step);
    fc.assert(
      fc.property(anySpan, fc.array(anySpan, { maxLength: 30 }), (wanted, others) => {
        const wantedMinutes = new Set(minutesOf(wanted));
        const expected = others.filter((each) => minutesOf(each).some((one) => wantedMinutes.has(one)));
        const found = clashesWith(wanted, others);
        expect(new Set(found)).toEqual(new Set(expected));
        expect(found).toHaveLength(expected.length);
        expect(found.map(({ startsAt }) => startsAt)).toEqual(found.map(({ startsAt }) => startsAt).toSorted((a, b) => a - b));
      }),
      { numRuns: 2_000 },
    );
  });
});

/** Tries every quarter of every day, one by one, by the wording of the rule alone. */
function slotsByTrying(busy: readonly Span[], duration: number, from: number, timeZone: string, most: number): Span[] {
  const found: Span[] = [];
  const first = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(timeZone).toPlainDate();
  for (let ahead = 0; ahead < slotHorizonDays; ahead++) {
    const day = first.add({ days: ahead });
    if (day.dayOfWeek > 5) continue;
    for (let hours = 9; hours < 18; hours++)
      for (const minutes of [0, 15, 30, 45]) {
        const wall = day.toPlainDateTime({ hour: hours, minute: minutes });
        const start = wall.toZonedDateTime(timeZone);
        if (!start.toPlainDateTime().equals(wall)) continue;
        const slot = { startsAt: start.epochMilliseconds, endsAt: start.epochMilliseconds + duration };
        const end = Temporal.Instant.fromEpochMilliseconds(slot.endsAt).toZonedDateTimeISO(timeZone).toPlainDateTime();
        const isInside = Temporal.PlainDateTime.compare(end, day.toPlainDateTime({ hour: 18 })) <= 0;
        const isFree = [...busy, ...found].every((each) => {
          const until = each.endsAt > each.startsAt ? each.endsAt : each.startsAt + minute;
          return until <= slot.startsAt || each.startsAt >= slot.endsAt;
        });
        if (slot.startsAt >= from && isInside && isFree && found.length < most) found.push(slot);
      }
  }
  return found;
}

describe('free slots', () => {
  const zone = 'Europe/Paris';
  // A Wednesday.
  const from = at('2026-11-25T16:20[Europe/Paris]');
  const wish = { duration: hour, from, timeZone: zone, most: 3 };

  it('begin on the next quarter, and go on the next working day', () => {
    expect(freeSlots([], wish)).toEqual([
      span('2026-11-25T16:30[Europe/Paris]', '2026-11-25T17:30[Europe/Paris]'),
      span('2026-11-26T09:00[Europe/Paris]', '2026-11-26T10:00[Europe/Paris]'),
      span('2026-11-26T10:00[Europe/Paris]', '2026-11-26T11:00[Europe/Paris]'),
    ]);
  });

  it('leave out what is on, touching it', () => {
    const busy = [span('2026-11-25T16:00[Europe/Paris]', '2026-11-26T09:20[Europe/Paris]')];
    expect(freeSlots(busy, { ...wish, most: 1 })).toEqual([
      span('2026-11-26T09:30[Europe/Paris]', '2026-11-26T10:30[Europe/Paris]'),
    ]);
  });

  it('leave the weekend out', () => {
    const friday = at('2026-11-27T17:30[Europe/Paris]');
    expect(freeSlots([], { ...wish, from: friday, most: 1 })).toEqual([
      span('2026-11-30T09:00[Europe/Paris]', '2026-11-30T10:00[Europe/Paris]'),
    ]);
  });

  it('are none when it is longer than the working day, or everything is taken', () => {
    expect(freeSlots([], { ...wish, duration: 10 * hour })).toEqual([]);
    expect(freeSlots([{ startsAt: from - hour, endsAt: from + 60 * 24 * hour }], wish)).toEqual([]);
  });

  it('refuse a zone that is none', () => {
    expect(() => freeSlots([], { ...wish, timeZone: 'Mars/Base' })).toThrow(RangeError);
  });

  it('are those that trying every quarter finds, in any zone and over any change of the clocks', () => {
    const zones = ['Europe/Paris', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'Pacific/Apia', 'UTC'];
    const week = 7 * 24 * hour;
    const busyOf = (start: number) =>
      fc.array(
        fc.record({ after: fc.nat(2 * week / minute), length: fc.oneof(fc.nat(240), fc.nat(3 * 24 * 60)) }).map(({ after, length }) => ({
          startsAt: start - week / 2 + after * minute,
          endsAt: start - week / 2 + (after + length) * minute,
        })),
        { maxLength: 40 },
      );
    const anyCase = fc
      .record({
        timeZone: fc.constantFrom(...zones),
        start: fc.integer({ min: at('2011-12-20T00:00[UTC]'), max: at('2027-12-31T00:00[UTC]') }),
        quarters: fc.integer({ min: 1, max: 40 }),
        most: fc.integer({ min: 1, max: 5 }),
      })
      .chain((one) => busyOf(one.start).map((busy) => ({ ...one, busy })));
    fc.assert(
      fc.property(anyCase, ({ timeZone, start, quarters, most, busy }) => {
        const duration = quarters * 10 * minute;
        expect(freeSlots(busy, { duration, from: start, timeZone, most })).toEqual(
          slotsByTrying(busy, duration, start, timeZone, most),
        );
      }),
      { numRuns: 150 },
    );
  });
});
