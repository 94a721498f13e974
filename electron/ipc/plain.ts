/**
 * What a payload may be before any schema looks at it: plain data of a stated size. A schema alone would walk through
 * as many keys as a sender likes to invent, and read a getter twice.
 */

/** Beyond these a payload is refused. Each is more than twice the largest that a schema of the contract takes. */
export const limits = {
  /** Objects and lists inside one another. */
  depth: 8,
  /** Values in all, the lists and objects themselves included. */
  values: 10_000,
  /** Characters (UTF-16) of all strings and keys together. */
  characters: 5_000_000,
} as const;

class NotPlain extends Error {}

/**
 * A deep copy of plain data: objects and lists of own, enumerable values, strings, numbers, booleans, null and
 * undefined. Each property is read once, so the copy is what was checked; a key that holds undefined is left out. Keys
 * that a prototype has, accessors, holes, instances of classes and anything beyond {@link limits} are refused; so are
 * cycles, by their depth.
 *
 * @returns undefined when it is refused, also when reading it throws
 */
export function plainCopy(payload: unknown): { readonly value: unknown } | undefined {
  let values = 0;
  let characters = 0;

  const addLength = ({ length }: string) => {
    characters += length;
    if (characters > limits.characters) throw new NotPlain();
  };

  const copyOf = (value: unknown, depth: number): unknown => {
    values += 1;
    if (values > limits.values || depth > limits.depth) throw new NotPlain();
    if (typeof value === 'string') addLength(value);
    if (value === null || ['string', 'number', 'boolean', 'undefined'].includes(typeof value)) return value;
    if (typeof value !== 'object') throw new NotPlain();
    return Array.isArray(value) ? listOf(value, depth) : objectOf(value, depth);
  };

  const own = (holder: object, key: string): unknown => {
    const property = Object.getOwnPropertyDescriptor(holder, key);
    if (!property?.enumerable || !('value' in property)) throw new NotPlain();
    return property.value;
  };

  const listOf = (list: readonly unknown[], depth: number): unknown[] => {
    const { length } = list;
    if (length > limits.values || Reflect.ownKeys(list).length !== length + 1) throw new NotPlain();
    return Array.from({ length }, (_, at) => copyOf(own(list, `${at}`), depth + 1));
  };

  const objectOf = (object: object, depth: number): Record<string, unknown> => {
    const prototype: unknown = Object.getPrototypeOf(object);
    if (prototype !== Object.prototype && prototype !== null) throw new NotPlain();
    const copy: Record<string, unknown> = {};
    for (const key of Reflect.ownKeys(object)) {
      if (typeof key !== 'string' || key in Object.prototype) throw new NotPlain();
      addLength(key);
      const value = copyOf(own(object, key), depth + 1);
      if (value !== undefined) copy[key] = value;
    }
    return copy;
  };

  try {
    return { value: copyOf(payload, 0) };
  } catch {
    return undefined;
  }
}
