import { CalendarPlus, Trash2 } from 'lucide-react';
import type { Kind } from '../../../contract/domain.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { useRemove } from '../deletion/use-remove.ts';
import { useSaveCalendar } from '../take-along/use-save-calendar.ts';
import { numberText } from './freshness-text.ts';
import type { RowSelection } from './use-selection.ts';

interface SelectionBarProps {
  kind: Kind;
  selection: RowSelection;
  total: number;
  /** After the rows are gone. */
  onDeleted(): void;
}

/** Takes the place of the status bar while rows are selected, so nothing moves. */
export function SelectionBar({ kind, selection, total, onDeleted }: SelectionBarProps) {
  const remove = useRemove();
  const saveCalendar = useSaveCalendar();
  const count = selection.keys.size;
  return (
    <div className="selection-bar" role="group" aria-label="Selection">
      <p className="numbers">{numberText(count)} selected</p>
      {count < total && (
        <Button variant="quiet" onPress={selection.all}>
          Select all {numberText(total)}
        </Button>
      )}
      <IconButton
        label="Save as calendar file"
        className="selection-take"
        icon={<CalendarPlus size={16} aria-hidden />}
        onPress={() =>
          void saveCalendar({ what: 'chosen', sessions: [...selection.keys].map((key) => ({ kind, key })), events: [] })
        }
      />
      <Button
        variant="danger"
        icon={<Trash2 size={14} aria-hidden />}
        onPress={() => {
          remove(kind, [...selection.keys]);
          selection.clear();
          onDeleted();
        }}
      >
        Delete
      </Button>
      <Button
        variant="quiet"
        onPress={() => {
          selection.clear();
          onDeleted();
        }}
      >
        Clear
      </Button>
    </div>
  );
}
