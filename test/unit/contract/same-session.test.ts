import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sameSessions, type EventSide, type SessionSide } from '../../../contract/rules/same-session.ts';

const session = (more: Partial<SessionSide> = {}): SessionSide => ({
  kind: 'meeting', key: '1000000001', topic: 'Weekly sync', startsAt: 0, duration: 60, joinLink: 'https://meet.zoho.eu/abcdefghij', ...more,
});
const event = (more: Partial<EventSide> = {}): EventSide => ({
  title: 'Weekly sync', startsAt: 0, endsAt: 60, isAllDay: false, recurring: false, meetingKey: null, joinLink: null, ...more,
});
const counts = (sessions: SessionSide[], events: EventSide[]) => sameSessions(sessions, events).length;

describe('an event is a session', () => {
  it.each<[string, Partial<EventSide>]>([
    ['by its key, wherever its copy stands', { meetingKey: '1000000001', title: 'Renamed', startsAt: 500, endsAt: 900 }],
    ['by its join link', { joinLink: 'https://meet.zoho.eu/abcdefghij/', title: 'Renamed', startsAt: 500, endsAt: 900 }],
    ['by start, length and title', {}],
    ['by a title that differs in spaces and composition only', { title: '  Weekly \n sync ' }],
  ])('%s', (_name, more) => {
    expect(counts([session()], [event(more)])).toBe(1);
  });

  it('once for each calendar that it stands in', () => {
    expect(counts([session()], [event({ meetingKey: '1000000001' }), event({ meetingKey: '1000000001' })])).toBe(2);
  });

  it('in a series where it begins with it', () => {
    const copy = { meetingKey: '1000000001', recurring: true };
    expect(counts([session()], [event(copy)])).toBe(1);
    expect(counts([session()], [event({ ...copy, startsAt: 7 * 86_400_000 })])).toBe(0);
  });
});

describe('an event is no session', () => {
  it.each<[string, Partial<EventSide>]>([
    ['with another length', { endsAt: 61 }],
    ['with another start', { startsAt: 1, endsAt: 61 }],
    ['with another title', { title: 'Weekly Sync' }],
    ['when it lasts all day', { isAllDay: true }],
    ['with the key of another meeting', { meetingKey: '1000000002' }],
    ['with the link of another meeting', { joinLink: 'https://meet.zoho.eu/jihgfedcba' }],
  ])('%s', (_name, more) => {
    expect(counts([session()], [event(more)])).toBe(0);
  });

  it('when two look the same, on either side', () => {
    expect(counts([session()], [event(), event()])).toBe(0);
    expect(counts([session(), session({ key: '1000000002', joinLink: null })], [event()])).toBe(0);
  });

  it('when key and link tell of two', () => {
    const other = session({ key: '1000000002', joinLink: 'https://meet.zoho.eu/jihgfedcba' });
    const torn = event({ meetingKey: '1000000001', joinLink: 'https://meet.zoho.eu/jihgfedcba' });
    expect(counts([session(), other], [torn])).toBe(0);
  });

  it('by its looks when a copy of the session is known by its key', () => {
    expect(counts([session()], [event({ meetingKey: '1000000001' }), event()])).toBe(1);
  });

  it('by a link that two sessions share', () => {
    const room = { joinLink: 'https://meet.zoho.eu/abcdefghij' };
    expect(counts([session(room), session({ ...room, key: '1000000002', startsAt: 500 })], [event(room)])).toBe(0);
  });

  it('without a title', () => {
    expect(counts([session({ topic: ' ' })], [event({ title: ' ' })])).toBe(0);
  });
});

describe('whatever is on both sides', () => {
  const anyKey = fc.constantFrom('1000000001', '1000000002', '1000000003');
  const anyLink = fc.constantFrom('https://meet.zoho.eu/aaaaaaaaaa', 'https://meet.zoho.eu/bbbbbbbbbb', null);
  const anyTime = fc.constantFrom(0, 100);
  const anyTitle = fc.constantFrom('One', 'Two', '');
  const anySession = fc.record({
    kind: fc.constantFrom('meeting' as const, 'webinar' as const), key: anyKey, topic: anyTitle,
    startsAt: fc.option(anyTime), duration: fc.option(fc.constantFrom(30, 60)), joinLink: anyLink,
  });
  const anyEvent = fc.record({
    title: anyTitle, startsAt: anyTime, length: fc.constantFrom(30, 60), isAllDay: fc.boolean(), recurring: fc.boolean(),
    meetingKey: fc.option(anyKey), joinLink: anyLink,
  }).map(({ length, ...rest }) => ({ ...rest, endsAt: rest.startsAt + length }));
  const both = [
    fc.uniqueArray(anySession, { maxLength: 3, selector: ({ key }) => key }),
    fc.array(anyEvent, { maxLength: 6 }),
  ] as const;

  /** Each pair by itself, by the wording of the rule. */
  function isPair(one: SessionSide, other: EventSide, sessions: SessionSide[], events: EventSide[]): boolean {
    const byKey = sessions.find(({ key }) => key === other.meetingKey);
    const linkedTo = (link: string | null) => {
      const all = sessions.filter(({ joinLink }) => joinLink !== null && joinLink === link);
      return all.length === 1 ? all[0] : undefined;
    };
    const byLink = linkedTo(other.joinLink);
    const isNamed = (each: EventSide) => each.meetingKey !== null || each.joinLink !== null;
    const certain = (each: EventSide, its: SessionSide) => {
      const keyed = sessions.find(({ key }) => key === each.meetingKey);
      const linked = linkedTo(each.joinLink);
      if (keyed && linked && keyed !== linked) return false;
      return (keyed ?? linked) === its && (!each.recurring || each.startsAt === its.startsAt);
    };
    if (byKey || byLink || isNamed(other)) return isNamed(other) && certain(other, one);
    const looksLike = (its: SessionSide, each: EventSide) =>
      !each.isAllDay && its.topic !== '' && its.topic === each.title && its.startsAt === each.startsAt &&
      its.duration === each.endsAt - each.startsAt;
    return (
      looksLike(one, other) &&
      sessions.filter((its) => looksLike(its, other)).length === 1 &&
      events.filter((each) => !isNamed(each) && looksLike(one, each)).length === 1 &&
      !events.some((each) => isNamed(each) && certain(each, one))
    );
  }

  it('pairs are those that the rule allows, one by one', () => {
    fc.assert(
      fc.property(...both, (sessions, events) => {
        const pairs = sameSessions(sessions, events);
        const expected = sessions.flatMap((one) => events.filter((other) => isPair(one, other, sessions, events)).map((other) => ({ one, other })));
        expect(pairs).toHaveLength(expected.length);
        for (const { one, other } of expected) expect(pairs.some((pair) => pair.session === one && pair.event === other)).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });

  it('an event is one session at most', () => {
    fc.assert(
      fc.property(...both, (sessions, events) => {
        const paired = sameSessions(sessions, events).map((pair) => pair.event);
        expect(new Set(paired).size).toBe(paired.length);
      }),
    );
  });
});
