/** For tests: what they may do to the desktop. Loaded by an unpackaged build that is told to, and by no other. */
import type { Server } from 'node:http';

/** Not imported: that reads all that the module exports, and one of it loads Node's own fetch (30 ms). */
const { createServer } = process.getBuiltinModule('node:http');

/** Clicks what bears the label; answers false when there is no such thing. */
export type ClickDesktop = (label: string) => boolean;

const readLabel = (url: URL, body: string): string | null => {
  const query = url.searchParams.get('label');
  if (query !== null) return query;
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === 'string') return value;
    if (typeof value === 'object' && value !== null && 'label' in value) return String(value.label);
    return null;
  } catch {
    return body.trim() || null;
  }
};

/** Breaks main, so that a test can see what becomes of such an error. */
export type BreakMain = (kind: 'exception' | 'rejection', words: string) => void;

/** Outside of every handler, so that nothing can catch it. */
export const breakMain: BreakMain = (kind, words) => {
  setImmediate(() => {
    const error = new Error(words);
    if (kind === 'exception') throw error;
    void Promise.reject(error);
  });
};

/** Of `powerMonitor`, and one of `app`. */
const systemEvents = ['suspend', 'resume', 'lock-screen', 'unlock-screen', 'browser-window-focus'] as const;
export type SystemEvent = (typeof systemEvents)[number];

/** What can be done to the desktop from outside. */
export interface Desktop {
  readonly click: ClickDesktop;
  /** What can be clicked. */
  labels(): string[];
  /** As if the computer went to sleep, woke up, was locked or unlocked, or the window got the focus. */
  emit(event: SystemEvent): void;
}

/**
 * `PARLEY_HOST_CONTROL`: `POST http://127.0.0.1:PORT/click` with `{"label": "Meetings"}` (or the label as text, or
 * `?label=`) clicks; `GET /` lists what can be clicked. `POST /throw` throws an error in main whose message is the
 * body, where nothing catches it; `POST /reject` leaves a promise rejected with it. `POST /emit` with one of
 * `suspend`, `resume`, `lock-screen`, `unlock-screen`, `browser-window-focus` as its body emits that. Unpackaged builds only; not for browsers.
 */
export function startHostControl(port: number, { click, labels, emit }: Desktop, fail: BreakMain = breakMain): Server {
  const server = createServer((request, response) => {
    const answer = (status: number, value: unknown): void => {
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));
    };
    if (request.headers.origin || !/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? '')) {
      answer(403, { error: 'not for browsers' });
      return;
    }
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://127.0.0.1');
      const body = Buffer.concat(chunks).toString('utf8');
      if (url.pathname === '/throw' || url.pathname === '/reject') {
        if (request.method !== 'POST') return answer(405, { error: 'POST it' });
        answer(202, {});
        return fail(url.pathname === '/throw' ? 'exception' : 'rejection', body);
      }
      if (url.pathname === '/emit') {
        if (request.method !== 'POST') return answer(405, { error: 'POST it' });
        const event = systemEvents.find((each) => each === body.trim());
        if (!event) return answer(404, { error: 'no such event', events: systemEvents });
        emit(event);
        return answer(200, { emitted: event });
      }
      const label = readLabel(url, body);
      if (label === null) answer(200, { labels: labels() });
      else if (click(label)) answer(200, { clicked: label });
      else answer(404, { error: `nothing is called ${label}`, labels: labels() });
    });
  });
  return server.listen(port, '127.0.0.1');
}
