import { calls, type Handlers } from '../../contract/api.ts';
import { errorSchema } from '../../contract/domain.ts';
import type { CallName } from '../../contract/names.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import { plainCopy } from './plain.ts';

/** Answers a call of a sender that is trusted. Rejects when its handler throws. */
export type Answer = (name: CallName, args: readonly unknown[]) => Promise<Result<unknown>>;

/**
 * The payload as its schema gives it out. A refusal names fields of the contract at most: neither values nor keys that
 * the sender chose.
 */
function read(name: CallName, args: readonly unknown[]): Result<unknown> {
  const refuse = (what: string) => fail('invalid-input', `${name}: payload refused (${what})`);
  if (args.length > 1) return refuse('arguments');
  const plain = plainCopy(args[0]);
  if (!plain) return refuse('not plain data, or too much of it');
  const parsed = calls[name].input.safeParse(plain.value);
  if (parsed.success) return ok(parsed.data);
  // The first step of a path is a key of a strict object, so it is the contract's; the next may be the sender's.
  return refuse([...new Set(parsed.error.issues.map(({ path }) => String(path[0] ?? 'shape')))].join(', '));
}

/** Parses the payload, runs the handler, parses what it answers. */
export const createAnswer =
  (handlers: Handlers): Answer =>
  async (name, args) => {
    const input = read(name, args);
    if (!input.ok) return input;
    const handler = handlers[name] as (value: unknown) => Promise<Result<unknown>> | Result<unknown>;
    const result = await handler(input.value);
    if (result.ok) return ok(calls[name].output.parse(result.value));
    return { ok: false, error: errorSchema.parse(result.error) };
  };
