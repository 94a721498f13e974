import { Check, TriangleAlert, X } from 'lucide-react';
import { type ReactNode, createContext, use, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import type { AppError } from '../../contract/result.ts';
import { Button, IconButton } from './button.tsx';
import { wordsFor } from './error-text.ts';
import { offerUndo } from './undo.ts';
import './toaster.css';

export interface ToastAction {
  readonly label: string;
  run(): void;
}

interface Messages {
  /** A result: shown for a few seconds and read out politely. */
  tell(text: string): void;
  /**
   * A result that can be undone: shown for 8 s, and what Ctrl/Cmd+Z undoes meanwhile. Answers the function that takes
   * it back when it turns out not to be so.
   */
  tellUndoable(text: string, undo: () => void): () => void;
  /** A result for the screen reader alone, where the screen already shows it. */
  announce(text: string): void;
  /** A failure: read out at once, and there until it is dismissed. */
  fail(error: AppError, about?: 'session' | 'event'): void;
  /** As `fail`, in words of its own and with a way out. */
  warn(title: string, body: string, action?: ToastAction): void;
}

const MessagesContext = createContext<Messages | null>(null);
/** Where messages that others own are put: the polite region, and the place outside any. */
const PlacesContext = createContext<Record<'polite' | 'quiet', HTMLElement | null>>({ polite: null, quiet: null });

/** How long a result stays, in ms. Failures stay until dismissed. */
const shownFor = 5_000;
/** How long what was done can be undone, in ms. */
export const undoFor = 8_000;

interface Result {
  readonly id: number;
  readonly text: string;
  readonly undo: (() => void) | null;
}

interface Failure {
  readonly id: number;
  readonly title: string;
  readonly body: string;
  readonly action: ToastAction | null;
}

export function Toaster({ children }: { children: ReactNode }) {
  const [results, setResults] = useState<readonly Result[]>([]);
  const [spoken, setSpoken] = useState<{ readonly id: number; readonly text: string } | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [polite, setPolite] = useState<HTMLElement | null>(null);
  const [quiet, setQuiet] = useState<HTMLElement | null>(null);
  const places = useMemo(() => ({ polite, quiet }), [polite, quiet]);
  const count = useRef(0);

  /** One result takes the place of the one before; what can be undone stays beside it. */
  const show = useCallback((text: string, undo: (() => void) | null) => {
    count.current += 1;
    const id = count.current;
    setResults((before) => [...before.filter((each) => each.undo), { id, text, undo }]);
    const hide = () => setResults((before) => before.filter((each) => each.id !== id));
    setTimeout(hide, undo ? undoFor : shownFor);
    return hide;
  }, []);
  const undone = (id: number) => setResults((before) => before.filter((each) => each.id !== id));

  const messages = useMemo<Messages>(() => {
    const warn = (title: string, body: string, action: ToastAction | null) => {
      count.current += 1;
      setFailure({ id: count.current, title, body, action });
    };
    return {
      tell: (text) => {
        setFailure((before) => (before?.action ? before : null));
        show(text, null);
      },
      tellUndoable: (text, undo) => show(text, undo),
      announce: (text) => {
        count.current += 1;
        const id = count.current;
        setSpoken({ id, text });
        setTimeout(() => setSpoken((before) => (before?.id === id ? null : before)), shownFor);
      },
      fail: (error, about) => {
        const { title, body } = wordsFor(error, about);
        warn(title, body, null);
      },
      warn: (title, body, action) => warn(title, body, action ?? null),
    };
  }, [show]);

  return (
    <MessagesContext value={messages}>
      <PlacesContext value={places}>{children}</PlacesContext>
      {/* Stays within reach while a dialog is open. */}
      <div className="toasts" data-react-aria-top-layer="true">
        {failure && (
          <div key={failure.id} className="toast toast-failure" role="alert">
            <TriangleAlert size={16} aria-hidden />
            <p>
              <strong>{failure.title}</strong> {failure.body}
            </p>
            {failure.action && (
              <ToastButton
                action={failure.action}
                onDone={() => setFailure((shown) => (shown?.id === failure.id ? null : shown))}
              />
            )}
            <IconButton label="Dismiss" icon={<X size={15} aria-hidden />} onPress={() => setFailure(null)} />
          </div>
        )}
        <div ref={setQuiet} className="toast-place" />
        <div ref={setPolite} className="toast-place" role="status" aria-live="polite" aria-atomic="false">
          {spoken && (
            <p key={spoken.id} className="sr-only">
              {spoken.text}
            </p>
          )}
          {results.map((result) => (
            <ResultToast key={result.id} result={result} onUndone={() => undone(result.id)} />
          ))}
        </div>
      </div>
    </MessagesContext>
  );
}

function ResultToast({ result: { id, text, undo }, onUndone }: { result: Result; onUndone(): void }) {
  const run = () => {
    onUndone();
    undo?.();
  };
  useUndoOffer(`result-${id}`, undo && run);
  return (
    <div className="toast">
      <Check size={16} aria-hidden className="toast-check" />
      <p>{text}</p>
      {undo && <ToastButton action={{ label: 'Undo', run }} />}
    </div>
  );
}

function ToastButton({ action, onDone }: { action: ToastAction; onDone?(): void }) {
  return (
    <Button
      variant="quiet"
      className="toast-action"
      onPress={() => {
        onDone?.();
        action.run();
      }}
    >
      {action.label}
    </Button>
  );
}

/**
 * A message that is there for as long as its owner renders it. `polite` is read out when it appears; `quiet` is not,
 * for what changes all the time.
 */
export function StandingToast({ place, children }: { place: 'polite' | 'quiet'; children: ReactNode }) {
  const element = use(PlacesContext)[place];
  return element && createPortal(children, element);
}

/** Offers `run` to Ctrl/Cmd+Z while the caller is on the screen. */
export function useUndoOffer(id: string, run: (() => void) | null): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  const isOffered = run !== null;
  useEffect(() => (isOffered ? offerUndo(id, () => latest.current?.()) : undefined), [id, isOffered]);
}

export function useMessages(): Messages {
  const messages = use(MessagesContext);
  if (!messages) throw new Error('useMessages needs a Toaster above it');
  return messages;
}
