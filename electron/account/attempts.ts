import type { Connection } from '../../contract/domain.ts';
import { fail, type Result } from '../../contract/result.ts';
import type { Clock, Log } from '../ports.ts';
import { consentLimit, type Step } from './consent-flow.ts';

/** One attempt to connect. */
export interface Attempt {
  readonly purpose: NonNullable<Connection['pending']>['purpose'];
  readonly via: 'window' | 'browser';
  /** Epoch ms at which the consent times out. */
  readonly expiresAt: number;
  /** Aborted when the attempt is given up. */
  readonly signal: AbortSignal;
  toStep(step: Step): void;
}

export interface Attempts {
  /**
   * Runs one attempt at a time. Cancelling answers `consent-closed` at once; work that goes on then sees its signal
   * aborted and cleans up after itself. `settled` fulfils when it has.
   */
  run<T>(
    order: Pick<Attempt, 'purpose' | 'via'>,
    work: (attempt: Attempt) => Promise<Result<T>>,
  ): { readonly answer: Promise<Result<T>>; readonly settled: Promise<unknown> };
  /** The attempt has succeeded and can no longer be cancelled. */
  finish(attempt: Attempt): void;
  cancel(): void;
  pending(): Connection['pending'];
}

export function createAttempts(ports: { clock: Clock; log: Log; onChange: () => void }): Attempts {
  const { log, onChange } = ports;
  let current: { readonly attempt: Attempt; readonly stop: AbortController; step: Step } | null = null;

  function end(attempt: Attempt) {
    if (current?.attempt !== attempt) return;
    current = null;
    onChange();
  }

  return {
    run<T>(order: Pick<Attempt, 'purpose' | 'via'>, work: (attempt: Attempt) => Promise<Result<T>>) {
      if (current) {
        const busy = fail<T>('connect-busy', 'another consent is under way');
        return { answer: Promise.resolve(busy), settled: Promise.resolve() };
      }
      const stop = new AbortController();
      const attempt: Attempt = {
        ...order,
        expiresAt: ports.clock.now() + consentLimit,
        signal: stop.signal,
        toStep(step) {
          if (current?.attempt !== attempt) return;
          current.step = step;
          onChange();
        },
      };
      current = { attempt, stop, step: 'consent' };
      onChange();

      const cancelled = new Promise<Result<T>>((resolve) => {
        stop.signal.addEventListener('abort', () => resolve(fail('consent-closed', 'the consent was cancelled')));
      });
      const settled = work(attempt).catch((error: unknown) => {
        log.error('connecting failed', { error });
        return fail<T>('internal', 'connecting failed');
      });
      const answer = Promise.race([settled, cancelled]).then((result) => {
        end(attempt);
        if (!result.ok) log.warn('not connected', { code: result.error.code, details: result.error.details });
        return result;
      });
      return { answer, settled };
    },
    finish: end,
    cancel() {
      current?.stop.abort();
      if (current) end(current.attempt);
    },
    pending: () =>
      current && {
        purpose: current.attempt.purpose,
        via: current.attempt.via,
        step: current.step,
        expiresAt: current.attempt.expiresAt,
      },
  };
}
