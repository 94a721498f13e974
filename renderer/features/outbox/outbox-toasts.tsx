import { CircleHelp, TriangleAlert, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useDeletions } from '../../bridge/deletions.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { StandingToast, useMessages } from '../../ui/toaster.tsx';
import { named } from '../editor/words.ts';
import { type Change, useAllChanges } from './all-changes.ts';
import { dropped } from './dropped.ts';
import { useChanges } from './outbox-context.ts';
import { isDrained, isTold, needsYou } from './outbox-model.ts';
import { countText, troubleTitle, wordsOf } from './outbox-text.ts';

/** How long a question stays, in ms: it covers what is below it, and the side bar goes on saying that there is one. */
const shownFor = 12_000;

/** Names one question or refusal: the same change may ask again. */
const newsId = ({ id, state, question }: Change) => `${id} ${state} ${question?.type ?? ''}`;

/** A deletion that Zoho refused is told where it was made (EventDeletionToasts). */
const isToldByItself = ({ kind, change, state }: Change) => kind === 'event' && change === 'delete' && state === 'failed';

/** Tells, once for each change, that it asks or was refused; and when all has gone to Zoho. */
export function OutboxToasts({ isOpen }: { isOpen: boolean }) {
  const items = useAllChanges();
  const { open } = useChanges();
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  useTellDrained(items);

  const news = items.filter((item) => needsYou(item) && !isToldByItself(item) && !seen.has(newsId(item)));
  const dismiss = (all: readonly Change[]) => setSeen((before) => new Set([...before, ...all.map(newsId)]));
  // What is on the screen needs no message.
  if (isOpen && news.length > 0) dismiss(news);
  const failed = news.filter(({ state }) => state === 'failed');
  const asking = news.filter(({ state }) => state === 'asking');
  const [failure] = failed;
  const [question] = asking;
  const asked = asking.map(newsId).join('\n');
  useEffect(() => {
    if (asked === '') return undefined;
    const timer = setTimeout(() => setSeen((before) => new Set([...before, ...asked.split('\n')])), shownFor);
    return () => clearTimeout(timer);
  }, [asked]);

  if (isOpen) return null;
  return (
    <>
      {failure && (
        <StandingToast place="quiet">
          <div className="toast toast-failure" role="alert">
            <TriangleAlert size={16} aria-hidden />
            <p>
              {failed.length === 1 ? (
                <>
                  <strong>{troubleTitle(failure, named(failure.topic))}</strong>{' '}
                  {failure.error && wordsOf(failure, failure.error).title}
                </>
              ) : (
                <strong>Zoho refused {countText(failed.length)}.</strong>
              )}
            </p>
            <ToastButtons onOpen={open} onDismiss={() => dismiss(failed)} />
          </div>
        </StandingToast>
      )}
      {question && (
        <StandingToast place="polite">
          <div className="toast">
            <CircleHelp size={16} aria-hidden className="toast-question" />
            <p>
              {asking.length === 1
                ? troubleTitle(question, named(question.topic))
                : `${countText(asking.length)} need your decision.`}
            </p>
            <ToastButtons onOpen={open} onDismiss={() => dismiss(asking)} />
          </div>
        </StandingToast>
      )}
    </>
  );
}

const ToastButtons = ({ onOpen, onDismiss }: { onOpen(): void; onDismiss(): void }) => (
  <>
    <Button variant="quiet" className="toast-action" onPress={onOpen}>
      Open Changes
    </Button>
    <IconButton label="Dismiss" icon={<X size={15} aria-hidden />} onPress={onDismiss} />
  </>
);

/** An account that is left empties the outbox, too: told only when it is still there after this long, in ms. */
const tellAfter = 400;

function useTellDrained(items: readonly Change[]): void {
  const messages = useMessages();
  const deletions = useDeletions();
  const before = useRef<readonly Change[]>([]);
  /** Changes that the person saw waiting. */
  const told = useRef(new Set<string>());
  const stopped = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  useEffect(() => {
    if (deletions.some(({ state }) => state === 'stopped' || state === 'undone')) stopped.current = true;
  }, [deletions]);
  useEffect(() => {
    const isOver = isDrained(before.current, items, told.current, { dropped: dropped.all(), stopped: stopped.current });
    before.current = items;
    clearTimeout(timer.current);
    if (items.length === 0) {
      told.current.clear();
      stopped.current = false;
    }
    for (const item of items) if (isTold(item, Date.now())) told.current.add(item.id);
    if (isOver) timer.current = setTimeout(() => messages.tell('All changes were sent'), tellAfter);
  }, [items, messages]);
  useEffect(() => () => clearTimeout(timer.current), []);
}
