import { Check, TriangleAlert } from 'lucide-react';
import type { EventChange } from '../../../contract/calendar.ts';
import { isUnseen, quotedText } from '../../../contract/rules/shown-text.ts';
import { useEventChanges } from '../../bridge/calendar.ts';
import { ask } from '../../bridge/parley.ts';
import { Button } from '../../ui/button.tsx';
import { wordsFor } from '../../ui/error-text.ts';
import { StandingToast, useMessages, useUndoOffer } from '../../ui/toaster.tsx';

/** Everything there is to tell about deleted events, whichever view is open. */
export function EventDeletionToasts() {
  const deletions = useEventChanges().filter(({ change }) => change === 'delete');
  return deletions.map((change) => {
    if (change.heldUntil !== null)
      return (
        <StandingToast key={change.id} place="polite">
          <Held change={change} />
        </StandingToast>
      );
    return change.state === 'failed' && (
      <StandingToast key={change.id} place="quiet">
        <Failed change={change} />
      </StandingToast>
    );
  });
}

const named = ({ title }: EventChange): string => (isUnseen(title) ? 'the event' : quotedText(title));

function Held({ change }: { change: EventChange }) {
  const messages = useMessages();
  const undo = async () => {
    const result = await ask('dropEventChange', { id: change.id });
    if (result.ok) messages.tell(`Kept ${named(change)}`);
    else messages.fail(result.error, 'event');
  };
  useUndoOffer(change.id, () => void undo());
  return (
    <div className="toast">
      <Check size={16} aria-hidden className="toast-check" />
      <p className="deletion-topic">Deleted {named(change)}</p>
      <Button variant="quiet" className="toast-action" onPress={() => void undo()}>
        Undo
      </Button>
    </div>
  );
}

function Failed({ change }: { change: EventChange }) {
  const words = change.error && wordsFor(change.error, 'event');
  const name = named(change);
  return (
    <div className="toast toast-failure" role="alert">
      <TriangleAlert size={16} aria-hidden />
      <p>
        <strong>{name.charAt(0).toUpperCase() + name.slice(1)} was not deleted. {words?.title}</strong> {words?.body}
      </p>
      <Button variant="quiet" className="toast-action" onPress={() => void ask('retryEventChange', { id: change.id })}>
        Try again
      </Button>
      <Button variant="quiet" className="toast-action" onPress={() => void ask('dropEventChange', { id: change.id })}>
        Keep it
      </Button>
    </div>
  );
}
