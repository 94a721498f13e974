/** The events of `webContents` and what each brings. */
import type { HostEvent } from './events.ts';
import type { HostFrame } from './frames.ts';
import type { NavigationEvent } from './navigation.ts';

type NavigationArgs = [event: NavigationEvent, url: string, inPlace: boolean, isMainFrame: boolean, processId: number, routingId: number];
type FailArgs = [event: HostEvent, code: number, description: string, url: string, isMainFrame: boolean, processId: number, routingId: number];

export interface ConsoleParams {
  message: string;
  level: 'info' | 'warning' | 'error' | 'debug';
  lineNumber: number;
  sourceId: string;
  frame: HostFrame;
}

export interface WebContentsEvents {
  'will-navigate': NavigationArgs;
  'will-frame-navigate': [event: NavigationEvent];
  'will-redirect': NavigationArgs;
  'did-redirect-navigation': NavigationArgs;
  'did-start-navigation': NavigationArgs;
  'did-navigate': [event: HostEvent, url: string, httpResponseCode: number, httpStatusText: string];
  'did-frame-navigate': [event: HostEvent, url: string, code: number, text: string, isMainFrame: boolean, processId: number, routingId: number];
  'did-navigate-in-page': [event: HostEvent, url: string, isMainFrame: boolean, processId: number, routingId: number];
  'did-start-loading': [];
  'did-stop-loading': [];
  'did-finish-load': [];
  'did-fail-load': FailArgs;
  'did-fail-provisional-load': FailArgs;
  'dom-ready': [event: HostEvent];
  'did-create-window': [window: never, details: never];
  'will-attach-webview': [event: HostEvent, webPreferences: never, params: Record<string, string>];
  'render-process-gone': [event: HostEvent, details: Electron.RenderProcessGoneDetails];
  'console-message': [event: HostEvent & ConsoleParams, level: number, message: string, line: number, sourceId: string];
  'page-title-updated': [event: HostEvent, title: string, explicitSet: boolean];
  'preload-error': [event: HostEvent, preloadPath: string, error: Error];
  destroyed: [];
}

export const webContentsEvents: readonly (keyof WebContentsEvents)[] = [
  'will-navigate',
  'will-frame-navigate',
  'will-redirect',
  'did-redirect-navigation',
  'did-start-navigation',
  'did-navigate',
  'did-frame-navigate',
  'did-navigate-in-page',
  'did-start-loading',
  'did-stop-loading',
  'did-finish-load',
  'did-fail-load',
  'did-fail-provisional-load',
  'dom-ready',
  'did-create-window',
  'will-attach-webview',
  'render-process-gone',
  'console-message',
  'page-title-updated',
  'preload-error',
  'destroyed',
];
