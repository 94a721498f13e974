import type { Row } from './bench.ts';
import { bundles } from './rows/bundles.ts';
import { creates } from './rows/create.ts';
import { firstSync } from './rows/first-sync.ts';
import { growth } from './rows/growth.ts';
import { idle } from './rows/idle.ts';
import { ipc } from './rows/ipc.ts';
import { launches } from './rows/launch.ts';
import { lists } from './rows/lists.ts';
import { memory } from './rows/memory.ts';
import { modules } from './rows/modules.ts';
import { refresh } from './rows/refresh.ts';
import { scroll } from './rows/scroll.ts';
import { search } from './rows/search.ts';

/** In the order in which they are measured and told. */
export const rows: readonly Row[] = [
  bundles, modules, launches, ipc, lists, scroll, search, creates, refresh, firstSync, memory, idle, growth,
];
