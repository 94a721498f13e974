/** Every answer of Zoho's, mutated: a typed error or a value that the contract knows, in time, and all goes on. */
import { afterAll, describe, expect, it } from 'vitest';
import { errorSchema } from '../../contract/domain.ts';
import { createSeeded, type Seeded } from '../../electron/sandbox/seeded.ts';
import type { Fetch } from '../../electron/ports.ts';
import { HostNet } from '../host/system.ts';
import { reliabilitySuite } from '../run/figures.ts';
import type { Mutation } from './wire/answer.ts';
import { httpMutations, slowMutations } from './wire/http-mutations.ts';
import { jsonMutations } from './wire/json-mutations.ts';
import { readHeavy } from './wire/heavy.ts';
import { operations, type Operation, type Told } from './wire/operations.ts';
import { statusMutations, textMutations } from './wire/text-mutations.ts';
import { patiently, startWorld, type World } from './wire/world.ts';

const suite = reliabilitySuite('Wire fuzz');
const fast = [...jsonMutations, ...textMutations, ...statusMutations, ...httpMutations];

/** No operation may take longer, ms: three attempts of four requests, and room for a busy machine. */
const patience = 20_000;
let slowest = 0;

/** Bytes that one answer may cost at its worst. */
const mostGrowth = 120e6;
/** What is long, and right. */
const mayBeRead = /^10 MB of (?:one|escapes)/;
const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;

const net = new HostNet();
const hostFetch: Fetch = (url, init) => net.fetch(url, init);

const unhandled: unknown[] = [];
const hear = (reason: unknown) => void unhandled.push(reason);
process.on('unhandledRejection', hear);
process.on('uncaughtException', hear);

afterAll(() => {
  process.off('unhandledRejection', hear);
  process.off('uncaughtException', hear);
  for (const reason of unhandled) suite.violation(`unhandled: ${String(reason)}`);
  suite.measure('kinds of mutation', String(fast.length + slowMutations.length));
  suite.measure('operations', String(operations.length));
  suite.measure('slowest answer', `${(slowest / 1000).toFixed(1)} s`);
  suite.end();
});

async function inTime(work: Promise<Told>): Promise<Told> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('it does not settle')), patience);
  });
  const began = performance.now();
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    slowest = Math.max(slowest, performance.now() - began);
  }
}

/** What is wrong with a result; undefined for nothing. */
function wrongIn({ result, vanished = 0 }: Told, operation: Operation, mutation: Mutation): string | undefined {
  if (vanished > (mutation.renames ?? 0)) return `${vanished} rows vanished`;
  if (result.ok) {
    const read = operation.value.safeParse(result.value);
    return read.success ? undefined : `a value that is none: ${read.error.message}`;
  }
  const read = errorSchema.safeParse(result.error);
  if (!read.success) return `an error that is none: ${read.error.message}`;
  return result.error.code === 'internal' ? `internal: ${result.error.message}` : undefined;
}

const leaked = (text: string, secrets: readonly string[]) => secrets.some((secret) => secret.length > 8 && text.includes(secret));

/** Zoho's own refusal of a grant ends it: that, and nothing less. */
const endsGrant = (mutation: Mutation) => /invalid_(?:code|grant|token|client)/.test(mutation.name);

/** One answer struck, and what came of it. */
async function tryCase(world: World, operation: Operation, mutation: Mutation, random: Seeded): Promise<string | undefined> {
  const { control } = world.sandbox;
  control.reset();
  await world.my.clock.advance(11 * 60_000);
  await world.reconnect();
  const prepared = await operation.prepare(world, random);
  const isWrite = operation.once !== undefined;
  control.log.clear();
  const logged = world.my.log.text().length;
  const body = { method: operation.strikes.method, path: operation.strikes.path };
  // Now and then only one answer, so that what is repeated succeeds.
  const times = mutation.slow ? 1 : random.pick([1, Infinity]);
  world.proxy.strike({
    on: ({ method, path }) => method === body.method && body.path.test(path),
    times,
    skip: operation.name.includes('pages') ? random.integer(3) : 0,
    withheld: isWrite && mutation.refusesToken === true,
    make: (genuine) => mutation.make(genuine, random),
  });
  let told: Told;
  try {
    told = await inTime(prepared.run());
  } catch (error) {
    return `threw ${String(error)}`;
  } finally {
    world.proxy.heal();
  }
  const wrong = wrongIn(told, operation, mutation);
  if (wrong !== undefined) return wrong;

  const { once } = operation;
  const sent = once ? control.log.all().filter(({ method, path }) => method === once.method && once.path.test(path)).length : 0;
  // A 401 says that nothing was carried out (RFC 9110, 15.5.2), and repeating an edit or a deletion changes nothing.
  const most = once?.method !== 'POST' && mutation.name.startsWith('401') ? 2 : 1;
  if (sent > most) return `sent ${sent} times`;

  const secrets = control.tokens.issued();
  if (leaked(JSON.stringify(told.result.ok ? '' : told.result.error), secrets)) return 'the error tells a secret';
  if (leaked(world.my.log.text().slice(logged), secrets)) return 'the log tells a secret';
  // What a new consent brought is what is held from then on, whatever it is worth.
  const keepsAccount = operation.keepsAccount && !(operation.name.startsWith('reconnect') && told.result.ok);
  return stillWorks(world, keepsAccount, mutation, prepared.settled);
}

