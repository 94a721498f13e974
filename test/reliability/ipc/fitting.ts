/** Payloads that fit a schema, made by walking it; and the largest ones that do. */
import { z } from 'zod';
import type { Random } from './random.ts';

/** Stands in every text that a payload is made of: neither answers nor the log may hold it. */
export const canary = 'canary-in-the-payload';

// oxlint-disable-next-line no-underscore-dangle -- where zod keeps what a schema or a check is made of
const defOf = (schema: z.core.$ZodType) => (schema as z.core.$ZodTypes)._zod.def;
// oxlint-disable-next-line no-underscore-dangle -- the same
const checkOf = (check: z.core.$ZodCheck<never>) => (check as z.core.$ZodChecks)._zod.def;
const fits = (schema: z.core.$ZodType, value: unknown) => z.safeParse(schema, value).success;

/** Texts of every form that the contract asks for: addresses, dates, times, zones, keys, colours. */
const texts = [
  'bo@example.test', 'li.wu+parley@example.test', '2026-06-19', '2028-02-29', '19:00', '00:00', 'Europe/Paris', 'UTC',
  'America/Argentina/Buenos_Aires', '1169128500', 'new-b2a6f0de-6f0c-4d0e-8a3c-0d5a3b7c9e11', 'new-meeting', '', ' ', 'x',
  'parley://oauth/callback', 'http://127.0.0.1:8901/callback', 'https://app.example.test/back', '1000.ABCDEF', '#1a7f5c',
];
const odd = [
  '\u0000', '\u202e', '\ud800', '\udfff', '\u2028', '\u200b', '😀', 'é', '\n', '<b>', '"', '\\', '${x}', '--', "';", '%00',
];

/** What a schema states about size: of a text or list its length, of a number its value. */
function bounds(schema: z.core.$ZodType): { least?: number; most?: number } {
  const found: { least?: number; most?: number } = {};
  for (const check of defOf(schema).checks ?? []) {
    const def = checkOf(check);
    if (def.check === 'min_length') found.least = def.minimum;
    if (def.check === 'max_length') found.most = def.maximum;
    if (def.check === 'greater_than') found.least = Number(def.value);
    if (def.check === 'less_than') found.most = Number(def.value);
  }
  return found;
}

function textFor(schema: z.core.$ZodType, random: Random, mark: string): string {
  const { least = 0, most = 40 } = bounds(schema);
  for (let attempt = 0; attempt < 200; attempt++) {
    const length = random.pick([least, most, random.int(least, Math.min(most, least + 60))]);
    const start = `${mark}${random.pick(odd)}${random.pick(odd)}`;
    const stuffed = start.padEnd(length, random.pick(['a', '7', '漢', '.', ' ']));
    const text = random.chance(0.5) ? random.pick(texts) : stuffed.slice(0, length);
    if (fits(schema, text)) return text;
  }
  const known = texts.find((text) => fits(schema, text));
  if (known !== undefined) return known;
  throw new Error(`No text found that fits ${JSON.stringify(bounds(schema))}`);
}

function numberFor(schema: z.core.$ZodType, random: Random): number {
  const { least = -1e6, most = 1e15 } = bounds(schema);
  for (let attempt = 0; attempt < 200; attempt++) {
    const number = random.pick([least, most, 0, 1, random.int(least, most), random.next() * 1000]);
    if (fits(schema, number)) return number;
  }
  throw new Error('No number found that fits');
}

/** A span of time is bounded as a whole, which two numbers by themselves would hardly ever meet (listAgenda). */
const isSpan = (shape: Readonly<Record<string, unknown>>): boolean => 'from' in shape && 'to' in shape;
const longestSpan = 62 * 24 * 3_600_000;
const spanFrom = (from: number, length: number) => ({ from, to: from + length });

/** One walk over the kinds of schemas that the contract uses; another kind is an error, so that it is added here. */
function build(schema: z.core.$ZodType, random: Random, mark: string): unknown {
  const def = defOf(schema);
  switch (def.type) {
    case 'undefined':
      return undefined;
    case 'string':
      return textFor(schema, random, mark);
    case 'number':
      return numberFor(schema, random);
    case 'boolean':
      return random.chance(0.5);
    case 'enum':
      return random.pick(Object.values(def.entries));
    case 'literal':
      return random.pick(def.values);
    case 'nullable':
      return random.chance(0.2) ? null : build(def.innerType, random, mark);
    case 'default':
      return build(def.innerType, random, mark);
    case 'optional':
      return random.chance(0.4) ? undefined : build(def.innerType, random, mark);
    case 'union':
      return build(random.pick(def.options), random, mark);
    case 'array': {
      const { least = 0, most = 6 } = bounds(schema);
      const length = random.int(least, Math.min(most, least + 4));
      return Array.from({ length }, () => build(def.element, random, mark));
    }
    case 'record': {
      const pairs = Array.from({ length: random.int(0, 4) }, () => [
        String(build(def.keyType, random, mark)),
        build(def.valueType, random, mark),
      ] as const);
      return Object.fromEntries(pairs);
    }
    case 'object': {
      const pairs = Object.entries(def.shape).map(([key, inner]) => [key, build(inner, random, mark)] as const);
      const value = Object.fromEntries(pairs.filter(([, inner]) => inner !== undefined));
      return isSpan(def.shape) ? { ...value, ...spanFrom(random.int(-1e12, 1e13), random.int(1, longestSpan)) } : value;
    }
    default:
      throw new Error(`fitting.ts does not know schemas of the kind ${def.type}`);
  }
}

