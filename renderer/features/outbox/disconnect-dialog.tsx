import { Button } from '../../ui/button.tsx';
import { ModalDialog } from '../../ui/modal-dialog.tsx';
import { disconnectText } from './outbox-text.ts';

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
    <ModalDialog title={title} role="alertdialog" onClose={onClose}>
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
    </ModalDialog>
  );
}
