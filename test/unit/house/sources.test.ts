import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** The code of the app without its comments, which may name what they please. The sandbox is Zoho's part, not ours. */
const sources = ['contract', 'electron', 'renderer']
  .flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: 'utf8' }).map((path) => `${room}/${path.replaceAll('\\', '/')}`),
  )
  .filter((path) => /\.(?:tsx?|css|html)$/.test(path) && !path.startsWith('electron/sandbox/'))
  .map((path) => ({
    path,
    code: readFileSync(join(root, path), 'utf8').replace(/\/\*[^]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1'),
  }));

/** Where it occurs: how often in which file. */
const found = (pattern: RegExp) =>
  Object.fromEntries(
    sources.map(({ path, code }) => [path, code.match(new RegExp(pattern, 'g'))?.length ?? 0] as const).filter(([, count]) => count > 0),
  );

describe('what has a place of its own is nowhere else', () => {
  it.each<[string, RegExp, Record<string, number>]>([
    ['windows are made', /\bnew BrowserWindow\b/, { 'electron/shell/consent-window.ts': 1, 'electron/shell/main-window.ts': 1 }],
    ['web preferences are stated', /\bwebPreferences\b/, { 'electron/shell/consent-window.ts': 1, 'electron/shell/main-window.ts': 1 }],
    ['sessions are made', /\bfromPartition\b|\bfromPath\(/, { 'electron/shell/consent-window.ts': 1 }],
    ['the default session is used', /\bdefaultSession\b/, { 'electron/main.ts': 2 }],
    ['links leave the app', /\bshell\.open\w*/, { 'electron/compose.ts': 1 }],
    ['calls are served', /\bipcMain\b/, { 'electron/main.ts': 2 }],
    ['the page’s bridge is made', /\bcontextBridge\./, { 'electron/preload.ts': 1 }],
    ['messages go to main', /\bipcRenderer\.invoke\b/, { 'electron/preload.ts': 1 }],
    ['schemes are handled', /\bprotocol\.handle\b/, { 'electron/shell/app-protocol.ts': 1, 'electron/shell/consent-window.ts': 1 }],
    ['schemes get privileges', /\bregisterSchemesAsPrivileged\b/, { 'electron/shell/app-protocol.ts': 1 }],
    ['the environment is read', /\bprocess\.env\b/, { 'electron/main.ts': 1 }],
    ['switches are set', /\bappendSwitch\b/, { 'electron/main.ts': 1 }],
    ['Electron’s network is used', /\bnet\.(?:fetch|request)\b/, { 'electron/compose.ts': 1 }],
    ['ports are opened', /\bcreateServer\(/, { 'electron/account/loopback.ts': 1, 'electron/shell/host-control.ts': 1 }],
    ['the key store is used', /\bsafeStorage\./, { 'electron/compose.ts': 3 }],
    ['the page stores anything', /\b(?:localStorage|sessionStorage|indexedDB)\b/, {}],
    ['the clipboard is written', /\bclipboard\./, { 'electron/compose.ts': 1 }],
  ])('%s', (_what, pattern, places) => expect(found(pattern)).toEqual(places));
});

describe('what is never used', () => {
  it.each<[string, RegExp]>([
    ['text as code', /\beval\(|\bnew Function\b|\bFunction\(|\bnode:vm\b|\bset(?:Timeout|Interval)\(\s*['"`]/],
    ['text as HTML', /dangerouslySetInnerHTML|\b(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write|\bsrcdoc\b|createContextualFragment|DOMParser/i],
    ['a policy of trusted types', /\btrustedTypes\b/],
    ['other programs and processes', /\bchild_process\b|\bworker_threads\b|\butilityProcess\b|\bnode:cluster\b|\bdlopen\b|\bprocess\.binding\b/],
    ['code of ours in a page', /\bwebFrame\b|\bexecuteJavaScript\b|\binsertCSS\b|\b(?:set|register|add)Preload/],
    ['other kinds of windows and pages', /\bBrowserView\b|\bWebContentsView\b|\bBaseWindow\b|<(?:webview|iframe|frame|object|embed|base)\b/],
    ['generic or synchronous messages', /\bsendSync\b|\bsendToHost\b|\bipcRenderer\.send\b|\bpostMessage\b|\bremote\b\./],
    ['preferences that weaken a page', /\b(?:webSecurity|allowRunningInsecureContent|experimentalFeatures|enableBlinkFeatures|webviewTag|allowpopups|nodeIntegrationIn\w+)\b/i],
    ['exceptions from TLS', /\bsetCertificateVerifyProc\b|certificate-error|ignore-certificate|rejectUnauthorized|NODE_TLS|select-client-certificate/],
    ['switches that weaken Chromium', /no-sandbox|disable-web-security|disable-site-isolation|allow-file-access/],
    ['other storage of the page', /\bsessionStorage\b|\bindexedDB\b|\bdocument\.cookie\b|\bserviceWorker\b/],
    ['network of the page', /\bXMLHttpRequest\b|\bWebSocket\b|\bEventSource\b|\bsendBeacon\b|\bRTCPeerConnection\b|\bWebTransport\b/],
    ['exceptions from the compiler', /@ts-(?:ignore|expect-error|nocheck)/],
  ])('%s', (_what, pattern) => expect(found(pattern)).toEqual({}));

  it('is looked for in all of the app', () => {
    expect(sources.length).toBeGreaterThan(150);
    expect(sources.map(({ path }) => path)).toEqual(expect.arrayContaining(['electron/main.ts', 'electron/preload.ts', 'renderer/index.html', 'contract/api.ts']));
  });
});
