/** Mutations of how an answer travels: connection, headers, lengths, compression, pace. */
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { answer, repeated, streamed, type Change, type Genuine, type Mutation } from './answer.ts';

const sent = (name: string, change: Change | ((genuine: Genuine) => Change)): Mutation => ({
  name,
  make: (genuine) => answer(genuine, typeof change === 'function' ? change(genuine) : change),
});
const header = (name: string, value: string): Mutation => sent(`${name}: ${value.slice(0, 40)}`, { headers: { [name]: value } });

/** Breaks off after a part of the bytes. */
const broken = (name: string, part: (head: Buffer, body: Buffer) => Buffer, ending: 'close' | 'reset' | 'silence'): Mutation => ({
  name: `${name}, then ${ending}`,
  ...(ending === 'silence' ? { slow: true } : {}),
  make: (genuine) => ({ head: part(answer(genuine).head, genuine.body), body: [], ending }),
});

const chunk = (bytes: Buffer) => Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);
const inChunks = (name: string, make: (body: Buffer) => Buffer, ending: 'close' | 'reset' = 'close'): Mutation =>
  sent(`chunked: ${name}`, (genuine) => ({
    headers: { 'Transfer-Encoding': 'chunked' }, length: null, body: make(genuine.body), ending,
  }));

const coded = (name: string, encoding: string, make: (body: Buffer) => Buffer): Mutation =>
  sent(`${encoding}: ${name}`, (genuine) => ({ headers: { 'Content-Encoding': encoding }, body: make(genuine.body) }));

const half = (bytes: Buffer) => bytes.subarray(0, bytes.length >> 1);

const MB = 1024 * 1024;

/** A gzip file of about 1 MB that holds 1 GB of zeros: its sixty-four blocks are the same, and its end is never reached. */
export function gzipBomb(): Buffer {
  const block = deflateRawSync(Buffer.alloc(16 * MB), { finishFlush: 2 /* Z_SYNC_FLUSH */ });
  const head = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]);
  return Buffer.concat([head, ...Array.from({ length: 64 }, () => block)]);
}

/** What fills memory or time: few, since each costs some. */
export const heavyMutations: readonly Mutation[] = [
  coded('a bomb of 1 GB', 'gzip', gzipBomb),
  coded('a bomb of 64 MB', 'br', () => brotliCompressSync(Buffer.alloc(64 * MB, 0x20), { params: { 1: 1 } })),
  coded('a bomb in a bomb', 'gzip, gzip', () => gzipSync(gzipBomb())),
  { name: '50 MB of blanks', make: (genuine) => streamed(genuine, repeated(Buffer.alloc(256 * 1024, 0x20), 200)) },
  sent('50 MB announced, and nothing more', { length: 50 * MB }),
  { name: 'endless blanks', make: (genuine) => streamed(genuine, repeated(Buffer.alloc(64 * 1024, 0x20))) },
  {
    name: 'endless rows',
    make: (genuine) =>
      streamed(genuine, (function* () {
        yield Buffer.from('{"session":[');
        for (let key = 1e9; ; key++) yield Buffer.from(`{"meetingKey":${key},"topic":"Again"},`.repeat(1_000));
      })()),
  },
];

export const slowMutations: readonly Mutation[] = [
  { name: 'a byte at a time', slow: true, make: (genuine) => streamed(genuine, pieces(genuine.body), { pause: 200 }) },
  {
    name: 'blanks for ever, slowly', slow: true,
    make: (genuine) => streamed(genuine, repeated(Buffer.from(' ')), { pause: 20 }),
  },
  ...['', 'HTTP/1.1 2', 'HTTP/1.1 200 OK\r\nContent-Ty'].map((part) =>
    broken(part === '' ? 'no answer' : `"${part.split('\r\n').at(-1)}"`, () => Buffer.from(part), 'silence'),
  ),
  broken('headers alone', (head) => head, 'silence'),
  broken('half of the body', (head, body) => Buffer.concat([head, half(body)]), 'silence'),
];

function* pieces(body: Buffer): Generator<Buffer> {
  for (let at = 0; at < body.length; at++) yield body.subarray(at, at + 1);
}

