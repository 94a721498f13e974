import { type ReactNode, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { SessionRow } from '../../../contract/domain.ts';
import { later } from '../../ui/later.tsx';
import { usePopoverButton } from '../../ui/open-button.ts';
import type { TimeText } from '../../ui/time.ts';
import type { Part } from './grid-model.ts';
import type { ShownEvent } from './shown-event.ts';

const FoldedParts = later(() => import('./folded-parts.tsx').then((module) => module.default));

export interface OpenPart {
  onOpen(row: SessionRow): void;
  onOpenEvent(event: ShownEvent): void;
}

interface FoldButtonProps extends OpenPart {
  id: string;
  label: string;
  className: string;
  items: readonly (Pick<Part, 'id' | 'row' | 'event'>)[];
  time: TimeText;
  isActive: boolean;
  onFocus(): void;
  children: ReactNode;
}

/** Counts what finds no room, and lists it when pressed. */
export function FoldButton({ id, label, className, items, time, isActive, onOpen, onOpenEvent, onFocus, children }: FoldButtonProps) {
  const [isListed, setListed] = useState(false);
  const { button, opened } = usePopoverButton(isListed, setListed);
  return (
    <>
      <AriaButton
        {...button}
        className={className}
        data-stop={id}
        aria-label={label}
        excludeFromTabOrder={!isActive}
        onFocus={onFocus}
      >
        {children}
      </AriaButton>
      {opened && <FoldedParts opened={opened} items={items} time={time} onOpen={onOpen} onOpenEvent={onOpenEvent} />}
    </>
  );
}
