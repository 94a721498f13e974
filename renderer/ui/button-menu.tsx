import { type ReactNode, useRef } from 'react';
import { Menu, type MenuProps } from 'react-aria-components/Menu';
import { Popover, type PopoverProps } from 'react-aria-components/Popover';
import type { OpenedMenu } from './open-button.ts';

interface ButtonMenuProps extends Pick<MenuProps<unknown>, 'onAction' | 'aria-label'> {
  opened: OpenedMenu;
  placement: NonNullable<PopoverProps['placement']>;
  children: ReactNode;
}

/** A menu, named by the button that opened it. */
export function ButtonMenu({ opened, placement, children, ...menu }: ButtonMenuProps) {
  const scroller = useRef<HTMLDivElement>(null);
  return (
    <Popover
      trigger="MenuTrigger"
      triggerRef={opened.trigger}
      scrollRef={scroller}
      aria-labelledby={opened.labelledBy}
      isOpen={opened.isOpen}
      onOpenChange={opened.close}
      className="popover"
      placement={placement}
      offset={6}
    >
      <Menu
        {...menu}
        ref={scroller}
        id={opened.id}
        className="menu"
        aria-labelledby={opened.labelledBy}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- a menu moves the focus into itself
        autoFocus={opened.focus}
        onClose={opened.close}
      >
        {children}
      </Menu>
    </Popover>
  );
}
