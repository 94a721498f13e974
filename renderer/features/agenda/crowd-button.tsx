import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { DialogTrigger } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';
import type { SessionRow } from '../../../contract/domain.ts';
import type { Crowd } from '../../../contract/rules/agenda-columns.ts';
import type { TimeText } from '../../ui/time.ts';
import { topicOf } from '../sessions/row-text.ts';
import { boxStyle } from './grid-item.tsx';
import { type Part, crowdId } from './grid-model.ts';
import { partName, whenText } from './grid-text.ts';

interface CrowdButtonProps {
  crowd: Crowd<Part>;
  date: string;
  time: TimeText;
  isActive: boolean;
  onOpen(row: SessionRow): void;
  onFocus(date: string, id: string): void;
}

/** What finds no room side by side: counted, and listed when pressed. */
export function CrowdButton({ crowd, date, time, isActive, onOpen, onFocus }: CrowdButtonProps) {
  const [isListed, setListed] = useState(false);
  const [first] = crowd.items;
  if (!first) return null;
  const id = crowdId(crowd);
  const label = `+${crowd.items.length} more, from ${whenText({ startsAt: first.row.startsAt, duration: null }, time)}`;
  return (
    <li className="part part-crowd" style={boxStyle(crowd.top, crowd.bottom, crowd.column, crowd.columns)}>
      <DialogTrigger isOpen={isListed} onOpenChange={setListed}>
        <AriaButton
          className="part-button"
          data-stop={id}
          aria-label={label}
          excludeFromTabOrder={!isActive}
          onFocus={() => onFocus(date, id)}
        >
          +{crowd.items.length}
        </AriaButton>
        <Popover className="popover crowd scroll" placement="end top" offset={4}>
          <ul>
            {crowd.items.map(({ row, id: each }) => (
              <li key={each}>
                <button
                  type="button"
                  className="crowd-row"
                  aria-label={partName(row, time)}
                  onClick={() => {
                    setListed(false);
                    onOpen(row);
                  }}
                >
                  {/* Drawn, not text: the name tells it in full. */}
                  <span className="crowd-time numbers" data-text={row.startsAt === null ? '' : time.time(row.startsAt)} />
                  <bdi className="crowd-topic">{topicOf(row)}</bdi>
                </button>
              </li>
            ))}
          </ul>
        </Popover>
      </DialogTrigger>
    </li>
  );
}
