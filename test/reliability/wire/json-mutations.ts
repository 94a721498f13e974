/** Mutations of the tree in a JSON answer: one node is something else, missing, or there twice. */
import type { Seeded } from '../../../electron/sandbox/seeded.ts';
import { answer, type Genuine, type Mutation } from './answer.ts';

interface Place {
  readonly parent: Record<string, unknown> | unknown[];
  readonly name: string | number;
  readonly value: unknown;
}

/** Every node but the root. */
function placesIn(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const parent = value as Place['parent'];
  const own: Place[] = Array.isArray(parent)
    ? parent.map((each: unknown, name) => ({ parent, name, value: each }))
    : Object.entries(parent).map(([name, each]) => ({ parent, name, value: each }));
  return own.flatMap((place) => [place, ...placesIn(place.value)]);
}

const set = ({ parent, name }: Place, value: unknown) => void ((parent as Record<string, unknown>)[name] = value);

/** Stands for JSON that JSON.stringify would not write. */
const mark = 'RAW-JSON-HERE';

/** The text of a tree that `change` has worked on; what it answers takes the place of the mark. */
function rewritten(genuine: Genuine, change: (tree: unknown) => string): string {
  const tree: unknown = JSON.parse(genuine.body.toString('utf8') || '{}');
  const raw = change(tree);
  return JSON.stringify(tree).replace(`"${mark}"`, () => raw);
}

type Raw = (old: unknown, random: Seeded) => string;

const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const swapped: Raw = (old) => {
  if (typeof old === 'string') return /^-?\d+$/.test(old) ? old.replace(/^(-?)0+(?=\d)/, '$1') : '17';
  if (typeof old === 'number' || typeof old === 'boolean') return JSON.stringify(String(old));
  return Array.isArray(old) ? '{"0":"x"}' : '["x"]';
};

/** JSON in place of a value. */
const replacements: Readonly<Record<string, Raw>> = {
  'another type': swapped,
  null: () => 'null',
  true: () => 'true',
  'empty text': () => '""',
  'an empty array': () => '[]',
  'an empty object': () => '{}',
  'wrapped in an array': (old) => JSON.stringify([old]),
  'wrapped in an object': (old) => JSON.stringify({ value: old }),
  zero: () => '0',
  'minus zero': () => '-0',
  negative: (_old, random) => String(-1 - random.integer(1e9)),
  'a fraction': (_old, random) => `${random.integer(1e9)}.5`,
  '1e308': () => '1e308',
  '1e400': () => '1e400',
  'beyond 2^53': () => '9007199254740993123',
  '100 000 digits': () => '9'.repeat(100_000),
  'NaN as text': () => '"NaN"',
  'undefined as text': () => '"undefined"',
  'a name that objects have': (_old, random) => JSON.stringify(random.pick(['__proto__', 'constructor', 'hasOwnProperty'])),
  'a text of 200 000': () => JSON.stringify('x'.repeat(200_000)),
  'a text of blanks': () => JSON.stringify(' '.repeat(50_000)),
  'odd characters': () => JSON.stringify('\u0000\u202e\ufeff\ud800<script>\r\n'),
  'a path': () => JSON.stringify('../../x?y#z'),
  'another host': () => JSON.stringify('https://evil.example.test/x'),
  'a script': () => JSON.stringify('javascript:alert(1)'),
  'ninety levels': () => deep(90),
  '5 000 levels': () => deep(5_000),
  prototype: () => '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
  'a day that is not': () => '"Feb 31, 2026 25:61 PM"',
  'year 0': () => '"Jan 01, 0000 00:00 AM"',
  'far in the future': () => '8639999999999999',
  'beyond all dates': () => '9e15',
};

const isIdentity = ({ name, value }: Place) => /^(?:meetingKey|webinarKey|session)$/.test(String(name)) || typeof value === 'object';

