/** The options of a window that the stand-in knows. What would weaken it is refused. */
import type { HostSession } from './session.ts';
import type { HostBrowserWindow } from './window.ts';

type KnownPreferences = Pick<
  Electron.WebPreferences,
  | 'preload'
  | 'partition'
  | 'sandbox'
  | 'contextIsolation'
  | 'nodeIntegration'
  | 'nodeIntegrationInSubFrames'
  | 'nodeIntegrationInWorker'
  | 'webSecurity'
  | 'allowRunningInsecureContent'
  | 'webviewTag'
  | 'devTools'
  | 'spellcheck'
  | 'javascript'
  | 'images'
  | 'safeDialogs'
  | 'disableDialogs'
  | 'navigateOnDragDrop'
  | 'autoplayPolicy'
  | 'backgroundThrottling'
  | 'enableWebSQL'
  | 'experimentalFeatures'
>;

type KnownOptions = Pick<
  Electron.BrowserWindowConstructorOptions,
  | 'width'
  | 'height'
  | 'x'
  | 'y'
  | 'minWidth'
  | 'minHeight'
  | 'title'
  | 'backgroundColor'
  | 'show'
  | 'modal'
  | 'autoHideMenuBar'
  | 'icon'
  | 'center'
  | 'resizable'
  | 'minimizable'
  | 'maximizable'
  | 'fullscreenable'
  | 'skipTaskbar'
  | 'useContentSize'
  | 'titleBarStyle'
>;

export type WebPreferences = KnownPreferences & { session?: HostSession };
export type WindowOptions = Omit<KnownOptions, 'icon'> & {
  icon?: string | object;
  parent?: HostBrowserWindow;
  webPreferences?: WebPreferences;
};

const optionNames = [
  'width', 'height', 'x', 'y', 'minWidth', 'minHeight', 'title', 'backgroundColor', 'show', 'modal', 'autoHideMenuBar', 'icon', 'center',
  'resizable', 'minimizable', 'maximizable', 'fullscreenable', 'skipTaskbar', 'useContentSize', 'titleBarStyle', 'parent', 'webPreferences',
] as const satisfies readonly (keyof WindowOptions)[];

/** Each preference with the values that the stand-in honours; undefined means any. */
const preferenceValues: { [K in keyof Required<WebPreferences>]: readonly unknown[] | undefined } = {
  preload: undefined,
  partition: undefined,
  session: undefined,
  sandbox: [true],
  contextIsolation: [true],
  nodeIntegration: [false],
  nodeIntegrationInSubFrames: [false],
  nodeIntegrationInWorker: [false],
  webSecurity: [true],
  allowRunningInsecureContent: [false],
  webviewTag: [false],
  devTools: undefined,
  spellcheck: undefined,
  javascript: [true],
  images: [true],
  safeDialogs: undefined,
  disableDialogs: undefined,
  navigateOnDragDrop: [false],
  autoplayPolicy: undefined,
  backgroundThrottling: undefined,
  enableWebSQL: [false],
  experimentalFeatures: [false],
};

/** Throws on an option that is not known, and on a preference that would weaken the page. */
export function checkOptions(options: WindowOptions): void {
  for (const name of Object.keys(options)) {
    if (!(optionNames as readonly string[]).includes(name)) {
      throw new Error(`BrowserWindow option '${name}' is not implemented by the stand-in`);
    }
  }
  for (const [name, value] of Object.entries(options.webPreferences ?? {})) {
    if (value === undefined) continue;
    if (!Object.hasOwn(preferenceValues, name)) {
      throw new Error(`BrowserWindow option 'webPreferences.${name}' is not implemented by the stand-in`);
    }
    const allowed = preferenceValues[name as keyof WebPreferences];
    if (allowed && !allowed.includes(value)) {
      throw new Error(`webPreferences.${name}: ${String(value)} is not implemented by the stand-in`);
    }
  }
}
