import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ListType, SessionRow } from '../../../contract/domain.ts';
import { endOf, matcher } from '../../../contract/rules/session-lists.ts';
import { emptyLine, patched, windowOf } from '../../../electron/agenda/timeline.ts';
import type { ZohoSession } from '../../../electron/zoho/types.ts';
import { listed as told } from './fakes.ts';

const now = Date.UTC(2026, 5, 19, 12);
const hour = 3_600_000;

const row = (key: string, startsAt: number | null, more: Partial<SessionRow> = {}) => told(key, startsAt, { topic: key, ...more });
const tab = (rows: ZohoSession[], listType: ListType, at: number, listed: (row: SessionRow) => boolean) =>
  windowOf(patched(emptyLine, new Set(), rows), listType, at, listed, { offset: 0, limit: 99 }).items.map(({ key }) => key);

describe('the tabs', () => {
  const rows = [
    row('last week', now - 168 * hour),
    row('tomorrow', now + 24 * hour),
    row('running', now - hour / 2),
    row('yesterday', now - 24 * hour),
    row('over', now - hour),
    row('next', now + hour),
    row('unknown, listed', null),
    row('unknown', null),
    row('running, length unknown', now - hour / 2 + 1, { duration: null }),
  ];
  const listed = ({ key }: SessionRow) => key === 'unknown, listed';
  const upcoming = ['running', 'running, length unknown', 'next', 'tomorrow', 'unknown, listed'];
  const past = ['over', 'yesterday', 'last week', 'unknown'];

  it('upcoming: what has not ended, soonest first', () => {
    expect(tab(rows, 'upcoming', now, listed)).toEqual(upcoming);
  });
  it('past: what has ended, latest first', () => {
    expect(tab(rows, 'past', now, listed)).toEqual(past);
  });
  it('all: upcoming, then past', () => {
    expect(tab(rows, 'all', now, listed)).toEqual([...upcoming, ...past]);
  });

  it('orders equal starts by topic, then key, whatever the order received', () => {
    const titled = (key: string, topic: string) => row(key, now, { topic });
    const same = [titled('3', 'b'), titled('2', 'a'), titled('1', 'b'), row('0', null), row('9', null)];
    fc.assert(
      fc.property(fc.shuffledSubarray(same, { minLength: same.length }), (shuffled) => {
        expect(tab(shuffled, 'upcoming', now, () => true)).toEqual(['2', '1', '3', '0', '9']);
        expect(tab(shuffled, 'past', now + 2 * hour, () => false)).toEqual(['2', '1', '3', '0', '9']);
      }),
    );
  });

  it('has no end without a start', () => {
    expect(endOf({ startsAt: null, duration: hour })).toBeNull();
  });
});

describe('the search', () => {
  const session = row('1351189999', now, {
    topic: 'Café Müller – Łódź STRASSE ΟΔΟΣ İstanbul',
    presenterName: 'Søren Bjørk',
    presenterEmail: 'soren@example.test',
  });
  it.each([
    '', '   ', 'cafe', 'CAFÉ', 'mu\u0308ller', 'muller', 'lodz', 'straße', 'οδοσ', 'istanbul', 'soren',
    'BJØRK', 'example.test', 'muller cafe', 'cafe soren', '135 118', '1351189999', '135-118-9999', '118 9999',
  ])('%j finds it', (search) => {
    expect(matcher(search)(session)).toBe(true);
  });
  it.each(['tea', 'cafe tea', '999 8', '135 118 cafe', 'müllerx'])('%j does not', (search) => {
    expect(matcher(search)(session)).toBe(false);
  });
  it('finds digits in a topic too', () => {
    expect(matcher('2026')(row('1', now, { topic: 'Plan 2026' }))).toBe(true);
  });
  it('finds any part of any topic', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (topic) => {
        expect(matcher(topic.slice(0, 200))(row('x', now, { topic }))).toBe(true);
      }),
    );
  });
});
