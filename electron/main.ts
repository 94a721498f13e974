import { app, type BrowserWindow, dialog, ipcMain, Menu, nativeTheme, session } from 'electron';
import { join } from 'node:path';
import type { Composed } from './compose.ts';
import { serve } from './ipc/serve.ts';
import { systemClock } from './ports.ts';
import { appOrigin } from './shell/app-files.ts';
import { registerAppScheme, serveApp } from './shell/app-protocol.ts';
import { keptAppearance } from './shell/appearance.ts';
import { catchCrashes, revivePage, type Tell } from './shell/crash.ts';
import { readEnvironment } from './shell/environment.ts';
import { installGuards, lockSession } from './shell/guards.ts';
import { createLaterLog } from './shell/later-log.ts';
import { openMainWindow } from './shell/main-window.ts';

/*
 * What stands before anything else is loaded (lock, sandbox, scheme, guards, who may call) and the window, which is
 * asked for in the tick in which the app is ready. compose.ts builds the rest while the window comes up: whatever is
 * asked of it before waits for it.
 */

const environment = readEnvironment(process.env, app.isPackaged);
if (environment.userData) app.setPath('userData', environment.userData);
if (environment.debugPort) app.commandLine.appendSwitch('remote-debugging-port', String(environment.debugPort));
app.enableSandbox();
registerAppScheme();
// Electron's own would have developer tools in it until Parley's is there.
Menu.setApplicationMenu(null);

if (app.requestSingleInstanceLock()) start();
else app.quit();

function start(): void {
  const folder = app.getPath('userData');
  const logs = join(folder, 'logs');
  const log = createLaterLog(async () => (await import('./shell/log.ts')).createLog(logs, app.isPackaged));
  // Without a display nobody could close a box.
  const print: Tell = (title, words) => void process.stderr.write(`${title}. ${words}\n`);
  const alarm: Tell = environment.headless ? print : (title, words) => dialog.showErrorBox(title, words);
  const tell: Tell = environment.headless
    ? print
    : (message, detail) => void dialog.showMessageBox({ type: 'warning', title: 'Parley', message, detail });
  catchCrashes({
    process, log, logFile: join(logs, 'main.log'), alarm, end: (code) => log.whenWritten(() => app.exit(code)),
  });
  const guards = installGuards(app, log);

  let window: BrowserWindow | null = null;
  let isEnding = false;
  const { promise: composed, resolve, reject } = Promise.withResolvers<Composed>();

  const open = () => {
    window = openMainWindow({
      preload: join(import.meta.dirname, '../preload/preload.cjs'),
      visible: !environment.headless,
      dark: nativeTheme.shouldUseDarkColors,
      log,
    });
    revivePage({ contents: window.webContents, clock: systemClock, log, tell, alarm, quit: () => app.quit() });
    window.on('closed', () => {
      window = null;
      void composed.then(({ windowClosed }) => windowClosed());
    });
  };
  let isPrepared = false;
  const reveal = () => {
    // The first one comes by itself.
    if (!isPrepared) return;
    if (!window) return open();
    if (window.isMinimized()) window.restore();
    if (!environment.headless) window.show();
    window.focus();
  };

  serve({
    ipc: ipcMain,
    answer: composed.then(({ answer }) => answer),
    origin: appOrigin,
    isTrusted: (id) => window !== null && !window.isDestroyed() && window.webContents.id === id,
    log,
  });

  const openFrom = (argv: readonly string[]) => void composed.then(({ links }) => links.openFrom(argv));
  openFrom(process.argv);
  app.on('second-instance', (_event, argv) => {
    reveal();
    openFrom(argv);
  });
  // macOS
  app.on('open-url', (event, url) => {
    event.preventDefault();
    void composed.then(({ links }) => links.open(url));
  });
  app.on('activate', reveal);
  app.on('will-quit', () => (isEnding = true));
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });

  // In the next turn, so that it never stands before an app that is ready at once; where that takes longer, meanwhile.
  const rest = new Promise(setImmediate).then(() => import('./compose.ts'));
  void app.whenReady().then(async () => {
    nativeTheme.themeSource = keptAppearance(folder);
    lockSession(session.defaultSession);
    serveApp(session.defaultSession, join(import.meta.dirname, '../renderer'));
    isPrepared = true;
    open();
    const { compose } = await rest;
    // What the window has to say to its process goes out first.
    await new Promise(setImmediate);
    // Nothing is opened that nobody would close.
    if (!isEnding) resolve(compose({ environment, folder, log, guards, window: () => window, reveal }));
  }).catch(reject);
}
