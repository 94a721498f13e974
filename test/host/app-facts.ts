/** What `package.json` says about the app: the nearest one above the script that was started. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface AppFacts {
  /** The package's name, in lower case. */
  readonly name: string;
  readonly productName: string;
  readonly version: string;
  /** The folder of `package.json`. */
  readonly folder: string;
}

let known: AppFacts | undefined;

const read = (folder: string): AppFacts | undefined => {
  try {
    const found = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, unknown>;
    if (typeof found['name'] !== 'string') return undefined;
    const name = found['name'];
    return {
      name,
      productName: typeof found['productName'] === 'string' ? found['productName'] : name,
      version: typeof found['version'] === 'string' ? found['version'] : '0.0.0',
      folder,
    };
  } catch {
    return undefined;
  }
};

export function appFacts(): AppFacts {
  if (known) return known;
  const start = dirname(process.argv[1] ?? join(process.cwd(), 'none'));
  for (let folder = start; ; folder = dirname(folder)) {
    const found = read(folder);
    if (found) return (known = found);
    if (folder === dirname(folder)) return (known = { name: 'electron', productName: 'Electron', version: '0.0.0', folder: start });
  }
}
