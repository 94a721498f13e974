import { BrowserWindow } from 'electron';
import type { Log } from '../ports.ts';
import { appPage } from './app-files.ts';

export interface MainWindowOptions {
  /** Absolute path of the built preload. */
  readonly preload: string;
  readonly visible: boolean;
  readonly dark: boolean;
  readonly log: Log;
}

/** The colours of renderer/ui/tokens.css, so that nothing flashes before the first paint. */
const background = { light: '#ffffff', dark: '#17181b' };

/** Opens Parley's one window on its own page. */
export function openMainWindow({ preload, visible, dark, log }: MainWindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    width: 1120,
    height: 760,
    minWidth: 720,
    minHeight: 520,
    title: 'Parley',
    show: visible,
    backgroundColor: dark ? background.dark : background.light,
    webPreferences: { preload, sandbox: true, contextIsolation: true, nodeIntegration: false, spellcheck: true },
  });
  window.loadURL(appPage).catch((error: unknown) => log.error('the page could not be loaded', { error }));
  return window;
}
