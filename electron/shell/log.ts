import log from 'electron-log/node';
import { join } from 'node:path';
import type { Log } from '../ports.ts';
import { redact } from './redact.ts';

/** Size at which the log file is rotated, in bytes. */
const maxSize = 1_000_000;

/** Writes to `main.log` in the given folder (and, unpackaged, warnings to the terminal). Everything is redacted first. */
export function createLog(folder: string, packaged: boolean): Log {
  log.transports.file.resolvePathFn = () => join(folder, 'main.log');
  log.transports.file.maxSize = maxSize;
  log.transports.console.level = packaged ? false : 'warn';
  log.hooks.push((message) => ({ ...message, data: message.data.map((each) => redact(each)) }));
  const write = (level: 'info' | 'warn' | 'error') => (message: string, facts?: Record<string, unknown>) =>
    facts ? log[level](message, facts) : log[level](message);
  return { info: write('info'), warn: write('warn'), error: write('error') };
}
