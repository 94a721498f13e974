/** `npm run dist`: builds, then makes this system's installers in out/dist; with `--dir` the app as a folder. */
import { accessSync, constants, rmSync } from 'node:fs';
import { delimiter, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildWhenOld } from './fresh.ts';
import { pack } from './pack.ts';
import { electronVersion } from './package.ts';
import { explainPacking, noElectron, noProgram, packingProblem, PackingError } from './packing-problem.ts';
import { electronBinary, electronNote } from './setup/electron.mjs';
import { projectNode } from './setup/node.mjs';
import { seconds } from './setup/words.mjs';
import { writeSbom } from './supply/write-sbom.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const installers: Readonly<Record<string, readonly string[]>> = {
  linux: ['AppImage', 'deb', 'rpm'],
  darwin: ['dmg'],
  win32: ['nsis'],
};

/** The targets asked for, or all that this system can make. */
function chosenTargets(): readonly string[] {
  const possible = installers[process.platform] ?? [];
  const options = { dir: { type: 'boolean' } } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true, strict: false });
  const unknown = Object.keys(values).filter((name) => name !== 'dir');
  const odd = [...positionals.filter((name) => !possible.includes(name)), ...unknown.map((name) => `--${name}`)];
  if (odd.length > 0 || possible.length === 0) {
    const none = `There are no installers for ${process.platform}`;
    const what = odd.length > 0 ? `${odd.join(', ')} cannot be made here` : none;
    const choice = possible.length === 0 ? '' : `name some of ${possible.join(', ')}, none for all of them, or `;
    throw new PackingError(`${what}.`, `${choice}--dir for the app as a folder.`);
  }
  if (values['dir']) return ['dir'];
  return positionals.length > 0 ? positionals : possible;
}

function onPath(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

async function dist(targets: readonly string[]): Promise<void> {
  const electron = electronBinary(root);
  if (electron === undefined) throw noElectron(electronVersion(root), electronNote);
  if (targets.includes('rpm') && !onPath('rpmbuild')) throw noProgram('rpmbuild', 'rpm');
  const took = buildWhenOld(root, projectNode(root, process));
  if (took !== null) console.log(`Built in ${seconds(took)}.`);
  const output = join(root, 'out', 'dist');
  rmSync(output, { recursive: true, force: true });
  if (!targets.includes('dir')) {
    console.log('Tools that are missing are downloaded first. Without a network that takes a minute to be given up.');
  }
  const electronDist = join(root, 'node_modules', 'electron', 'dist');
  const made = await pack({ root, staged: join(root, 'out', 'stage'), output, electronDist }, targets);
  for (const file of [...made, writeSbom(root, output, process.env)]) console.log(`Made ${relative(root, file)}`);
}

let targets: readonly string[] = [];
try {
  targets = chosenTargets();
  await dist(targets);
} catch (error) {
  console.error(explainPacking(packingProblem(error, targets)));
  // Said outright: a hook of electron-builder's own would end an idle process with 0, whatever exitCode says.
  process.exit(1);
}
