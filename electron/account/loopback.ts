import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { fail, ok, type Result } from '../../contract/result.ts';
import type { Log } from '../ports.ts';
import type { AuthorizationAgent, AuthorizationRequest } from './agent.ts';
import { loopbackRedirect, matchesRedirect } from './redirect.ts';

/** Not imported: that reads all that the module exports, and one of it loads Node's own fetch (30 ms). */
const { createServer } = process.getBuiltinModule('node:http');

export interface LoopbackPorts {
  /** Opens the system browser. */
  readonly openExternal: (url: string) => Promise<Result<undefined>>;
  readonly log: Log;
}

/** Who holds a connection longest makes room for more than these. */
const mostConnections = 128;

const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="color-scheme" content="light dark">
<title>Parley</title>
<h1>Parley</h1>
<p>You can close this tab and go back to Parley.</p>
</html>
`;
const headers = {
  'Content-Security-Policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  Connection: 'close',
};

/**
 * Consent in the system browser with a loopback listener (RFC 8252 sections 7.3 and 8.3): bound to 127.0.0.1 only,
 * while it is needed only, on the port of the redirect URI (which is registered, so it cannot be any port).
 * Strangers on this machine and web pages can reach it: everything but a GET for the exact path, under the exact
 * Host, with the `state` of this request, is turned away and changes nothing. Nothing received is shown or logged.
 *
 * Errors: `loopback-unavailable` (details.port, details.reason), `consent-closed`, and those of `openExternal`.
 */
export function createLoopbackAgent({ openExternal, log }: LoopbackPorts): AuthorizationAgent {
  return {
    authorize: (request) =>
      new Promise((resolve) => {
        const redirect = loopbackRedirect(request.redirectUri);
        if (!redirect) return resolve(fail('loopback-unavailable', 'the redirect URI names no loopback port'));
        if (request.signal.aborted) return resolve(closed());
        listen(redirect, request, resolve);
      }),
  };

  function listen(redirect: URL, request: AuthorizationRequest, resolve: (result: Result<string>) => void) {
    const port = Number(redirect.port);
    let settled = false;
    let taken = false;
    const settle = (result: Result<string>) => {
      if (settled) return;
      settled = true;
      request.signal.removeEventListener('abort', cancel);
      server.close();
      // After what was written has gone out.
      setImmediate(() => server.closeAllConnections());
      resolve(result);
    };
    const cancel = () => settle(closed());

    const server = createServer(
      {
        maxHeaderSize: 16_384,
        headersTimeout: 5_000,
        requestTimeout: 5_000,
        connectionsCheckingInterval: 1_000,
        keepAlive: false,
      },
      (incoming, response) => {
        const callback = callbackOf(incoming, redirect, request);
        if (typeof callback === 'number') return refuse(response, callback);
        if (taken || settled) return refuse(response, 404);
        taken = true;
        response.on('close', () => settle(ok(callback)));
        response.writeHead(200, { ...headers, 'Content-Type': 'text/html; charset=utf-8' });
        response.end(page);
      },
    );
    server.maxRequestsPerSocket = 1;
    const open = new Set<Socket>();
    server.on('connection', (socket) => {
      open.add(socket);
      socket.on('close', () => open.delete(socket));
      // Were the newest turned away, a crowd that stays could keep the browser out.
      const [longest] = open;
      if (open.size > mostConnections) longest?.destroy();
    });
    server.on('clientError', (_error, socket) => socket.destroy());
    server.on('error', (error: NodeJS.ErrnoException) => {
      log.warn('no loopback listener', { port, reason: error.code });
      const details = { port, reason: error.code ?? 'unknown' };
      settle(fail('loopback-unavailable', 'the loopback port could not be opened', { details }));
    });
    request.signal.addEventListener('abort', cancel, { once: true });
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      openExternal(request.url).then(
        (opened) => {
          if (!opened.ok) settle(opened);
        },
        () => settle(fail('internal', 'the system browser could not be opened')),
      );
    });
  }
}

const closed = () => fail('consent-closed', 'the consent was cancelled');

/** The callback URL that a request stands for, or the status that turns it away. */
function callbackOf(incoming: IncomingMessage, redirect: URL, request: AuthorizationRequest): string | number {
  const target = incoming.url ?? '';
  const hosts = incoming.rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host');
  // Another Host is a page that had its own name point to this machine (DNS rebinding).
  if (hosts.length !== 1 || incoming.headers.host !== redirect.host) return 400;
  const callback = `${redirect.origin}${target}`;
  if (!target.startsWith('/') || !matchesRedirect(callback, request.redirectUri)) return 404;
  if (incoming.method !== 'GET') return 405;
  return request.accepts(callback) ? callback : 400;
}

function refuse(response: ServerResponse, status: number) {
  response.writeHead(status, { ...headers, ...(status === 405 ? { Allow: 'GET' } : {}) });
  response.end();
}
