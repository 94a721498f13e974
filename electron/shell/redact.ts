/** Keeps secrets out of whatever is written down: the log, what is printed, and the report of a crash. */
import { errorCodes } from '../../contract/errors.ts';
import { redactText } from './redact-text.ts';

export interface Redactor {
  /** From now on this value is replaced wherever it stands, whatever it looks like and under whatever name. */
  hide(secret: string): void;
  /**
   * A plain copy (texts, numbers, lists, records) without secrets: those that were hidden, those that look like Zoho's,
   * and whatever stands under a telling name. Ends on cycles, never throws, and cuts what is deep, wide or long.
   */
  redact(value: unknown): unknown;
}

/** A shorter one would blot out words. Zoho's have 42 characters and more. */
const shortestSecret = 6;
const deepest = 5;
const widest = 100;

/** Names of fields, headers and parameters, in lower case and without `-` and `_`, whose values are nobody's business. */
const secretNames: ReadonlySet<string> = new Set([
  'code', 'state', 'password', 'passwd', 'passcode', 'pwd', 'encryptpwd', 'encryptpassword', 'accesscode', 'devicecode',
  'usercode', 'ciphertext', 'startlink', 'starturl', 'registerkey',
]);
const isSecretName = (name: string): boolean => {
  const plain = name.toLowerCase().replace(/[-_\s]/g, '');
  return secretNames.has(plain) || /(?:token|secret|password|verifier|cookie|authorization)$/.test(plain);
};

const ownCodes: ReadonlySet<unknown> = new Set(errorCodes);
/** `code: 'ENOENT'`, `code: 'offline'`, `code: 4000` and the like tell what went wrong. */
const isHarmless = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  typeof value === 'boolean' ||
  ownCodes.has(value) ||
  (typeof value === 'number' && Math.abs(value) < 100_000) ||
  (typeof value === 'string' && /^(?:E[A-Z0-9]{2,20}|ERR_[A-Z0-9_]{2,60})$/.test(value));

type Pairs = [unknown, unknown][];

/** What reads like a list of names and values. */
function pairsOf(value: object): Pairs | undefined {
  if (value instanceof Map || value instanceof URLSearchParams || value instanceof Headers || value instanceof FormData)
    return [...(value as Iterable<[unknown, unknown]>)];
  return undefined;
}

export function createRedactor(): Redactor {
  const hidden: string[] = [];

  const text = (value: string): string => redactText(value, hidden);

  function walk(value: unknown, path: readonly object[]): unknown {
    if (typeof value === 'string') return text(value);
    if (typeof value === 'function') return '[function]';
    if (typeof value !== 'object' || value === null) {
      if (value === null || value === undefined || typeof value === 'boolean') return value;
      // A number, a bigint or a symbol may be one, too.
      const spelled = typeof value === 'symbol' ? (value.description ?? '') : String(value);
      return typeof value === 'number' && text(spelled) === spelled ? value : text(spelled);
    }
    if (path.includes(value)) return '[circular]';
    if (path.length >= deepest) return '[deep]';
    try {
      return inside(value, [...path, value]);
    } catch {
      return '[unreadable]';
    }
  }

  function inside(value: object, path: readonly object[]): unknown {
    if (value instanceof Error) return errorText(value, path);
    if (value instanceof URL) return text(value.href);
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? '[no time]' : value.toISOString();
    if (value instanceof RegExp) return text(String(value));
    if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `[${value.byteLength} bytes]`;
    if (Array.isArray(value)) return list(value, path);
    if (value instanceof Set) return list([...value], path);
    return record(pairsOf(value) ?? ownPairs(value), path);
  }

  /** In a list, too, a name may stand before its value: `['Authorization', '…']`, as in `rawHeaders`. */
  function list(values: readonly unknown[], path: readonly object[]): unknown[] {
    const shown = values.slice(0, widest).map((each, index) => {
      const before: unknown = index > 0 ? values[index - 1] : undefined;
      return typeof before === 'string' && isSecretName(before) ? named(before, each, path) : walk(each, path);
    });
    return values.length > widest ? [...shown, `[${values.length - widest} more]`] : shown;
  }

  function record(pairs: Pairs, path: readonly object[]): Record<string, unknown> {
    const shown = pairs.slice(0, widest).map(([key, each]): [string, unknown] => {
      const name = typeof key === 'string' ? key : JSON.stringify(walk(key, path)) ?? '';
      return [text(name), named(name, each, path)];
    });
    if (pairs.length > widest) shown.push(['…', `[${pairs.length - widest} more]`]);
    return Object.fromEntries(shown);
  }

  const named = (name: string, value: unknown, path: readonly object[]): unknown =>
    isSecretName(name) && !isHarmless(value) ? '[redacted]' : walk(value, path);

  /** Name, message and stack, then what else the error carries, its causes included. */
  function errorText(error: Error, path: readonly object[]): string {
    const head = text(`${error.name}: ${error.message}`);
    const stack = text(String(error.stack ?? ''));
    const lines = [stack.startsWith(head) ? stack : `${head}\n${stack}`.trim()];
    const more = ownPairs(error).filter(([name]) => !['name', 'message', 'stack', 'cause', 'errors'].includes(String(name)));
    if (more.length > 0) lines.push(JSON.stringify(record(more, path)));
    const told = (words: string, inner: unknown) => {
      const shown = walk(inner, path);
      lines.push(`${words}: ${typeof shown === 'string' ? shown : JSON.stringify(shown)}`);
    };
    if (error.cause !== undefined) told('Caused by', error.cause);
    if (error instanceof AggregateError) for (const each of error.errors.slice(0, widest)) told('One of several', each);
    return lines.join('\n');
  }

  return {
    hide(secret) {
      if (secret.length < shortestSecret) return;
      for (const form of new Set([secret, encodeURIComponent(secret.toWellFormed()), JSON.stringify(secret).slice(1, -1)]))
        if (!hidden.includes(form)) hidden.push(form);
      // The longest first: another one may be a part of it.
      hidden.sort((one, other) => other.length - one.length);
    },
    redact: (value) => walk(value, []),
  };
}

/** Own enumerable fields; one whose getter throws is told as such. */
const ownPairs = (value: object): Pairs =>
  Object.keys(value).map((key) => {
    try {
      return [key, (value as Record<string, unknown>)[key]];
    } catch {
      return [key, '[unreadable]'];
    }
  });
