import type { ReactNode } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import './dialog.css';

interface ModalDialogProps {
  title: string;
  /** A class that says how large it is. */
  size?: string;
  /** `alertdialog` asks for an answer before anything else. */
  role?: 'dialog' | 'alertdialog';
  /** The id of what describes it. */
  describedBy?: string;
  /** Escape, or a press on what lies behind. */
  onClose(): void;
  children: ReactNode;
}

/** A dialog over everything, with its title; whoever shows it brings the body and the foot. */
export function ModalDialog({ title, size = '', role = 'dialog', describedBy, onClose, children }: ModalDialogProps) {
  return (
    <ModalOverlay isOpen className="overlay" onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal className={`modal ${size}`}>
        <Dialog role={role} className="editor" aria-describedby={describedBy}>
          <Heading slot="title" className="editor-title">
            {title}
          </Heading>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
