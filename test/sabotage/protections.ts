import type { Protection } from './protection.ts';
import { ipc } from './protections/ipc.ts';
import { log } from './protections/log.ts';
import { loopback } from './protections/loopback.ts';
import { oauth } from './protections/oauth.ts';
import { packing } from './protections/packing.ts';
import { session } from './protections/session.ts';
import { shell } from './protections/shell.ts';
import { windows } from './protections/windows.ts';
import { wire } from './protections/wire.ts';

/** All that `npm run sabotage` undoes, one at a time. */
export const protections: readonly Protection[] = [
  ...windows,
  ...shell,
  ...ipc,
  ...oauth,
  ...loopback,
  ...session,
  ...wire,
  ...log,
  ...packing,
];
