import { useEffect, useEffectEvent, useState } from 'react';
import type { Account } from '../../../contract/domain.ts';
import { useCommand } from '../../ui/commands.ts';
import { later } from '../../ui/later.tsx';
import { useMessages } from '../../ui/toaster.tsx';

const ImportDialog = later(() => import('./import-dialog.tsx').then((module) => module.default), { rare: true });

/** What was asked for: the dialog, with a file when one was dropped. */
interface Wish {
  readonly serial: number;
  readonly file: File | null;
}

const isCalendarFile = ({ name, type }: File): boolean => /\.(?:ics|ical|ifb)$/i.test(name) || type === 'text/calendar';
const holdsFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') ?? false;

/** Import from every view: by its action, or by dropping a file onto the window. */
export function ImportHost({ account }: { account: Account }) {
  const messages = useMessages();
  const [wish, setWish] = useState<Wish | null>(null);
  const [isOpen, setOpen] = useState(false);
  const open = (file: File | null) => {
    setWish((before) => ({ serial: (before?.serial ?? 0) + 1, file }));
    setOpen(true);
  };
  useCommand('importCalendar', () => open(null));

  const takeDropped = useEffectEvent((files: readonly File[]) => {
    const file = files.find(isCalendarFile);
    if (file) open(file);
    else messages.warn('This is no calendar file.', 'Parley takes files that end in .ics.');
  });
  useEffect(() => {
    const onDragOver = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = document.querySelector('[role=dialog]') ? 'none' : 'copy';
    };
    const onDrop = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      // A form, or an import under way, keeps its place.
      if (document.querySelector('[role=dialog]')) return;
      takeDropped([...(event.dataTransfer?.files ?? [])]);
    };
    window.addEventListener('dragover', onDragOver);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onDragOver);
      window.removeEventListener('drop', onDrop);
    };
  }, []);

  // It stays once it was there: what was read outlives a visit to the form.
  return wish && <ImportDialog account={account} isOpen={isOpen} wish={wish} onClose={() => setOpen(false)} />;
}
