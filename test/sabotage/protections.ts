import type { Protection } from './protection.ts';
import { agenda } from './protections/agenda.ts';
import { calendar } from './protections/calendar.ts';
import { ipc } from './protections/ipc.ts';
import { links } from './protections/links.ts';
import { log } from './protections/log.ts';
import { loopback } from './protections/loopback.ts';
import { oauth } from './protections/oauth.ts';
import { outbox } from './protections/outbox.ts';
import { packing } from './protections/packing.ts';
import { session } from './protections/session.ts';
import { shell } from './protections/shell.ts';
import { twins } from './protections/twins.ts';
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
  ...agenda,
  ...outbox,
  ...twins,
  ...calendar,
  ...links,
  ...log,
  ...packing,
];