const replacing = ([name, raw]: [string, Raw]): Mutation => ({
  name: `a value becomes ${name}`,
  // The node may be a key or a row.
  renames: 1,
  make: (genuine, random) =>
    answer(genuine, {
      body: rewritten(genuine, (tree) => {
        const all = placesIn(tree);
        if (all.length === 0) return '';
        // Half of the time one of the nodes that everything hangs on.
        const weighty = all.filter(isIdentity);
        const place = random.pick(weighty.length > 0 && random.integer(4) === 0 ? weighty : all);
        set(place, mark);
        return raw(place.value, random);
      }),
    }),
});

const onTree = (name: string, change: (tree: unknown, random: Seeded) => string | void, renames = 0): Mutation => ({
  name,
  renames,
  make: (genuine, random) => answer(genuine, { body: rewritten(genuine, (tree) => change(tree, random) ?? '') }),
});

const objects = (tree: unknown): Record<string, unknown>[] =>
  [tree, ...placesIn(tree).map(({ value }) => value)].filter(
    (value): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value),
  );
const arrays = (tree: unknown): unknown[][] => placesIn(tree).map(({ value }) => value).filter((value) => Array.isArray(value));

const withArray = (name: string, change: (array: unknown[], random: Seeded) => void): Mutation =>
  onTree(name, (tree, random) => {
    const all = arrays(tree).filter((array) => array.length > 0);
    if (all.length > 0) change(random.pick(all), random);
  });

const shuffle = (array: unknown[], random: Seeded) => {
  for (let at = array.length - 1; at > 0; at--) {
    const other = random.integer(at + 1);
    [array[at], array[other]] = [array[other], array[at]];
  }
};

const odd = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'length', 'then', '', ' ', '0', 'error_', 'meeting_key'];

const structural: readonly Mutation[] = [
  // A key of a row among them.
  onTree('a member is missing', (tree, random) => {
    const all = objects(tree).filter((each) => Object.keys(each).length > 0);
    if (all.length === 0) return;
    const one = random.pick(all);
    delete one[random.pick(Object.keys(one))];
  }, 1),
  onTree('a member is there twice', (tree, random) => {
    const all = placesIn(tree).filter(({ parent }) => !Array.isArray(parent));
    if (all.length === 0) return '';
    const place = random.pick(all);
    set(place, mark);
    const [first, second] = random.integer(2) === 0 ? ['null', place.value] : [JSON.stringify(place.value), null];
    return `${first},${JSON.stringify(place.name)}:${JSON.stringify(second)}`;
  }, 1),
  onTree('there are more members', (tree, random) => {
    const one = random.pick(objects(tree).length > 0 ? objects(tree) : [{}]);
    for (const name of odd)
      Object.defineProperty(one, name, { value: { polluted: true }, enumerable: true, configurable: true });
  }),
  withArray('an array is shuffled', shuffle),
  withArray('rows come twice', (array, random) => void array.push(...array.slice(0, 1 + random.integer(array.length)))),
  withArray('a row is missing', (array, random) => void array.splice(random.integer(array.length), 1)),
  withArray('half of the rows are missing', (array) => void array.splice(array.length >> 1)),
  withArray('an array is empty', (array) => void array.splice(0)),
  withArray('rows of nothing', (array) => void array.push(null, 0, '', [], {}, [[]])),
  withArray('20 000 rows more', (array) => void array.push(...Array.from({ length: 20_000 }, () => array[0]))),
  onTree('a count lies', (tree, random) => {
    const all = placesIn(tree).filter(({ name, value }) => /count/i.test(String(name)) && typeof value !== 'object');
    if (all.length === 0) return '';
    set(random.pick(all), mark);
    return random.pick(['1', '2', '-1', '1000000', '1e308', '"many"', '3.5']);
  }),
  onTree('lengths and times are absurd', (tree, random) => {
    for (const place of placesIn(tree))
      if (/duration|milli/i.test(String(place.name))) set(place, random.pick([1e308, -1e308, 9e15, 8.64e15, 1e-300, '1e3']));
  }),
];

const whole = (name: string, body: string | ((genuine: Genuine) => string), status?: number): Mutation => ({
  name,
  make: (genuine) =>
    answer(genuine, {
      body: typeof body === 'string' ? body : body(genuine),
      headers: { 'Content-Type': 'application/json;charset=UTF-8' },
      status: status ?? (genuine.status === 204 ? 200 : genuine.status),
    }),
});