export const httpMutations: readonly Mutation[] = [
  ...(['close', 'reset'] as const).flatMap((ending) => [
    broken('no answer', () => Buffer.alloc(0), ending),
    broken('half of the status line', (head) => head.subarray(0, 9), ending),
    broken('half of the headers', half, ending),
    broken('headers alone', (head) => head, ending),
    broken('half of the body', (head, body) => Buffer.concat([head, half(body)]), ending),
  ]),
  broken('no HTTP', () => Buffer.from('SSH-2.0-OpenSSH_9.9\r\n'), 'close'),
  broken('TLS', () => Buffer.from('160301020001', 'hex'), 'close'),
  broken('HTTP/9.9', (_head, body) => Buffer.concat([Buffer.from('HTTP/9.9 200 OK\r\n\r\n'), body]), 'close'),
  broken('status 0', (_head, body) => Buffer.concat([Buffer.from('HTTP/1.1 0 OK\r\n\r\n'), body]), 'close'),
  broken('status text of 8 kB', (_head, body) => Buffer.concat([Buffer.from(`HTTP/1.1 200 ${'x'.repeat(8_000)}\r\n\r\n`), body]), 'close'),

  sent('Content-Length too long', ({ body }) => ({ length: body.length + 10 })),
  sent('Content-Length too short', ({ body }) => ({ length: body.length >> 1 })),
  sent('Content-Length 0', { length: 0 }),
  sent('no Content-Length', { length: null }),
  sent('two Content-Lengths', { more: [['Content-Length', '7']] }),
  sent('Content-Length nonsense', { length: null, headers: { 'Content-Length': 'many' } }),
  sent('Content-Length negative', { length: -1 }),
  sent('Content-Length and chunks', ({ body }) => ({ headers: { 'Transfer-Encoding': 'chunked' }, body: chunk(body) })),
  inChunks('well', (body) => Buffer.concat([chunk(body), Buffer.from('0\r\n\r\n')])),
  inChunks('one byte each', (body) => Buffer.concat([...pieces(body)].map(chunk).concat(Buffer.from('0\r\n\r\n')))),
  inChunks('without an end', chunk),
  inChunks('cut', (body) => half(chunk(body))),
  inChunks('reset', (body) => half(chunk(body)), 'reset'),
  inChunks('no number', (body) => Buffer.concat([Buffer.from('zz\r\n'), body])),
  inChunks('a huge number', (body) => Buffer.concat([Buffer.from('ffffffffffffffffff\r\n'), body])),

  sent('100 kB in a header', { headers: { 'X-Long': 'x'.repeat(100_000) } }),
  sent('1 000 headers', { more: Array.from({ length: 1_000 }, (_, at) => [`X-${at}`, 'y'] as const) }),
  sent('50 cookies', { more: Array.from({ length: 50 }, (_, at) => ['Set-Cookie', `c${at}=1; Domain=zoho.com`] as const) }),
  sent('control characters in a header', { headers: { 'X-Odd': 'a\u0001b' } }),
  sent('a folded header', { headers: { 'X-Odd': 'a\r\n b' } }),
  ...['soon', '-5', '0', '1e9', '31536000', '999999999', '99999999999999', 'Fri, 31 Dec 9999 23:59:59 GMT', ''].flatMap((value) => [
    header('Retry-After', value),
    sent(`429, Retry-After: ${value}`, { status: 429, body: '', headers: { 'Retry-After': value } }),
  ]),
  ...['today', '', 'Thu, 01 Jan 1970 00:00:00 GMT', 'Fri, 31 Dec 9999 23:59:59 GMT', '0', '-1'].map((value) => header('Date', value)),
  header('Refresh', '0; url=https://evil.example.test/'),
  header('Location', 'https://evil.example.test/'),
  header('WWW-Authenticate', 'Basic realm="x"'),
  header('Upgrade', 'websocket'),

  coded('well', 'gzip', gzipSync),
  coded('well', 'br', (body) => brotliCompressSync(body)),
  coded('well', 'deflate', deflateSync),
  coded('not compressed', 'gzip', (body) => body),
  coded('not compressed', 'br', (body) => body),
  coded('not compressed', 'deflate', (body) => body),
  coded('not compressed', 'zstd', (body) => body),
  coded('not known', 'nonsense', (body) => body),
  coded('cut', 'gzip', (body) => half(gzipSync(body))),
  coded('cut', 'br', (body) => half(brotliCompressSync(body))),
  coded('cut', 'deflate', (body) => half(deflateSync(body))),
  coded('is Brotli', 'gzip', (body) => brotliCompressSync(body)),
  coded('twice, said once', 'gzip', (body) => gzipSync(gzipSync(body))),
  coded('twice, said twice', 'gzip, gzip', (body) => gzipSync(gzipSync(body))),
  coded('said seven times', Array.from({ length: 7 }, () => 'gzip').join(', '), gzipSync),
  coded('wrong checksum', 'gzip', (body) => {
    const packed = gzipSync(body);
    packed[packed.length - 6] = (packed[packed.length - 6] ?? 0) ^ 0xff;
    return packed;
  }),
  coded('garbage behind', 'gzip', (body) => Buffer.concat([gzipSync(body), Buffer.from('garbage')])),
];
