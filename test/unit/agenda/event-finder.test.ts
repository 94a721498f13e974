import { describe, expect, it } from 'vitest';
import { eventRowSchema, type CalendarEvent } from '../../../contract/calendar.ts';
import { createEventFinder } from '../../../electron/agenda/calendar/event-finder.ts';

const hour = 3_600_000;
const now = Date.UTC(2026, 5, 19, 12);
const event = (title: string, startsAt: number, part: Partial<CalendarEvent> = {}): CalendarEvent => ({
  calendar: 'c==', uid: title, occurrence: null, title, startsAt, endsAt: startsAt + hour, allDay: null, timeZone: null,
  recurring: false, isPrivate: false, location: '', canJoin: false, canEdit: true, pending: null, description: null,
  joinLink: null, organiser: null, attendees: null, reminders: null, rule: null, repeat: null, detailsAsOf: null, ...part,
});

function arrange(events: CalendarEvent[]) {
  const listeners: (() => void)[] = [];
  const asked: [number, number][] = [];
  const clock = { at: now };
  const find = createEventFinder({
    known(from, to) {
      asked.push([from, to]);
      return events;
    },
    onChange(listener) {
      listeners.push(listener);
      return () => undefined;
    },
    clock: { now: () => clock.at, sleep: () => Promise.resolve() },
  });
  const titles = (search: string, limit = 10) => find({ search, limit }).map(({ title, startsAt }) => `${title} ${(startsAt - now) / hour}`);
  return { find, titles, asked, clock, change: () => listeners.forEach((each) => each()) };
}

describe('events by a few letters', () => {
  it('are found by title, best first; of equals what comes, then what is over, latest first', () => {
    const { titles } = arrange([
      event('Dentist', now + 48 * hour), event('Dentist', now - 48 * hour, { uid: 'a' }), event('Dentist', now - 2 * hour, { uid: 'b' }),
      event('Dentist', now - hour / 2, { uid: 'on' }), event('Accident report', now + hour), event('Größe', now),
    ]);
    expect(titles('dentist')).toEqual(['Dentist -0.5', 'Dentist 48', 'Dentist -2', 'Dentist -48']);
    expect(titles('dent')[4]).toBe('Accident report 1');
    expect(titles('grosse')).toEqual(['Größe 0']);
    expect(titles('dentist', 2)).toHaveLength(2);
    expect(titles('  ')).toEqual([]);
  });

  it('are told as lines, without what belongs to main', () => {
    const { find } = arrange([{ ...event('Dentist', now), description: 'Long', etag: 'e' } as CalendarEvent]);
    const [row] = find({ search: 'dentist', limit: 1 });
    expect(eventRowSchema.safeParse(row).success).toBe(true);
    expect(row).not.toHaveProperty('etag');
  });

  it('of a series the next one stands for all, unless one has another title', () => {
    const one = (days: number, title = 'Standup') =>
      event(title, now + days * 24 * hour, { uid: 's', occurrence: `${days}`, recurring: true });
    const { titles } = arrange([one(-2), one(-1), one(1), one(2), one(3, 'Standup with guests')]);
    expect(titles('standup')).toEqual(['Standup 24', 'Standup with guests 72']);
    expect(arrange([one(-2), one(-1)]).titles('standup')).toEqual(['Standup -24']);
  });

  it('are made ready once for all letters, and anew when something changed or time went on', () => {
    const { titles, asked, clock, change } = arrange([event('Dentist', now)]);
    for (const search of ['d', 'de', 'den']) titles(search);
    expect(asked).toHaveLength(1);
    expect((asked[0]?.[1] ?? 0) - (asked[0]?.[0] ?? 0)).toBe(2 * 366 * 24 * hour);
    change();
    titles('d');
    expect(asked).toHaveLength(2);
    clock.at += 61_000;
    titles('d');
    clock.at -= 3_600_000;
    titles('d');
    expect(asked).toHaveLength(4);
  });
});
