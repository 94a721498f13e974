/** Answers that are made to fill the memory, read in a process of its own. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { createSeeded } from '../../../electron/sandbox/seeded.ts';
import { answer, type Genuine, type Mutation } from './answer.ts';
import { heavyMutations } from './http-mutations.ts';
import { startWireProxy } from './proxy.ts';

/** What the process tells of one reading. */
export interface Read {
  /** `7 rows`, or the code of the error. */
  readonly outcome: string;
  readonly ms: number;
  /** Bytes: the most memory that the process had meanwhile, above what it had before. */
  readonly growth: number;
}

export interface HeavyRead extends Read {
  readonly name: string;
  /** Bytes that the client took from the wire. */
  readonly taken: number;
  /** Connections it still held. */
  readonly held: number;
}

const almostTen = 10_000_000;
const text = (name: string, make: () => string): Mutation => ({ name, make: (genuine) => answer(genuine, { body: make() }) });
const filled = (name: string, piece: string, before: string, after: string) =>
  text(name, () => before + piece.repeat(Math.floor(almostTen / piece.length)) + after);

const row = (key: number, topic: string) => JSON.stringify({ meetingKey: key, topic, startTimeMillisec: 1_900_000_000_000 + key });

/** A page after another, each with new rows, for ever. */
function endlessListing(topic: string): Mutation {
  let key = 1e9;
  return {
    name: `a listing without an end, topics of ${topic.length}`,
    make: (genuine) => answer(genuine, { body: `{"session":[${Array.from({ length: 100 }, () => row(key++, topic)).join(',')}]}` }),
  };
}

/** Below the limit of a body, each of them: what counts is what they become. */
export const heavyJson: readonly Mutation[] = [
  filled('10 MB of [', '[', '', ''),
  filled('10 MB of {"a":', '{"a":', '', ''),
  filled('10 MB of []', '[],', '[', '[]]'),
  filled('10 MB of {}', '{},', '{"session":[', '{}],"count":1}'),
  filled('10 MB of 1', '1,', '{"session":[', '1],"count":1}'),
  filled('10 MB of ""', '"",', '[', '""]'),
  filled('10 MB of rows', '{"meetingKey":1},', '{"session":[', '{}],"count":1}'),
  filled('10 MB of one topic', 'x', '{"session":[{"meetingKey":1,"topic":"', '"}],"count":1}'),
  filled('10 MB of one number', '9', '{"session":[{"meetingKey":', '}],"count":1}'),
  filled('10 MB of escapes', '\\u00e9', '{"session":[{"meetingKey":1,"topic":"', '"}],"count":1}'),
  {
    name: '10 MB of keys, compressed',
    make: (genuine) => {
      const keys = Array.from({ length: 700_000 }, (_, at) => `"k${at}":0`).join(',');
      return answer(genuine, { headers: { 'Content-Encoding': 'gzip' }, body: gzipSync(`{${keys}}`, { level: 1 }) });
    },
  },
  endlessListing('Again'),
  endlessListing('x'.repeat(80_000)),
];

const ordinary: Mutation = {
  name: 'an ordinary listing',
  make: (genuine) => answer(genuine, {
    headers: { 'Content-Encoding': 'gzip' },
    body: gzipSync(`{"session":[${Array.from({ length: 100 }, (_, at) => row(at + 1, 'x'.repeat(5_000))).join(',')}],"count":100}`),
  }),
};

/** Those that take seconds to make or to read. */
const long = /compressed|topics of 5$/;

/** @param timeout ms for an attempt @param all also those that take long */
export async function readHeavy(timeout: number, all: boolean): Promise<HeavyRead[]> {
  const proxy = await startWireProxy('http://127.0.0.1:9');
  const child = fork(fileURLToPath(new URL('heavy-child.ts', import.meta.url)), [proxy.origin, String(timeout)], {
    // Where the app has no limit any more, the process has one: not the whole machine.
    execArgv: ['--expose-gc', '--max-old-space-size=768'],
  });
  const gone = once(child, 'exit').then(() => Promise.reject(new Error('the process has ended')));
  gone.catch(() => undefined);
  const random = createSeeded(1);
  const read = async (mutation: Mutation) => {
    const before = proxy.sent();
    // Nothing of this is asked of a real server.
    proxy.strike({ on: () => true, times: Infinity, withheld: true, make: (genuine: Genuine) => mutation.make(genuine, random) });
    const answered = Promise.race([once(child, 'message', { signal: AbortSignal.timeout(60_000) }), gone]).catch((error: unknown) => {
      throw new Error(`${mutation.name}: no end, or more memory than there is`, { cause: error });
    });
    child.send('read');
    const [told] = (await answered) as [Read];
    for (let wait = 0; wait < 20 && proxy.open() > 0; wait++) await new Promise((resolve) => setTimeout(resolve, 50));
    const held = proxy.open();
    proxy.heal();
    return { ...told, name: mutation.name, taken: proxy.sent() - before, held };
  };
  try {
    await once(child, 'message');
    for (let warmUp = 0; warmUp < 5; warmUp++) await read(ordinary);
    const reads: HeavyRead[] = [];
    const chosen = [...heavyMutations, ...heavyJson].filter(({ name }) => all || !long.test(name));
    for (const mutation of [...chosen, ordinary]) reads.push(await read(mutation));
    return reads;
  } finally {
    child.kill('SIGKILL');
    await gone.catch(() => undefined);
    await proxy.close();
  }
}
