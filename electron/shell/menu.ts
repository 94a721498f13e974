import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { View } from '../../contract/domain.ts';
import { type CommandId, commands } from '../../contract/rules/commands.ts';
import { acceleratorOf, isSingleKey, keyCapsOf } from '../../contract/rules/shortcuts.ts';

export interface MenuActions {
  readonly show: (view: View) => void;
  /** Asks the page for an action. */
  readonly run: (id: CommandId) => void;
}

const views: readonly [View, string, CommandId][] = [
  ['agenda', 'Agenda', 'goAgenda'],
  ['meetings', 'Meetings', 'goMeetings'],
  ['webinars', 'Webinars', 'goWebinars'],
];

export interface MenuOptions {
  readonly mac: boolean;
  readonly developer: boolean;
  /** Shortcuts of one key are switched on. */
  readonly singleKeys: boolean;
}

/**
 * The key of an action, for the eye: the page listens for it. A menu of macOS would catch a letter while somebody
 * types it, so there it stands below the label.
 */
function keyOf(id: CommandId, { mac, singleKeys }: MenuOptions): MenuItemConstructorOptions {
  const { shortcut } = commands[id];
  if (shortcut === undefined || (!singleKeys && isSingleKey(shortcut))) return {};
  if (mac && isSingleKey(shortcut)) return { sublabel: keyCapsOf(shortcut, mac).flat().join(' ') };
  return { accelerator: acceleratorOf(shortcut), registerAccelerator: false };
}

/** The application menu. All of it is also in the page and in its palette. */
export function menuTemplate(actions: MenuActions, options: MenuOptions): MenuItemConstructorOptions[] {
  const { mac, developer } = options;
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const command = (id: CommandId, label: string): MenuItemConstructorOptions => ({
    label, ...keyOf(id, options), click: () => actions.run(id),
  });
  const place = (view: View, label: string, id: CommandId): MenuItemConstructorOptions => ({
    label, ...keyOf(id, options), click: () => actions.show(view),
  });
  const settings = place('settings', 'Settings…', 'goSettings');
  const create = [command('newMeeting', 'New Meeting'), command('newWebinar', 'New Webinar')];
  return [
    ...(mac
      ? [{ role: 'appMenu', submenu: [{ role: 'about' }, separator, settings, separator, { role: 'hide' }, { role: 'hideOthers' }, { role: 'unhide' }, separator, { role: 'quit' }] } satisfies MenuItemConstructorOptions]
      : []),
    {
      label: 'File',
      submenu: [
        ...create, separator, command('refresh', 'Refresh'),
        ...(mac ? [] : [separator, settings, separator, { role: 'quit' } as const]),
      ],
    },
    { role: 'editMenu' },
    {
      label: 'Go',
      submenu: [
        command('palette', 'Command Palette…'), separator, ...views.map((each) => place(...each)), separator,
        command('today', 'Today'), command('joinNow', 'Join What Is On Now'),
      ],
    },
    {
      // What is open in the page.
      label: 'Session',
      submenu: [
        command('start', 'Start'), command('join', 'Join'), command('copyInvitation', 'Copy Invitation'), separator,
        command('edit', 'Edit…'), command('duplicate', 'Duplicate…'), command('delete', 'Delete Session'),
      ],
    },
    {
      label: 'View',
      submenu: [
        command('showDay', 'Day'), command('showWeek', 'Week'), command('showList', 'List'), separator,
        { role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, separator, { role: 'togglefullscreen' },
        ...(developer ? [separator, { role: 'toggleDevTools' } as const] : []),
      ],
    },
    { role: 'windowMenu' },
    {
      role: 'help',
      submenu: [command('shortcuts', 'Keyboard Shortcuts'), command('selfCheck', 'Run Self-check')],
    },
  ];
}

/** Builds the menu and makes it the application's. Returns it for inspection. */
export function installMenu(template: MenuItemConstructorOptions[]): Menu {
  const menu = Menu.buildFromTemplate(template);
  Menu.setApplicationMenu(menu);
  return menu;
}
