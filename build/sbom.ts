/** `npm run sbom`: builds when something changed, then writes out/parley.cdx.json: what an installation is made of. */
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildWhenOld } from './fresh.ts';
import { projectNode } from './setup/node.mjs';
import { writeSbom } from './supply/write-sbom.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

try {
  buildWhenOld(root, projectNode(root, process));
  console.log(`Made ${relative(root, writeSbom(root, join(root, 'out'), process.env))}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
