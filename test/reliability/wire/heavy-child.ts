/** Reads listings in a process of its own, so that its memory tells something. Forked by heavy.ts. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { ok } from '../../../contract/result.ts';
import type { Log } from '../../../electron/ports.ts';
import { systemClock } from '../../../electron/ports.ts';
import { createZohoHttp } from '../../../electron/zoho/http.ts';
import { zohoFetch } from '../../../electron/zoho/origin.ts';
import { createSessionsApi } from '../../../electron/zoho/sessions.ts';
import type { Read } from './heavy.ts';

const [origin = '', timeout = ''] = process.argv.slice(2);
const log: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const token = async () => ok('a-token-that-nobody-checks');
const http = createZohoHttp({
  fetch: zohoFetch(globalThis.fetch, () => origin),
  clock: { now: systemClock.now, sleep: () => Promise.resolve() },
  random: () => 0,
  log,
  timeout: Number(timeout),
  tokens: { get: token, renew: token },
});
const target = { zsoid: '1', zuid: '2', meetingHost: 'meeting.zoho.com', calendarHost: 'calendar.zoho.eu' };

/** Bytes of memory, now or at most since it was last forgotten (proc(5), `clear_refs`). */
const memory = (name: 'VmRSS' | 'VmHWM') => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) * 1024;
const isLinux = existsSync('/proc/self/clear_refs');
const highWater = () => (isLinux ? memory('VmHWM') : process.resourceUsage().maxRSS * 1024);

async function read(): Promise<Read> {
  globalThis.gc?.();
  if (isLinux) writeFileSync('/proc/self/clear_refs', '5');
  const ground = isLinux ? memory('VmRSS') : highWater();
  const began = performance.now();
  const result = await createSessionsApi({ http, target: () => target, log }).list('meeting', 'upcoming');
  const outcome = result.ok ? `${result.value.sessions.length} rows` : result.error.code;
  return { outcome, ms: performance.now() - began, growth: highWater() - ground };
}

process.on('message', () => void read().then((told) => process.send?.(told)));
process.send?.('ready');
