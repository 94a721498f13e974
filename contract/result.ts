import type { ErrorCode } from './errors.ts';

/** Why a call failed, without anything secret in it. */
export interface AppError {
  readonly code: ErrorCode;
  /** For logs and support, in English. The words a person reads come from the renderer. */
  readonly message: string;
  /** How long to wait before it makes sense to try again, in milliseconds. */
  readonly retryAfter?: number | undefined;
  /** Facts the renderer's words may use, for example `{ host: 'idp.example.test' }`. */
  readonly details?: Readonly<Record<string, string | number | boolean>> | undefined;
}

/** What crosses the boundary between page and main: a value or an error, never an exception. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: AppError };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });
export const fail = <T = never>(
  code: ErrorCode,
  message: string,
  more: Pick<AppError, 'retryAfter' | 'details'> = {},
): Result<T> => ({ ok: false, error: { code, message, ...more } });
