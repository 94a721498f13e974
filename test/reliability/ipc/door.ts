/** The real `serve()` with handlers that note what reaches them, and a judge of each answer. */
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { calls, type Handlers } from '../../../contract/api.ts';
import { errorSchema } from '../../../contract/domain.ts';
import { callNames, channelOf, type CallName } from '../../../contract/names.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import { createAnswer } from '../../../electron/ipc/answer.ts';
import { serve, type Invocation } from '../../../electron/ipc/serve.ts';
import { canary, fitting, unnamed } from './fitting.ts';
import { origin, ownWindow } from './frames.ts';
import type { Random } from './random.ts';

/** Most of a message, in characters. */
const longestMessage = 1_000;

const failureSchema = z.strictObject({ ok: z.literal(false), error: errorSchema.strict() });
const natives = [Object.prototype, Array.prototype, Function.prototype, String.prototype, Promise.prototype];
const shapeOfNatives = () => natives.map((each) => Reflect.ownKeys(each).length).join();
const untouched = shapeOfNatives();

/** What a case must come to. */
export type Verdict = 'untrusted' | 'refused' | { readonly accepted: unknown };

interface Reached {
  readonly name: CallName;
  readonly input: unknown;
}

/** What handlers answer: most of it well formed, some not. */
const answers: readonly ((name: CallName, random: Random) => unknown)[] = [
  (name, random) => ok(fitting(calls[name].output, random, 'answer')),
  (name, random) => Promise.resolve(ok(fitting(calls[name].output, random, 'answer'))),
  () => fail('rate-limited', 'later', { retryAfter: 60_000, details: { status: 429 } }),
  () => undefined,
  () => ({ ok: true, value: Symbol('never described') }),
  () => ({ ok: false, error: { code: 'not-of-the-contract', message: '', stack: 'not-for-the-page' } }),
  () => ({ ok: false, error: { code: 'offline', message: '', token: 'not-for-the-page' }, grant: 'not-for-the-page' }),
  () => Promise.reject(new Error('not-for-the-page')),
];

export function door(random: Random) {
  const listeners = new Map<string, (event: Invocation, ...args: unknown[]) => Promise<unknown>>();
  let reached: Reached[] = [];
  let logged = '';
  const log = (message: string, facts?: unknown) => void (logged += `${message} ${JSON.stringify(facts)}`);
  const handlers = Object.fromEntries(
    callNames.map((name) => [
      name,
      (input: unknown) => {
        reached.push({ name, input });
        return random.pick(answers)(name, random);
      },
    ]),
  ) as unknown as Handlers;
  serve({
    ipc: { handle: (channel, listener) => void listeners.set(channel, listener) },
    answer: Promise.resolve(createAnswer(handlers)),
    origin,
    isTrusted: (id) => id === ownWindow,
    log: { info: log, warn: log, error: log },
  });

  /** Knocks once. @returns everything that is wrong with what came of it */
  return async (name: CallName, event: Invocation, args: readonly unknown[], due: Verdict): Promise<string[]> => {
    reached = [];
    logged = '';
    let answer: unknown;
    try {
      answer = await listeners.get(channelOf(name))?.(event, ...args);
    } catch (error) {
      return [`threw ${String(error)}`];
    }
    const wrongCalls =
      typeof due === 'string'
        ? reached.map(() => 'reached a handler')
        : wrongInput(name, reached, due.accepted, args[0]);
    return [
      ...wrongAnswer(name, answer, due),
      ...wrongCalls,
      ...(shapeOfNatives() === untouched && !('polluted' in {}) ? [] : ['changed a prototype']),
      ...(logged.includes(canary) ? ['stands in the log'] : []),
    ];
  };
}

function wrongAnswer(name: CallName, answer: unknown, due: Verdict): string[] {
  const text = JSON.stringify(answer) ?? 'undefined';
  if (text.includes(canary)) return ['stands in the answer'];
  if (text.includes('not-for-the-page')) return ['lets out more than the contract describes'];
  const failure = failureSchema.safeParse(answer);
  if (failure.success) {
    const { code, message } = failure.data.error;
    if (message.length > longestMessage) return [`a message of ${message.length} characters`];
    const expected = { untrusted: 'untrusted-sender', refused: 'invalid-input' };
    if (typeof due === 'string') return code === expected[due] ? [] : [`answered ${code}`];
    return code === 'invalid-input' || code === 'untrusted-sender' ? [`refused: ${message}`] : [];
  }
  if (typeof due === 'string') return ['was not refused'];
  const { value } = answer as Extract<Result<unknown>, { ok: true }>;
  const { output } = calls[name];
  const isResult = isDeepStrictEqual(Object.keys(answer as object), ['ok', 'value']);
  const isDescribed = output.safeParse(value).success && unnamed(output, value).length === 0;
  return isResult && isDescribed ? [] : ['answered what the contract does not describe'];
}

const objectsOf = (value: unknown): object[] =>
  typeof value === 'object' && value !== null ? [value, ...Object.values(value).flatMap(objectsOf)] : [];

/** The handler must have got the schema's own output: fresh, plain, and nothing the contract does not name. */
function wrongInput(name: CallName, reached: readonly Reached[], expected: unknown, payload: unknown): string[] {
  const [first, ...more] = reached;
  if (first?.name !== name || more.length > 0)
    return [`reached ${reached.map((each) => each.name).join() || 'no handler'}`];
  const given = new Set(objectsOf(payload));
  const received = objectsOf(first.input);
  const ordinary: unknown[] = [Object.prototype, Array.prototype];
  return [
    ...(isDeepStrictEqual(first.input, expected) ? [] : ['reached the handler with another value']),
    ...unnamed(calls[name].input, first.input).map((key) => `reached the handler with the key ${key}`),
    ...(received.some((each) => given.has(each)) ? ['handed on an object of the sender'] : []),
    ...(received.every((each) => ordinary.includes(Object.getPrototypeOf(each))) ? [] : ['handed on a prototype']),
  ];
}
