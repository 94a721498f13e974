import { Copy, LogIn, Play } from 'lucide-react';
import type { Account, Session, SessionRow } from '../../../contract/domain.ts';
import { Button } from '../../ui/button.tsx';
import { isMine } from './row-text.ts';
import { useSessionActions } from './session-actions.ts';

interface DetailActionsProps {
  row: SessionRow;
  session: Session | undefined;
  account: Account;
  refreshing: boolean;
}

export function DetailActions({ row, session, account, refreshing }: DetailActionsProps) {
  const { running, start, join, copyInvitation } = useSessionActions();
  const mine = isMine(row, account);
  // Its place is kept while Zoho is asked, so the buttons beside it do not move.
  const maybe = mine && refreshing && (session?.detailsAsOf ?? null) === null;
  const canStart = session?.canStart ?? false;
  const startButton = (canStart || maybe) && (
    <Button
      variant={mine ? 'primary' : 'plain'}
      icon={<Play size={15} aria-hidden />}
      isDisabled={!canStart || running === 'startSession'}
      onPress={() => start(row)}
    >
      Start
    </Button>
  );
  const joinLeads = !(mine && (canStart || maybe));
  return (
    <div className="details-actions">
      {mine && startButton}
      <Button
        variant={joinLeads ? 'primary' : 'plain'}
        icon={<LogIn size={15} aria-hidden />}
        isDisabled={!row.canJoin || running === 'joinSession'}
        onPress={() => join(row)}
      >
        Join
      </Button>
      <Button
        icon={<Copy size={15} aria-hidden />}
        isDisabled={running === 'copyInvitation'}
        onPress={() => copyInvitation(row)}
      >
        Copy invitation
      </Button>
      {!mine && startButton}
      {!row.canJoin && <p className="details-no-link">Zoho gave no join link for this {row.kind}.</p>}
    </div>
  );
}
