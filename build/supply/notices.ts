import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Content } from './contents.ts';

/** What the packed app calls the file with everybody's licence text. */
export const noticesName = 'THIRD-PARTY-NOTICES.txt';

const line = '-'.repeat(78);

/** A package's licence text, and its NOTICE file, which Apache-2.0 asks to go along. */
function textsIn(folder: string): string {
  const told = /^(?:licen[cs]e|notice|copying)(?:[.-].*)?$/i;
  const files = readdirSync(folder).filter((name) => told.test(name)).toSorted();
  if (files.every((name) => /^notice/i.test(name))) throw new Error(`${folder} has no licence text.`);
  // A bundler's file goes on with the licences of what its own program holds, none of which is in the app.
  const own = (text: string) => text.split(/^# Licenses of bundled dependencies$/m)[0] ?? '';
  const read = (name: string) => readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n');
  return files.map((name) => own(read(name)).trim()).join('\n\n');
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
  const parts = contents.map(({ name, version, licence, folder }) =>
    [line, `${name} ${version} (${licence})`, line, '', textsIn(join(root, folder)), ''].join('\n'),
  );
  return [head, ...parts].join('\n');
}
