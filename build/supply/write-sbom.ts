import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readContents } from './contents.ts';
import { readElectron } from './electron.ts';
import { readLock } from './lock.ts';
import { sbomOf, type Installed } from './sbom.ts';

export const sbomName = 'parley.cdx.json';

/**
 * When what is described was made: SOURCE_DATE_EPOCH (https://reproducible-builds.org), else the time of the commit.
 * Unknown without either, rather than the time of day.
 */
export function madeAt(root: string, env: NodeJS.ProcessEnv): Date | undefined {
  const told = env['SOURCE_DATE_EPOCH'];
  const git = () => spawnSync('git', ['log', '-1', '--format=%ct'], { cwd: root, encoding: 'utf8' }).stdout ?? '';
  const seconds = (told ?? git()).trim();
  return /^\d{1,11}$/.test(seconds) ? new Date(Number(seconds) * 1000) : undefined;
}

/** What the present build would install. Throws as {@link readContents} does. */
export function readInstalled(root: string, env: NodeJS.ProcessEnv): Installed {
  const app = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Installed['app'];
  const integrity = readLock(root).packages['node_modules/electron']?.integrity ?? '';
  return { app, contents: readContents(root), electron: { ...readElectron(root), integrity }, at: madeAt(root, env) };
}

/** Writes into a folder what the present build would install, as CycloneDX. Answers the file's path. */
export function writeSbom(root: string, folder: string, env: NodeJS.ProcessEnv): string {
  const file = join(folder, sbomName);
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, sbomOf(readInstalled(root, env)));
  return file;
}
