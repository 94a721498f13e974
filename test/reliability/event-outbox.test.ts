import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import type { EventRef } from '../../contract/calendar.ts';
import { build, lost, quiet, simCalendar, span, unreachable, write, type Built } from '../unit/agenda/calendar/sim.ts';
import { reliabilitySuite } from '../run/figures.ts';

/**
 * Any order of changes here, changes there, faults and restarts ends with everything at Zoho exactly once, or with the
 * person asked. Titles tell which is which: `3.2` is the second wording of the third event that was made here.
 */
type Step =
  | { type: 'create' }
  | { type: 'edit' | 'remove' | 'undo' | 'remote'; which: number }
  | { type: 'fault'; fault: 'none' | 'offline' | 'lost-before' | 'lost-after'; count: number }
  | { type: 'restart' | 'pass' };

const which = fc.nat(5);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Step>({ type: 'create' }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constantFrom('edit' as const, 'remove' as const, 'undo' as const, 'remote' as const), which }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('fault' as const), fault: fc.constantFrom('none' as const, 'offline' as const, 'lost-before' as const, 'lost-after' as const), count: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 2, arbitrary: fc.constantFrom<Step>({ type: 'restart' }, { type: 'pass' }) },
);

interface Own {
  wording: number;
  isDeleted: boolean;
  /** What was remembered of it by somebody else at Zoho. */
  isTouched: boolean;
}

async function run(steps: readonly Step[]): Promise<void> {
  const zoho = simCalendar();
  let built = await build({ zoho });
  const own: Own[] = [];
  const nameOf = (number: number) => `${number}.${own[number]?.wording ?? 0}`;
  const isIts = (number: number) => (title: string) => title.startsWith(`${number}.`);
  const find = (number: number): EventRef | null => {
    const row = built.desk.between(span).events.find(({ title }) => isIts(number)(title));
    return row ? { calendar: row.calendar, uid: row.uid, occurrence: row.occurrence } : null;
  };
  const pick = (at: number) => (own.length === 0 ? -1 : at % own.length);
  const restart = async () => {
    const { rows, outboxRows, clock } = built;
    built.desk.follow({ account: built.account([], '1') });
    built = await build({ zoho, rows, outboxRows, clock });
  };
  /** What asks is answered as somebody would who wants their change: it is checked that asking came before. */
  const answerAll = async (at: Built) => {
    for (const change of at.desk.changes()) {
      if (change.state === 'failed') at.desk.retry(change.id);
      if (change.state !== 'asking' || !change.question) continue;
      const { id, question } = change;
      if (question.type === 'conflict') at.desk.answer({ id, answer: { type: 'write', write: question.mine } });
      else if (question.type === 'gone') at.desk.drop(id);
      // The listing tells whether it is there: whoever looks sees it, and sends or drops accordingly.
      else if (zoho.titles().some((title) => title === change.title)) at.desk.drop(id);
      else at.desk.answer({ id, answer: { type: 'send' } });
      await quiet();
    }
  };

  for (const each of steps) {
    const number = 'which' in each ? pick(each.which) : -1;
    const one = own[number];
    switch (each.type) {
      case 'create': {
        own.push({ wording: 0, isDeleted: false, isTouched: false });
        void built.desk.create({ write: write({ title: nameOf(own.length - 1) }) });
        break;
      }
      case 'edit': {
        const ref = find(number);
        if (!one || !ref || one.isDeleted) break;
        const base = write({ title: nameOf(number) });
        one.wording++;
        void built.desk.update({ ref, write: write({ title: nameOf(number) }), base, extent: 'this' });
        break;
      }
      case 'remove': {
        const ref = find(number);
        if (!one || !ref || one.isDeleted) break;
        one.isDeleted = true;
        await built.desk.remove({ ref, extent: 'this', notify: false });
        break;
      }
      case 'undo': {
        const held = built.desk.changes().find(({ change, heldUntil, title }) => change === 'delete' && heldUntil !== null && isIts(number)(title));
        if (!one || !held) break;
        // An edit that was merged into the deletion is not sent any more: the wording Zoho has is the one that counts.
        built.desk.drop(held.id);
        one.isDeleted = false;
        one.isTouched = true;
        break;
      }
      case 'remote': {
        const event = [...zoho.held.values()].find(({ title }) => isIts(number)(title));
        if (!one || !event) break;
        one.isTouched = true;
        zoho.sim.change(event.uid, { location: 'Room 5' });
        break;
      }
      case 'fault': {
        let left = each.count;
        const { fault } = each;
        zoho.sim.fault = (method) => {
          if (fault === 'none' || left <= 0) return undefined;
          if (fault !== 'offline' && !['create', 'update', 'remove'].includes(method)) return undefined;
          if (fault !== 'offline') left--;
          return fault === 'offline' ? unreachable() : lost(fault === 'lost-after');
        };
        break;
      }
      case 'restart':
        await restart();
        break;
      default:
        await built.clock.pass(10_000);
    }
    await quiet();
  }

  zoho.sim.fault = () => undefined;
  for (let round = 0; round < 12; round++) {
    await built.clock.pass(11 * 60_000);
    built.desk.wake('online');
    await quiet();
    await answerAll(built);
    await quiet();
    if (built.desk.changes().length === 0) break;
  }
  expect(built.desk.changes(), 'what is left in the outbox').toEqual([]);
  await Promise.all([built.desk.refresh(), quiet()]);
  const titles = zoho.titles();
  for (const [number, { isDeleted, isTouched }] of own.entries()) {
    const there = titles.filter(isIts(number));
    if (isDeleted) expect(there, `${number} was deleted`).toEqual([]);
    else if (isTouched) expect(there, `${number} was changed on both sides`).toHaveLength(1);
    else expect(there, `${number} as it was written last`).toEqual([nameOf(number)]);
  }
  expect(built.desk.between(span).events.map(({ title }) => title).toSorted()).toEqual(titles);
}

const suite = reliabilitySuite('Outbox of events');
afterAll(() => suite.end());

it('nothing is lost and nothing doubled, whatever happens between', async () => {
  const numRuns = suite.runs(60, 2_500);
  const checked = async (steps: readonly Step[]) => {
    suite.count();
    await run(steps);
  };
  const property = fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 20 }), checked);
  const found = await fc.check(property, { seed: suite.seed, numRuns });
  if (found.failed) suite.violation(fc.stringify(found.counterexample));
  expect(found.failed, fc.stringify([found.counterexample, String(found.errorInstance)])).toBe(false);
}, 600_000);
