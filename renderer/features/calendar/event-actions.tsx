import { CalendarPlus, LogIn, Pencil, Trash2 } from 'lucide-react';
import { use } from 'react';
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import type { CalendarEvent, EventRow, Extent } from '../../../contract/calendar.ts';
import { useDeleteEvent } from '../../bridge/calendar.ts';
import { Button } from '../../ui/button.tsx';
import { useCommand } from '../../ui/commands.ts';
import { useMessages } from '../../ui/toaster.tsx';
import { useChanges } from '../outbox/outbox-context.ts';
import { useSaveCalendar } from '../take-along/use-save-calendar.ts';
import { EventFormContext } from './event-form-context.ts';
import { titleOf } from './event-text.ts';
import { useJoinEvent } from './use-join-event.ts';

interface EventActionsProps {
  row: EventRow;
  event: CalendarEvent | undefined;
  onDeleted(): void;
}

const pendingWords: Record<NonNullable<EventRow['pending']>, string> = {
  creating: 'Saving… Zoho has not confirmed this yet.',
  saving: 'Saving… Zoho has not confirmed this yet.',
  waiting: 'Waiting to be sent. It goes to Zoho by itself as soon as Zoho can be reached.',
  asking: 'Needs your decision before Zoho has it.',
};

const extents: readonly { readonly id: Extent; readonly name: string }[] = [
  { id: 'this', name: 'Only this one' },
  { id: 'following', name: 'This and those that follow' },
  { id: 'all', name: 'The whole series' },
];

export function EventActions({ row, event, onDeleted }: EventActionsProps) {
  const form = use(EventFormContext);
  const changes = useChanges();
  const messages = useMessages();
  const remove = useDeleteEvent();
  const saveCalendar = useSaveCalendar();
  const { isJoining, join } = useJoinEvent();
  const { calendar, uid, occurrence, recurring, canJoin, canEdit, pending } = row;
  const ref = { calendar, uid, occurrence };
  // Zoho does not know it yet: there is nothing to edit or delete.
  const isCreating = pending === 'creating';
  const about = titleOf(row);

  const takeAway = async (extent: Extent) => {
    // Whoever was invited hears of it from Zoho, or they would come.
    const error = await remove(ref, extent, (event?.attendees?.length ?? 0) > 0);
    if (error) messages.fail(error, 'event');
    else onDeleted();
  };
  const mayEdit = form !== null && canEdit && !isCreating;
  const mayDelete = canEdit && !isCreating;
  const hasExtents = recurring && occurrence !== null;
  const takeAlong = () => void saveCalendar({ what: 'chosen', sessions: [], events: [ref] });
  useCommand('takeAlong', takeAlong, { about, when: () => !isCreating });
  useCommand('join', () => void join(ref), { about, when: () => canJoin });
  useCommand('edit', () => form?.edit(ref), { about, when: () => mayEdit });
  useCommand('delete', () => void takeAway(recurring ? 'all' : 'this'), { about, when: () => mayDelete && !hasExtents });

  const deleteButton = (onPress?: () => void) => (
    <Button variant="danger" icon={<Trash2 size={14} aria-hidden />} {...(onPress && { onPress })}>
      Delete
    </Button>
  );
  return (
    <div className="details-actions">
      {canJoin && (
        <Button variant="primary" icon={<LogIn size={15} aria-hidden />} isDisabled={isJoining} onPress={() => void join(ref)}>
          Join
        </Button>
      )}
      {mayEdit && (
        <Button icon={<Pencil size={14} aria-hidden />} shortcut="edit" onPress={() => form.edit(ref)}>
          Edit
        </Button>
      )}
      {mayDelete && !hasExtents && deleteButton(() => void takeAway(recurring ? 'all' : 'this'))}
      {mayDelete && hasExtents && (
        <MenuTrigger>
          {deleteButton()}
          <Popover className="popover" placement="bottom start" offset={6}>
            <Menu className="menu" aria-label="Delete" onAction={(key) => void takeAway(extents.find(({ id }) => id === key)?.id ?? 'this')}>
              {extents.map(({ id, name }) => (
                <MenuItem key={id} id={id} className="menu-item">
                  {name}
                </MenuItem>
              ))}
            </Menu>
          </Popover>
        </MenuTrigger>
      )}
      <Button
        variant="quiet"
        className="details-take"
        icon={<CalendarPlus size={15} aria-hidden />}
        isDisabled={isCreating}
        onPress={takeAlong}
      >
        Add to another calendar
      </Button>
      {!canEdit && <p className="details-no-link">You can read this calendar, not change it.</p>}
      {pending !== null && (
        <div className="details-pending">
          <p>{pendingWords[pending]}</p>
          {(pending === 'waiting' || pending === 'asking') && (
            <Button variant="quiet" onPress={changes.open}>
              Open Changes
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
