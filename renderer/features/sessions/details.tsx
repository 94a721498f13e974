import { ArrowLeft, SearchX, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Account, Kind } from '../../../contract/domain.ts';
import { useSession } from '../../bridge/sessions.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { wordsFor } from '../../ui/error-text.ts';
import { useShortcut } from '../../ui/shortcuts.ts';
import { useNow } from '../../ui/ticker.ts';
import { useTimeText } from '../../ui/time.ts';
import { Attendees } from '../people/attendees.tsx';
import { Recordings } from '../recordings/recordings.tsx';
import { Registrants } from '../people/registrants.tsx';
import { Requests } from '../people/requests.tsx';
import { DetailActions } from './detail-actions.tsx';
import { DetailFacts } from './detail-facts.tsx';
import { DetailTime } from './detail-time.tsx';
import { phaseOf } from './phase.ts';
import { topicOf } from './row-text.ts';
import './details.css';

interface DetailsProps {
  kind: Kind;
  sessionKey: string;
  account: Account;
  /** The names of calendars in which it stands, too. */
  alsoIn?: readonly string[];
  onClose(): void;
}

const nowhere: readonly string[] = [];
/** From this length on a topic is set smaller. */
const longTopic = 90;

/** Everything known of one session: from the list at once, from Zoho as it comes. */
export function Details({ kind, sessionKey, account, alsoIn = nowhere, onClose }: DetailsProps) {
  const { row, session, refreshing, error, refreshError, refresh } = useSession(kind, sessionKey);
  const time = useTimeText();
  const now = useNow();
  const heading = useRef<HTMLHeadingElement>(null);
  const known = row !== undefined;
  const topic = row ? topicOf(row) : '';
  useEffect(() => {
    if (known) heading.current?.focus({ preventScroll: true });
  }, [known]);

  useShortcut('closeDetails', onClose);

  return (
    <section className="details" aria-label="Details">
      <div className="details-bar">
        <Button variant="quiet" className="details-back" icon={<ArrowLeft size={15} aria-hidden />} onPress={onClose}>
          Back
        </Button>
        <IconButton
          label="Close details"
          className="details-close"
          icon={<X size={16} aria-hidden />}
          onPress={onClose}
        />
      </div>
      <div className="details-body scroll">
        {row && (
          <article className="details-page">
            <h2
              ref={heading}
              tabIndex={-1}
              dir="auto"
              className={`details-topic ${topic.length > longTopic ? 'details-topic-long' : ''} wrap selectable`}
            >
              {topic}
            </h2>
            <DetailTime row={row} time={time} now={now} />
            <DetailActions
              row={row}
              session={session}
              account={account}
              refreshing={refreshing}
              onDeleted={onClose}
            />
            <DetailFacts row={row} session={session} account={account} alsoIn={alsoIn} refreshing={refreshing} now={now} />
            {/* Keys of neighbours must differ, or React takes one for the other. */}
            {row.kind === 'webinar' && <Registrants key={`registrants ${row.key}`} row={row} session={session} />}
            {phaseOf(row, now) === 'over' && <Attendees key={`attendees ${row.key}`} row={row} />}
            {phaseOf(row, now) === 'over' && <Recordings key={`recordings ${row.key}`} row={row} account={account} />}
            <Requests key={`requests ${row.key}`} row={row} now={now} />
            {refreshError ? (
              <div className="details-stale" role="alert">
                <p>
                  {session?.detailsAsOf ? `As of ${time.asOf(session.detailsAsOf, now)} · ` : 'Details not read yet · '}
                  {wordsFor(refreshError).title.replace(/\.$/, '')}
                </p>
                <Button variant="quiet" onPress={refresh}>
                  Try again
                </Button>
              </div>
            ) : (
              <p className="details-fresh numbers">
                {session?.detailsAsOf ? `Read from Zoho at ${time.asOf(session.detailsAsOf, now)}` : ' '}
              </p>
            )}
          </article>
        )}
        {!row && error && (
          <EmptyState
            role="alert"
            icon={<SearchX size={20} />}
            title={wordsFor(error).title}
            actions={<Button onPress={refresh}>Try again</Button>}
          >
            {wordsFor(error).body}
          </EmptyState>
        )}
        {!row && !error && <p className="sr-only">Loading</p>}
      </div>
    </section>
  );
}
