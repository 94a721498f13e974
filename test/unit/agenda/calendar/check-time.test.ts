/** The conflict finder against a brute-force twin, and how it deals with Zoho's free and busy times. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Input } from '../../../../contract/api.ts';
import type { EventRow } from '../../../../contract/calendar.ts';
import { fail, ok, type Result } from '../../../../contract/result.ts';
import { createCheckTime, type CheckPorts, type TimedSession } from '../../../../electron/agenda/calendar/check-time.ts';
import type { BusyTime } from '../../../../electron/zoho/calendar-types.ts';
import type { ZohoSession } from '../../../../electron/zoho/types.ts';
import { listed, manualClock, noon, settled } from '../fakes.ts';
import { between } from '../twins.ts';
import { build, calendar, home, quiet, simCalendar, write } from './sim.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** A Monday, 09:00 in Paris. */
const monday = Date.UTC(2026, 5, 22, 7);

const input = (more: Partial<Input<'checkTime'>> = {}): Input<'checkTime'> => ({
  startsAt: monday, duration: hour, timeZone: 'Europe/Paris', exceptSession: null, exceptEvent: null, participants: [], ...more,
});

function checker(more: Partial<CheckPorts> & { busy?: (email: string, range: { from: number; to: number }) => Promise<Result<readonly BusyTime[] | null>> } = {}) {
  const asked: string[] = [];
  const clock = manualClock();
  const { busy = () => Promise.resolve(ok([])), ...ports } = more;
  return {
    asked, clock,
    time: createCheckTime({
      api: {
        busy: (email, range) => {
          asked.push(email);
          return busy(email, range);
        },
      },
      clock, sessions: () => [], session: () => null, events: () => null, event: () => null, mayAsk: () => true, ...ports,
    }),
  };
}
const states = async (check: ReturnType<typeof checker>, more: Partial<Input<'checkTime'>>) =>
  (await check.time.check(input(more))).people.map(({ email, state }) => `${email} ${state}`);

describe('free and busy times of other people', () => {
  it('are told where Zoho tells them', async () => {
    const check = checker({
      busy: (email) =>
        Promise.resolve(
          email === 'bo@example.test' ? ok([{ startsAt: monday + 30 * minute, endsAt: monday + hour }])
          : email === 'cy@example.test' ? ok([{ startsAt: monday + hour, endsAt: monday + 2 * hour }])
          : ok(null),
        ),
    });
    expect(await states(check, { participants: ['bo@example.test', 'cy@example.test', 'dee@elsewhere.test'] })).toEqual([
      'bo@example.test busy', 'cy@example.test free', 'dee@elsewhere.test not-known',
    ]);
    const { slots } = await check.time.check(input({ participants: ['bo@example.test', 'cy@example.test'] }));
    expect(slots.map(({ startsAt }) => (startsAt - monday) / hour)).toEqual([2, 3, 4]);
  });

  it('are asked for once in five minutes for each person and day, whichever way the address is written', async () => {
    const check = checker();
    const both = { participants: ['Bo@example.test'] };
    await check.time.check(input(both));
    await check.time.check(input({ participants: ['bo@example.test'], startsAt: monday + 3 * hour }));
    await check.time.check(input({ ...both, startsAt: monday + day }));
    await check.time.check(input(both));
    expect(check.asked).toHaveLength(2);
    await check.clock.pass(5 * minute);
    await check.time.check(input(both));
    expect(check.asked).toHaveLength(3);
  });

  it('that could not be asked for are asked for again sooner', async () => {
    let isDown = true;
    const check = checker({ busy: () => Promise.resolve(isDown ? fail('offline', 'no') : ok([])) });
    const one = { participants: ['bo@example.test'] };
    expect(await states(check, one)).toEqual(['bo@example.test not-known']);
    isDown = false;
    await check.clock.pass(5_000);
    expect(await states(check, one)).toEqual(['bo@example.test not-known']);
    await check.clock.pass(20_000);
    expect(await states(check, one)).toEqual(['bo@example.test free']);
    expect(check.asked).toHaveLength(2);
  });

  it('hold nobody up: what comes late serves the next question', async () => {
    const { promise, resolve } = Promise.withResolvers<Result<readonly BusyTime[]>>();
    const check = checker({ busy: () => promise });
    const first = states(check, { participants: ['bo@example.test'] });
    await settled();
    await check.clock.pass(4_000);
    expect(await first).toEqual(['bo@example.test not-known']);
    resolve(ok([]));
    expect(await states(check, { participants: ['bo@example.test'] })).toEqual(['bo@example.test free']);
    expect(check.asked).toHaveLength(1);
  });

  it('are asked for about twenty people at most', async () => {
    const check = checker();
    const participants = Array.from({ length: 100 }, (_, at) => `p${at}@example.test`);
    const told = await states(check, { participants });
    expect(check.asked).toHaveLength(20);
    expect(told.filter((each) => each.endsWith('free'))).toHaveLength(20);
    expect(told.filter((each) => each.endsWith('not-known'))).toHaveLength(80);
  });

  it('are not asked for without the grant', async () => {
    const check = checker({ mayAsk: () => false });
    expect(await states(check, { participants: ['bo@example.test'] })).toEqual(['bo@example.test not-known']);
    expect(check.asked).toEqual([]);
  });

  it('do not count what is being edited against those invited to it', async () => {
    const own = listed('1', monday, { duration: hour });
    const check = checker({
      session: () => own,
      sessions: () => [own],
      busy: () => Promise.resolve(ok([{ startsAt: monday, endsAt: monday + hour }])),
    });
    const edited = input({ exceptSession: { kind: 'meeting', key: 'new-1' }, participants: ['bo@example.test'] });
    expect(await check.time.check(edited)).toMatchObject({ clashes: [], people: [{ state: 'free' }] });
    expect(await check.time.check({ ...edited, exceptSession: null })).toMatchObject({
      clashes: [{ title: 'Topic 1' }], people: [{ state: 'busy' }],
    });
  });

  it('are not guessed for days that were not asked about', async () => {
    const check = checker();
    const report = await check.time.check(input({ duration: 30 * day, participants: ['bo@example.test'] }));
    expect(report.people).toEqual([{ email: 'bo@example.test', state: 'not-known' }]);
  });
});

