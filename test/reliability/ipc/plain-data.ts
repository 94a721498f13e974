/** What plain data is, written apart from the code under test. */

/** Own, enumerable, ordinary properties all the way down, with no key that a prototype has. */
export function isPlain(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return !['bigint', 'symbol', 'function'].includes(typeof value);
  const names = Reflect.ownKeys(value).filter((key) => !(Array.isArray(value) && key === 'length'));
  const prototypes: unknown[] = Array.isArray(value) ? [Array.prototype] : [Object.prototype, null];
  return (
    prototypes.includes(Object.getPrototypeOf(value)) &&
    names.length === (Array.isArray(value) ? value.length : Object.keys(value).length) &&
    names.every((key) => !(key in Object.prototype)) &&
    Object.values(value).every(isPlain)
  );
}

/** Without keys that hold undefined: how JSON sees it. */
export function pruned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pruned);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(kept.map(([key, each]) => [key, pruned(each)]));
}
