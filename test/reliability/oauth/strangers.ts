/** What another program on this machine can do to a port: send bytes, and hold connections. */
import { connect, type Socket } from 'node:net';

export interface Held {
  readonly socket: Socket;
  /** What came back so far. */
  answer(): string;
  /** Fulfils when the other side, or an error, has ended the connection. */
  readonly closed: Promise<void>;
}

/** Opens a connection, sends something, and keeps it open. */
export const hold = (port: number, text: string | Uint8Array = '', host = '127.0.0.1') =>
  new Promise<Held>((resolve) => {
    const socket = connect(port, host);
    let answer = '';
    const closed = new Promise<void>((done) => socket.on('close', () => done()));
    const held = { socket, closed, answer: () => answer };
    socket.on('data', (chunk) => (answer += chunk.toString('latin1')));
    // A refused or reset connection is an answer too.
    socket.on('error', () => resolve(held));
    socket.on('connect', () => {
      if (text.length > 0) socket.write(text);
      resolve(held);
    });
  });

/** Sends something and answers what comes back until the other side closes. */
export async function say(port: number, text: string | Uint8Array, host?: string): Promise<string> {
  const { closed, answer } = await hold(port, text, host);
  await closed;
  return answer();
}

/** A request as a browser would write it, with these header lines. */
export const requestOf = (port: number, target: string, lines: readonly string[] = [], method = 'GET') =>
  [`${method} ${target} HTTP/1.1`, ...(lines.some((line) => /^host:/i.test(line)) ? [] : [`Host: 127.0.0.1:${port}`]), ...lines, '', ''].join('\r\n');
