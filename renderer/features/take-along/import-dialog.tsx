import { FileUp } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState, useSyncExternalStore } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import type { Account } from '../../../contract/domain.ts';
import { icalLimits } from '../../../contract/rules/ical-limits.ts';
import { isolated } from '../../../contract/rules/shown-text.ts';
import { ask } from '../../bridge/parley.ts';
import { Button } from '../../ui/button.tsx';
import { useEditor } from '../editor/editor-context.ts';
import { numberText } from '../sessions/freshness-text.ts';
import { switchedOff } from '../sessions/told.ts';
import { type ImportItem, createImportDesk } from './import-desk.ts';
import { type ImportKind, formTexts } from './import-model.ts';
import { ImportReview } from './import-review.tsx';
import '../../ui/dialog.css';
import './take-along.css';
import { ownZone } from '../../ui/own-zone.ts';

interface ImportDialogProps {
  account: Account;
  isOpen: boolean;
  wish: { readonly serial: number; readonly file: File | null };
  onClose(): void;
}

function kindsOf({ features }: Account): ImportKind[] {
  const isOn = features.some(({ id, state }) => id === 'calendar' && state === 'on');
  return [
    ...(switchedOff(features, 'meetings') ? [] : ['meeting' as const]),
    ...(isOn ? ['event' as const] : []),
    ...(switchedOff(features, 'webinars') ? [] : ['webinar' as const]),
  ];
}

/** A calendar file becomes drafts to look at; nothing is sent before Create. */
export default function ImportDialog({ account, isOpen, wish, onClose }: ImportDialogProps) {
  const editor = useEditor();
  const [desk] = useState(() =>
    createImportDesk({ ask, now: Date.now, here: ownZone() }),
  );
  const state = useSyncExternalStore(desk.subscribe, desk.state);
  const kinds = kindsOf(account);
  const take = useEffectEvent((file: File) => desk.read(file, kinds));
  useEffect(() => {
    if (wish.file) take(wish.file);
  }, [wish]);
  const isRunning = state.phase === 'review' && state.running !== null;
  const openInForm = ({ draft }: ImportItem) => {
    if (state.phase !== 'review' || state.kind === 'event') return;
    if (editor.createFrom(state.kind, formTexts(draft, state.withPeople))) onClose();
  };

  return (
    <ModalOverlay
      isOpen={isOpen}
      className="overlay"
      // What is being sent is stopped by its own button.
      isKeyboardDismissDisabled={isRunning}
      onOpenChange={(open) => !open && onClose()}
    >
      <Modal className={`modal ${state.phase === 'review' ? 'modal-wide' : ''}`}>
        <Dialog className="editor">
          <Heading slot="title" className="editor-title">
            Import calendar file
          </Heading>
          {state.phase === 'choose' && <Choose problem={state.problem} onFile={(file) => desk.read(file, kinds)} onClose={onClose} />}
          {state.phase === 'reading' && (
            <>
              <div className="editor-body" role="status">
                <p>Reading “{isolated(state.fileName)}”…</p>
                <progress className="take-progress" aria-label="Read" value={state.share} />
              </div>
              <div className="editor-foot">
                {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the button that had the focus is gone */}
                <Button autoFocus onPress={desk.reset}>
                  Stop
                </Button>
              </div>
            </>
          )}
          {state.phase === 'review' && (
            <ImportReview desk={desk} review={state} kinds={kinds} onForm={openInForm} onClose={onClose} />
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

interface ChooseProps {
  problem: string | null;
  onFile(file: File): void;
  onClose(): void;
}

function Choose({ problem, onFile, onClose }: ChooseProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <div className="editor-body">
        {problem && (
          <p className="editor-refusal" role="alert">
            {problem}
          </p>
        )}
        <p>
          Its events are read on this computer and shown as drafts. You choose which of them become meetings or events;
          nothing is sent before you press Create.
        </p>
        <p className="muted">
          Up to {numberText(icalLimits.events)} events and {icalLimits.size / 1e6} million characters are read. A file can
          also be dropped onto Parley’s window.
        </p>
        <input
          ref={input}
          type="file"
          accept=".ics,.ical,text/calendar"
          className="sr-only"
          tabIndex={-1}
          aria-label="Calendar file"
          onChange={(event) => {
            const file = event.target.files?.[0];
            event.target.value = '';
            if (file) onFile(file);
          }}
        />
      </div>
      <div className="editor-foot">
        <Button onPress={onClose}>Cancel</Button>
        <Button
          variant="primary"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog moves the focus into itself
          autoFocus
          icon={<FileUp size={15} aria-hidden />}
          onPress={() => input.current?.click()}
        >
          Choose file
        </Button>
      </div>
    </>
  );
}
