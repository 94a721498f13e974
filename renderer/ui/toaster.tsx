import { Check, TriangleAlert, X } from 'lucide-react';
import { type ReactNode, createContext, use, useCallback, useMemo, useRef, useState } from 'react';
import type { AppError } from '../../contract/result.ts';
import { IconButton } from './button.tsx';
import { wordsFor } from './error-text.ts';
import './toaster.css';

interface Messages {
  /** A result: shown for a few seconds and read out politely. */
  tell(text: string): void;
  /** A result for the screen reader alone, where the screen already shows it. */
  announce(text: string): void;
  /** A failure: read out at once, and there until it is dismissed. */
  fail(error: AppError): void;
}

const MessagesContext = createContext<Messages | null>(null);

/** How long a result stays, in ms. Failures stay until dismissed. */
const shownFor = 5_000;

interface Result {
  readonly id: number;
  readonly text: string;
  readonly visible: boolean;
}

interface Failure {
  readonly id: number;
  readonly title: string;
  readonly body: string;
}

export function Toaster({ children }: { children: ReactNode }) {
  const [result, setResult] = useState<Result | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const count = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const show = useCallback((text: string, visible: boolean) => {
    clearTimeout(timer.current);
    count.current += 1;
    setResult({ id: count.current, text, visible });
    timer.current = setTimeout(() => setResult(null), shownFor);
  }, []);

  const messages = useMemo<Messages>(
    () => ({
      tell: (text) => {
        setFailure(null);
        show(text, true);
      },
      announce: (text) => show(text, false),
      fail: (error) => {
        const { title, body } = wordsFor(error);
        count.current += 1;
        setFailure({ id: count.current, title, body });
      },
    }),
    [show],
  );

  return (
    <MessagesContext value={messages}>
      {children}
      <div className="toasts">
        {failure && (
          <div key={failure.id} className="toast toast-failure" role="alert">
            <TriangleAlert size={16} aria-hidden />
            <p>
              <strong>{failure.title}</strong> {failure.body}
            </p>
            <IconButton label="Dismiss" icon={<X size={15} aria-hidden />} onPress={() => setFailure(null)} />
          </div>
        )}
        <div role="status" aria-live="polite">
          {result && (
            <div key={result.id} className={result.visible ? 'toast' : 'sr-only'}>
              {result.visible && <Check size={16} aria-hidden className="toast-check" />}
              <p>{result.text}</p>
            </div>
          )}
        </div>
      </div>
    </MessagesContext>
  );
}

export function useMessages(): Messages {
  const messages = use(MessagesContext);
  if (!messages) throw new Error('useMessages needs a Toaster above it');
  return messages;
}
