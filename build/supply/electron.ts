import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The systems that Parley is packed for, as Electron names its archives. */
const packedFor = ['darwin-arm64', 'darwin-x64', 'linux-arm64', 'linux-x64', 'win32-arm64', 'win32-x64'];

/** Electron's program: what an installer adds to the bundles. */
export interface ElectronFacts {
  readonly version: string;
  readonly licence: string;
  /** SHA-256 (hex) of its archive for each system, from the npm package: Electron's installer checks against it. */
  readonly archives: readonly { readonly file: string; readonly sha256: string }[];
}

const json = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;

/** @throws Error when the npm package does not know an archive that is packed */
export function readElectron(root: string): ElectronFacts {
  const folder = join(root, 'node_modules', 'electron');
  const manifest = json(join(folder, 'package.json'));
  const version = String(manifest['version']);
  const sums = json(join(folder, 'checksums.json'));
  const archives = packedFor.map((system) => {
    const file = `electron-v${version}-${system}.zip`;
    const sha256 = sums[file];
    if (typeof sha256 !== 'string') throw new Error(`Electron ${version} tells no checksum of ${file}.`);
    return { file, sha256 };
  });
  return { version, licence: String(manifest['license']), archives };
}
