/**
 * The least that a host can show: one window with a static page over a scheme of its own. With `PARLEY_BENCH_TIMERS` in
 * its environment it stays as it is: B of what runs beside it. `PARLEY_BENCH_PAGE=blank` has it show nothing, in a box
 * that can be scrolled: B of scrolling.
 */
import { app, BrowserWindow, protocol, session } from 'electron';

const { PARLEY_USER_DATA: userData, PARLEY_DEBUG_PORT: port, PARLEY_HEADLESS: headless, PARLEY_BENCH_PAGE: wanted } = process.env;
if (userData) app.setPath('userData', userData);
if (port) app.commandLine.appendSwitch('remote-debugging-port', port);
app.enableSandbox();
protocol.registerSchemesAsPrivileged([{ scheme: 'bare', privileges: { standard: true, secure: true, codeCache: true } }]);

/** Told in the title when it has been painted: two frames after it is there. */
const still = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Bare</title>
<body><h1>Bare</h1><p>Nothing happens here.</p>
<script>
addEventListener('load', () => requestAnimationFrame(() => requestAnimationFrame(() => {
  document.title = 'bench ' + (performance.timeOrigin + performance.now());
})));
</script></body></html>`;

const blank = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Blank</title>
<body style="margin:0"><div class="scroll" style="height:100vh;overflow:auto"><div style="height:540000px"></div></div></body></html>`;

const page = wanted === 'blank' ? blank : still;

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
