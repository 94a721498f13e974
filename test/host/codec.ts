/**
 * Values as text between Node and the page, with the types that structured clone keeps. Functions, symbols, promises
 * and weak collections are refused as Electron refuses them. One function, so that its source can be sent to the page.
 */
export interface Codec {
  /** Throws `An object could not be cloned.` */
  encode(values: unknown): string;
  decode(text: string): unknown;
}

export function makeCodec(): Codec {
  type Tagged = { t: string; v?: unknown; k?: string };
  const views = [
    'Uint8Array',
    'Int8Array',
    'Uint8ClampedArray',
    'Uint16Array',
    'Int16Array',
    'Uint32Array',
    'Int32Array',
    'Float32Array',
    'Float64Array',
    'BigInt64Array',
    'BigUint64Array',
    'DataView',
  ];
  const globals = globalThis as unknown as Record<string, new (buffer: ArrayBuffer) => ArrayBufferView>;
  const refuse = (): never => {
    throw new Error('An object could not be cloned.');
  };
  const kindOf = (value: object) => Object.prototype.toString.call(value).slice(8, -1);
  const toText = (bytes: Uint8Array) => {
    let binary = '';
    for (let at = 0; at < bytes.length; at += 4096) binary += String.fromCharCode(...bytes.subarray(at, at + 4096));
    return btoa(binary);
  };
  const toBytes = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const put = (target: object, key: string, value: unknown) =>
    Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });

  const encodeValue = (value: unknown, seen: Map<object, number>): unknown => {
    if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
    if (value === undefined) return { t: 'u' };
    if (typeof value === 'number') {
      return Number.isFinite(value) && !Object.is(value, -0) ? value : { t: 'n', v: Object.is(value, -0) ? '-0' : `${value}` };
    }
    if (typeof value === 'bigint') return { t: 'b', v: `${value}` };
    if (typeof value !== 'object') return refuse();
    if (value instanceof Boolean || value instanceof Number || value instanceof String) return encodeValue(value.valueOf(), seen);
    const known = seen.get(value);
    if (known !== undefined) return { t: 'r', v: known };
    seen.set(value, seen.size);
    if (Array.isArray(value)) return { t: 'a', v: value.map((item) => encodeValue(item, seen)) };
    if (ArrayBuffer.isView(value)) {
      const kind = views.includes(kindOf(value)) ? kindOf(value) : 'Uint8Array';
      return { t: 'x', k: kind, v: toText(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)) };
    }
    switch (kindOf(value)) {
      case 'Date':
        return { t: 'd', v: encodeValue((value as Date).getTime(), seen) };
      case 'RegExp':
        return { t: 'e', v: [(value as RegExp).source, (value as RegExp).flags] };
      case 'Map':
        return { t: 'm', v: [...(value as Map<unknown, unknown>)].map((pair) => pair.map((item) => encodeValue(item, seen))) };
      case 'Set':
        return { t: 's', v: [...(value as Set<unknown>)].map((item) => encodeValue(item, seen)) };
      case 'Error':
        return { t: 'E', k: (value as Error).name, v: String((value as Error).message) };
      case 'ArrayBuffer':
        return { t: 'x', k: 'ArrayBuffer', v: toText(new Uint8Array(value as ArrayBuffer)) };
      case 'Promise':
      case 'WeakMap':
      case 'WeakSet':
      case 'WeakRef':
      case 'Generator':
        return refuse();
      default:
        return {
          t: 'o',
          v: Object.keys(value).map((key) => [key, encodeValue((value as Record<string, unknown>)[key], seen)]),
        };
    }
  };

  const decodeValue = (value: unknown, seen: unknown[]): unknown => {
    if (value === null || typeof value !== 'object') return value;
    const { t, v, k } = value as Tagged;
    const text = String(v);
    if (t === 'u') return undefined;
    if (t === 'n') return Number(text);
    if (t === 'b') return BigInt(text);
    if (t === 'r') return seen[Number(v)];
    const place = seen.length;
    const keep = <T>(made: T): T => {
      seen[place] = made;
      return made;
    };
    keep(undefined);
    const items = v as unknown[];
    if (t === 'a') {
      const made: unknown[] = keep([]);
      items.forEach((item, index) => put(made, `${index}`, decodeValue(item, seen)));
      return made;
    }
    if (t === 'o') {
      const made = keep({});
      for (const [key, item] of items as [string, unknown][]) put(made, key, decodeValue(item, seen));
      return made;
    }
    if (t === 'm') {
      const made = keep(new Map());
      for (const [key, item] of items as [unknown, unknown][]) {
        const decodedKey = decodeValue(key, seen);
        made.set(decodedKey, decodeValue(item, seen));
      }
      return made;
    }
    if (t === 's') {
      const made = keep(new Set());
      for (const item of items) made.add(decodeValue(item, seen));
      return made;
    }
    if (t === 'd') return keep(new Date(decodeValue(v, seen) as number));
    if (t === 'e') return keep(new RegExp(String(items[0]), String(items[1])));
    if (t === 'E') return keep(Object.assign(new Error(text), { name: String(k) }));
    if (t === 'x') {
      const bytes = toBytes(text);
      const View = k === 'ArrayBuffer' ? undefined : globals[views.includes(String(k)) ? String(k) : 'Uint8Array'];
      return keep(View ? new View(bytes.buffer) : bytes.buffer);
    }
    return undefined;
  };

  return {
    encode: (values) => JSON.stringify(encodeValue(values, new Map())),
    decode: (text) => decodeValue(JSON.parse(text), []),
  };
}
