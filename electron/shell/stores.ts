import ElectronStore from 'electron-store';
import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Store } from '../ports.ts';

export interface OpenedStore {
  readonly store: Store;
  /** Path to which a damaged file was set aside, or null. */
  readonly setAside: string | null;
}

/**
 * Opens `<folder>/<name>.json` (mode 0600, written atomically by electron-store). A file that is no JSON object is
 * kept as `<name>.json.corrupt-<time>` and a clean one begun.
 *
 * @param now epoch ms, for the name of a file set aside
 */
export function openStore(folder: string, name: string, now: number): OpenedStore {
  const open = (): Store => {
    const store = new ElectronStore<Record<string, unknown>>({
      cwd: folder,
      name,
      configFileMode: 0o600,
      clearInvalidConfig: false,
      accessPropertiesByDotNotation: false,
    });
    return {
      get: (key) => store.get(key),
      set: (key, value) => store.set(key, value),
      delete: (key) => store.delete(key),
    };
  };
  try {
    const store = open();
    store.get('probe');
    return { store, setAside: null };
  } catch (error) {
    const file = join(folder, `${name}.json`);
    if (!existsSync(file)) throw error;
    const aside = `${file}.corrupt-${new Date(now).toISOString().replaceAll(':', '-')}`;
    renameSync(file, aside);
    return { store: open(), setAside: aside };
  }
}
