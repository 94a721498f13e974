import { vitest, type Protection, type Tests } from '../protection.ts';

const guards = 'electron/shell/guards.ts';
const guardTests = [vitest('test/unit/shell/guards.test.ts')];
const files = 'electron/shell/app-files.ts';
const fileTests = [vitest('test/unit/shell/shell.test.ts'), vitest('test/unit/shell/app-protocol.test.ts')];
const main = 'electron/main.ts';
const composed = 'electron/compose.ts';
const mainTests = [vitest('test/unit/shell/main.test.ts')];
const environment = [vitest('test/unit/shell/shell.test.ts')];
/** What the browser itself refuses shows on the built page alone. */
const onThePage = (grep: string): Tests => ({ runner: 'playwright', files: ['test/e2e/policy.spec.ts'], grep });

export const shell: readonly Protection[] = [
  {
    id: 'guards-every-window', name: 'guards are attached to every WebContents at its creation', stands: ['checklist 13', 'checklist 14'], file: guards,
    find: "app.on('web-contents-created', (_event, contents) => guard(contents));", replace: "app.on('browser-window-created', (_event, window) => guard(window.webContents));",
    how: 'to windows alone', tests: guardTests,
  },
  {
    id: 'guards-navigate', name: 'navigation goes by policy', stands: ['checklist 13'], file: guards,
    find: "contents.on('will-frame-navigate', decide(false));", replace: '', how: 'not looked at', tests: guardTests,
  },
  {
    id: 'guards-frames', name: 'navigation of sub-frames goes by policy too', stands: ['checklist 13'], file: guards,
    find: 'if (policy(details.url,', replace: 'if (!details.isMainFrame || policy(details.url,', how: 'the main frame’s alone', tests: guardTests,
  },
  {
    id: 'guards-redirect', name: 'redirects go by policy', stands: ['checklist 13'], file: guards,
    find: "contents.on('will-redirect', decide(true));", replace: '', how: 'not looked at', tests: guardTests,
  },
  {
    id: 'guards-own-page', name: 'the page stays on `app://parley`', stands: ['checklist 13'], file: guards,
    find: 'url.startsWith(`${appOrigin}/`);', replace: 'url.startsWith(appOrigin);', how: '`app://parley.evil.test` counts', tests: guardTests,
  },
  {
    id: 'guards-windows', name: 'a page opens no windows', stands: ['checklist 14'], file: guards,
    find: "({ action: 'deny' })", replace: "({ action: 'allow' })", how: 'allowed', tests: guardTests,
  },
  {
    id: 'guards-webview', name: 'no webview is attached', stands: ['checklist 12'], file: guards,
    find: "contents.on('will-attach-webview', (event) => event.preventDefault());", replace: '', how: 'not looked at', tests: guardTests,
  },
  {
    id: 'guards-peers', name: 'no peer connection goes out by UDP', stands: ['Parley'], file: guards,
    find: "contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');", replace: '', how: 'as Chromium pleases', tests: guardTests,
  },
  {
    id: 'guards-log', name: 'a blocked address is logged by its host alone', stands: ['Parley'], file: guards,
    find: 'new URL(details.url).host', replace: 'new URL(details.url).href', how: 'whole', tests: guardTests,
  },
  {
    id: 'permission-request', name: 'a permission that is asked for is refused', stands: ['checklist 5'], file: guards,
    find: 'answer(false)', replace: "answer(_permission === 'fullscreen')", how: 'full screen is granted', tests: guardTests,
  },
  {
    id: 'permission-check', name: 'no permission is there to begin with', stands: ['checklist 5'], file: guards,
    find: 'session.setPermissionCheckHandler(() => false);', replace: '', how: 'no handler', tests: guardTests,
  },
  {
    id: 'permission-device', name: 'no device is given', stands: ['checklist 5'], file: guards,
    find: 'session.setDevicePermissionHandler(() => false);', replace: 'session.setDevicePermissionHandler(() => true);', how: 'any is', tests: guardTests,
  },
  {
    id: 'permission-display', name: 'no screen is captured', stands: ['checklist 5'], file: guards,
    find: '  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));\n', replace: '', how: 'no handler', tests: guardTests,
  },
  {
    id: 'downloads', name: 'nothing is downloaded', stands: ['Parley'], file: guards,
    find: "  session.on('will-download', (event) => event.preventDefault());\n", replace: '', how: 'not looked at', tests: guardTests,
  },
  {
    id: 'default-session', name: 'the session of Parley’s own page is locked', stands: ['checklist 5'], file: main,
    find: '    lockSession(session.defaultSession);\n', replace: '', how: 'left to the defaults', tests: mainTests,
  },
  {
    id: 'guards-installed', name: 'guards are there before the first window', stands: ['checklist 13'], file: main,
    find: 'const guards = installGuards(app, log);', replace: 'const guards = installGuards({ on: () => undefined } as unknown as typeof app, log);', how: 'never attached', tests: mainTests,
  },
  {
    id: 'trusted-window', name: 'the window whose calls are served is the main one', stands: ['checklist 17'], file: main,
    find: 'window.webContents.id === id,', replace: 'window.webContents.id <= id,', how: 'every later one too', tests: mainTests,
  },
  {
    id: 'links-checked', name: 'every handler opens links through the one check', stands: ['checklist 15'], file: composed,
    find: '    takeLink: links.take,\n    openLink,', replace: '    takeLink: links.take,\n    openLink: async (url) => (await shell.openExternal(url), ok(undefined)),', how: 'handed to the system as they are', tests: [vitest('test/unit/house/sources.test.ts')],
  },
  {
    id: 'scheme-privileges', name: '`app:` has no privilege that it does not need', stands: ['checklist 18'], file: 'electron/shell/app-protocol.ts',
    find: 'supportFetchAPI: true,', replace: 'supportFetchAPI: true, bypassCSP: true,', how: '`bypassCSP`', tests: fileTests,
  },
  {
    id: 'app-containment', name: 'a file is served from below the page’s folder only', stands: ['checklist 18'], file: files,
    find: 'return file.startsWith(root + sep) &&', replace: 'return file !== root &&', how: 'from anywhere', tests: fileTests,
  },
  {
    id: 'app-sibling', name: 'a folder that begins alike is not below', stands: ['checklist 18'], file: files,
    find: 'file.startsWith(root + sep)', replace: 'file.startsWith(root)', how: 'compared without the separator', tests: fileTests,
  },
  {
    id: 'app-host', name: 'only the host `parley` has files', stands: ['checklist 18'], file: files,
    find: "if (scheme !== 'app:' || host !== 'parley') return undefined;", replace: "if (scheme !== 'app:') return undefined;", how: 'any host', tests: fileTests,
  },
  {
    id: 'app-characters', name: 'no NUL and no backslash in a path', stands: ['checklist 18'], file: files,
    find: "if (path.includes('\\0') || path.includes('\\\\')) return undefined;", replace: '', how: 'let through', tests: fileTests,
  },
  {
    id: 'app-types', name: 'only files that a page consists of are served', stands: ['checklist 18'], file: files,
    find: ' && extname(file) in contentTypes ?', replace: ' ?', how: 'any file', tests: fileTests,
  },
  {
    id: 'app-nosniff', name: 'no file is taken for something else than its type', stands: ['checklist 7'], file: files,
    find: "  'X-Content-Type-Options': 'nosniff',\n", replace: '', how: 'the header is left out', tests: fileTests,
  },
  {
    id: 'app-permissions-policy', name: 'the page may use no device or sensor', stands: ['checklist 5'], file: files,
    find: "'camera', ", replace: '', how: 'the camera is left out', tests: fileTests,
  },
  {
    id: 'app-isolated', name: 'the page shares its browsing context with nobody', stands: ['checklist 7'], file: files,
    find: "  'Cross-Origin-Opener-Policy': 'same-origin',\n", replace: '', how: 'the header is left out', tests: fileTests,
  },
  {
    id: 'csp-header', name: 'the page has a policy', stands: ['checklist 7'], file: 'electron/shell/app-protocol.ts',
    find: ", 'Content-Security-Policy': contentSecurityPolicy }", replace: ", 'X-Policy': contentSecurityPolicy }", how: 'the header is left out',
    tests: [vitest('test/unit/shell/app-protocol.test.ts')],
  },
  {
    id: 'csp-default', name: 'what the policy does not name is refused', stands: ['checklist 7'], file: files,
    find: '"default-src \'none\'",', replace: '"default-src *",', how: '`default-src *`', tests: fileTests,
  },
  {
    id: 'csp-script-inline', name: 'no inline script runs', stands: ['checklist 7'], file: files,
    find: '"script-src \'self\'",', replace: '"script-src \'self\' \'unsafe-inline\'",', how: '`unsafe-inline`', tests: fileTests,
  },
  {
    id: 'csp-script-eval', name: 'no text is run as script', stands: ['checklist 7'], file: files,
    find: '"script-src \'self\'",', replace: '"script-src \'self\' \'unsafe-eval\'",', how: '`unsafe-eval`', tests: fileTests,
  },
  {
    id: 'csp-style-inline', name: 'no inline style is applied', stands: ['checklist 7'], file: files,
    find: '"style-src \'self\'",', replace: '"style-src \'self\' \'unsafe-inline\'",', how: '`unsafe-inline`', tests: [onThePage('inline style')],
  },
  {
    id: 'csp-connect', name: 'the page has no network', stands: ['checklist 7'], file: files,
    find: '"connect-src \'none\'",', replace: '"connect-src *",', how: '`connect-src *`', tests: [onThePage('network')],
  },
  {
    id: 'csp-worker', name: 'the page makes no worker', stands: ['checklist 7'], file: files,
    find: '  "worker-src \'none\'",\n', replace: '', how: 'script-src decides', tests: fileTests,
  },
  {
    id: 'csp-img', name: 'no image comes from elsewhere', stands: ['checklist 7'], file: files,
    find: '"img-src \'self\' data:",', replace: '"img-src * data:",', how: '`img-src *`', tests: fileTests,
  },
  {
    id: 'csp-base', name: 'no `base` changes what addresses mean', stands: ['checklist 7'], file: files,
    find: '  "base-uri \'none\'",\n', replace: '', how: 'left out', tests: fileTests,
  },
  {
    id: 'csp-form', name: 'no form is sent', stands: ['checklist 7'], file: files,
    find: '  "form-action \'none\'",\n', replace: '', how: 'left out', tests: fileTests,
  },
  {
    id: 'csp-ancestors', name: 'nobody frames the page', stands: ['checklist 7'], file: files,
    find: '  "frame-ancestors \'none\'",\n', replace: '', how: 'left out', tests: fileTests,
  },
  {
    id: 'csp-trusted-types', name: 'no text becomes markup or script', stands: ['checklist 7'], file: files,
    find: '  "require-trusted-types-for \'script\'",\n', replace: '', how: 'Trusted Types are not required', tests: [onThePage('markup')],
  },
  {
    id: 'csp-types-policies', name: 'no policy makes trusted types', stands: ['checklist 7'], file: files,
    find: '"trusted-types \'none\'",', replace: '"trusted-types *",', how: 'any may', tests: [onThePage('markup')],
  },
  {
    id: 'packed-environment', name: 'a packed Parley ignores `PARLEY_*`', stands: ['checklist 19'], file: 'electron/shell/environment.ts',
    find: '  if (packaged) return none;\n', replace: '', how: 'read all the same', tests: environment,
  },
  {
    id: 'packed-told', name: 'main asks Electron whether it is packed', stands: ['checklist 19'], file: main,
    find: 'readEnvironment(process.env, app.isPackaged)', replace: 'readEnvironment(process.env, false)', how: 'never', tests: mainTests,
  },
  {
    id: 'packed-dev-tools', name: 'a packed Parley’s menu has no developer tools', stands: ['Parley'], file: composed,
    find: 'developer: !app.isPackaged', replace: 'developer: true', how: 'always there', tests: mainTests,
  },
  {
    id: 'early-menu', name: 'Electron’s own menu, with developer tools in it, is never there', stands: ['Parley'], file: main,
    find: 'Menu.setApplicationMenu(null);\n', replace: '', how: 'until Parley’s own is made', tests: mainTests,
  },
  {
    id: 'early-session', name: 'the page’s session is locked before its window is asked for', stands: ['checklist 5'], file: main,
    find: '    lockSession(session.defaultSession);\n', replace: '    void Promise.resolve().then(() => lockSession(session.defaultSession));\n',
    how: 'a moment later', tests: [vitest('test/unit/shell/early.test.ts')],
  },
  {
    id: 'origin-loopback', name: 'a test’s Zoho is on this machine', stands: ['Parley'], file: 'electron/shell/environment.ts',
    find: 'if (origin !== null && !isLoopbackOrigin(origin))', replace: 'if (origin === undefined)', how: 'anywhere', tests: environment,
  },
  {
    id: 'control-local', name: 'the control port of tests is on 127.0.0.1', stands: ['Parley'], file: 'electron/shell/host-control.ts',
    find: "server.listen(port, '127.0.0.1')", replace: "server.listen(port, '0.0.0.0')", how: 'on every address', tests: [vitest('test/unit/shell/inspection.test.ts')],
  },
  {
    id: 'control-browsers', name: 'the control port of tests is not for browsers', stands: ['Parley'], file: 'electron/shell/host-control.ts',
    find: 'if (request.headers.origin ||', replace: 'if (', how: '`Origin` is not looked at', tests: [vitest('test/unit/shell/inspection.test.ts')],
  },
  {
    id: 'preload-generic', name: 'the page has one method a call, and no channel of its choice', stands: ['checklist 20'], file: 'electron/preload.ts',
    find: "contextBridge.exposeInMainWorld('parley', api);", replace: "contextBridge.exposeInMainWorld('parley', { ...api, invoke: (channel: string, input: unknown) => ipcRenderer.invoke(channel, input) });",
    how: 'a method for any channel', tests: [vitest('test/unit/shell/preload.test.ts')],
  },
  {
    id: 'preload-event', name: 'the page gets no IPC event', stands: ['checklist 20'], file: 'electron/preload.ts',
    find: '(_event: IpcRendererEvent, payload: unknown) => listener(payload);', replace: '(event: IpcRendererEvent, payload: unknown) => (listener as (...given: unknown[]) => void)(payload, event);',
    how: 'handed on to the listener', tests: [vitest('test/unit/shell/preload.test.ts')],
  },
];
