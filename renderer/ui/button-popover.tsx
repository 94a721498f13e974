import type { ReactNode } from 'react';
import { Popover, type PopoverProps } from 'react-aria-components/Popover';
import type { Opened } from './open-button.ts';

interface ButtonPopoverProps {
  opened: Opened;
  placement?: PopoverProps['placement'];
  /** px */
  offset?: number;
  className: string;
  children: ReactNode;
}

/** A popover that is itself the dialog, named by the button that opened it. */
export function ButtonPopover(props: ButtonPopoverProps) {
  const { opened, placement = 'bottom end', offset = 6, className, children } = props;
  // The id is one that DialogTrigger hands on, too: it is not among the declared props.
  const names = { id: opened.id, 'aria-labelledby': opened.labelledBy };
  return (
    <Popover
      {...names}
      trigger="DialogTrigger"
      triggerRef={opened.trigger}
      isOpen={opened.isOpen}
      onOpenChange={opened.close}
      className={`popover ${className}`}
      placement={placement}
      offset={offset}
    >
      {children}
    </Popover>
  );
}
