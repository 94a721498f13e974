import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { install } from '../../../build/setup/dependencies.mjs';

it('installs what is locked, and runs no script of a package', async () => {
  const root = mkdtempSync(join(tmpdir(), 'parley-install-'));
  const npm = join(root, 'npm.cjs');
  writeFileSync(npm, "require('node:fs').writeFileSync('asked.json', JSON.stringify(process.argv.slice(2)));");
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages: {} }));
  mkdirSync(join(root, 'node_modules'));
  await install({ root, say: () => undefined, env: { ...process.env, npm_execpath: npm, npm_node_execpath: process.execPath } });
  const asked = JSON.parse(readFileSync(join(root, 'asked.json'), 'utf8')) as string[];
  expect(asked[0]).toBe('ci');
  expect(asked).toContain('--ignore-scripts');
  rmSync(root, { recursive: true, force: true });
});
