import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serviceOf } from '../data-centres.ts';
import { html, json, plainPage, redirect } from './exchange.ts';
import type { Answer, Call, Handler } from './exchange.ts';
import type { FaultEffect } from './faults.ts';

/** Not imported: that reads all that the module exports, and one of it loads Node's own fetch (30 ms). */
const { createServer } = process.getBuiltinModule('node:http');

export interface ServerParts {
  readonly handle: Handler;
  readonly fault: (call: Call) => FaultEffect | undefined;
  /** Notes a request; the function it answers with takes the status. */
  readonly record: (call: Call) => (status: number) => void;
  /** Sandbox time for the `Date` header, epoch ms. */
  readonly date: () => number;
}

export interface RunningServer {
  readonly origin: string;
  close(): Promise<void>;
}

const bodyLimit = 1_000_000;
/** Calendar's JSON travels in the query string: Node's own limit would refuse a long description. */
const headLimit = 262_144;

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= bodyLimit) chunks.push(chunk);
  }
  return size > bodyLimit ? undefined : Buffer.concat(chunks).toString('utf8');
}

/** Splits `/accounts.zoho.eu/oauth/v2/token?x=1` into the real host and what is asked of it. */
function toCall(request: IncomingMessage, body: string): Call {
  const target = request.url ?? '/';
  const mark = target.indexOf('?');
  const whole = mark < 0 ? target : target.slice(0, mark);
  const slash = whole.indexOf('/', 1);
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    headers[name] = Array.isArray(value) ? value.join(', ') : (value ?? '');
  }
  const isForm = (headers['content-type'] ?? '').toLowerCase().startsWith('application/x-www-form-urlencoded');
  return {
    method: request.method ?? 'GET',
    host: (slash < 0 ? whole.slice(1) : whole.slice(1, slash)).toLowerCase(),
    path: slash < 0 ? '/' : whole.slice(slash),
    query: new URLSearchParams(mark < 0 ? '' : target.slice(mark + 1)),
    headers,
    body,
    form: new URLSearchParams(isForm ? body : ''),
  };
}

/** A foreign name in `Host` means that a web page has pointed its own domain here (DNS rebinding). */
function isOwnName(header: string | undefined): boolean {
  const name = (header ?? '').replace(/:\d+$/, '').toLowerCase();
  return ['127.0.0.1', 'localhost', '[::1]'].includes(name) || serviceOf(name) !== undefined;
}

function instead(effect: FaultEffect): Answer | undefined {
  switch (effect.kind) {
    case 'answer': {
      const { status, body = '', headers = {} } = effect;
      const answer = typeof body === 'string' ? { status, headers: {}, body } : json(status, body);
      return { ...answer, headers: { ...answer.headers, ...headers } };
    }
    case 'html':
      return html(effect.status ?? 200, effect.body ?? '<!doctype html><html lang="en"><title>Zoho</title><p>Hello');
    case 'captive-portal':
      return redirect(effect.location ?? 'http://wifi.example.test/sign-in');
    case 'rate-limit': {
      const answer = plainPage(429, 'Too Many Requests');
      const { retryAfter } = effect;
      if (retryAfter === undefined) return answer;
      return { ...answer, headers: { ...answer.headers, 'retry-after': String(retryAfter) } };
    }
    default:
      return undefined;
  }
}

function enlarge(answer: Answer, bytes: number): Answer {
  return { ...answer, body: `{"padding":"${'x'.repeat(bytes)}","answer":${answer.body || 'null'}}` };
}

/** Serves on 127.0.0.1. */
export async function startServer(port: number, parts: ServerParts): Promise<RunningServer> {
  const timers = new Set<NodeJS.Timeout>();
  const later = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(() => {
        timers.delete(timer);
        resolve();
      }, ms);
      timers.add(timer);
    });

  const send = (response: ServerResponse, answer: Answer, cutConnection = false): void => {
    if (response.destroyed) return;
    const body = Buffer.from(answer.body, 'utf8');
    const length = answer.status === 204 ? {} : { 'content-length': String(body.length) };
    response.sendDate = false;
    response.writeHead(answer.status, { date: new Date(parts.date()).toUTCString(), ...length, ...answer.headers });
    if (!cutConnection) response.end(body);
    else response.write(body.subarray(0, body.length >> 1), () => response.destroy());
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(request);
    const call = toCall(request, body ?? '');
    const status = parts.record(call);
    const answerWith = (answer: Answer, cutConnection = false) => {
      status(answer.status);
      send(response, answer, cutConnection);
    };
    if (!isOwnName(request.headers.host)) return answerWith(plainPage(421, 'Misdirected Request'));
    if (body === undefined) return answerWith(plainPage(413, 'Content Too Large'));

    const effect = parts.fault(call);
    if (!effect) return answerWith(parts.handle(call));
    const replacement = instead(effect);
    if (replacement) return answerWith(replacement);
    switch (effect.kind) {
      case 'delay':
        await later(effect.ms);
        return answerWith(parts.handle(call));
      case 'hold':
        await effect.until.catch(() => undefined);
        return answerWith(parts.handle(call));
      case 'silence':
        if (effect.afterCommit) parts.handle(call);
        return undefined;
      case 'reset':
        if (effect.afterCommit) parts.handle(call);
        request.socket.resetAndDestroy();
        return undefined;
      case 'huge':
        return answerWith(enlarge(parts.handle(call), effect.bytes));
      case 'truncated': {
        const answer = parts.handle(call);
        if (effect.cut === 'connection') return answerWith(answer, true);
        return answerWith({ ...answer, body: answer.body.slice(0, answer.body.length >> 1) });
      }
      default:
        return undefined;
    }
  };

  const server = createServer({ maxHeaderSize: headLimit }, (request, response) => {
    serve(request, response).catch(() => {
      if (response.headersSent) response.destroy();
      else send(response, plainPage(500, 'Internal Server Error'));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
  const { port: bound } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${bound}`,
    close: () =>
      new Promise((resolve, reject) => {
        for (const timer of timers) clearTimeout(timer);
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}
