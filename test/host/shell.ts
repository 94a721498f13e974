/** `shell` and `clipboard`. The clipboard is the app's own: the system's is left alone. */
import { spawn } from 'node:child_process';
import { isHeadless } from './chromium.ts';
import { Strict } from './strict.ts';

/** What was handed to the system, newest last. */
export const opened: string[] = [];

const launch = (url: string): [string, string[]] => {
  if (process.platform === 'darwin') return ['open', [url]];
  if (process.platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler', url]];
  return ['xdg-open', [url]];
};

export class HostShell extends Strict {
  /** With no display, or when the app writes a host log, nothing is launched. */
  openExternal(url: string, _options?: Electron.OpenExternalOptions): Promise<void> {
    if (typeof url !== 'string' || !URL.canParse(url)) return Promise.reject(new Error('Invalid URL'));
    opened.push(url);
    if (isHeadless() || process.env['PARLEY_HOST_LOG']) return Promise.resolve();
    const [command, args] = launch(new URL(url).href);
    return new Promise((resolve, reject) => {
      const child = spawn(command, args, { stdio: 'ignore', detached: true });
      child.once('error', (error) => reject(new Error(`Failed to open: ${error.message}`)));
      child.once('spawn', () => {
        child.unref();
        resolve();
      });
    });
  }

  beep(): void {}
}

export class HostClipboard extends Strict {
  #text = '';

  writeText(text: string): Promise<void> {
    this.#text = String(text);
    return Promise.resolve();
  }

  readText(): Promise<string> {
    return Promise.resolve(this.#text);
  }

  clear(): void {
    this.#text = '';
  }

  has(mimetype: string): Promise<boolean> {
    return Promise.resolve(mimetype === 'text/plain' && this.#text !== '');
  }
}
