import type { SessionRow } from '../../../contract/domain.ts';
import { useRequests } from '../../bridge/people.ts';
import { useTimeText } from '../../ui/time.ts';
import { Unfold } from '../../ui/unfold.tsx';
import { Answer } from './people-list.tsx';
import { requestOutcome, requestTime, tookText } from './people-text.ts';
import './people.css';

/** What Parley asked of Zoho about one session in this run. Main keeps nothing secret of it. */
export const Requests = ({ row, now }: { row: SessionRow; now: number }) => (
  <section className="people-section" aria-label="What Zoho received">
    <Unfold title="What Zoho received">
      <RequestList row={row} now={now} />
    </Unfold>
  </section>
);

function RequestList({ row: { kind, key }, now }: { row: SessionRow; now: number }) {
  const time = useTimeText();
  return (
    <Answer asked={useRequests(kind, key)} loading="Looking…">
      {(notes) =>
        notes.length === 0 ? (
          <p className="muted">Nothing was sent to Zoho about this {kind} since Parley was started.</p>
        ) : (
          <ol className="requests" aria-label="Requests, latest first">
            {notes.map((note) => (
              <li key={`${note.at} ${note.method} ${note.path} ${note.ms}`} className={note.outcome === 'ok' ? '' : 'request-failed'}>
                <span className="muted numbers">{requestTime(note.at, now, time)}</span>
                <code className="wrap selectable">
                  <b>{note.method}</b> {note.path}
                </code>
                <span className="numbers request-outcome">
                  {requestOutcome(note)} · {tookText(note.ms)}
                </span>
              </li>
            ))}
          </ol>
        )
      }
    </Answer>
  );
}
