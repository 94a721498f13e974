import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { View } from '../../contract/domain.ts';

export interface MenuActions {
  readonly show: (view: View) => void;
}

const views: readonly [View, string, string][] = [
  ['agenda', 'Agenda', 'CmdOrCtrl+1'],
  ['meetings', 'Meetings', 'CmdOrCtrl+2'],
  ['webinars', 'Webinars', 'CmdOrCtrl+3'],
];

/** The application menu. Every entry of "Go" is also in the page's navigation. */
export function menuTemplate(actions: MenuActions, mac: boolean, developer: boolean): MenuItemConstructorOptions[] {
  const settings: MenuItemConstructorOptions = {
    label: 'Settings…',
    accelerator: 'CmdOrCtrl+,',
    click: () => actions.show('settings'),
  };
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  return [
    ...(mac
      ? [{ role: 'appMenu', submenu: [{ role: 'about' }, separator, settings, separator, { role: 'hide' }, { role: 'hideOthers' }, { role: 'unhide' }, separator, { role: 'quit' }] } satisfies MenuItemConstructorOptions]
      : [{ label: 'File', submenu: [settings, separator, { role: 'quit' }] } satisfies MenuItemConstructorOptions]),
    { role: 'editMenu' },
    {
      label: 'Go',
      submenu: views.map(([view, label, accelerator]) => ({ label, accelerator, click: () => actions.show(view) })),
    },
    {
      label: 'View',
      submenu: [
        { role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, separator, { role: 'togglefullscreen' },
        ...(developer ? [separator, { role: 'toggleDevTools' } as const] : []),
      ],
    },
    { role: 'windowMenu' },
  ];
}

/** Builds the menu and makes it the application's. Returns it for inspection. */
export function installMenu(template: MenuItemConstructorOptions[]): Menu {
  const menu = Menu.buildFromTemplate(template);
  Menu.setApplicationMenu(menu);
  return menu;
}