/** A value that fits. @param mark stands in many of its texts */
export function fitting(schema: z.core.$ZodType, random: Random, mark: string = canary): unknown {
  for (let attempt = 0; attempt < 200; attempt++) {
    const value = build(schema, random, mark);
    if (fits(schema, value)) return value;
  }
  throw new Error('No value found that fits as a whole');
}

/** The longest that is taken, below `cap`. */
function longest(cap: number, isTaken: (length: number) => boolean): number {
  let [taken, refused] = [0, cap];
  while (refused - taken > 1) {
    const middle = Math.floor((taken + refused) / 2);
    if (isTaken(middle)) taken = middle;
    else refused = middle;
  }
  return taken;
}

/** More than any text or list of the contract may have. */
export const beyond = 200_000;

const longestOf = (schema: z.core.$ZodType) =>
  [...texts, 'https://app.example.test/'.padEnd(500, 'a'), `E${'/x'.repeat(31)}`]
    .filter((text) => fits(schema, text))
    .sort((a, b) => b.length - a.length)[0];

const sizeOf = (value: unknown): number => JSON.stringify(value)?.length ?? 0;

/** The largest value that fits: every text, list and record as long as may be. */
export function largest(schema: z.core.$ZodType, letter = 'a'): unknown {
  const def = defOf(schema);
  switch (def.type) {
    case 'string': {
      const length = longest(beyond, (size) => fits(schema, letter.repeat(size)));
      const emoji = longest(beyond, (size) => fits(schema, '😀'.repeat(size)));
      const words = length >= 2 * emoji ? letter.repeat(length) : `${letter}${'😀'.repeat(emoji - 1)}`;
      return fits(schema, words) ? words : longestOf(schema);
    }
    case 'number':
      return bounds(schema).most ?? Number.MAX_SAFE_INTEGER;
    case 'boolean':
      return true;
    case 'enum':
      return Object.values(def.entries).at(-1);
    case 'literal':
      return def.values.at(-1);
    case 'union':
      return def.options.map((option) => largest(option)).sort((a, b) => sizeOf(b) - sizeOf(a))[0];
    case 'nullable':
    case 'optional':
    case 'default':
      return largest(def.innerType);
    case 'array': {
      const item = largest(def.element);
      const list = (length: number) => Array.from({ length }, () => item);
      return list(longest(beyond, (length) => fits(schema, list(length))));
    }
    case 'record': {
      const value = largest(def.valueType);
      const sized = (length: number) =>
        Object.fromEntries(Array.from({ length }, (_, at) => [`${at}`.padStart(320, 'a'), value] as const));
      return sized(longest(2_000, (length) => fits(schema, sized(length))));
    }
    case 'object':
      if (isSpan(def.shape)) return spanFrom(1e15, longestSpan);
      return Object.fromEntries(Object.entries(def.shape).map(([key, inner]) => [key, largest(inner, key.at(-1))]));
    default:
      return undefined;
  }
}

/** Every text, list and record inside a schema, with the way there. */
export function sized(schema: z.core.$ZodType, path = ''): { path: string; schema: z.core.$ZodType; type: string }[] {
  const def = defOf(schema);
  switch (def.type) {
    case 'object':
      return Object.entries(def.shape).flatMap(([key, inner]) => sized(inner, `${path}.${key}`));
    case 'nullable':
    case 'optional':
    case 'default':
      return sized(def.innerType, path);
    case 'array':
      return [{ path, schema, type: def.type }, ...sized(def.element, `${path}[]`)];
    case 'record':
      return [
        { path, schema, type: def.type },
        ...sized(def.keyType, `${path}{}`),
        ...sized(def.valueType, `${path}{}`),
      ];
    case 'string':
      return [{ path, schema, type: def.type }];
    default:
      return [];
  }
}

/** Places in a value that its schema does not name. */
export function unnamed(schema: z.core.$ZodType, value: unknown): string[] {
  const def = defOf(schema);
  if (value === null || value === undefined) return [];
  switch (def.type) {
    case 'nullable':
    case 'optional':
      return unnamed(def.innerType, value);
    case 'array':
      return (value as unknown[]).flatMap((item) => unnamed(def.element, item));
    case 'object':
      return Reflect.ownKeys(value).flatMap((key) => {
        const inner = typeof key === 'string' && Object.hasOwn(def.shape, key) ? def.shape[key] : undefined;
        return inner ? unnamed(inner, (value as Record<string, unknown>)[String(key)]) : [String(key)];
      });
    default:
      return [];
  }
}
