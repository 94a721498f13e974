import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createSessionCache } from '../../../electron/agenda/cache.ts';
import { createPending, temporaryKey, type PendingState, type PendingWrite, type SessionChange } from '../../../electron/agenda/pending.ts';
import type { ZohoSession } from '../../../electron/zoho/types.ts';
import { hour, listed, noon } from './fakes.ts';

interface Open {
  readonly key: string;
  readonly write: PendingWrite;
  readonly isCreate: boolean;
  change: SessionChange;
  state: PendingState;
  known: ReadonlySet<string> | null;
  readonly mark: number;
}

const topics = fc.constantFrom('Plan', 'Other', 'Talk');
const starts = fc.constantFrom(null, noon, noon + hour);
const changes = fc.tuple(topics, starts).map(([topic, startsAt]): SessionChange => ({
  topic, agenda: null, startsAt, duration: hour, timeZone: null, participants: null,
}));
const keys = fc.nat(5).map((n) => String(10 + n));
const which = fc.nat(9);
const steps = fc.array(
  fc.oneof(
    fc.record({ what: fc.constant('listing' as const), key: keys, change: changes }),
    fc.record({ what: fc.constant('remove' as const), key: keys }),
    fc.record({ what: fc.constant('hide' as const), key: keys }),
    fc.record({ what: fc.constant('show' as const), key: keys }),
    fc.record({ what: fc.constant('create' as const), change: changes }),
    fc.record({ what: fc.constant('save' as const), key: keys, change: changes }),
    fc.record({ what: fc.constant('mark' as const), which, state: fc.constantFrom('underway' as const, 'waiting' as const, 'asking' as const), known: fc.option(fc.array(keys)) }),
    fc.record({ what: fc.constant('end' as const), which, key: fc.option(keys), change: changes }),
  ),
  { maxLength: 25 },
);
const shownState = (states: readonly PendingState[], otherwise: 'saving') =>
  states.includes('asking') ? 'asking' : states.includes('waiting') ? 'waiting' : otherwise;

it('what is shown is what is known with what is asked for over it, after any steps', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const cache = createSessionCache();
      const pending = createPending({ cache: () => cache, onChange: () => undefined });
      const known = new Map<string, ZohoSession>();
      const born = new Map<string, number>();
      const hidden = new Set<string>();
      const made = new Set<string>();
      let open: Open[] = [];
      let count = 0;

      /** As the rule says, through everything. */
      function expected(): ZohoSession[] {
        const creating = open.filter(({ isCreate }) => isCreate);
        const stateOf = ({ state }: Open) => (state === 'underway' ? ('creating' as const) : state);
        const isStoodFor = (session: ZohoSession) =>
          creating.some((one) =>
            one.change.topic === session.topic && one.change.startsAt === session.startsAt && session.duration === hour && !made.has(session.key) &&
            (one.known ? !one.known.has(session.key) : one.state === 'underway' && (born.get(session.key) ?? 0) > one.mark));
        const saved = (session: ZohoSession): ZohoSession => {
          const mine = open.filter(({ isCreate, key }) => !isCreate && key === session.key);
          const last = mine.at(-1);
          if (!last) return session;
          return { ...session, ...last.change, participants: session.participants, pending: shownState(mine.map(({ state }) => state), 'saving') };
        };
        return [
          ...[...known.values()].filter((session) => !hidden.has(session.key) && !isStoodFor(session)).map(saved),
          ...creating.map((one) => ({ ...listed(one.key, null), ...one.change, participants: null, pending: stateOf(one) })),
        ];
      }

      for (const step of all) {
        if (step.what === 'listing') {
          const session = listed(step.key, step.change.startsAt, { topic: step.change.topic });
          const mark = cache.mark();
          cache.takeItems([session], 'all', mark);
          if (!known.has(step.key)) born.set(step.key, cache.mark());
          // What a listing does not tell stays.
          known.set(step.key, { ...session, startsAt: session.startsAt ?? known.get(step.key)?.startsAt ?? null });
        } else if (step.what === 'remove') {
          pending.removed('meeting', step.key);
          known.delete(step.key);
          hidden.delete(step.key);
        } else if (step.what === 'hide') {
          pending.hide('meeting', [step.key]);
          hidden.add(step.key);
        } else if (step.what === 'show') {
          pending.show('meeting', [step.key]);
          hidden.delete(step.key);
        } else if (step.what === 'create') {
          const key = temporaryKey(`00000000-0000-4000-8000-${String(count++).padStart(12, '0')}`);
          const mark = cache.mark();
          const write = pending.create({ ...listed(key, null), ...step.change, participants: null });
          open.push({ key, write, isCreate: true, change: step.change, state: 'underway', known: null, mark });
        } else if (step.what === 'save') {
          const write = pending.save('meeting', step.key, step.change);
          open.push({ key: step.key, write, isCreate: false, change: step.change, state: 'underway', known: null, mark: 0 });
        } else {
          const one = open[step.which % Math.max(1, open.length)];
          if (!one) continue;
          if (step.what === 'mark') {
            const set = step.known ? new Set(step.known) : undefined;
            one.write.mark(step.state, set);
            one.state = step.state;
            if (set && one.isCreate) one.known = set;
          } else {
            open = open.filter((each) => each !== one);
            if (step.key === null) one.write.refuse();
            else {
              const key = one.isCreate ? step.key : one.key;
              const session = listed(key, step.change.startsAt ?? noon, { topic: step.change.topic });
              one.write.confirm(session);
              if (!known.has(key)) born.set(key, cache.mark());
              known.set(key, session);
              if (one.isCreate) made.add(key);
            }
          }
        }
        const { dated, undated, long } = pending.line('meeting');
        const byKey = (a: ZohoSession, b: ZohoSession) => (a.key < b.key ? -1 : 1);
        expect(long).toEqual([]);
        expect([...dated, ...undated].sort(byKey)).toEqual(expected().sort(byKey));
        expect(pending.line('meeting')).toBe(pending.line('meeting'));
      }
    }),
    { numRuns: 500 },
  );
});
