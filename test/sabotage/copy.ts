import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, lstatSync, mkdirSync, mkdtempSync, realpathSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** The sources as they stand, committed or not, without what is ignored. Paths are relative to the root. */
const sources = (root: string): string[] =>
  execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
    .split('\0')
    .filter((path) => path !== '' && existsSync(join(root, path)) && lstatSync(join(root, path)).isFile());

/** Copies the tree into a folder of its own, with the packages by link. Answers that folder. */
export function copyTree(root: string): string {
  // Its real path: test runners tell real paths.
  const copy = realpathSync(mkdtempSync(join(tmpdir(), 'parley-sabotage-')));
  const found = ['out/chromium.json', 'out/electron.json'].filter((path) => existsSync(join(root, path)));
  for (const path of [...sources(root), ...found]) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    copyFileSync(join(root, path), join(copy, path));
  }
  symlinkSync(realpathSync(join(root, 'node_modules')), join(copy, 'node_modules'), 'junction');
  return copy;
}
