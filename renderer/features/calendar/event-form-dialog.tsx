import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import type { Account } from '../../../contract/domain.ts';
import { ReadingPane } from '../editor/reading-pane.tsx';
import type { EventDesk } from './event-form-desk.ts';
import { EventForm } from './event-form-fields.tsx';
import '../../ui/dialog.css';
import './event-form.css';

interface EventFormDialogProps {
  account: Account;
  desk: EventDesk;
}

/** The dialog of an event's form. Escape closes it and keeps what was typed; a press beside it does nothing. */
export default function EventFormDialog({ account, desk }: EventFormDialogProps) {
  const { open, reading } = desk.state();
  const leave = () => {
    if (open) desk.leave();
    else desk.stopReading();
  };
  return (
    <ModalOverlay isOpen className="overlay" onOpenChange={(isOpen) => !isOpen && leave()}>
      <Modal className="modal modal-tall">
        <Dialog className="editor">
          <Heading slot="title" className="editor-title">
            {reading || open?.original ? 'Edit event' : 'New event'}
          </Heading>
          {open ? (
            <EventForm key={open.serial} account={account} open={open} desk={desk} />
          ) : (
            <ReadingPane about="event" error={reading?.error ?? null} onCancel={desk.stopReading} onRetry={desk.readAgain} />
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
