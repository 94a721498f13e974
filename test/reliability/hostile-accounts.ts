/**
 * An accounts server that has turned against its visitors: its consent page does what a test tells it to, everything else
 * is what the sandbox answers. And a server next door, which nothing of Parley's has a reason to ask.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Sandbox } from '../../electron/sandbox/index.ts';

export interface HostileAccounts {
  /** For `PARLEY_ZOHO_ORIGIN`. */
  readonly origin: string;
  /** The server next door. */
  readonly foreign: string;
  /** True while the consent page is the hostile one. */
  hostile: boolean;
  /** `METHOD /HOST/PATH` of everything that was asked here. */
  readonly asked: string[];
  /** What was asked next door. Must stay empty. */
  readonly strayed: string[];
  close(): Promise<void>;
}

const listening = (server: Server) =>
  new Promise<string>((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)));

const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Zoho Accounts</title>
<h1>Hostile</h1><p id="click">Click</p><iframe name="inner" srcdoc="<p>inner</p>"></iframe>`;

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

export async function openHostileAccounts(zoho: Sandbox): Promise<HostileAccounts> {
  const strayed: string[] = [];
  const asked: string[] = [];
  const nextDoor = createServer((request, response) => {
    strayed.push(`${request.method} ${request.url}`);
    response.writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'text/html' }).end('<title>evil</title>');
  });
  const foreign = await listening(nextDoor);

  /** The hostile server's own pages; undefined for what the sandbox answers. */
  function own(path: string, response: ServerResponse): boolean {
    const send = (status: number, headers: Record<string, string>, body = '') => {
      response.writeHead(status, { 'cache-control': 'no-store', ...headers }).end(body);
      return true;
    };
    if (hostile.hostile && path === '/accounts.zoho.com/oauth/v2/auth') return send(200, { 'content-type': 'text/html' }, page);
    if (!path.startsWith('/accounts.zoho.com/evil/')) return false;
    switch (path.slice('/accounts.zoho.com/evil/'.length)) {
      case 'download':
        return send(200, { 'content-type': 'application/octet-stream', 'content-disposition': 'attachment; filename="evil-file.txt"' }, 'evil');
      case 'away':
        return send(302, { location: `${foreign}/away` });
      case 'away-307':
        return send(307, { location: 'https://evil.example.test/away' });
      case 'refresh':
        return send(200, { 'content-type': 'text/html' }, `<meta http-equiv="refresh" content="0;url=${foreign}/refresh">`);
      case 'worker.js':
        return send(200, { 'content-type': 'text/javascript', 'service-worker-allowed': '/' }, `fetch('${foreign}/worker').catch(() => 0);`);
      default:
        return send(200, { 'content-type': 'text/html' }, '<title>evil</title>');
    }
  }

  const server = createServer((request, response) => {
    const target = request.url ?? '/';
    asked.push(`${request.method} ${target.replace(/\?.*$/, '')}`);
    if (own(new URL(target, 'http://x').pathname, response)) return;
    void bodyOf(request).then(async (body) => {
      const headers = Object.fromEntries(
        Object.entries(request.headers).filter(([name]) => !/^(?:host|connection|content-length|transfer-encoding)$/.test(name)),
      ) as Record<string, string>;
      const bodied = request.method !== 'GET' && request.method !== 'HEAD';
      const answer = await fetch(`${zoho.origin}${target}`, {
        method: request.method ?? 'GET', headers, redirect: 'manual', ...(bodied ? { body: new Uint8Array(body) } : {}),
      });
      const passed = [...answer.headers].filter(([name]) => !/^(?:connection|content-length|content-encoding|transfer-encoding)$/.test(name));
      response.writeHead(answer.status, Object.fromEntries(passed)).end(Buffer.from(await answer.arrayBuffer()));
    }).catch(() => response.destroy());
  });
  const origin = await listening(server);
  const hostile: HostileAccounts = {
    origin, foreign, hostile: true, asked, strayed,
    async close() {
      for (const each of [server, nextDoor]) {
        each.closeAllConnections();
        await new Promise((resolve) => each.close(resolve));
      }
    },
  };
  return hostile;
}
