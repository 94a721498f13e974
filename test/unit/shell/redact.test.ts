import fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../../electron/shell/redact.ts';

const { redact } = createRedactor();
const token = `1000.${'ab'.repeat(16)}.${'cd'.repeat(16)}`;

/** As JSON and as Node prints it: what a log writes. */
const written = (value: unknown) => `${JSON.stringify(value)}\n${inspect(value, { depth: 20, maxArrayLength: null, maxStringLength: null })}`;

describe('what looks like a secret is hidden', () => {
  it.each<[unknown]>([
    [`got ${token} back`],
    [`Zoho-oauthtoken ${token}`],
    [{ accessToken: token, deep: { refresh_token: 'x-secret-x', list: [`?code=${token}&state=x-secret-x`] } }],
    [{ clientSecret: 'x-secret-x', headers: { Authorization: 'x-secret-x' } }],
    [new Error(`POST https://accounts.zoho.eu/oauth/v2/token?client_secret=x-secret-x&code=${token}`)],
    [{ startLink: 'https://meeting.zoho.eu/meeting-start?key=x-secret-x' }],
    ['open https://meeting.zoho.eu/meeting-start?key=12&t=x-secret-x now'],
    ['open /meeting-start?key=12&t=x-secret-x'],
    ['https%3A%2F%2Fmeeting.zoho.eu%2Fmeeting-start%3Fkey%3D12%26t%3Dx-secret-x'],
    ['parley://oauth/callback?code=x-secret-x&location=eu#x-secret-x'],
    ['https://ana:x-secret-x@meet.zoho.eu/'],
    ['{"session":{"topic":"Weekly","pwd":"x-secret-x","encryptPwd":"x-secret-x"}}'],
    ['{"session":{"pwd":"x-sec\\"ret-x-secret-x"'],
    ["session: { pwd: 'x-secret-x', encryptPassword: 'x-secret-x' }"],
    ['client_secret%3Dx-secret-x%26code%3Dx-secret-x'],
    ['Authorization: x-secret-x\nCookie: a=x-secret-x; b=x-secret-x'],
    ['Basic eC1zZWNyZXQteA=='.replace('eC1zZWNyZXQteA==', 'x-secret-x')],
    [new Map<unknown, unknown>([['client_secret', 'x-secret-x'], [{ pwd: 'x-secret-x' }, 1], ['m', new Map([['code', 'x-secret-x']])]])],
    [new Set([`code=x-secret-x`, new URLSearchParams({ state: 'x-secret-x' })])],
    [new Headers({ authorization: 'x-secret-x', 'set-cookie': 'x-secret-x' })],
    [new URL('https://accounts.zoho.eu/oauth/v2/token/revoke?token=x-secret-x')],
    [['Host', 'zoho.eu', 'Authorization', 'x-secret-x']],
    [[['code_verifier', 'x-secret-x']]],
    [new Error('outer', { cause: new Error('inner', { cause: { refresh_token: 'x-secret-x' } }) })],
    [new AggregateError([new Error('pwd=x-secret-x'), { code: 'x-secret-x' }], 'several')],
    [Object.assign(new Error('failed'), { code: 'EPIPE', config: { headers: { Authorization: 'x-secret-x' } } })],
    [Buffer.from('x-secret-x')],
    [{ pwd: 123_456, join: [{ passcode: 'x-secret-x' }] }],
  ])('%o', (value) => {
    const text = written(redact(value));
    expect(text).not.toContain(token);
    expect(text).not.toContain('secret-x');
    expect(text).not.toContain('123456');
  });
});

describe('what helps is kept', () => {
  it.each<[unknown, unknown]>([
    [{ code: 'offline', host: 'meeting.zoho.eu', tries: 3 }, { code: 'offline', host: 'meeting.zoho.eu', tries: 3 }],
    [{ code: 'ENOENT', ok: true, none: null }, { code: 'ENOENT', ok: true, none: null }],
    ['status 400, code 2000, code: ECONNRESET', 'status 400, code 2000, code: ECONNRESET'],
    ['https://meeting.zoho.eu/api/v2/1/sessions.json failed', 'https://meeting.zoho.eu/api/v2/1/sessions.json failed'],
    [[1, 'two', { three: [3n] }], [1, 'two', { three: ['3'] }]],
    [new Date(0), '1970-01-01T00:00:00.000Z'],
    ['Design review at 19:00', 'Design review at 19:00'],
  ])('%o', (value, shown) => expect(redact(value)).toEqual(shown));

  it('an error keeps its words, its place and what the system said', () => {
    const text = redact(Object.assign(new Error('no such file', { cause: new TypeError('inner words') }), { code: 'ENOENT', path: '/x/y' }));
    expect(text).toMatch(/^Error: no such file\n +at /);
    expect(text).toContain('"code":"ENOENT"');
    expect(text).toContain('"path":"/x/y"');
    expect(text).toContain('Caused by: TypeError: inner words');
  });
});

