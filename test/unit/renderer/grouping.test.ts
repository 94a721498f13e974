import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agendaDays, agendaRows } from '../../../renderer/features/agenda/agenda-model.ts';
import { daySpans } from '../../../renderer/features/sessions/day-spans.ts';
import { createTimeText } from '../../../renderer/ui/time.ts';
import { day, hour, minute, monday, row } from './rows.ts';

const time = createTimeText('en-GB', 'UTC');

describe('the days of a list', () => {
  it('are runs of neighbouring rows', () => {
    const starts = [monday, monday + hour, monday + day, null];
    const spans = daySpans(starts.map((startsAt, index) => ({ index, startsAt })), time, monday);
    expect(spans.map(({ first, last, label }) => [first, last, label.name])).toEqual([
      [0, 1, 'Today'],
      [2, 2, 'Tomorrow'],
      [3, 3, 'No time'],
    ]);
    expect(spans[0]?.isToday).toBe(true);
  });

  it('know whether a day may have begun above what is in view', () => {
    const spans = daySpans([{ index: 40, startsAt: monday }, { index: 41, startsAt: monday + day }], time, monday);
    expect(spans.map(({ begins }) => begins)).toEqual([false, true]);
  });

  it('break where rows are not there yet or do not follow each other', () => {
    const spans = daySpans(
      [
        { index: 0, startsAt: monday },
        { index: 1, startsAt: undefined },
        { index: 2, startsAt: monday },
        { index: 90, startsAt: monday },
      ],
      time,
      monday,
    );
    expect(spans.map(({ first, last }) => [first, last])).toEqual([[0, 0], [2, 2], [90, 90]]);
  });

  it('cover every row once, with a name of its own', () => {
    const starts = fc.array(fc.option(fc.integer({ min: monday - 9 * day, max: monday + 9 * day })), { maxLength: 60 });
    fc.assert(
      fc.property(starts, fc.nat(500), (list, offset) => {
        const spans = daySpans(list.map((startsAt, at) => ({ index: offset + at, startsAt })), time, monday);
        const covered = spans.flatMap(({ first, last }) =>
          Array.from({ length: last - first + 1 }, (_, at) => first + at),
        );
        expect(covered).toEqual(list.map((_, at) => offset + at));
        expect(new Set(spans.map((span) => span.day)).size).toBe(spans.length);
      }),
    );
  });
});

describe('the agenda', () => {
  it('puts meetings and webinars in one order and leaves out what is over', () => {
    const meetings = [row({ key: '1', startsAt: monday + hour }), row({ key: '2', startsAt: monday - hour })];
    const webinars = [
      row({ kind: 'webinar', key: '3', startsAt: monday + minute }),
      row({ kind: 'webinar', key: '4', startsAt: null }),
    ];
    expect(agendaRows([meetings, webinars], monday).map(({ key }) => key)).toEqual(['3', '1', '4']);
  });

  it('numbers rows through all days', () => {
    const list = [row({ key: '1' }), row({ key: '2', startsAt: monday + day }), row({ key: '3', startsAt: null })];
    const rows = agendaRows([list], monday);
    const days = agendaDays(rows, time, monday);
    expect(days.map(({ label }) => label.name)).toEqual(['Today', 'Tomorrow', 'No time']);
    expect(days.flatMap(({ items: each }) => each.map(({ index }) => index))).toEqual([0, 1, 2]);
  });

  it('keeps what began yesterday and still runs under today', () => {
    const now = Date.UTC(2026, 5, 16, 0, 30);
    const days = agendaDays([row({ startsAt: now - hour, duration: 3 * hour })], time, now);
    expect(days).toHaveLength(1);
    expect(days[0]).toMatchObject({ isToday: true, label: { name: 'Today', date: '16 Jun' } });
  });
});
