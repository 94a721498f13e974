import { TriangleAlert } from 'lucide-react';
import { useLayoutEffect, useRef } from 'react';
import type { ListStatus } from '../../../contract/domain.ts';
import { Button } from '../../ui/button.tsx';
import { wordsFor } from '../../ui/error-text.ts';
import { useTimeText } from '../../ui/time.ts';
import { nextTryText, pastLoadingText } from '../sessions/freshness-text.ts';

interface PastNoteProps {
  /** Of what is over. */
  status: ListStatus;
  now: number;
  /** A banner already tells the reason. */
  isTold: boolean;
  onRetry(): void;
  /** It goes while it has the focus. */
  onGone(): void;
}

/**
 * Says why days that are over may look emptier than they were: Zoho lists what is over apart, and later. It lies over
 * the foot of the grid, so nothing jumps when it comes or goes.
 */
export function PastNote({ status, now, isTold, onRetry, onGone }: PastNoteProps) {
  const time = useTimeText();
  const root = useRef<HTMLDivElement>(null);
  const gone = useRef(onGone);
  useLayoutEffect(() => {
    gone.current = onGone;
  });
  useLayoutEffect(() => {
    const element = root.current;
    return () => {
      // While React takes it away, focus is not heard of.
      if (element?.contains(document.activeElement)) requestAnimationFrame(() => gone.current());
    };
  }, []);

  const { error } = status;
  const isLoading = status.phase !== 'failed';
  const reason = error && !isTold ? ` ${wordsFor(error).title.replace(/\.$/, '')}` : '';
  return (
    <div ref={root} className="past-note" data-failed={isLoading ? undefined : ''}>
      {isLoading ? (
        <p className="numbers">{pastLoadingText(status)}</p>
      ) : (
        <p className="numbers" role="alert">
          <TriangleAlert size={14} aria-hidden />
          {status.asOf === null ? 'What is over is not read yet.' : `What is over is as of ${time.asOf(status.asOf, now)}.`}
          {reason}
          {nextTryText(status.nextTry, now)}
        </p>
      )}
      {/* There while it tries again, so that the focus stays where it was pressed. */}
      {error && (
        <Button
          variant="quiet"
          onPress={() => {
            if (!isLoading) onRetry();
          }}
        >
          Try again
        </Button>
      )}
    </div>
  );
}
