import type { ListStatus, SessionRow } from '../../../contract/domain.ts';
import type { TimeText } from '../../ui/time.ts';
import { loadingText } from '../sessions/freshness-text.ts';
import { NowCard } from './now-card.tsx';

export interface NowAndNext {
  /** What is on, the one that began last first. */
  readonly running: readonly SessionRow[];
  readonly next: SessionRow | undefined;
  /** The one that the key J joins. */
  readonly target: SessionRow | undefined;
}

interface NowCardsProps extends NowAndNext {
  time: TimeText;
  now: number;
}

/** What is on, told from what comes next. */
export function NowCards({ running, next, target, time, now }: NowCardsProps) {
  const leading = running[0] ?? next;
  const card = (row: SessionRow, heading: string) => (
    <NowCard
      key={`${row.kind} ${row.key}`}
      row={row}
      time={time}
      now={now}
      heading={heading}
      isTarget={row === target}
      leads={row === leading}
    />
  );
  return (
    <>
      {running.map((row) => card(row, 'On now'))}
      {next && card(next, 'Next')}
    </>
  );
}

/** The same in one line above the grid, always as high, so that nothing jumps. */
export function NowStrip({ status, ...cards }: NowCardsProps & { status: ListStatus }) {
  const isEmpty = cards.running.length === 0 && !cards.next;
  return (
    <div className="now-strip">
      {!isEmpty && <NowCards {...cards} />}
      {isEmpty && status.asOf !== null && (
        <p className="now-none">
          <strong>Nothing ahead</strong>
          <span className="muted">Meetings and webinars scheduled in Zoho show up here by themselves.</span>
        </p>
      )}
      {isEmpty && status.asOf === null && status.phase !== 'failed' && (
        <p className="now-none muted numbers" aria-busy="true">
          {loadingText(status)}
        </p>
      )}
    </div>
  );
}
