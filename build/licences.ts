/** `npm run licences`: builds when something changed, then writes docs/BUNDLED.md: what is in the bundles, and why. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildWhenOld } from './fresh.ts';
import { projectNode } from './setup/node.mjs';
import { readContents } from './supply/contents.ts';
import { documentOf } from './supply/document.ts';
import { readElectron } from './supply/electron.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

try {
  buildWhenOld(root, projectNode(root, process));
  const contents = readContents(root);
  writeFileSync(join(root, 'docs', 'BUNDLED.md'), documentOf(contents, readElectron(root)));
  console.log(`${contents.length} packages, each with a reason and an allowed licence: docs/BUNDLED.md`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
