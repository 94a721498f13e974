import type { Row } from './bench.ts';
import { bundles } from './rows/bundles.ts';
import { firstSync } from './rows/first-sync.ts';
import { growth } from './rows/growth.ts';
import { ipc } from './rows/ipc.ts';
import { lists } from './rows/lists.ts';
import { memory } from './rows/memory.ts';
import { modules } from './rows/modules.ts';
import { refresh } from './rows/refresh.ts';
import { search } from './rows/search.ts';

/** In the order in which they are measured and told. */
export const rows: readonly Row[] = [bundles, modules, ipc, lists, search, refresh, firstSync, memory, growth];