const wholes: readonly Mutation[] = [
  ...['null', '0', '""', '[]', '{}', '[{}]', '[[]]', '"OK"', 'true', '{"session":{}}', '{"session":[{}]}', '{"status":"success"}'].map((body) =>
    whole(`the answer is ${body}`, body),
  ),
  whole('the answer stands in an array', (genuine) => `[${genuine.body.toString() || '{}'}]`),
  whole('the answer stands in "data"', (genuine) => `{"data":${genuine.body.toString() || '{}'}}`),
  whole('10 000 levels', deep(10_000)),
];

/** Every shape of zoho-api.md 2.6 and 1.5, and some near them. */
const errors: readonly (readonly [number, unknown])[] = [
  [400, { error: { errorCode: 4000, message: 'The meeting key is invalid.', key: 'INVALID_MEETING_KEY' } }],
  [401, { error: { errorCode: 3001, message: 'You do not have permission to access this organization account.', key: 'UNAUTHORIZED_USER' } }],
  [403, { error: { code: 1025, message: "Org doesn't matches with request uri" }, resourceType: '/meeting/api/v2/1/user' }],
  [403, { error: { code: 1009, message: 'Invalid org admin' }, resourceType: 'x' }],
  [400, { error: { message: 'JSON_PARSE_ERROR' } }],
  [400, { error: { message: 'ARRAY_SIZE_OUT_OF_RANGE' } }],
  [404, { error: { message: 'EXTRA_KEY_FOUND_IN_JSON' } }],
  [401, { error: { code: 'INVALID_OAUTHSCOPE' } }],
  [400, { error: 'something' }],
  [400, { error: ['something'] }],
  [400, { errors: [{ code: 1, message: {} }] }],
  [400, { error: { code: { deep: true }, message: ['a'], key: 7 } }],
  [400, { error: {} }],
  [400, { error: null }],
  [400, { error: 'constructor' }],
  [400, { error: '__proto__', status: [] }],
  [400, { error: { message: '\u202e<img src=x onerror=alert(1)>'.repeat(4_000) } }],
  [400, { code: 7, message: 'beside' }],
  [200, { status: 'failure' }],
  [200, { status: 'failure', error: 'Access Denied', error_description: 'You have made too many requests continuously.' }],
  [200, { status: 'failure', error: '拒绝访问', error_description: '您的连续请求过多。请稍后再试。' }],
  [400, { error: 'general_error' }],
  [429, { error: { message: 'TOO_MANY_REQUESTS' } }],
  [500, { error: { message: 'INTERNAL' } }],
];

const refusals: readonly Mutation[] = errors.flatMap(([status, body]) =>
  [status, 200, 500].map((sent) => whole(`${sent} ${JSON.stringify(body).slice(0, 60)}`, JSON.stringify(body), sent)),
);

const tokenRefusals: readonly Mutation[] = [400, 200, 401].map((status) => ({
  ...whole(`${status}: the token is refused`, '{"error":{"code":2000,"message":"INVALID_OAUTHTOKEN"}}', status),
  refusesToken: true,
}));

const echoes: readonly Mutation[] = ['message', 'key', 'code'].map((name) =>
  whole(
    `the error repeats secrets as ${name}`,
    ({ secrets }) => JSON.stringify({ error: { [name]: `bad ${secrets.join(' ')}` }, [name]: secrets[0] ?? '' }),
    400,
  ),
);
const tokenEchoes: readonly Mutation[] = [0, 1, 2, 3].map((index) =>
  whole(`the error is a secret (${index})`, ({ secrets }) => JSON.stringify({ error: secrets[index] ?? 'x' }), 200),
);

export const jsonMutations: readonly Mutation[] = [
  ...Object.entries(replacements).map(replacing),
  ...structural,
  ...wholes,
  ...refusals,
  ...tokenRefusals,
  ...echoes,
  ...tokenEchoes,
];