async function stillWorks(
  world: World,
  keepsAccount: boolean,
  mutation: Mutation,
  settled: (() => Promise<string | undefined>) | undefined,
): Promise<string | undefined> {
  if (keepsAccount) {
    if (world.account.connection().account === null) return 'the account is gone';
    // Whatever may be asked for again only later.
    await world.my.clock.advance(61 * 60_000);
    // As after a restart: what the vault holds is what counts.
    world.account = await world.my.start();
    const token = await patiently(() => world.account.tokens.get());
    if (!token.ok && !endsGrant(mutation)) return `the session is lost: ${token.error.code}`;
    const user = await patiently(() => world.user.get(world.meetingHost));
    if (!user.ok && !endsGrant(mutation)) return `the client works no more: ${user.error.code}`;
  } else {
    // Zoho may have said that there is no refresh token: such a connection is a good one, and a short one.
    await world.account.disconnect();
  }
  return settled?.();
}

/** Runs the cases on a few worlds at once: much of it is waiting. */
async function runAll(cases: readonly (readonly [Operation, Mutation])[], seed: number): Promise<void> {
  const worlds = await Promise.all([0, 1, 2, 3].map((at) => startWorld(at % 2 === 0 ? globalThis.fetch : hostFetch)));
  const began = new Map<World, number>();
  await Promise.all(
    worlds.map(async (world, first) => {
      for (let at = first; at < cases.length; at += worlds.length) {
        const [operation, mutation] = cases[at] ?? [];
        if (!operation || !mutation) continue;
        began.set(world, at);
        const wrong = await tryCase(world, operation, mutation, createSeeded(seed + at)).catch((error: unknown) => `the test broke off: ${String(error)}`);
        suite.count();
        if (wrong !== undefined) suite.violation(`${operation.name} × ${mutation.name} (case ${at}): ${wrong.slice(0, 300)}`);
      }
    }),
  );
  for (const world of worlds) await world.close();
}

/** Each operation with each mutation in turn, so that a part of the cases has all of both. */
const pairs = (mutations: readonly Mutation[], count: number, seed: number): [Operation, Mutation][] => {
  const random = createSeeded(seed);
  const from = random.integer(1_000);
  return Array.from({ length: count }, (_, at) => {
    const turn = Math.floor(at / mutations.length);
    const operation = operations[(from + at * 7 + turn) % operations.length];
    const mutation = mutations[at % mutations.length];
    if (!operation || !mutation) throw new RangeError('no such case');
    return [operation, mutation];
  });
};

describe('every answer', () => {
  it.concurrent('mutated in its tree, text, status, headers or transfer', async () => {
    await runAll(pairs(fast, suite.runs(fast.length, fast.length * 12), suite.seed), suite.seed);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it.concurrent('that is made to fill the memory', async () => {
    const reads = await readHeavy(5_000, suite.full);
    for (const { name, outcome, growth, taken, held } of reads) {
      suite.count();
      const expected = name === 'an ordinary listing' ? /^100 rows$/ : mayBeRead.test(name) ? /rows$|^bad-answer$/ : /^(?:bad-answer|offline|timeout)$/;
      if (!expected.test(outcome)) suite.violation(`${name}: ${outcome}`);
      if (growth > mostGrowth) suite.violation(`${name}: ${megabytes(growth)} more memory`);
      if (taken > 45e6) suite.violation(`${name}: ${megabytes(taken)} were taken from the wire`);
      if (held > 0) suite.violation(`${name}: the connection is held`);
    }
    suite.measure('peak memory above ordinary', megabytes(Math.max(...reads.map(({ growth }) => growth))));
  });

  it.concurrent('that does not come, or comes slowly', async () => {
    await runAll(pairs(slowMutations, suite.runs(slowMutations.length, slowMutations.length * operations.length), suite.seed + 1), suite.seed + 500_000);
  });
});
