/** A service that is read from disk when it is first asked for, because no launch needs it. */

type Asked<T> = { readonly [K in keyof T]: (...args: never[]) => Promise<unknown> };

/**
 * Stands for the service until it is there. Each call waits for it; a service that could not be loaded is tried again
 * with the next call.
 * @param load imports the module, with `await import()`, and makes the service
 * @param names its calls; all of them answer a promise
 */
export function later<T extends Asked<T>>(load: () => Promise<T>, names: Readonly<Record<keyof T, true>>): T {
  let loading: Promise<T> | null = null;
  const service = (): Promise<T> => {
    loading ??= load().catch((error: unknown) => {
      loading = null;
      throw error;
    });
    return loading;
  };
  const calls = Object.keys(names).map((name) => [
    name,
    async (...args: never[]) => (await service())[name as keyof T](...args),
  ]);
  return Object.fromEntries(calls) as T;
}
