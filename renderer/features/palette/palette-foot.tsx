import { keyCapsOf } from '../../../contract/rules/shortcuts.ts';
import { KeyCaps } from '../../ui/keys.tsx';
import { isMac } from '../../ui/shortcuts.ts';
import type { Item } from './find-items.ts';

/** What the keys do with the line that is marked; and for the screen reader, how many lines there are. */
export function PaletteFoot({ item, count }: { item: Item | undefined; count: number | null }) {
  return (
    <div className="palette-foot">
      <p role="status" className="sr-only">
        {count !== null && (count === 0 ? 'Nothing found' : count === 1 ? '1 result' : `${count} results`)}
      </p>
      <p className="palette-hint" aria-hidden="true">
        {item && (
          <span>
            <KeyCaps caps={keyCapsOf('paletteRun', isMac)} /> {item.type === 'command' ? 'Run' : 'Open'}
          </span>
        )}
        {(item?.type === 'session' || (item?.type === 'event' && item.row.canJoin)) && (
          <span>
            <KeyCaps caps={keyCapsOf('paletteJoin', isMac)} /> Join
          </span>
        )}
        <span>
          <KeyCaps caps={keyCapsOf('paletteClose', isMac)} /> Close
        </span>
      </p>
    </div>
  );
}