describe('slots', () => {
  it('lie ahead, also when the time asked about does not, and between what is on there', async () => {
    const asked: number[] = [];
    const busy = listed('1', monday, { duration: 9 * hour });
    const check = checker({
      sessions(from, to) {
        asked.push(to);
        return between([busy], from, to);
      },
    });
    const { slots } = await check.time.check(input({ startsAt: noon - 40 * day }));
    expect(asked.every((to) => to > noon + 20 * day)).toBe(true);
    // A Friday noon: what is left of it first, then Tuesday.
    expect(slots.map(({ startsAt }) => startsAt)).toEqual([noon, noon + hour, noon + 2 * hour]);
    expect((await check.time.check(input())).slots[0]?.startsAt).toBe(monday + day);
  });
  it('are none where the zone is none', async () => {
    expect((await checker().time.check(input({ timeZone: 'Nowhere/At_All' }))).slots).toEqual([]);
  });
});

/** Half an hour is the grain, so that ends and starts meet. */
const at = fc.integer({ min: -20, max: 80 }).map((half) => monday + half * 30 * minute);
const length = fc.integer({ min: 0, max: 12 }).map((half) => half * 30 * minute);
const sessionOf = fc.record({ startsAt: fc.option(at, { freq: 8 }), duration: fc.option(length, { freq: 8 }), isWebinar: fc.boolean() });
const eventOf = fc.record({ startsAt: at, length: length.map((ms) => ms + 30 * minute), isAllDay: fc.boolean(), occurrence: fc.boolean() });

/** Every minute of both, one by one. */
function meet(one: { startsAt: number; endsAt: number }, other: { startsAt: number; endsAt: number }): boolean {
  const minutesOf = ({ startsAt, endsAt }: typeof one) => {
    const minutes = new Set([startsAt]);
    for (let each = startsAt; each < endsAt; each += minute) minutes.add(each);
    return minutes;
  };
  const [a, b] = [minutesOf(one), minutesOf(other)];
  return [...a].some((each) => b.has(each));
}

