import { type ReactNode, useState } from 'react';
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';
import { IconButton } from '../../ui/button.tsx';

interface PickerButtonProps {
  /** The accessible name of the button and of what it opens. */
  label: string;
  icon: ReactNode;
  className: string;
  /** Loaded when it is first opened. */
  children(close: () => void): ReactNode;
}

/** The button beside a text box that opens something to choose from. */
export function PickerButton({ label, icon, className, children }: PickerButtonProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <IconButton label={label} icon={icon} className="field-button" />
      <Popover className={`popover picker ${className}`} placement="bottom end" offset={6}>
        <Dialog aria-label={label} className="picker-dialog">
          {children(() => setOpen(false))}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
