import { vitest, type Protection } from '../protection.ts';

const main = 'electron/shell/main-window.ts';
const consent = 'electron/shell/consent-window.ts';
const tests = [vitest('test/unit/shell/windows.test.ts')];
const composition = [vitest('test/unit/shell/main.test.ts')];
const mainPreferences = 'webPreferences: { preload,';
const consentPreferences = 'webPreferences: { session,';

/** One more option on the main window. */
const added = (id: string, name: string, item: string, option: string): Protection => ({
  id, name, stands: [item], file: main, find: mainPreferences, replace: `webPreferences: { ${option}, preload,`, how: `\`${option}\` on the main window`, tests,
});
/** The same on the consent window, which shows pages of others. */
const addedToConsent = (id: string, name: string, item: string, option: string): Protection => ({
  id, name, stands: [item], file: consent, find: consentPreferences, replace: `webPreferences: { ${option}, session,`, how: `\`${option}\` on the consent window`, tests,
});

export const windows: readonly Protection[] = [
  {
    id: 'main-own-page', name: 'the main window shows the local page', stands: ['checklist 1'], file: main,
    find: 'window.loadURL(appPage)', replace: "window.loadURL('http://parley.example.test/')", how: 'a page by http', tests,
  },
  {
    id: 'main-node', name: 'no Node in the page', stands: ['checklist 2'], file: main,
    find: 'nodeIntegration: false', replace: 'nodeIntegration: true', how: '`nodeIntegration: true` on the main window', tests,
  },
  {
    id: 'main-isolation', name: 'the preload’s world is apart from the page’s', stands: ['checklist 3'], file: main,
    find: 'contextIsolation: true', replace: 'contextIsolation: false', how: '`contextIsolation: false` on the main window', tests,
  },
  {
    id: 'main-sandbox', name: 'the page’s process is sandboxed', stands: ['checklist 4'], file: main,
    find: 'sandbox: true', replace: 'sandbox: false', how: '`sandbox: false` on the main window', tests,
  },
  {
    id: 'sandbox-everywhere', name: 'every renderer is sandboxed, whatever a window says', stands: ['checklist 4'], file: 'electron/main.ts',
    find: 'app.enableSandbox();\n', replace: '', how: '`app.enableSandbox()` is left out', tests: composition,
  },
  added('main-web-security', 'the same-origin policy holds', 'checklist 6', 'webSecurity: false'),
  added('main-insecure-content', 'nothing insecure is loaded into a secure page', 'checklist 8', 'allowRunningInsecureContent: true'),
  added('main-experimental', 'no experimental features', 'checklist 9', 'experimentalFeatures: true'),
  added('main-blink', 'no Blink features', 'checklist 10', "enableBlinkFeatures: 'CSSVariables'"),
  added('main-webview', 'no webview tag', 'checklist 11', 'webviewTag: true'),
  added('main-node-frames', 'no Node in sub-frames', 'checklist 2', 'nodeIntegrationInSubFrames: true'),
  {
    id: 'consent-node', name: 'no Node in the sign-in pages', stands: ['checklist 2'], file: consent,
    find: 'nodeIntegration: false', replace: 'nodeIntegration: true', how: '`nodeIntegration: true` on the consent window', tests,
  },
  {
    id: 'consent-isolation', name: 'context isolation in the sign-in pages', stands: ['checklist 3'], file: consent,
    find: 'contextIsolation: true', replace: 'contextIsolation: false', how: '`contextIsolation: false` on the consent window', tests,
  },
  {
    id: 'consent-sandbox', name: 'the sign-in pages are sandboxed', stands: ['checklist 4'], file: consent,
    find: 'sandbox: true', replace: 'sandbox: false', how: '`sandbox: false` on the consent window', tests,
  },
  addedToConsent('consent-web-security', 'the same-origin policy holds in the sign-in pages', 'checklist 6', 'webSecurity: false'),
  addedToConsent('consent-insecure-content', 'nothing insecure is loaded into a sign-in page', 'checklist 8', 'allowRunningInsecureContent: true'),
  addedToConsent('consent-preload', 'Parley has no code in the sign-in pages', 'checklist 2', "preload: '/app/preload.cjs'"),
  {
    id: 'consent-dev-tools', name: 'the consent window has no developer tools', stands: ['RFC 8252 8.12'], file: consent,
    find: 'devTools: false,', replace: '', how: 'left to the default', tests,
  },
  {
    id: 'consent-throw-away', name: 'a consent’s session is in memory only', stands: ['RFC 8252 8.12'], file: consent,
    find: 'sessions.fromPartition(`consent-', replace: 'sessions.fromPartition(`persist:consent-', how: 'written to disk', tests,
  },
  {
    id: 'consent-session-each', name: 'each consent has a session of its own', stands: ['RFC 8252 8.12'], file: consent,
    find: '`consent-${randomUUID()}`', replace: '`consent-${randomUUID().length}`', how: 'one for all', tests,
  },
  {
    id: 'consent-cleared', name: 'a consent’s session is cleared when it is over', stands: ['RFC 8252 8.12'], file: consent,
    find: 'void session.clearStorageData().catch(', replace: 'void Promise.resolve().catch(', how: 'left as it is', tests,
  },
  {
    id: 'consent-title', name: 'a sign-in page cannot change the title', stands: ['RFC 8252 8.12'], file: consent,
    find: "window.on('page-title-updated', (event) => event.preventDefault());", replace: '', how: 'its own title is shown', tests,
  },
  {
    id: 'consent-origin', name: 'the title is the origin of the page that shows', stands: ['RFC 8252 8.12'], file: consent,
    find: 'if (URL.canParse(real)) window?.setTitle(new URL(real).origin);', replace: '', how: 'it stays the first one', tests,
  },
  {
    id: 'consent-locked', name: 'the sign-in pages have no permission, device, capture or download', stands: ['checklist 5'], file: consent,
    find: '        lockSession(session);\n', replace: '', how: 'the session is not locked', tests,
  },
  {
    id: 'consent-policy', name: 'navigation of the consent window goes by the list', stands: ['checklist 13'], file: consent,
    find: 'settle(fail(\'consent-blocked\', \'the sign-in page led elsewhere\', { details: { host: decision.blocked } }));\n          return false;',
    replace: 'return true;\n          return true;', how: 'it may go anywhere', tests,
  },
  {
    id: 'consent-requests', name: 'a document off the list is not requested either', stands: ['checklist 13'], file: consent,
    find: "document ? judge(target) === 'allow' : local", replace: 'local', how: 'as any other resource', tests,
  },
  {
    id: 'consent-plain-http', name: 'a sign-in page loads nothing by http', stands: ['checklist 1'], file: consent,
    find: '/^(https|data|blob):/', replace: '/^(https?|data|blob):/', how: 'http is let through', tests,
  },
  {
    id: 'consent-callback-requested', name: 'the callback is never requested', stands: ['RFC 9700 4.2'], file: consent,
    find: 'caught(withFields(target, bodyOf(details.uploadData)));\n              return answer({ cancel: true });',
    replace: 'caught(withFields(target, bodyOf(details.uploadData)));\n              return answer({ cancel: false });', how: 'let through to the network', tests,
  },
  {
    id: 'consent-callback-frame', name: 'the main frame alone brings the callback', stands: ['RFC 9700 4.2'], file: consent,
    find: "if (resourceType === 'mainFrame') caught(", replace: 'if (resourceType) caught(', how: 'a sub-frame’s or an image’s too', tests,
  },
  {
    id: 'consent-other-callback', name: '`parley:` is handled for the request’s own callback', stands: ['RFC 8252 7.1'], file: consent,
    find: "if (judge(request.url) === 'callback' && (posting || accepts(callback)))", replace: 'if (posting || accepts(callback))', how: 'any `parley:` address is taken', tests,
  },
  {
    id: 'consent-fields', name: 'a posted field does not replace one of the query', stands: ['RFC 6749 3.1'], file: consent,
    find: 'callback.searchParams.append(name, value);', replace: 'callback.searchParams.set(name, value);', how: 'replaced', tests,
  },
  {
    id: 'consent-after', name: 'a consent that is over goes nowhere any more', stands: ['Parley'], file: consent,
    find: 'if (settled) return false;', replace: 'if (settled) return true;', how: 'it may go anywhere', tests,
  },
  {
    id: 'consent-hosts', name: 'sign-in pages are on Zoho’s hosts and on those of the list', stands: ['checklist 13'], file: 'electron/account/consent-policy.ts',
    find: 'if (plain && (isZohoHost(hostname) || isSignInHost(hostname)))', replace: 'if (plain)', how: 'any https page', tests: [vitest('test/unit/account/consent-policy.test.ts')],
  },
  {
    id: 'consent-plain', name: 'sign-in pages are https, default port, without user-info', stands: ['checklist 13'], file: 'electron/account/consent-policy.ts',
    find: "protocol === 'https:' && port === '' && username === '' && password === '';", replace: "protocol !== '' || [port, username, password].length > 0;",
    how: 'whatever the host is reached by', tests: [vitest('test/unit/account/consent-policy.test.ts')],
  },
  {
    id: 'sign-in-hosts', name: 'a sign-in provider is known by its exact name', stands: ['checklist 13'], file: 'electron/account/sign-in-hosts.ts',
    find: 'signInHosts.has(host);', replace: '[...signInHosts].some((each) => host.endsWith(each));', how: 'by how it ends', tests: [vitest('test/unit/account/consent-policy.test.ts')],
  },
];
