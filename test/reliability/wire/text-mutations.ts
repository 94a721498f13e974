/** Mutations of the bytes of an answer that still travels well. */
import type { Seeded } from '../../../electron/sandbox/seeded.ts';
import { answer, type Change, type Genuine, type Mutation } from './answer.ts';

/** @param renames as in a Mutation */
const bytes = (
  name: string,
  change: (body: Buffer, random: Seeded) => Buffer | string,
  sent: Change = {},
  renames = 0,
): Mutation => ({
  name,
  renames,
  make: (genuine, random) => answer(genuine, { ...sent, body: change(genuine.body, random) }),
});

/** A place inside a body, or 0 of an empty one. */
const at = (body: Buffer, random: Seeded) => (body.length === 0 ? 0 : random.integer(body.length));

function flipped(body: Buffer, random: Seeded, flips: number): Buffer {
  const copy = Buffer.from(body);
  for (let flip = 0; flip < flips && copy.length > 0; flip++) {
    const place = at(copy, random);
    copy[place] = (copy[place] ?? 0) ^ (1 << random.integer(8));
  }
  return copy;
}

const page = '<!doctype html><html><title>Sign in</title><form action="/login"><input name="password"></form></html>';
const typed = (type: string | undefined): Change => ({ headers: { 'Content-Type': type } });
const latin = (body: Buffer) => Buffer.from(body.toString('utf8'), 'latin1');

export const textMutations: readonly Mutation[] = [
  bytes('cut at a byte', (body, random) => body.subarray(0, at(body, random))),
  bytes('cut before the last byte', (body) => body.subarray(0, -1)),
  bytes('one bit flipped', (body, random) => flipped(body, random, 1), {}, 1),
  bytes('twenty bits flipped', (body, random) => flipped(body, random, 20), {}, 20),
  bytes('a byte order mark', (body) => `\ufeff${body.toString('utf8')}`),
  bytes('garbage before', (body) => `)]}'\n${body.toString('utf8')}`),
  bytes('garbage behind', (body) => `${body.toString('utf8')}\u0000garbage`),
  bytes('two documents', (body) => `${body.toString('utf8')}\n${body.toString('utf8')}`),
  bytes('a trailing comma', (body) => body.toString('utf8').replace(/}\s*$/, ',}')),
  bytes('single quotes', (body) => body.toString('utf8').replaceAll('"', "'")),
  bytes('JSONP', (body) => `callback(${body.toString('utf8')});`),
  bytes('NaN without quotes', (body) => body.toString('utf8').replace(/:\s*\d+/, ':NaN')),
  bytes('a page', () => page, typed('text/html')),
  bytes('a page that calls itself JSON', () => page),
  bytes('XML', () => '<?xml version="1.0"?><error/>', typed('application/xml')),
  bytes('nothing', () => ''),
  bytes('blanks', (_body, random) => ' \r\n\t'.repeat(1 + random.integer(20_000))),
  bytes('zeros', () => Buffer.alloc(5_000)),
  bytes('random bytes', (_body, random) => Buffer.from(Array.from({ length: 3_000 }, () => random.integer(256)))),
  bytes('a picture', () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), typed('image/png')),
  ...[undefined, '', 'text/html', 'text/plain', 'application/octet-stream', 'nonsense', 'application/json; charset='].map((type) =>
    bytes(`Content-Type ${type ?? 'missing'}`, (body) => body, typed(type)),
  ),
  // A key of digits survives each of these or the JSON does not.
  ...['utf-16', 'utf-16be', 'iso-8859-1', 'shift_jis', 'gb18030', 'iso-2022-jp', 'iso-2022-kr', 'klingon', '"'].map((charset) =>
    bytes(`UTF-8 that calls itself ${charset}`, (body) => body, typed(`application/json; charset=${charset}`)),
  ),
  bytes('UTF-16 that calls itself UTF-8', (body) => Buffer.from(body.toString('utf8'), 'utf16le')),
  bytes('UTF-16 that says so', (body) => Buffer.from(body.toString('utf8'), 'utf16le'), typed('application/json; charset=utf-16le')),
  bytes('Latin-1 that calls itself UTF-8', latin),
  bytes('deep, and not closed', () => '['.repeat(300_000)),
  bytes('an endless string', () => `{"session":"${'x'.repeat(300_000)}`),
  bytes('escapes without end', () => `"${'\\'.repeat(300_001)}"`),
];

/** Answers with every status there is. */
const statuses = [
  100, 101, 102, 103, 200, 201, 202, 203, 204, 205, 206, 207, 226, 300, 301, 302, 303, 304, 305, 307, 308, 400, 401, 402, 403, 404,
  405, 406, 408, 409, 410, 411, 412, 413, 414, 415, 417, 418, 421, 422, 423, 425, 426, 428, 429, 431, 451, 500, 501, 502, 503, 504,
  505, 507, 508, 511, 520, 599,
];

const status = (code: number, change: Change, what: string): Mutation => ({
  name: `${code} ${what}`,
  make: (genuine: Genuine) => answer(genuine, { status: code, ...change }),
});

export const statusMutations: readonly Mutation[] = [
  ...statuses.map((code) => status(code, {}, 'with the body of a success')),
  ...[401, 403, 404, 405, 429, 500, 503].flatMap((code) => [
    status(code, { body: '' }, 'empty'),
    status(code, { body: page, headers: { 'Content-Type': 'text/html' } }, 'with a page'),
    status(code, { body: '{}' }, 'with an empty object'),
  ]),
  ...[301, 302, 303, 307, 308].flatMap((code) =>
    ['https://evil.example.test/', 'http://127.0.0.1:9/', '/other', 'file:///etc/passwd', '//[', ''].map((location) =>
      status(code, { headers: { Location: location } }, `to ${location === '' ? 'nowhere' : location}`),
    ),
  ),
];
