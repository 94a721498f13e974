/** `Menu` and `MenuItem`: kept and clickable, never drawn. */
import { type HostEvent, Emitter, makeEvent } from './events.ts';
import { app } from './app.ts';
import { HostBrowserWindow } from './window.ts';
import { Strict } from './strict.ts';

type Role = NonNullable<Electron.MenuItemConstructorOptions['role']>;
export type MenuItemOptions = Pick<
  Electron.MenuItemConstructorOptions,
  | 'role'
  | 'type'
  | 'label'
  | 'sublabel'
  | 'toolTip'
  | 'accelerator'
  | 'enabled'
  | 'visible'
  | 'checked'
  | 'id'
  | 'registerAccelerator'
  | 'acceleratorWorksWhenHidden'
  | 'accessibilityLabel'
> & {
  icon?: string | object;
  click?: (item: HostMenuItem, window: HostBrowserWindow | undefined, event: Electron.KeyboardEvent) => void;
  submenu?: MenuItemOptions[] | HostMenu;
};

interface RoleFacts {
  label: string;
  /** What a click does; undefined for what has no meaning without a drawn window. */
  act?: (window: HostBrowserWindow | undefined) => void;
  submenu?: Role[];
}

/** The roles that the stand-in knows, with Electron's labels. */
const roles: Partial<Record<Role, RoleFacts>> = {
  undo: { label: 'Undo' },
  redo: { label: 'Redo' },
  cut: { label: 'Cut' },
  copy: { label: 'Copy' },
  paste: { label: 'Paste' },
  pasteAndMatchStyle: { label: 'Paste and Match Style' },
  delete: { label: 'Delete' },
  selectAll: { label: 'Select All' },
  startSpeaking: { label: 'Start Speaking' },
  stopSpeaking: { label: 'Stop Speaking' },
  reload: { label: 'Reload', act: (window) => window?.webContents.reload() },
  forceReload: { label: 'Force Reload', act: (window) => window?.webContents.reload() },
  toggleDevTools: { label: 'Toggle Developer Tools', act: (window) => window?.webContents.toggleDevTools() },
  resetZoom: { label: 'Actual Size' },
  zoomIn: { label: 'Zoom In' },
  zoomOut: { label: 'Zoom Out' },
  togglefullscreen: { label: 'Toggle Full Screen' },
  toggleSpellChecker: { label: 'Check Spelling While Typing' },
  minimize: { label: 'Minimize', act: (window) => window?.minimize() },
  zoom: { label: 'Zoom' },
  close: { label: 'Close Window', act: (window) => window?.close() },
  quit: { label: 'Quit', act: () => app.quit() },
  about: { label: 'About' },
  services: { label: 'Services' },
  hide: { label: 'Hide' },
  hideOthers: { label: 'Hide Others' },
  unhide: { label: 'Show All' },
  front: { label: 'Bring All to Front' },
  help: { label: 'Help' },
  window: { label: 'Window' },
  appMenu: { label: 'App', submenu: ['about', 'services', 'hide', 'hideOthers', 'unhide', 'quit'] },
  fileMenu: { label: 'File', submenu: [process.platform === 'darwin' ? 'close' : 'quit'] },
  editMenu: { label: 'Edit', submenu: ['undo', 'redo', 'cut', 'copy', 'paste', 'delete', 'selectAll'] },
  viewMenu: {
    label: 'View',
    submenu: ['reload', 'forceReload', 'toggleDevTools', 'resetZoom', 'zoomIn', 'zoomOut', 'togglefullscreen'],
  },
  windowMenu: { label: 'Window', submenu: ['minimize', 'zoom', 'close'] },
};

const withName: readonly Role[] = ['about', 'hide', 'quit', 'appMenu'];
let lastCommandId = 0;

export class HostMenuItem extends Strict {
  readonly commandId: number = ++lastCommandId;
  readonly id: string;
  readonly role: Electron.MenuItem['role'];
  readonly type: NonNullable<MenuItemOptions['type']>;
  readonly submenu?: HostMenu;
  readonly accelerator: string | null;
  readonly registerAccelerator: boolean;
  menu!: HostMenu;
  label: string;
  sublabel: string;
  toolTip: string;
  enabled: boolean;
  visible: boolean;
  checked: boolean;
  /** Clicks the item as a person would: nothing happens when it is disabled. */
  click: (event?: unknown, window?: HostBrowserWindow) => void;

