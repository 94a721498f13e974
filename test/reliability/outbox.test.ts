/**
 * Any interleaving of changes here, changes at Zoho, faults and restarts ends with Zoho and Parley agreeing, with nothing
 * lost and nothing doubled.
 */
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { reliabilitySuite } from '../run/figures.ts';
import { openWorld, type World } from './outbox-world.ts';
import type { FaultKind } from './outbox-zoho.ts';

const suite = reliabilitySuite('Outbox and sync');
const asked = new Map<string, number>();
afterAll(() => {
  for (const [what, times] of asked) suite.measure(`asked: ${what}`, `${times} times`);
  suite.end();
});

const which = fc.nat(20);
const faultKinds: readonly FaultKind[] = [
  'lost-before', 'lost-after', 'limited', 'down-before', 'down-after', 'refused', 'slow', 'short', 'blip',
];

type Step = { readonly what: keyof typeof steps; readonly which: number; readonly more: number };

/** What the person, somebody else, the network and the machine do. */
const steps = {
  create: (world: World) => world.create(),
  update: (world: World, at: number) => world.update(at),
  delete: (world: World, at: number, more: number) => world.remove(at, more),
  undo: (world: World, at: number) => world.undo(at),
  stop: (world: World, at: number) => world.stop(at),
  retry: (world: World, at: number) => world.retry(at),
  drop: (world: World, at: number) => world.drop(at),
  answer: (world: World, at: number, more: number) => world.answer(at, more),
  theyCreate: (world: World, at: number, more: number) => world.theyCreate(at, more),
  theyEdit: (world: World, at: number) => world.theyEdit(at),
  theyDelete: (world: World, at: number) => world.theyDelete(at),
  fault: (world: World, at: number) => world.zoho.faults.add(faultKinds[at % faultKinds.length] ?? 'blip'),
  offline: (world: World) => world.offline(),
  online: (world: World, at: number) => world.online(at % 2 === 0),
  expire: (world: World) => void (world.zoho.needsReconnect = true),
  reconnect: (world: World) => world.reconnect(),
  lag: (world: World, at: number) => void (world.zoho.lag = at % 2 === 0 ? 60_000 : 0),
  refresh: (world: World) => world.refresh(),
  wait: (world: World, at: number) => world.clock.advance([50, 2_000, 8_000, 30_000, 120_000][at % 5] ?? 50),
  crash: (world: World) => world.restart(false),
  quit: (world: World) => world.restart(true),
  switch: (world: World) => world.switchAccount(),
} satisfies Record<string, (world: World, at: number, more: number) => unknown>;

const weights: Readonly<Record<keyof typeof steps, number>> = {
  create: 6, update: 8, delete: 4, undo: 1, stop: 1, retry: 1, drop: 1, answer: 3, theyCreate: 1, theyEdit: 3,
  theyDelete: 1, fault: 6, offline: 3, online: 3, expire: 1, reconnect: 2, lag: 1, refresh: 3, wait: 10, crash: 3,
  quit: 1, switch: 1,
};

const step: fc.Arbitrary<Step> = fc.oneof(
  ...Object.entries(weights).map(([what, weight]) => ({
    weight,
    arbitrary: fc.record({ what: fc.constant(what as keyof typeof steps), which, more: which }),
  })),
);

it('converges, with nothing lost and nothing doubled', async () => {
  const run = fc.asyncProperty(fc.array(step, { maxLength: 45, size: 'max' }), fc.nat(7), async (all, policy) => {
    suite.count();
    const world = await openWorld(asked);
    for (const each of all) {
      await steps[each.what](world, each.which, each.more);
      await world.check();
    }
    await world.heal(policy);
    expect(world.problems()).toEqual([]);
  });
  await fc.assert(run, { seed: suite.seed, numRuns: suite.runs(150, 2_500) });
}, 20 * 60_000);
