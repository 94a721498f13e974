import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import type { Account } from '../../../contract/domain.ts';
import { Button } from '../../ui/button.tsx';
import { wordsFor } from '../../ui/error-text.ts';
import type { FormActions, OpenForm, Reading } from './editor-context.ts';
import { EditorForm } from './editor-form.tsx';
import { formTitles } from './words.ts';
import '../../ui/dialog.css';
import './editor.css';

interface EditorDialogProps {
  account: Account;
  open: OpenForm | null;
  reading: Reading | null;
  actions: FormActions;
  onStopReading(): void;
  onReadAgain(): void;
}

/** The form's dialog. Escape closes it and keeps what was typed; a press beside it does nothing. */
export default function EditorDialog({ account, open, reading, actions, onStopReading, onReadAgain }: EditorDialogProps) {
  const mode = open ? (open.original ? 'edit' : 'new') : reading?.goal === 'edit' ? 'edit' : 'new';
  const kind = open?.kind ?? reading?.kind ?? 'meeting';
  const leave = () => {
    if (open) actions.leave();
    else onStopReading();
  };
  return (
    <ModalOverlay
      isOpen
      className="overlay"
      onOpenChange={(isOpen) => {
        if (!isOpen) leave();
      }}
    >
      <Modal className="modal modal-tall">
        <Dialog className="editor">
          {open ? (
            <EditorForm key={open.serial} title={formTitles[mode][kind]} account={account} open={open} actions={actions} />
          ) : (
            <>
              <Heading slot="title" className="editor-title">
                {formTitles[mode][kind]}
              </Heading>
              <ReadingPane error={reading?.error ?? null} onCancel={onStopReading} onRetry={onReadAgain} />
            </>
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

interface ReadingPaneProps {
  error: Reading['error'];
  onCancel(): void;
  onRetry(): void;
}

/** While the session is read: an edit begins with what Zoho has now. */
function ReadingPane({ error, onCancel, onRetry }: ReadingPaneProps) {
  const words = error && wordsFor(error);
  return (
    <>
      <div className="editor-body editor-reading">
        {words ? (
          <div className="editor-refusal" role="alert">
            <p>
              <strong>{words.title}</strong> {words.body}
            </p>
          </div>
        ) : (
          <p className="muted" aria-busy="true">
            Reading it from Zoho…
          </p>
        )}
      </div>
      <div className="editor-foot">
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog moves the focus into itself */}
        <Button autoFocus onPress={onCancel}>Cancel</Button>
        {words && (
          <Button variant="primary" onPress={onRetry}>
            Try again
          </Button>
        )}
      </div>
    </>
  );
}
