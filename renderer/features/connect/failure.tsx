import { TriangleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { ErrorCode } from '../../../contract/errors.ts';
import type { AppError } from '../../../contract/result.ts';
import { Button } from '../../ui/button.tsx';
import { type ErrorStep, wordsFor } from '../../ui/error-text.ts';

export const stepLabel: Record<ErrorStep, string> = {
  retry: 'Try again',
  'use-browser': 'Use your browser',
  'use-window': 'Use Parley’s own window',
  'edit-client-id': 'Check the ID',
  'edit-client-secret': 'Enter the secret again',
  'edit-redirect-uri': 'Check the URI',
  'edit-data-centre': 'Choose the data centre',
  reconnect: 'Reconnect',
};

interface FailureProps {
  error: AppError;
  /** What has to be registered before the browser can be used. */
  browserRedirectUri: string | undefined;
  onStep(step: ErrorStep): void;
  /** The console of the client's data centre, where the client itself may be the cause. */
  onConsole(): void;
}

const consoleHelps = new Set<ErrorCode>([
  'client-invalid',
  'client-secret-invalid',
  'redirect-invalid',
  'consent-error',
  'token-refused',
]);

/** What went wrong with connecting, and the button that does the next step. */
export function ConnectFailure({ error, browserRedirectUri, onStep, onConsole }: FailureProps) {
  const panel = useRef<HTMLDivElement>(null);
  const { title, body, step } = wordsFor(error);
  useEffect(() => {
    panel.current?.focus();
    panel.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div className="failure" role="alert" ref={panel} tabIndex={-1}>
      <TriangleAlert size={17} aria-hidden />
      <div>
        <p className="failure-title">{title}</p>
        <p>{body}</p>
        {step === 'use-browser' && browserRedirectUri && (
          <p className="failure-uri">
            Register <code>{browserRedirectUri}</code> with your client first.
          </p>
        )}
        {(step || consoleHelps.has(error.code)) && (
          <div className="failure-actions">
            {step && <Button onPress={() => onStep(step)}>{stepLabel[step]}</Button>}
            {consoleHelps.has(error.code) && (
              <Button variant="quiet" onPress={onConsole}>
                Open the API console
              </Button>
            )}
          </div>
        )}
      </div>
    </div>
  );
}
