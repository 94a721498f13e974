import { ButtonPopover } from '../../ui/button-popover.tsx';
import type { Opened } from '../../ui/open-button.ts';
import type { TimeText } from '../../ui/time.ts';
import type { OpenPart } from './fold-button.tsx';
import type { Part } from './grid-model.ts';
import { partTexts } from './grid-text.ts';

interface FoldedPartsProps extends OpenPart {
  opened: Opened;
  items: readonly (Pick<Part, 'id' | 'row' | 'event'>)[];
  time: TimeText;
}

/** The list that FoldButton opens. */
export default function FoldedParts({ opened, items, time, onOpen, onOpenEvent }: FoldedPartsProps) {
  return (
    <ButtonPopover opened={opened} className="crowd scroll" placement="end top" offset={4}>
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
                  opened.close();
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
    </ButtonPopover>
  );
}
