/**
 * What `net.fetch` does, on node:http. Not on Node's own fetch: that one breaks off the whole process with a failed
 * assertion when a server closes the connection while a compressed body is still being read.
 */
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { type Readable, pipeline } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

const agents = { 'http:': new HttpAgent(), 'https:': new HttpsAgent() };

/** As Chromium calls them. */
function netNameOf({ code = '' }: NodeJS.ErrnoException): string {
  if (code === 'ECONNREFUSED') return 'ERR_CONNECTION_REFUSED';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'ERR_NAME_NOT_RESOLVED';
  if (code === 'ETIMEDOUT') return 'ERR_CONNECTION_TIMED_OUT';
  if (code === 'ECONNRESET' || code === 'EPIPE') return 'ERR_CONNECTION_RESET';
  if (code === 'HPE_HEADER_OVERFLOW') return 'ERR_RESPONSE_HEADERS_TOO_BIG';
  if (code.startsWith('HPE_')) return 'ERR_INVALID_HTTP_RESPONSE';
  if (/^Z_|^ERR__ERROR_FORMAT|^ERR_PADDING/.test(code)) return 'ERR_CONTENT_DECODING_FAILED';
  return code.includes('CERT') || code.startsWith('ERR_SSL') || code.startsWith('ERR_TLS') ? 'ERR_CERT_AUTHORITY_INVALID' : 'ERR_FAILED';
}
const netError = (error: NodeJS.ErrnoException) => new Error(`net::${netNameOf(error)}`);

const decoders = { gzip: createGunzip, 'x-gzip': createGunzip, deflate: createInflate, br: createBrotliDecompress };

/** An encoding that is not known is handed on as it came. */
function decoded(message: IncomingMessage): Readable {
  const codings = (message.headers['content-encoding'] ?? '').toLowerCase().split(',').map((each) => each.trim()).toReversed();
  let body: Readable = message;
  for (const coding of codings) {
    if (!(coding in decoders)) break;
    body = pipeline(body, decoders[coding as keyof typeof decoders](), () => undefined);
  }
  body.on('error', () => undefined);
  return body;
}

/** Read as it is asked for; a failure is the reader's. */
function streamOf(body: Readable): ReadableStream<Uint8Array> {
  const pieces = body[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await pieces.next();
          if (done) controller.close();
          else controller.enqueue(value as Uint8Array);
        } catch (error) {
          throw netError(error as NodeJS.ErrnoException);
        }
      },
      cancel: () => void body.destroy(),
    },
    { highWaterMark: 0 },
  );
}

const withoutBody = new Set([101, 204, 205, 304]);

function answerOf(message: IncomingMessage): Response {
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(message.headersDistinct)) for (const value of values) headers.append(name, value);
  const status = message.statusCode ?? 0;
  if (withoutBody.has(status)) message.resume();
  const body = withoutBody.has(status) ? null : streamOf(decoded(message));
  return new Response(body, { status, headers, statusText: message.statusMessage ?? '' });
}

/** Redirects are refused. Rejects with Chromium's names: `net::ERR_CONNECTION_REFUSED`. */
export function fetchDirectly(url: URL, { method = 'GET', headers, body, signal }: RequestInit & { body?: string }): Promise<Response> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const isSecure = url.protocol === 'https:';
    const asked = (isSecure ? httpsRequest : httpRequest)(url, {
      method,
      agent: isSecure ? agents['https:'] : agents['http:'],
      headers: { 'accept-encoding': 'gzip, deflate, br', ...Object.fromEntries(new Headers(headers)) },
    });
    const abort = () => {
      reject(signal?.reason);
      asked.destroy();
    };
    signal?.addEventListener('abort', abort, { once: true });
    asked.once('close', () => signal?.removeEventListener('abort', abort));
    asked.on('error', (error) => reject(netError(error)));
    // An upgrade that nobody asked for.
    asked.once('upgrade', (_message, socket) => {
      socket.destroy();
      reject(new Error('net::ERR_INVALID_HTTP_RESPONSE'));
    });
    asked.once('response', (message) => {
      const isRedirect = [301, 302, 303, 307, 308].includes(message.statusCode ?? 0) && message.headers.location !== undefined;
      try {
        if (isRedirect) throw new Error("Attempted to redirect, but redirect policy was 'error'");
        resolve(answerOf(message));
      } catch (error) {
        reject(error);
        asked.destroy();
      }
    });
    asked.end(body);
  });
}