describe('the conflict finder', () => {
  it('finds what a comparison minute by minute finds, without what is being edited', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(sessionOf, { maxLength: 12 }), fc.array(eventOf, { maxLength: 12 }), at, length.map((ms) => ms + 30 * minute),
        fc.nat(30), fc.nat(30),
        async (some, more, startsAt, duration, exceptSession, exceptEvent) => {
          const sessions: TimedSession[] = some.map((each, key) => ({
            kind: each.isWebinar ? 'webinar' : 'meeting', key: String(key), topic: `s${key}`, startsAt: each.startsAt, duration: each.duration,
          }));
          const events = more.map((each, uid): EventRow => ({
            calendar: home, uid: String(uid), occurrence: each.occurrence ? `o${uid}` : null, title: `e${uid}`, startsAt: each.startsAt,
            endsAt: each.startsAt + each.length, allDay: each.isAllDay ? { from: '2026-06-22', to: '2026-06-22' } : null, timeZone: null,
            recurring: false, isPrivate: false, location: '', canJoin: false, canEdit: true, pending: null,
          }));
          const [session, event] = [sessions[exceptSession], events[exceptEvent]];
          const check = checker({
            sessions: (from, to) => sessions.filter(({ startsAt: start, duration: long }) => start !== null && start < to && (start + (long ?? 0) > from || start >= from)),
            session: (kind, key) => sessions.find((each) => each.kind === kind && each.key === key) ?? null,
            events: (from, to) => ({ events: events.filter((each) => each.startsAt < to && each.endsAt > from), areRead: true }),
          });
          const report = await check.time.check(input({
            startsAt, duration,
            exceptSession: session ? { kind: session.kind, key: session.key } : null,
            exceptEvent: event ? { calendar: home, uid: event.uid, occurrence: event.occurrence } : null,
          }));
          const wanted = { startsAt, endsAt: startsAt + duration };
          const expected = [
            ...sessions.filter((each) => each !== session && each.startsAt !== null && meet(wanted, { startsAt: each.startsAt, endsAt: each.startsAt + (each.duration ?? 0) })).map(({ topic }) => topic),
            ...events.filter((each) => each !== event && meet(wanted, each)).map(({ title }) => title),
          ];
          expect(report.clashes.map(({ title }) => title).toSorted()).toEqual(expected.toSorted());
          const starts = report.clashes.map((each) => each.startsAt);
          expect(starts).toEqual(starts.toSorted((a, b) => a - b));
          for (const { title, isAllDay } of report.clashes)
            expect(isAllDay).toBe(events.some((each) => each.title === title && each.allDay !== null));
          // A slot meets nothing but what lasts all day.
          const taken = [
            ...sessions.filter((each) => each !== session).flatMap((each) => (each.startsAt === null ? [] : [{ startsAt: each.startsAt, endsAt: each.startsAt + (each.duration ?? 0) }])),
            ...events.filter((each) => each !== event && !each.allDay),
          ];
          for (const slot of report.slots) {
            expect(slot.startsAt).toBeGreaterThanOrEqual(startsAt);
            expect(taken.filter((each) => meet(slot, each))).toEqual([]);
          }
        },
      ),
      { seed: 20260622, numRuns: 300 },
    );
  });

  it('counts a session once whose copy stands in a calendar, and never what only looks like it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ half: fc.integer({ min: 0, max: 10 }), copy: fc.constantFrom('link', 'look', 'moved', 'none') }), { maxLength: 6 }),
        fc.option(fc.nat(5)),
        async (some, exceptAt) => {
          const zoho = simCalendar();
          const sessions = some.map(({ half }, index): ZohoSession =>
            listed(`10000000${index}`, monday + half * 30 * minute, { topic: `s${index}`, duration: hour, joinLink: `https://meet.example.test/${index}` }));
          const wall = (half: number) => `${String(9 + Math.floor(half / 2)).padStart(2, '0')}:${half % 2 === 0 ? '00' : '30'}`;
          for (const [index, { half, copy }] of some.entries()) {
            const of = write({ title: `s${index}`, date: '2026-06-22', time: wall(half), duration: hour });
            if (copy === 'link') zoho.sim.add({ ...of, title: 'Renamed in Calendar' }, { joinLink: `https://meet.example.test/${index}/` });
            if (copy === 'look') zoho.sim.add(of);
            // It was moved in Parley, and the calendar does not know yet.
            if (copy === 'moved') zoho.sim.add({ ...of, time: wall((half + 4) % 11) }, { meetingKey: `10000000${index}` });
          }
          zoho.sim.add(write({ title: 'Event', date: '2026-06-22', time: '10:00', duration: hour }));
          const { desk } = await build({
            zoho,
            sessions: (from, to) => between(sessions, from, to),
            session: (_, key) => sessions.find((each) => each.key === key),
          });
          const except = sessions[exceptAt ?? -1];
          const report = await desk.check(input({
            startsAt: monday + hour, duration: 2 * hour, exceptSession: except ? { kind: 'meeting', key: except.key } : null,
          }));
          if (!report.ok) throw new Error('refused');
          const wanted = { startsAt: monday + hour, endsAt: monday + 3 * hour };
          const expected = sessions
            .filter((each) => each !== except && each.startsAt !== null && meet(wanted, { startsAt: each.startsAt, endsAt: each.startsAt + hour }))
            .map(({ topic }) => topic);
          expect(report.value.clashes.map(({ title }) => title).toSorted()).toEqual(['Event', ...expected].toSorted());
        },
      ),
      { seed: 20260623, numRuns: 60 },
    );
  });
});

describe('calendars that take part', () => {
  it('are read for a time far ahead, which is said until they are', async () => {
    const zoho = simCalendar();
    zoho.sim.add(write({ title: 'Far ahead', date: '2026-12-01', time: '12:00' }));
    const { desk } = await build({ zoho });
    const december = input({ startsAt: Date.UTC(2026, 11, 1, 11) });
    expect(await desk.check(december)).toMatchObject({ value: { clashes: [], withCalendars: true, calendarsRead: false } });
    await quiet();
    expect(await desk.check(december)).toMatchObject({ value: { clashes: [{ title: 'Far ahead' }], calendarsRead: true } });
  });

  it('are those that show', async () => {
    const zoho = simCalendar();
    zoho.sim.calendars.push(calendar('team=='));
    zoho.sim.add(write({ calendar: 'team==', title: 'Team', date: '2026-06-22', time: '09:30' }));
    const { desk } = await build({ zoho });
    await quiet();
    expect(await desk.check(input())).toMatchObject({ value: { clashes: [{ title: 'Team' }] } });
    desk.choose({ uid: 'team==', isShown: false, colour: null });
    expect(await desk.check(input())).toMatchObject({ value: { clashes: [] } });
  });
});
