import { type ReactNode, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { DialogTrigger } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';
import type { SessionRow } from '../../../contract/domain.ts';
import type { TimeText } from '../../ui/time.ts';
import type { Part } from './grid-model.ts';
import { partTexts } from './grid-text.ts';
import type { ShownEvent } from './shown-event.ts';

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
  return (
    <DialogTrigger isOpen={isListed} onOpenChange={setListed}>
      <AriaButton className={className} data-stop={id} aria-label={label} excludeFromTabOrder={!isActive} onFocus={onFocus}>
        {children}
      </AriaButton>
      <Popover className="popover crowd scroll" placement="end top" offset={4}>
        <ul>
          {items.map((item) => {
            const { name, title, start } = partTexts(item, time);
            return (
              <li key={item.id}>
                <button
                  type="button"
                  className="crowd-row"
                  aria-label={name}
                  onClick={() => {
                    setListed(false);
                    if (item.row) onOpen(item.row);
                    else if (item.event) onOpenEvent(item.event);
                  }}
                >
                  {/* Drawn, not text: the name tells it in full. */}
                  {start !== '' && <span className="crowd-time numbers" data-text={start} />}
                  <bdi className="crowd-topic">{title}</bdi>
                </button>
              </li>
            );
          })}
        </ul>
      </Popover>
    </DialogTrigger>
  );
}
