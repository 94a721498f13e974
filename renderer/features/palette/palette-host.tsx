import { useEffect, useEffectEvent, useState } from 'react';
import type { Settings } from '../../../contract/domain.ts';
import { type CommandId, commands } from '../../../contract/rules/commands.ts';
import { useSettings } from '../../bridge/account.ts';
import { useChangeSettings } from '../../bridge/change-settings.ts';
import { type OfferedCommand, offeredCommands, runCommand, useCommand } from '../../ui/commands.ts';
import { later } from '../../ui/later.tsx';
import { useMessages } from '../../ui/toaster.tsx';

const PaletteDialog = later(() => import('./palette-dialog.tsx').then((module) => module.default));
const ShortcutsSheet = later(() => import('./shortcuts-sheet.tsx').then((module) => module.default));

type Open = { readonly type: 'sheet' } | { readonly type: 'palette'; readonly offers: readonly OfferedCommand[] };

/** A form or a question comes first: nothing is opened over it, and no menu acts behind it. */
const isDialogOpen = () => document.querySelector('.overlay') !== null;

/** Why an action of the menu cannot be run here. */
const aboutOne: readonly CommandId[] = ['start', 'join', 'copyInvitation', 'edit', 'duplicate', 'delete'];
const notHere = (id: CommandId): string =>
  aboutOne.includes(id) ? 'Open a meeting or webinar first' : `“${commands[id].name}” is not possible here`;

/** The palette and the sheet of shortcuts, above every screen, and what the application menu asks for. */
export function PaletteHost() {
  const messages = useMessages();
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const show = (wanted: Open) => {
    if (!isDialogOpen()) setOpen(wanted);
    else if (open === null) messages.tell('Close what is open first');
  };
  useCommand('palette', () => show({ type: 'palette', offers: offeredCommands() }));
  useCommand('shortcuts', () => show({ type: 'sheet' }));
  useThemeCommands();

  const onMenu = useEffectEvent((id: CommandId) => {
    if (isDialogOpen()) {
      if (open === null) messages.tell('Close what is open first');
    } else if (!runCommand(id)) messages.tell(notHere(id));
  });
  useEffect(() => window.parley.onCommandRequested(({ id }) => onMenu(id)), []);

  return (
    <>
      {open?.type === 'palette' && <PaletteDialog offers={open.offers} onClose={close} />}
      {open?.type === 'sheet' && <ShortcutsSheet onClose={close} />}
    </>
  );
}

function useThemeCommands(): void {
  const appearance = useSettings().data?.appearance;
  const change = useChangeSettings();
  const messages = useMessages();
  const turn = async (to: Settings['appearance']) => {
    const error = await change({ appearance: to });
    if (error) messages.fail(error);
  };
  const other = (than: Settings['appearance']) => ({ when: () => appearance !== undefined && appearance !== than });
  useCommand('themeLight', () => void turn('light'), other('light'));
  useCommand('themeDark', () => void turn('dark'), other('dark'));
  useCommand('themeSystem', () => void turn('system'), other('system'));
}
