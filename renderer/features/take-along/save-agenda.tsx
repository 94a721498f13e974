import { CalendarPlus } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '../../ui/button.tsx';
import { useCommand } from '../../ui/commands.ts';
import { later } from '../../ui/later.tsx';

const SaveRange = later(() => import('./save-range.tsx').then((module) => module.default));

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
      {isOpen && <SaveRange {...days} onClose={() => setOpen(false)} />}
    </>
  );
}
