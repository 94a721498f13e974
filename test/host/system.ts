/** `powerMonitor`, `screen`, `net` and `dialog`: the little of the system that the app asks about. */
import { type HostEvent, Emitter } from './events.ts';
import type { HostBrowserWindow } from './window.ts';
import { fetchDirectly } from './net-fetch.ts';
import { Strict } from './strict.ts';

export interface PowerEvents {
  suspend: [];
  resume: [];
  'lock-screen': [];
  'unlock-screen': [];
  'on-ac': [];
  'on-battery': [];
}

/** Silent, unless a test emits. */
export class HostPowerMonitor extends Emitter<PowerEvents> {
  constructor() {
    super('powerMonitor', ['suspend', 'resume', 'lock-screen', 'unlock-screen', 'on-ac', 'on-battery']);
  }
}

type Display = Pick<Electron.Display, 'id' | 'bounds' | 'workArea' | 'workAreaSize' | 'size' | 'scaleFactor' | 'rotation'>;

/** One screen of 1920 by 1080. */
export class HostScreen extends Emitter<{
  'display-added': [event: HostEvent, newDisplay: Display];
  'display-removed': [event: HostEvent, oldDisplay: Display];
  'display-metrics-changed': [event: HostEvent, display: Display, changedMetrics: string[]];
}> {
  constructor() {
    super('screen', ['display-added', 'display-removed', 'display-metrics-changed']);
  }

  getPrimaryDisplay(): Display {
    const bounds = { x: 0, y: 0, width: 1920, height: 1080 };
    const size = { width: 1920, height: 1080 };
    return { id: 1, bounds, workArea: bounds, workAreaSize: size, size, scaleFactor: 1, rotation: 0 };
  }

  getAllDisplays(): Display[] {
    return [this.getPrimaryDisplay()];
  }

  getDisplayMatching(_rect: Electron.Rectangle): Display {
    return this.getPrimaryDisplay();
  }
}

export class HostNet extends Strict {
  /** Always: whether a host answers is found out by asking it. */
  readonly online = true;

  isOnline(): boolean {
    return true;
  }

  /** Electron's net.fetch knows no `redirect: 'manual'`: it rejects, and so does this. What follows is Node's fetch. */
  fetch(input: string | Request, init?: RequestInit & { bypassCustomProtocolHandlers?: boolean }): Promise<Response> {
    const redirect = init?.redirect ?? (typeof input === 'string' ? 'follow' : input.redirect);
    if (redirect === 'manual') return Promise.reject(new Error("Redirect was cancelled: net.fetch does not support redirect: 'manual'"));
    const url = typeof input === 'string' ? input : input.url;
    if (!/^https?:/i.test(url)) return Promise.reject(new Error(`net.fetch of '${url.split(':')[0]}:' is not implemented by the stand-in`));
    const { bypassCustomProtocolHandlers: _, ...known } = init ?? {};
    const { body } = known;
    if (redirect === 'error' && typeof input === 'string' && (body === undefined || body === null || typeof body === 'string'))
      return fetchDirectly(new URL(input), { ...known, body: body ?? undefined });
    return fetch(input, known);
  }
}

export interface ShownDialog {
  title: string;
  message: string;
  buttons: readonly string[];
}

/** What was asked, newest last. A person is not there: the cancelling button is taken. */
export const dialogs: ShownDialog[] = [];

export class HostDialog extends Strict {
  showErrorBox(title: string, content: string): void {
    dialogs.push({ title, message: content, buttons: [] });
    process.stderr.write(`${title}\n${content}\n`);
  }

  showMessageBox(window: HostBrowserWindow, options: Electron.MessageBoxOptions): Promise<Electron.MessageBoxReturnValue>;
  showMessageBox(options: Electron.MessageBoxOptions): Promise<Electron.MessageBoxReturnValue>;
  showMessageBox(first: HostBrowserWindow | Electron.MessageBoxOptions, second?: Electron.MessageBoxOptions) {
    const options = second ?? (first as Electron.MessageBoxOptions);
    const buttons = options.buttons ?? ['OK'];
    dialogs.push({ title: options.title ?? '', message: options.message, buttons });
    const cancel = buttons.findIndex((label) => /^(cancel|no)$/i.test(label));
    const response = options.cancelId ?? (cancel < 0 ? 0 : cancel);
    return Promise.resolve({ response, checkboxChecked: options.checkboxChecked ?? false });
  }
}
