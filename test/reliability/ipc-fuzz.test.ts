import fc from 'fast-check';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { calls, pushes } from '../../contract/api.ts';
import { callNames, channelOf, pushNames, type CallName } from '../../contract/names.ts';
import { limits } from '../../electron/ipc/plain.ts';
import { createPush } from '../../electron/ipc/push.ts';
import type { Invocation } from '../../electron/ipc/serve.ts';
import { reliabilitySuite } from '../run/figures.ts';
import { around, changed, places } from './ipc/around.ts';
import { door, type Verdict } from './ipc/door.ts';
import { beyond, canary, fitting, largest, sized, unnamed } from './ipc/fitting.ts';
import { page, strangers } from './ipc/frames.ts';
import { hostile, warmUp } from './ipc/hostile.ts';
import { isPlain, pruned } from './ipc/plain-data.ts';
import { seeded } from './ipc/random.ts';

const suite = reliabilitySuite('IPC fuzz');
afterAll(() => suite.end());

/** ms for one payload, the largest included, on a machine that does something else besides. */
const longestTime = 5_000;
/** MB of heap that stay after everything was collected, and that were in use at any time. */
const mostKept = 30;
const mostUsed = 1_000;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const refuses = (schema: z.core.$ZodType, value: unknown) => !z.safeParse(schema, value).success;
const heap = () => process.memoryUsage().heapUsed / 2 ** 20;

interface Attempt {
  readonly family: 'fitting' | 'around' | 'anything' | 'hostile' | 'strangers';
  readonly what: string;
  readonly args: readonly unknown[];
  readonly event?: Invocation;
  readonly due: Verdict;
}

const bySchema = (name: CallName, payload: unknown): Verdict => {
  const parsed = calls[name].input.safeParse(pruned(payload));
  return parsed.success ? { accepted: parsed.data } : 'refused';
};

/** Anything that JavaScript can hold. */
const anything = fc.anything({
  withBigInt: true, withBoxedValues: true, withDate: true, withMap: true, withNullPrototype: true,
  withObjectString: true, withSet: true, withSparseArray: true, withTypedArray: true,
});

