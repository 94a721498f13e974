/** Starts the stand-in's fixture app and speaks with it; and a web server with the pages it visits. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser } from '@playwright/test';
import type { Scenarios } from '../host/fixtures/app/main.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

type Answer<T> = T extends (...args: never) => infer R ? Awaited<R> : never;
type Message = { id?: number; value?: unknown; error?: string; event?: string };

export interface Fixture {
  readonly process: ChildProcess;
  readonly data: string;
  /** What the app has told about itself: `ready`, `before-quit`, `will-quit`. */
  readonly events: string[];
  readonly exited: Promise<number | null>;
  errors(): string;
  call<N extends keyof Scenarios>(name: N, ...args: Parameters<Scenarios[N]>): Promise<Answer<Scenarios[N]>>;
  /** Resolves once the app is ready and has its window. */
  readonly ready: Promise<void>;
  /** Removes the app's folder. */
  remove(): void;
  /** Playwright on Chromium's debugging port, as an outside tester connects. */
  connect(): Promise<Browser>;
}

/** @param data the app's folder; a new one when left out */
export function startFixture(
  data = mkdtempSync(join(tmpdir(), 'parley-host-test-')),
  env: Record<string, string> = {},
  ...args: string[]
): Fixture {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--import', './test/host/register.ts', 'test/host/fixtures/app/main.ts', ...args],
    {
      cwd: root,
      env: { ...process.env, PARLEY_HEADLESS: '1', PARLEY_DEBUG_PORT: '0', FIXTURE_DATA: data, NODE_OPTIONS: '', ...env },
      stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    },
  );
  const events: string[] = [];
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  const ready = Promise.withResolvers<void>();
  const endpoint = Promise.withResolvers<string>();
  let errors = '';
  let lastId = 0;
  child.stderr?.on('data', (chunk: Buffer) => {
    errors += String(chunk);
    const port = /ws:\/\/127\.0\.0\.1:(\d+)/.exec(errors)?.[1];
    if (port) endpoint.resolve(`http://127.0.0.1:${port}`);
  });
  child.on('message', ({ id, value, error, event }: Message) => {
    if (event !== undefined) events.push(event);
    if (event === 'ready') ready.resolve();
    if (id === undefined) return;
    if (error === undefined) waiting.get(id)?.resolve(value);
    else waiting.get(id)?.reject(new Error(error));
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  void exited.then(() => ready.reject(new Error(`The fixture ended.\n${errors}`)));
  ready.promise.catch(() => undefined);
  return {
    process: child,
    data,
    events,
    exited,
    errors: () => errors,
    ready: ready.promise,
    call(name, ...args) {
      const id = ++lastId;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
        child.send({ id, name, args });
      });
    },
    remove: () => rmSync(data, { recursive: true, force: true }),
    connect: async () => chromium.connectOverCDP(await endpoint.promise),
  };
}

export interface WebServer {
  readonly origin: string;
  /** `METHOD /path body` of each request. */
  readonly requests: string[];
  close(): void;
}

export type Pages = Record<string, { status?: number; headers?: Record<string, string>; body?: string }>;

/** `ORIGIN` in a body or header stands for the server's own origin, `FOREIGN` for the same server under another name. */
export async function startWebServer(pages: Pages): Promise<WebServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += String(chunk)));
    request.on('end', () => {
      const path = request.url ?? '/';
      requests.push(`${request.method} ${path}${body === '' ? '' : ` ${body}`}`);
      const page = pages[path.split('?')[0] ?? ''] ?? { body: `<!doctype html><title>${path}</title><p>${request.headers.cookie ?? 'no cookie'}` };
      const fill = (text: string) => text.replaceAll('ORIGIN', origin).replaceAll('FOREIGN', origin.replace('127.0.0.1', 'localhost'));
      const headers = Object.entries(page.headers ?? {}).map(([name, value]) => [name, fill(value)] as const);
      response.writeHead(page.status ?? 200, { 'Content-Type': 'text/html', ...Object.fromEntries(headers) });
      response.end(fill(page.body ?? ''));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    requests,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
