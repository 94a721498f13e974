import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Content } from './contents.ts';

/** What the packed app calls the file with everybody's licence text. */
export const noticesName = 'THIRD-PARTY-NOTICES.txt';

const line = '-'.repeat(78);

/** A package's licence text, and its NOTICE file, which Apache-2.0 asks to go along. */
function textsIn(folder: string): string {
  const files = readdirSync(folder).filter((name) => /^(?:licen[cs]e|notice|copying)(?:[.-].*)?$/i.test(name)).toSorted();
  if (!files.some((name) => !/^notice/i.test(name))) throw new Error(`${folder} has no licence text to put into the app.`);
  // A bundler's file goes on with the licences of what its own program holds, none of which is in the app.
  const own = (text: string) => text.split(/^# Licenses of bundled dependencies$/m)[0] ?? '';
  return files.map((name) => own(readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n')).trim()).join('\n\n');
}

/**
 * The licence texts of what the bundles hold, for the packed app.
 * @param root the repository's folder, with node_modules
 * @throws Error when a package has no licence text
 */
export function noticesOf(root: string, contents: readonly Content[]): string {
  const head =
    'Parley contains code of the packages below, under the licences that follow each name.\n' +
    "Electron's own licence, and those of Chromium and all that it contains, are in the\n" +
    'files LICENSE.electron.txt and LICENSES.chromium.html of this installation.\n';
  const parts = contents.map(({ name, version, licence, folder }) => `${line}\n${name} ${version} (${licence})\n${line}\n\n${textsIn(join(root, folder))}\n`);
  return [head, ...parts].join('\n');
}
