import { CalendarPlus } from 'lucide-react';
import { Suspense, lazy, useState } from 'react';
import { IconButton } from '../../ui/button.tsx';
import { useCommand } from '../../ui/commands.ts';

const SaveRange = lazy(() => import('./save-range.tsx'));

interface SaveAgendaProps {
  /** The days that are shown, `YYYY-MM-DD`, both included. */
  first: string;
  last: string;
  /** IANA */
  zone: string;
  today: string;
}

/** The button in the head of the agenda. */
export function SaveAgenda(days: SaveAgendaProps) {
  const [isOpen, setOpen] = useState(false);
  useCommand('saveAgenda', () => setOpen(true));
  return (
    <>
      <IconButton
        label="Save as calendar file"
        icon={<CalendarPlus size={16} aria-hidden />}
        onPress={() => setOpen(true)}
      />
      {isOpen && (
        <Suspense>
          <SaveRange {...days} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
