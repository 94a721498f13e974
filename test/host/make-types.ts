/**
 * `node test/host/make-types.ts`: writes Electron's types without the module `electron` to out/host/electron.d.ts, for
 * tsconfig.host.json. A declared module takes precedence over `paths`, so with it the stand-in would never be looked at.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const source = new URL('../../node_modules/electron/electron.d.ts', import.meta.url);
const target = new URL('../../out/host/electron.d.ts', import.meta.url);

/** Electron's declarations but for `declare module 'electron…'`. */
export const withoutModules = (declarations: string): string =>
  declarations.replace(/^declare module '(?:electron|electron\/\w+)' \{\n.*?^\}\n/gms, '');

export function makeTypes(): void {
  const types = withoutModules(readFileSync(source, 'utf8'));
  mkdirSync(new URL('.', target), { recursive: true });
  writeFileSync(target, types);
}

if (import.meta.main) makeTypes();
