import { fileURLToPath } from 'node:url';
import { hasDisplay } from './setup/display.mjs';
import { electronBinary } from './setup/electron.mjs';
import { projectNode } from './setup/node.mjs';

export interface Launch {
  /** What runs the built bundles. */
  readonly host: 'electron' | 'stand-in';
  /** One line for the person: what runs, and why. */
  readonly sentence: string;
  readonly command: string;
  readonly args: readonly string[];
}

const root = fileURLToPath(new URL('..', import.meta.url));
const at = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** What {@link chooseLaunch} decides by. */
export interface Machine {
  readonly platform: string;
  readonly env: NodeJS.ProcessEnv;
  /** Electron's program, when it has been downloaded. */
  readonly electron: string | undefined;
  /** The Node that runs the stand-in. */
  readonly node: string;
  readonly isRoot: boolean;
}

/** Electron where its program is there and a window can be made, else the stand-in of test/host. */
export function chooseLaunch({ platform, env, electron, node, isRoot }: Machine): Launch {
  const display = hasDisplay({ platform, env });
  if (electron !== undefined && display) {
    return {
      host: 'electron',
      sentence: 'Parley runs on Electron.',
      command: electron,
      // Chromium's own sandbox refuses to run as root; nobody but a container's shell does that.
      args: isRoot ? ['--no-sandbox', root] : [root],
    };
  }
  const why = electron === undefined ? "Electron's program is not to be had here" : 'Electron needs a display on Linux';
  return {
    host: 'stand-in',
    sentence: `Parley runs on its stand-in with Chromium (${why}).`,
    command: node,
    args: ['--import', new URL('../test/host/register.ts', import.meta.url).href, at('out/app/main/main.js')],
  };
}

/** How this machine runs what is built in out/app. */
export const launchCommand = (): Launch =>
  chooseLaunch({
    platform: process.platform,
    env: process.env,
    electron: electronBinary(root),
    node: projectNode(root, process),
    isRoot: process.platform === 'linux' && process.getuid?.() === 0,
  });
