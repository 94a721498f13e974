import { CircleCheck } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useNow } from '../../ui/ticker.ts';
import { type TimeText, useTimeText } from '../../ui/time.ts';
import { type Change, useAllChanges } from './all-changes.ts';
import { ChangeItem } from './change-item.tsx';
import { CompareDialog } from './compare-dialog.tsx';
import { type Comparison, sessionComparison } from './comparison.ts';
import { eventComparison } from './event-comparison.ts';
import { canBeSent, needsYou } from './outbox-model.ts';
import { countText } from './outbox-text.ts';
import { useAnswers } from './use-answers.ts';
import '../../ui/dialog.css';
import './outbox.css';

/** A bulk delete may be long; what needs the person is shown however far down it stands. */
const mostShown = 100;

/** Everything that Zoho has not confirmed, and what can be done about it. */
export default function ChangesDialog({ onClose }: { onClose(): void }) {
  const items = useAllChanges();
  const time = useTimeText();
  const now = useNow();
  const answers = useAnswers();
  const closing = useRef<HTMLButtonElement>(null);
  const [comparing, setComparing] = useState<string | null>(null);
  const shown = items.filter((item, index) => index < mostShown || needsYou(item));
  const hidden = items.length - shown.length;
  const compared = items.find(({ id }) => id === comparing);
  const comparison = compared ? comparisonOf(compared, time, now) : null;

  useEffect(() => {
    // What was sent or dropped takes the focus with it.
    if (document.activeElement === document.body) closing.current?.focus();
  });

  return (
    <ModalOverlay isOpen className="overlay" onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal className="modal modal-changes">
        <Dialog className="editor">
          <div className="changes-head">
            <Heading slot="title" className="editor-title">
              Changes
            </Heading>
            {items.filter(canBeSent).length > 0 && (
              <Button onPress={() => void answers.retry(null)}>Send all now</Button>
            )}
          </div>
          <div className="editor-body changes-body scroll">
            {items.length === 0 ? (
              <EmptyState icon={<CircleCheck size={20} />} title="Nothing waits">
                Zoho has everything that you changed.
              </EmptyState>
            ) : (
              <>
                <p className="muted">
                  {countText(items.length)} that Zoho has not confirmed yet, in the order you made them. They are kept
                  on this computer and sent by themselves, but for those that need you.
                </p>
                <ol className="changes" aria-label="Changes">
                  {shown.map((item) => (
                    <ChangeItem
                      key={item.id}
                      item={item}
                      now={now}
                      time={time}
                      answers={answers}
                      onCompare={() => setComparing(item.id)}
                      onLeave={onClose}
                    />
                  ))}
                </ol>
                {hidden > 0 && <p className="muted">and {hidden} more</p>}
              </>
            )}
          </div>
          <div className="editor-foot">
            {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog moves the focus into itself */}
            <Button ref={closing} autoFocus onPress={onClose}>
              Close
            </Button>
          </div>
          {comparison && (
            <CompareDialog comparison={comparison} zone={time.zone} answers={answers} onClose={() => setComparing(null)} />
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function comparisonOf(item: Change, time: TimeText, now: number): Comparison | null {
  if (item.kind === 'event') return item.question?.type === 'conflict' ? eventComparison(item, item.question, time, now) : null;
  return item.question?.type === 'conflict' ? sessionComparison(item, item.question, time, now) : null;
}
