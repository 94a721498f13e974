import { RefreshCw, TriangleAlert } from 'lucide-react';
import type { ListStatus } from '../../../contract/domain.ts';
import type { AppError } from '../../../contract/result.ts';
import { Button } from '../../ui/button.tsx';
import { useCommand } from '../../ui/commands.ts';
import { wordsFor } from '../../ui/error-text.ts';
import { useNow } from '../../ui/ticker.ts';
import { useTimeText } from '../../ui/time.ts';
import { asOfText, freshnessText, nextTryText } from './freshness-text.ts';

interface FreshnessProps {
  status: ListStatus;
  /** For example "2,500 meetings". */
  count?: string | undefined;
  refreshing: boolean;
  /** A banner already tells the failure: it is not said twice. */
  isTold: boolean;
  onRefresh(): void;
}

/** The status bar of a list: how fresh it is, and the way to a fresher one. Always there, so nothing jumps. */
export function Freshness({ status, count, refreshing, isTold, onRefresh }: FreshnessProps) {
  const time = useTimeText();
  const now = useNow();
  const loading = status.phase === 'loading' || refreshing;
  const failed = status.phase === 'failed' && status.error !== null && !loading;

  useCommand('refresh', onRefresh, { when: () => !loading });

  const asOf = asOfText(status.asOf, time, now, failed);

  const told = failed && status.error && !isTold ? shortFailure(status.error) : null;

  return (
    <div className={`freshness ${told === null ? '' : 'freshness-failed'}`}>
      {told === null ? (
        <p className="numbers">
          {freshnessText(status, refreshing, time, now)}
          {failed && nextTryText(status.nextTry, now)}
          {count && !loading && ` · ${count}`}
        </p>
      ) : (
        <p role="alert" className="numbers">
          <TriangleAlert size={14} aria-hidden />
          {asOf !== null && `${asOf} · `}
          {told}
          {nextTryText(status.nextTry, now)}
        </p>
      )}
      {/* One button for both, so that the focus stays where it was pressed. */}
      <Button
        variant="quiet"
        className={loading ? 'is-turning' : ''}
        icon={told === null && <RefreshCw size={14} aria-hidden />}
        onPress={() => {
          if (!loading) onRefresh();
        }}
      >
        {told === null ? <span className="sr-only">Refresh</span> : 'Try again'}
      </Button>
      {loading && status.expected !== null && status.expected > 0 && (
        <span className="freshness-bar" aria-hidden="true">
          <span style={{ width: `${Math.min(100, (100 * status.loaded) / status.expected)}%` }} />
        </span>
      )}
    </div>
  );
}

/** One line: the title of the error, without its full stop. */
const shortFailure = (error: AppError): string => wordsFor(error).title.replace(/\.$/, '');
