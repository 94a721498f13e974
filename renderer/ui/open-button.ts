/**
 * Buttons that open a menu or a popover whose code comes later. They do what React Aria's MenuTrigger and DialogTrigger
 * do, which bring all of popovers, menus and selection with them.
 */
import { type RefObject, useId, useRef, useState } from 'react';
import type { ButtonProps } from 'react-aria-components/Button';

/** What a popover has to know of its button. */
export interface Opened {
  readonly id: string;
  readonly labelledBy: string;
  readonly trigger: RefObject<HTMLButtonElement | null>;
  readonly isOpen: boolean;
  close(): void;
}

/** Of a menu: which item has the focus at first; `true`, the menu itself, where a pointer opened it. */
export interface OpenedMenu extends Opened {
  readonly focus: 'first' | 'last' | true;
}

function useOpened(isOpen: boolean, close: () => void) {
  const trigger = useRef<HTMLButtonElement>(null);
  const labelledBy = useId();
  const id = useId();
  // It stays where it was once: it gives the focus back while it leaves.
  const [wasOpen, setWasOpen] = useState(isOpen);
  if (isOpen && !wasOpen) setWasOpen(true);
  return {
    button: { ref: trigger, id: labelledBy, 'aria-expanded': isOpen, ...(isOpen && { 'aria-controls': id }) },
    opened: wasOpen ? ({ id, labelledBy, trigger, isOpen, close } satisfies Opened) : null,
  };
}

/** For a button that opens a dialog in a popover. `opened` is null until it was opened once. */
export function usePopoverButton(isOpen: boolean, onOpenChange: (isOpen: boolean) => void) {
  const { button, opened } = useOpened(isOpen, () => onOpenChange(false));
  return { button: { ...button, onPress: () => onOpenChange(!isOpen) }, opened };
}

const opening: Readonly<Record<string, 'first' | 'last'>> = {
  Enter: 'first',
  ' ': 'first',
  ArrowDown: 'first',
  ArrowUp: 'last',
};

type Press = 'aria-haspopup' | 'preventFocusOnPress' | 'onPressStart' | 'onPress' | 'onKeyDown';

/** For a button that opens a menu: when a mouse goes down, when a finger goes up, or by Enter, Space and arrow keys. */
export function useMenuButton() {
  const [focus, setFocus] = useState<OpenedMenu['focus'] | null>(null);
  const { button, opened } = useOpened(focus !== null, () => setFocus(null));
  const open = (at: OpenedMenu['focus']) => {
    // What closes the menu gives the focus back to where it was.
    button.ref.current?.focus({ preventScroll: true });
    setFocus(at);
  };
  const press: Pick<ButtonProps, Press> = {
    'aria-haspopup': true,
    preventFocusOnPress: true,
    onPressStart: ({ pointerType }) => {
      if (pointerType !== 'touch' && pointerType !== 'keyboard') open(pointerType === 'virtual' ? 'first' : true);
    },
    onPress: ({ pointerType }) => {
      if (pointerType === 'touch') open(true);
    },
    onKeyDown: (event) => {
      const { key, altKey, ctrlKey, metaKey, shiftKey } = event;
      const at = ctrlKey || metaKey || shiftKey || (altKey && !key.startsWith('Arrow')) ? undefined : opening[key];
      if (at === undefined) return event.continuePropagation();
      event.preventDefault();
      return open(at);
    },
  };
  return {
    button: { ...button, ...press },
    opened: opened && ({ ...opened, focus: focus ?? true } satisfies OpenedMenu),
  };
}
