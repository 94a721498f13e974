import type { Input, Output, ParleyApi } from '../../contract/api.ts';
import type { CallName } from '../../contract/names.ts';
import type { AppError, Result } from '../../contract/result.ts';

declare global {
  interface Window {
    /** Put there by the preload script. */
    readonly parley: ParleyApi;
  }
}

/** A call that main answered with an error: the error itself, as something that can be thrown. */
export class CallError extends Error {
  readonly error: AppError;

  constructor(error: AppError) {
    super(error.message);
    this.name = 'CallError';
    this.error = error;
  }
}

type Arguments<N extends CallName> = undefined extends Input<N> ? [] : [input: Input<N>];

/** Asks main. Answers the Result; a broken channel becomes `internal`, so callers never meet an exception. */
export async function ask<N extends CallName>(name: N, ...[input]: Arguments<N>): Promise<Result<Output<N>>> {
  const method = window.parley[name] as (input?: Input<N>) => Promise<Result<Output<N>>>;
  try {
    return await method(input);
  } catch (cause) {
    return { ok: false, error: { code: 'internal', message: cause instanceof Error ? cause.message : String(cause) } };
  }
}

/** Asks main and throws CallError when it says no: the shape that queries want. */
export async function call<N extends CallName>(name: N, ...input: Arguments<N>): Promise<Output<N>> {
  const result = await ask(name, ...input);
  if (!result.ok) throw new CallError(result.error);
  return result.value;
}

/** The error inside whatever a query failed with. */
export function errorOf(thrown: unknown): AppError {
  if (thrown instanceof CallError) return thrown.error;
  return { code: 'internal', message: thrown instanceof Error ? thrown.message : 'Unknown failure' };
}
