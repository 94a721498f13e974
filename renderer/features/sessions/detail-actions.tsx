import { BookmarkPlus, CalendarPlus, Copy, CopyPlus, LogIn, Pencil, Play, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Account, Session, SessionRow } from '../../../contract/domain.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { later } from '../../ui/later.tsx';
import { useRemove } from '../deletion/use-remove.ts';
import { useEditor } from '../editor/editor-context.ts';
import { useChanges } from '../outbox/outbox-context.ts';
import { isMine, isUnborn } from './row-text.ts';
import { useSaveCalendar } from '../take-along/use-save-calendar.ts';
import { useDetailCommands } from './use-detail-commands.ts';
import { useSessionActions } from './session-actions.ts';

const SaveSession = later(() => import('../templates/save-session.tsx').then((module) => module.default));

interface DetailActionsProps {
  row: SessionRow;
  session: Session | undefined;
  account: Account;
  refreshing: boolean;
  /** Nothing is left to show. */
  onDeleted(): void;
}

const pendingWords: Record<NonNullable<SessionRow['pending']>, string> = {
  creating: 'Saving… Zoho has not confirmed this yet.',
  saving: 'Saving… Zoho has not confirmed this yet.',
  waiting: 'Waiting to be sent. It goes to Zoho by itself as soon as Zoho can be reached.',
  asking: 'Needs your decision before Zoho has it.',
};

export function DetailActions(props: DetailActionsProps) {
  const { row, session, account, refreshing, onDeleted } = props;
  const editor = useEditor();
  const changes = useChanges();
  const remove = useRemove();
  const [isTemplate, setTemplate] = useState(false);
  const saveCalendar = useSaveCalendar();
  const { running, start, join, copyInvitation } = useSessionActions();
  const mine = isMine(row, account);
  // Its place is kept while Zoho is asked, so the buttons beside it do not move.
  const maybe = mine && !isUnborn(row) && refreshing && (session?.detailsAsOf ?? null) === null;
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
  // Zoho does not know it yet: there is nothing to edit or delete.
  const isCreating = row.pending === 'creating';
  const canTakeAlong = row.startsAt !== null && !isUnborn(row);
  const takeAlong = () =>
    void saveCalendar({ what: 'chosen', sessions: [{ kind: row.kind, key: row.key }], events: [] });
  const takeAway = () => {
    remove(row.kind, [row.key]);
    onDeleted();
  };
  useDetailCommands(row, {
    start: canStart && start,
    join: row.canJoin && join,
    copyInvitation,
    edit: !isCreating && editor.edit,
    duplicate: !isCreating && editor.duplicate,
    delete: !isCreating && takeAway,
    takeAlong: canTakeAlong && takeAlong,
  });
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
        shortcut="copyInvitation"
        isDisabled={isUnborn(row) || running === 'copyInvitation'}
        onPress={() => copyInvitation(row)}
      >
        Copy invitation
      </Button>
      {!mine && startButton}
      <div className="details-changes">
        <Button
          icon={<Pencil size={14} aria-hidden />}
          shortcut="edit"
          isDisabled={isCreating}
          onPress={() => editor.edit(row)}
        >
          Edit
        </Button>
        <Button
          icon={<CopyPlus size={15} aria-hidden />}
          shortcut="duplicate"
          isDisabled={isCreating}
          onPress={() => editor.duplicate(row)}
        >
          Duplicate
        </Button>
        <IconButton label="Save as template…" icon={<BookmarkPlus size={15} aria-hidden />} onPress={() => setTemplate(true)} />
        <Button
          variant="danger"
          icon={<Trash2 size={14} aria-hidden />}
          isDisabled={isCreating}
          onPress={takeAway}
        >
          Delete
        </Button>
      </div>
      <Button
        variant="quiet"
        className="details-take"
        icon={<CalendarPlus size={15} aria-hidden />}
        isDisabled={!canTakeAlong}
        onPress={takeAlong}
      >
        Add to another calendar
      </Button>
      {isTemplate && <SaveSession row={row} onClose={() => setTemplate(false)} />}
      {row.pending !== null && (
        <div className="details-pending">
          <p>{pendingWords[row.pending]}</p>
          {(row.pending === 'waiting' || row.pending === 'asking') && (
            <Button variant="quiet" onPress={changes.open}>
              Open Changes
            </Button>
          )}
        </div>
      )}
      {!row.canJoin && row.pending === null && <p className="details-no-link">Zoho gave no join link for this {row.kind}.</p>}
    </div>
  );
}