describe('whatever is thrown at it', () => {
  it('ends on cycles', () => {
    const loop: Record<string, unknown> = { name: 'loop' };
    loop['self'] = loop;
    const error = new Error('round');
    error.cause = new Error('and round', { cause: error });
    const map = new Map<string, unknown>([['error', error]]);
    map.set('map', map);
    expect(redact(loop)).toEqual({ name: 'loop', self: '[circular]' });
    expect(written(redact(map))).toContain('[circular]');
  });

  it('cuts what is deep, wide or long', () => {
    const deep: unknown = [[[[[[[[['bottom']]]]]]]]];
    expect(written(redact(deep))).toContain('[deep]');
    expect(redact(Array.from({ length: 5_000 }, () => 1))).toHaveLength(101);
    expect(String(redact('a b '.repeat(10_000))).length).toBeLessThan(10_002);
    expect(redact('x'.repeat(60_000_000))).toBe('[60000000 characters]');
  });

  it('takes its time for no text', () => {
    const hostile = ['a.', 'a://', 'code ', 'meeting-', '"', '://', 'key', '1000.', 'cookie:'].map((part) => part.repeat(50_000 / part.length));
    const began = performance.now();
    for (const text of hostile) redact(text);
    expect(performance.now() - began).toBeLessThan(4_000);
  });

  it('does not throw', () => {
    const refusing = new Proxy({}, { ownKeys: () => { throw new Error('no keys'); }, getPrototypeOf: () => { throw new Error('no prototype'); } });
    const getter = Object.defineProperty({}, 'field', { enumerable: true, get: () => { throw new Error('no field'); } });
    const odd = Object.assign(new Error('odd'), { stack: 7, name: Symbol('name') });
    for (const value of [refusing, getter, odd, Symbol('s'), () => 1, undefined, 10n, Number.NaN, new Date(Number.NaN), Object.create(null)])
      expect(() => written(redact(value))).not.toThrow();
    expect(redact({ getter, refusing })).toEqual({ getter: { field: '[unreadable]' }, refusing: '[unreadable]' });
  });
});

describe('a secret that was named is hidden, whatever it looks like', () => {
  it('in every spelling, also when it is a number or a name', () => {
    const { hide, redact: own } = createRedactor();
    hide('päss wörd/"42"');
    hide('8231177');
    hide('short');
    const text = written(own({
      raw: 'is päss wörd/"42"!', json: JSON.stringify({ a: 'päss wörd/"42"' }), url: encodeURIComponent('päss wörd/"42"'),
      number: 8_231_177, big: 8_231_177n, 'päss wörd/"42"': 1, short: 'short', symbol: Symbol('8231177'), path: '/x/8231177',
    }));
    expect(text).not.toMatch(/w(?:ö|%C3%B6)rd|8231177/);
    expect(text).toContain('short');
  });

  it('a longer one before the shorter one in it', () => {
    const { hide, redact: own } = createRedactor();
    hide('abcdef');
    hide('abcdef-ghijkl');
    expect(own('abcdef-ghijkl abcdef')).toBe('[hidden] [hidden]');
  });
});

const secrets = fc.constantFrom(randomBytes(21).toString('hex'), randomBytes(32).toString('base64url'), `${randomBytes(9).toString('base64')}+/&?="'\\é`);

/** Any graph of what JavaScript has, with the text woven in at every kind of place. */
function graphWith(leaf: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const { node } = fc.letrec<{ node: unknown }>((tie) => {
    const list = fc.array(tie('node'), { maxLength: 4 });
    const record = fc.dictionary(fc.string(), tie('node'), { maxKeys: 4 });
    return {
      node: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        leaf,
        fc.oneof(fc.anything(), fc.string()),
        list,
        record,
        list.map((values) => new Set(values)),
        fc.array(fc.tuple(tie('node'), tie('node')), { maxLength: 4 }).map((pairs) => new Map(pairs)),
        fc.tuple(fc.string(), tie('node')).map(([message, cause]) => new Error(message, { cause })),
        fc.tuple(list, fc.string()).map(([errors, message]) => new AggregateError(errors, message)),
        fc.tuple(fc.string(), record).map(([message, more]) => Object.assign(new Error(message), { details: more })),
        record.map((fields) => {
          const loop: Record<string, unknown> = { ...fields };
          loop['again'] = loop;
          return loop;
        }),
      ),
    };
  });
  return node;
}

const around = (secret: string) =>
  fc.tuple(fc.string(), fc.string(), fc.nat(9)).map(([before, after, kind]): unknown => {
    const text = `${before}${secret}${after}`;
    const places: unknown[] = [
      text, secret, new Error(text), new URLSearchParams({ q: text }), new Map([[text, 1]]), { [text]: 1 },
      new URL(`https://x.test/${encodeURIComponent(secret)}`), JSON.stringify({ text }), Buffer.from(text), new Set([text]),
    ];
    return places[kind];
  });

it('property: in any graph, no named secret is left, and the copy can be written down', () => {
  fc.assert(
    fc.property(secrets.chain((secret) => fc.tuple(fc.constant(secret), graphWith(around(secret)))), ([secret, graph]) => {
      const { hide, redact: own } = createRedactor();
      hide(secret);
      const copy = own(graph);
      const text = written(copy);
      for (const form of [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]) expect(text.includes(form)).toBe(false);
      expect(() => structuredClone(copy)).not.toThrow();
    }),
    { numRuns: 400 },
  );
});

it('property: in any graph, nothing that looks like Zoho’s tokens is left, named or not', () => {
  const hex = fc.string({ minLength: 32, maxLength: 32, unit: fc.constantFrom(...'0123456789abcdef') });
  const tokens = fc.tuple(hex, hex).map(([one, other]) => `1000.${one}.${other}`);
  fc.assert(
    fc.property(tokens.chain((each) => fc.tuple(fc.constant(each), graphWith(fc.constantFrom(`?code=${each}`, `${each} `, ` ${each}.`)))), ([each, graph]) => {
      expect(written(redact(graph)).includes(each)).toBe(false);
    }),
    { numRuns: 400 },
  );
});
