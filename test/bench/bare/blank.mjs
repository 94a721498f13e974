/** A window with a page that holds nothing and can be scrolled: B of scrolling. */
import { app, BrowserWindow, protocol, session } from 'electron';

const { PARLEY_USER_DATA: userData, PARLEY_DEBUG_PORT: port, PARLEY_HEADLESS: headless } = process.env;
if (userData) app.setPath('userData', userData);
if (port) app.commandLine.appendSwitch('remote-debugging-port', port);
app.enableSandbox();
protocol.registerSchemesAsPrivileged([{ scheme: 'bare', privileges: { standard: true, secure: true } }]);

const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Blank</title>
<body style="margin:0"><div class="scroll" style="height:100vh;overflow:auto"><div style="height:540000px"></div></div></body></html>`;

void app.whenReady().then(() => {
  session.defaultSession.protocol.handle('bare', () => new Response(page, { headers: { 'Content-Type': 'text/html; charset=utf-8' } }));
  const window = new BrowserWindow({
    width: 1120,
    height: 760,
    show: headless !== '1',
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false },
  });
  void window.loadURL('bare://page/index.html');
});