describe('calls', () => {
  it('reach a handler parsed or not at all', async () => {
    const random = seeded(suite.seed);
    const runs = suite.runs(8_000, 100_000);
    const arbitrary = fc.sample(anything, { seed: suite.seed, numRuns: Math.ceil(runs / 10) });
    const knock = door(random);
    const tally = {
      fitting: 0, around: 0, anything: 0, hostile: 0, strangers: 0, accepted: 0, refused: 0, untrusted: 0,
    };
    const acceptedOf = new Map<CallName, number>();
    const slowest = { ms: 0, what: '' };
    let most = 0;
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => void unhandled.push(reason);
    process.on('unhandledRejection', note);

    const next = (name: CallName, turn: number): Attempt => {
      const { input } = calls[name];
      const fit = fitting(input, random);
      const kind = random.next();
      if (turn % 50 === 0) {
        const { name: what, payload } = hostile(fit, random);
        return { family: 'hostile', what, args: [payload], due: 'refused' };
      }
      if (kind < 0.15) {
        const [what, event] = random.pick(strangers);
        return { family: 'strangers', what, args: [fit], event, due: 'untrusted' };
      }
      if (kind < 0.3) return { family: 'fitting', what: 'one', args: [fit], due: { accepted: input.parse(fit) } };
      if (kind < 0.35) {
        const isLeftOut = fit === undefined && random.chance(0.3);
        const args = isLeftOut ? [] : [fit, random.pick([undefined, null, canary, fit, {}])];
        const due = isLeftOut ? { accepted: undefined } : 'refused';
        return { family: 'fitting', what: `${args.length}`, args, due };
      }
      if (kind < 0.45) {
        const payload = random.pick(arbitrary);
        const due = isPlain(payload) ? bySchema(name, payload) : 'refused';
        return { family: 'anything', what: fc.stringify(payload).slice(0, 200), args: [payload], due };
      }
      const { payload, fate } = around(fit, random);
      const due = fate === 'refused' ? 'refused' : bySchema(name, payload);
      return { family: 'around', what: 'one place changed', args: [payload], due };
    };

    warmUp();
    collect();
    const before = heap();
    for (let turn = 0; turn < runs; turn++) {
      const name = callNames[turn % callNames.length] as CallName;
      const { family, what, args, event = page, due } = next(name, turn);
      const began = performance.now();
      const wrong = await knock(name, event, args, due);
      const took = performance.now() - began;
      if (took > slowest.ms) Object.assign(slowest, { ms: took, what: `${name}, ${what}` });
      if (took > longestTime) wrong.push(`took ${took.toFixed(0)} ms`);
      for (const each of wrong) suite.violation(`case ${turn}, ${name}, ${family} (${what}): ${each}`);
      suite.count();
      tally[family] += 1;
      tally[typeof due === 'string' ? due : 'accepted'] += 1;
      if (typeof due !== 'string') acceptedOf.set(name, (acceptedOf.get(name) ?? 0) + 1);
      if (turn % 100 === 0) most = Math.max(most, heap());
    }
    // A rejection that nobody handles is told a turn of the event loop later.
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', note);
    collect();
    const kept = heap() - before;
    if (unhandled.length > 0) suite.violation(`${unhandled.length} rejections that nobody handled`);
    if (kept > mostKept) suite.violation(`${kept.toFixed(0)} MB of heap stayed`);
    if (most > mostUsed) suite.violation(`${most.toFixed(0)} MB of heap at one time`);
    const counts = Object.entries(tally).map(([what, count]) => `${what} ${count}`);
    suite.measure('payloads', counts.join(', '));
    suite.measure('slowest', `${slowest.ms.toFixed(0)} ms (${slowest.what})`);
    suite.measure('heap', `at most ${most.toFixed(0)} MB, ${Math.max(kept, 0).toFixed(1)} MB stayed`);

    expect(callNames.filter((name) => !acceptedOf.has(name)), 'handlers that were never reached').toEqual([]);
    expect(tally.refused).toBeGreaterThan(runs / 4);
  });

  it('have a limit to every text and list they take', () => {
    const many = Array.from({ length: beyond }, () => canary);
    const huge: Record<string, unknown> = {
      string: 'a'.repeat(beyond),
      array: many,
      record: Object.fromEntries(many.slice(0, 20_000).map((_, at) => [`k${at}@example.test`, 'UTC'])),
    };
    for (const name of callNames) {
      for (const { path, schema, type } of sized(calls[name].input)) {
        suite.count();
        if (!refuses(schema, huge[type])) suite.violation(`${name}${path} has no limit`);
      }
    }
  });

  it('take no key that they do not name, at any depth', async () => {
    const knock = door(seeded(suite.seed));
    for (const name of callNames) {
      const payload = largest(calls[name].input);
      for (const path of places(payload)) {
        const more = changed(payload, path, (old) => ({ ...(typeof old === 'object' ? old : {}), [canary]: canary }));
        const wrong = await knock(name, page, [more], 'refused');
        for (const each of wrong) suite.violation(`${name} at ${path.join('.')}: ${each}`);
        suite.count();
      }
    }
  });

  it('take the largest of what their schemas allow', async () => {
    const knock = door(seeded(suite.seed));
    let size = 0;
    for (const name of callNames) {
      const payload = largest(calls[name].input);
      const text = JSON.stringify(payload) ?? '';
      size = Math.max(size, text.length);
      const wrong = await knock(name, page, [payload], bySchema(name, payload));
      for (const each of wrong) suite.violation(`the largest ${name}: ${each}`);
      expect(calls[name].input.safeParse(payload).success, name).toBe(true);
      suite.count();
    }
    suite.measure('largest payload', `${(size / 2 ** 20).toFixed(1)} MB`);
    expect(size).toBeLessThan(limits.characters / 2);
  });
});

describe('pushes', () => {
  it('are sent as the contract describes them or not at all', () => {
    const random = seeded(suite.seed + 1);
    let [sent, held] = [0, 0];
    for (let turn = 0; turn < suite.runs(500, 5_000); turn++) {
      const name = pushNames[turn % pushNames.length] as (typeof pushNames)[number];
      const fit = fitting(pushes[name], random);
      const payload = random.chance(0.2) ? fit : around(fit, random).payload;
      const messages: { channel: string; value: unknown }[] = [];
      try {
        createPush((channel, value) => void messages.push({ channel, value }))(name, payload as never);
      } catch {
        held += 1;
      }
      const [message, ...more] = messages;
      suite.count();
      if (message === undefined) {
        if (payload === fit) suite.violation(`${name}: a payload that fits was not sent`);
        continue;
      }
      sent += 1;
      if (message.channel !== channelOf(name) || more.length > 0) suite.violation(`${name} went to ${message.channel}`);
      if (refuses(pushes[name], message.value) || unnamed(pushes[name], message.value).length > 0)
        suite.violation(`${name}: sent ${JSON.stringify(message.value).slice(0, 200)}`);
    }
    suite.measure('pushes', `${sent} sent, ${held} held back`);
    expect(sent).toBeGreaterThan(0);
    expect(held).toBeGreaterThan(0);
  });
});
