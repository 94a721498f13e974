import type { Crowd } from '../../../contract/rules/agenda-columns.ts';
import type { TimeText } from '../../ui/time.ts';
import { FoldButton, type OpenPart } from './fold-button.tsx';
import { type Part, crowdId } from './grid-model.ts';
import { whenText } from './grid-text.ts';
import { boxStyle } from './part-box.tsx';

interface CrowdButtonProps extends OpenPart {
  crowd: Crowd<Part>;
  date: string;
  time: TimeText;
  isActive: boolean;
  onFocus(date: string, id: string): void;
}

/** What finds no room side by side. */
export function CrowdButton({ crowd, date, time, isActive, onOpen, onOpenEvent, onFocus }: CrowdButtonProps) {
  const [first] = crowd.items;
  if (!first) return null;
  const id = crowdId(crowd);
  const startsAt = (first.row ?? first.event.row).startsAt;
  return (
    <li className="part part-crowd" style={boxStyle(crowd.top, crowd.bottom, crowd.column, crowd.columns)}>
      <FoldButton
        id={id}
        className="part-button"
        label={`+${crowd.items.length} more, from ${whenText({ startsAt, duration: null }, time)}`}
        items={crowd.items}
        time={time}
        isActive={isActive}
        onOpen={onOpen}
        onOpenEvent={onOpenEvent}
        onFocus={() => onFocus(date, id)}
      >
        +{crowd.items.length}
      </FoldButton>
    </li>
  );
}
