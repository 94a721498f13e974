import { Copy, LogIn } from 'lucide-react';
import type { SessionRow } from '../../../contract/domain.ts';
import { Button } from '../../ui/button.tsx';
import { KeyCaps } from '../../ui/keys.tsx';
import { useKeyCaps } from '../../ui/shortcuts.ts';
import { type TimeText, relativeText } from '../../ui/time.ts';
import { useSessionActions } from '../sessions/session-actions.ts';
import { topicOf } from '../sessions/row-text.ts';

interface NowCardProps {
  row: SessionRow;
  time: TimeText;
  now: number;
  /** "On now" or "Next". */
  heading: string;
  /** The one that the key J joins. */
  isTarget: boolean;
  /** One card leads; others name what they join. */
  leads: boolean;
}

/** What is on, or comes next, large enough to be seen from across the desk. */
export function NowCard({ row, time, now, heading, isTarget, leads }: NowCardProps) {
  const { running, join, copyInvitation } = useSessionActions();
  const joinKey = useKeyCaps('joinNow');
  if (row.startsAt === null) return null;
  const topic = topicOf(row);
  const isOn = row.startsAt <= now;
  return (
    <article className={`now-card ${isOn ? 'now-card-on' : ''} ${leads ? 'now-card-leads' : ''}`}>
      <p className="now-heading">
        <span>{heading}</span>
        <span className="now-countdown numbers">{countdown(row.startsAt, row.duration, now)}</span>
      </p>
      <h2 className="now-topic wrap" dir="auto">
        {topic}
      </h2>
      <p className="muted numbers">{time.range(row.startsAt, row.duration)}</p>
      <div className="now-actions">
        <Button
          variant={isTarget || isOn ? 'primary' : 'plain'}
          size={leads ? 'large' : 'normal'}
          icon={<LogIn size={16} aria-hidden />}
          isDisabled={!row.canJoin || running === 'joinSession'}
          onPress={() => join(row)}
        >
          Join{!leads && <span className="sr-only"> {topic}</span>}
        </Button>
        {leads && (
          <Button
            size="large"
            className="now-copy"
            icon={<Copy size={16} aria-hidden />}
            isDisabled={running === 'copyInvitation'}
            onPress={() => copyInvitation(row)}
          >
            Copy invitation
          </Button>
        )}
        {isTarget && joinKey && (
          <span className="now-key muted">
            or press <KeyCaps caps={joinKey} />
          </span>
        )}
      </div>
    </article>
  );
}

/** "Ends in 20 min", "In 12 min". */
function countdown(start: number, duration: number | null, now: number): string {
  const text = relativeText(start, duration, now).replace(/^now, /, '');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
