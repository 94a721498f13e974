import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const sources = ['contract', 'electron', 'renderer', 'vite.config.ts', 'package-lock.json'];
const made = ['app/main/main.js', 'app/preload/preload.cjs', 'app/renderer/index.html', 'bundled.json'];

/** Epoch ms of the latest change in a file or folder. A folder's own time tells of files that were removed. */
function changedAt(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => changedAt(join(path, name))));
}

/** Whether out/app is missing, incomplete or older than what it is built from. */
export function isBuildOld(root: string): boolean {
  const built = made.map((file) => join(root, 'out', file));
  if (!built.every((file) => existsSync(file))) return true;
  const builtAt = Math.min(...built.map((file) => statSync(file).mtimeMs));
  return sources.some((source) => changedAt(join(root, source)) > builtAt);
}

/**
 * Builds out/app when it is old.
 * @returns how long it took in milliseconds, or null when there was nothing to do
 * @throws Error with the builder's own words when the build fails
 */
export function buildWhenOld(root: string, node: string): number | null {
  if (!isBuildOld(root)) return null;
  const start = performance.now();
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const { status, stdout, stderr } = spawnSync(node, [vite, 'build', '--app', '--logLevel', 'warn'], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The build failed.\n${stdout}${stderr}`);
  return performance.now() - start;
}
