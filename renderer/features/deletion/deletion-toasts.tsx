import { Check, TriangleAlert, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Deletion } from '../../../contract/domain.ts';
import { useDeletions } from '../../bridge/deletions.ts';
import { useOutbox } from '../../bridge/outbox.ts';
import { ask } from '../../bridge/parley.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { StandingToast, useMessages, useUndoOffer } from '../../ui/toaster.tsx';
import { isUnreachable } from '../outbox/outbox-model.ts';
import { type Batch, batches, failureGroups, heldText, progressText, reportTitle, undoneText } from './deletion-text.ts';
import './deletion.css';

/** Everything there is to tell about deletions, whichever view is open. */
export function DeletionToasts() {
  const deletions = useDeletions();
  const items = useOutbox();
  const messages = useMessages();
  const told = useRef(new Map<string, Deletion['state']>());

  useEffect(() => {
    for (const deletion of deletions) {
      const before = told.current.get(deletion.id);
      if (before === deletion.state) continue;
      told.current.set(deletion.id, deletion.state);
      if (deletion.state === 'done' && before === 'running' && deletion.total > 1 && deletion.failed.length === 0)
        messages.tell(progressText(deletion));
    }
  }, [deletions, messages]);

  // What waits for Zoho to be reachable may wait for long: Changes has it.
  const isCut = items.some(({ change, error }) => change === 'delete' && error !== null && isUnreachable(error));
  return batches(deletions)
    .filter(({ whole }) => !(isCut && whole.state === 'running'))
    .map((batch) => <DeletionToast key={batch.ids[0]} batch={batch} />);
}

function DeletionToast({ batch }: { batch: Batch }) {
  const { whole: deletion } = batch;
  const title = reportTitle(deletion);
  switch (deletion.state) {
    case 'held':
      return (
        <StandingToast place="polite">
          <Held batch={batch} />
        </StandingToast>
      );
    case 'running':
      if (deletion.total === 1) return null;
      return (
        <StandingToast place="quiet">
          <Running batch={batch} />
        </StandingToast>
      );
    case 'stopped':
    case 'done':
      if (title === null) return null;
      return (
        <StandingToast place="quiet">
          <Report batch={batch} title={title} />
        </StandingToast>
      );
    default:
      return null;
  }
}

function Held({ batch: { ids, whole } }: { batch: Batch }) {
  const messages = useMessages();
  const undo = async () => {
    const results = await Promise.all(ids.map((id) => ask('undoDeletion', { id })));
    const refused = results.find((result) => !result.ok);
    if (refused && !refused.ok) messages.fail(refused.error);
    else messages.tell(undoneText(whole));
  };
  useUndoOffer(whole.id, () => void undo());
  return (
    <div className="toast">
      <Check size={16} aria-hidden className="toast-check" />
      <p className="deletion-topic">{heldText(whole)}</p>
      <Button variant="quiet" className="toast-action" onPress={() => void undo()}>
        Undo
      </Button>
    </div>
  );
}

function Running({ batch: { ids, whole } }: { batch: Batch }) {
  const text = progressText(whole);
  const sent = whole.done + whole.failed.length;
  return (
    <section className="toast deletion-running" aria-label="Deleting">
      <div className="deletion-progress">
        <p className="numbers">{text}</p>
        <progress aria-label="Deleted" value={sent} max={whole.total} />
      </div>
      <Button
        variant="quiet"
        className="toast-action"
        onPress={() => {
          for (const id of ids) void ask('stopDeletion', { id });
        }}
      >
        Stop
      </Button>
    </section>
  );
}

/** More topics than this are only counted. */
const mostTopics = 5;

function Report({ batch: { ids, whole }, title }: { batch: Batch; title: string }) {
  const failed = whole.failed.length > 0;
  return (
    <div
      className={`toast deletion-report ${failed ? 'toast-failure' : ''}`}
      role={failed ? 'alert' : 'region'}
      aria-label="Report on deleting"
    >
      {failed && <TriangleAlert size={16} aria-hidden />}
      <div className="deletion-reasons scroll">
        <p>
          <strong>{title}.</strong> {failed && 'What failed is back in the list.'}
        </p>
        {failureGroups(whole).map(({ code, title: why, body, topics }) => (
          <div key={code}>
            <p>
              <strong>{why}</strong> {body}
            </p>
            {whole.total > 1 && (
              <ul className="deletion-failed">
                {topics.slice(0, mostTopics).map((topic, at) => (
                  // Topics may be the same.
                  // oxlint-disable-next-line react/no-array-index-key
                  <li key={`${at} ${topic}`} dir="auto">
                    {topic}
                  </li>
                ))}
                {topics.length > mostTopics && <li className="muted">and {topics.length - mostTopics} more</li>}
              </ul>
            )}
          </div>
        ))}
      </div>
      <IconButton
        label="Dismiss"
        icon={<X size={15} aria-hidden />}
        onPress={() => {
          for (const id of ids) void ask('dismissDeletion', { id });
        }}
      />
    </div>
  );
}
