import log from 'electron-log/node';
import { join } from 'node:path';
import type { Log } from '../ports.ts';
import { createRedactor } from './redact.ts';

/** Size at which the log file is rotated, in bytes. */
const maxSize = 1_000_000;

export interface RedactingLog extends Log {
  /** Keeps this value out of all that is logged from now on. */
  hide(secret: string): void;
  /** Path of the file. */
  readonly file: string;
}

/** Writes to `main.log` in the given folder (and, unpackaged, warnings to the terminal). Everything is redacted first. */
export function createLog(folder: string, packaged: boolean): RedactingLog {
  const redactor = createRedactor();
  const file = join(folder, 'main.log');
  log.transports.file.resolvePathFn = () => file;
  log.transports.file.maxSize = maxSize;
  log.transports.console.level = packaged ? false : 'warn';
  log.hooks.push((message) => ({ ...message, data: message.data.map((each) => redactor.redact(each)) }));
  const write = (level: 'info' | 'warn' | 'error') => (message: string, facts?: Record<string, unknown>) =>
    facts ? log[level](message, facts) : log[level](message);
  return { info: write('info'), warn: write('warn'), error: write('error'), hide: redactor.hide, file };
}
