/** Stands before the sandbox, passes everything on, and changes the answers it is told to change. */
import { Agent, createServer, request as ask, type IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Delivery, Genuine } from './answer.ts';

interface AskedFor {
  readonly method: string;
  /** `/meeting.zoho.com/api/v2/…?…`, as on the wire. */
  readonly path: string;
}

export interface Strike {
  readonly on: (asked: AskedFor) => boolean;
  /** How many answers are changed, and how many are let through before. */
  readonly times: number;
  readonly skip?: number;
  /** The request is not carried out: the answer is changed before it reaches the sandbox. */
  readonly withheld?: boolean;
  make(genuine: Genuine): Delivery;
}

export interface WireProxy {
  readonly origin: string;
  /** Until {@link WireProxy.heal}. */
  strike(strike: Strike): void;
  /** Ends the strike, and what is still being sent because of it. Answers how often it struck. */
  heal(): number;
  /** Bytes of changed answers that clients took since the start. */
  sent(): number;
  /** Changed answers that no client has let go of. */
  open(): number;
  close(): Promise<void>;
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of message as AsyncIterable<Buffer>) pieces.push(piece);
  return Buffer.concat(pieces);
}

const secretFields = ['refresh_token', 'client_secret', 'code', 'code_verifier', 'token'];
function secretsOf(message: IncomingMessage, body: Buffer): string[] {
  const bearer = message.headers.authorization?.split(' ')[1];
  const isForm = message.headers['content-type']?.includes('urlencoded') ?? false;
  const form = new URLSearchParams(isForm ? body.toString('utf8') : '');
  return [bearer, ...secretFields.map((name) => form.get(name))].filter((each) => typeof each === 'string');
}

const hopByHop = new Set(['connection', 'keep-alive', 'content-length', 'transfer-encoding']);
const pairs = (raw: readonly string[]): [string, string][] =>
  raw.flatMap((name, at): [string, string][] => (at % 2 === 0 ? [[name, raw[at + 1] ?? '']] : []));

export async function startWireProxy(upstream: string): Promise<WireProxy> {
  const agent = new Agent({ keepAlive: true });
  let active: { strike: Strike; left: number; skip: number; struck: number } | undefined;
  const struck = new Set<Socket>();
  let bytes = 0;

  function passOn(message: IncomingMessage, body: Buffer): Promise<Omit<Genuine, 'secrets' | 'method'>> {
    return new Promise((resolve, reject) => {
      const { 'transfer-encoding': _chunks, ...headers } = message.headers;
      const sent = ask(`${upstream}${message.url}`, { method: message.method, agent, headers: { ...headers, 'content-length': body.length } }, (reply) => {
        bodyOf(reply).then((read) => {
          const kept = pairs(reply.rawHeaders).filter(([name]) => !hopByHop.has(name.toLowerCase()));
          resolve({ status: reply.statusCode ?? 0, headers: kept, body: read });
        }, reject);
      });
      sent.once('error', reject);
      sent.end(body);
    });
  }

  /** As fast as the other side takes it. */
  async function deliver(socket: Socket, { head, body, pause, ending }: Delivery): Promise<void> {
    struck.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => struck.delete(socket));
    const write = async (piece: Buffer) => {
      bytes += piece.length;
      if (!socket.write(piece)) await new Promise<void>((resolve) => {
        const go = () => {
          socket.off('drain', go).off('close', go);
          resolve();
        };
        socket.on('drain', go).on('close', go);
      });
    };
    await write(head);
    for (const piece of body) {
      if (socket.destroyed) return;
      await write(piece);
      if (pause) await new Promise((resolve) => setTimeout(resolve, pause));
    }
    if (ending === 'close') socket.end(() => socket.destroySoon());
    else if (ending === 'reset') setImmediate(() => socket.resetAndDestroy());
  }

  const server = createServer((message, response) => {
    const { method = 'GET', url = '/', socket } = message;
    const serve = async () => {
      const sent = await bodyOf(message);
      const mine = active?.strike.on({ method, path: url }) ? active : undefined;
      const isStruck = mine !== undefined && mine.skip-- <= 0 && mine.left-- > 0;
      const unanswered = { status: 200, headers: [['Content-Type', 'application/json;charset=UTF-8']] as [string, string][], body: Buffer.from('{}') };
      const genuine = isStruck && mine.strike.withheld ? unanswered : await passOn(message, sent);
      if (isStruck) {
        mine.struck += 1;
        return deliver(socket, mine.strike.make({ ...genuine, method, secrets: secretsOf(message, sent) }));
      }
      response.sendDate = false;
      response.writeHead(genuine.status, [...genuine.headers, ...(genuine.status === 204 ? [] : [['Content-Length', String(genuine.body.length)]])].flat());
      response.end(genuine.body);
    };
    serve().catch(() => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    strike(strike) {
      active = { strike, left: strike.times, skip: strike.skip ?? 0, struck: 0 };
    },
    heal() {
      const count = active?.struck ?? 0;
      active = undefined;
      for (const socket of struck) socket.destroy();
      return count;
    },
    sent: () => bytes,
    open: () => struck.size,
    async close() {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