  constructor(options: MenuItemOptions) {
    super();
    const role = roleOf(options.role);
    const facts = role && roles[role];
    const inner = options.submenu ?? facts?.submenu?.map((name) => ({ role: name }));
    const submenu = Array.isArray(inner) ? HostMenu.buildFromTemplate(inner) : inner;
    this.id = options.id ?? '';
    this.role = role as Electron.MenuItem['role'];
    this.type = options.type ?? (submenu ? 'submenu' : 'normal');
    if (submenu) this.submenu = submenu;
    this.accelerator = options.accelerator ?? null;
    this.registerAccelerator = options.registerAccelerator ?? true;
    this.label = options.label ?? (role && facts ? (withName.includes(role) ? nameIt(role, facts.label) : facts.label) : '');
    this.sublabel = options.sublabel ?? '';
    this.toolTip = options.toolTip ?? '';
    this.enabled = options.enabled ?? true;
    this.visible = options.visible ?? true;
    this.checked = options.checked ?? false;
    if (this.type === 'submenu' && !this.submenu) throw new TypeError('Invalid submenu');
    this.click = (event, window) => {
      if (!this.enabled) return;
      if (this.type === 'checkbox') this.checked = !this.checked;
      if (this.type === 'radio') this.#choose();
      const target = window ?? HostBrowserWindow.getFocusedWindow() ?? undefined;
      if (facts?.act) facts.act(target);
      else options.click?.(this, target, (event ?? makeEvent({})) as Electron.KeyboardEvent);
    };
  }

  #choose(): void {
    const items = this.menu.items;
    const at = items.indexOf(this);
    for (let before = at - 1; items[before]?.type === 'radio'; before--) (items[before] as HostMenuItem).checked = false;
    for (let after = at + 1; items[after]?.type === 'radio'; after++) (items[after] as HostMenuItem).checked = false;
    this.checked = true;
  }
}

const nameIt = (role: Role, label: string) => (role === 'appMenu' ? app.getName() : `${label} ${app.getName()}`);

/** Roles are case-insensitive, as in Electron; one that is not known is refused. */
function roleOf(role: Role | undefined): Role | undefined {
  if (role === undefined) return undefined;
  const known = (Object.keys(roles) as Role[]).find((name) => name.toLowerCase() === role.toLowerCase());
  if (!known) throw new Error(`MenuItem role '${role}' is not implemented by the stand-in`);
  return known;
}

let applicationMenu: HostMenu | null = null;

export class HostMenu extends Emitter<{ 'menu-will-show': [event: HostEvent]; 'menu-will-close': [event: HostEvent] }> {
  items: HostMenuItem[] = [];

  constructor() {
    super('Menu', ['menu-will-show', 'menu-will-close']);
  }

  static buildFromTemplate(template: (MenuItemOptions | HostMenuItem)[]): HostMenu {
    if (!Array.isArray(template)) throw new TypeError('Invalid template for Menu: Menu template must be an array');
    const menu = new HostMenu();
    for (const item of template) menu.append(item instanceof HostMenuItem ? item : new HostMenuItem(item));
    return menu;
  }

  static setApplicationMenu(menu: HostMenu | null): void {
    applicationMenu = menu;
  }

  static getApplicationMenu(): HostMenu | null {
    return applicationMenu;
  }

  append(item: HostMenuItem): void {
    this.insert(this.items.length, item);
  }

  insert(position: number, item: HostMenuItem): void {
    item.menu = this;
    this.items.splice(position, 0, item);
  }

  getMenuItemById(id: string): HostMenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id);
      if (found) return found;
    }
    return null;
  }

  /** Shown until it is closed; nothing is drawn. */
  popup(options?: { window?: HostBrowserWindow; x?: number; y?: number; callback?: () => void }): void {
    this.emit('menu-will-show', makeEvent({}));
    options?.callback?.();
  }

  closePopup(_window?: HostBrowserWindow): void {
    this.emit('menu-will-close', makeEvent({}));
  }
}
