import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, expect, it } from 'vitest';
import { fetchDirectly } from '../../host/net-fetch.ts';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function serve(respond: RequestListener): Promise<URL> {
  server = createServer(respond);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
}

it('sends what it is given, and hands on status, headers and body', async () => {
  const at = await serve((request, response) => {
    response.writeHead(418, { 'X-Method': request.method, 'X-Y': request.headers['x-y'] }).flushHeaders();
    request.pipe(response);
  });
  const answer = await fetchDirectly(at, { method: 'POST', headers: { 'X-Y': 'z' }, body: 'a=1' });
  expect([answer.status, answer.headers.get('x-method'), answer.headers.get('x-y')]).toEqual([418, 'POST', 'z']);
  expect(await answer.text()).toBe('a=1');
});

it.each([['gzip', gzipSync], ['deflate', deflateSync], ['br', brotliCompressSync], ['nonsense', Buffer.from]] as const)('decodes %s', async (coding, pack) => {
  const at = await serve((_request, response) => response.writeHead(200, { 'Content-Encoding': coding }).end(pack(Buffer.from('text'))));
  expect(await (await fetchDirectly(at, {})).text()).toBe('text');
});

it('survives a server that hangs up while a bomb is being read, and lets go when the reader does', async () => {
  let closed = false;
  const at = await serve((request, response) => {
    request.socket.once('close', () => (closed = true));
    response.writeHead(200, { 'Content-Encoding': 'gzip', Connection: 'close' }).end(gzipSync(Buffer.alloc(64 * 1024 * 1024), { level: 1 }));
  });
  const reader = (await fetchDirectly(at, {})).body?.getReader();
  for (let read = 0; read < 1_000_000; read += (await reader?.read())?.value?.byteLength ?? 1_000_000);
  await reader?.cancel();
  await expect.poll(() => closed).toBe(true);
});

it('fails in Chromium’s words', async () => {
  const at = await serve((request, response) => {
    if (request.headers['x-do'] === 'redirect') response.writeHead(302, { Location: '/other' }).end();
    else if (request.headers['x-do'] === 'lie') response.writeHead(200, { 'Content-Encoding': 'gzip' }).end('plain');
    else if (request.headers['x-do'] === 'drop') response.writeHead(200, { 'Content-Length': '9' }).write('half', () => response.destroy());
    else request.socket.resetAndDestroy();
  });
  const asking = (what: string) => fetchDirectly(at, { headers: { 'X-Do': what } });
  await expect(asking('redirect')).rejects.toThrow("redirect policy was 'error'");
  await expect(asking('reset')).rejects.toThrow('net::ERR_CONNECTION_RESET');
  await expect(asking('lie').then((answer) => answer.text())).rejects.toThrow('net::ERR_CONTENT_DECODING_FAILED');
  await expect(asking('drop').then((answer) => answer.text())).rejects.toThrow('net::ERR_CONNECTION_RESET');
  await expect(fetchDirectly(new URL('http://127.0.0.1:9/'), {})).rejects.toThrow('net::ERR_CONNECTION_REFUSED');
});

it('ends with its signal, before and while it reads', async () => {
  const at = await serve((_request, response) => response.writeHead(200).write('a'));
  const stop = new AbortController();
  const answer = await fetchDirectly(at, { signal: stop.signal });
  const text = answer.text();
  stop.abort(new DOMException('stop', 'AbortError'));
  await expect(text).rejects.toThrow();
  await expect(fetchDirectly(at, { signal: stop.signal })).rejects.toThrow('stop');
});
