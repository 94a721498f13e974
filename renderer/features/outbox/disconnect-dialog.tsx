import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { Button } from '../../ui/button.tsx';
import { disconnectText } from './outbox-text.ts';
import '../../ui/dialog.css';

interface DisconnectDialogProps {
  /** Changes that have not been sent. */
  count: number;
  onClose(): void;
  onDisconnect(): void;
}

/** Disconnecting forgets what was not sent: said before, since there is no way back. */
export default function DisconnectDialog({ count, onClose, onDisconnect }: DisconnectDialogProps) {
  const { title, body } = disconnectText(count);
  return (
    <ModalOverlay isOpen className="overlay" onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal className="modal">
        <Dialog role="alertdialog" className="editor">
          <Heading slot="title" className="editor-title">
            {title}
          </Heading>
          <div className="editor-body">
            <p>{body}</p>
          </div>
          <div className="editor-foot">
            <Button variant="danger" onPress={onDisconnect}>
              Disconnect anyway
            </Button>
            {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog moves the focus into itself */}
            <Button autoFocus onPress={onClose}>Cancel</Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
