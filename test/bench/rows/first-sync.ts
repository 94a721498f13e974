import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { LoggedRequest } from '../../../electron/sandbox/server/log.ts';
import type { Row } from '../bench.ts';
import { interleaved } from '../stats.ts';
import { synced, world } from '../world.ts';

const run = promisify(execFile);
const size = 10_000;

/** A profile that is connected and has read nothing yet. */
const forget = (userData: string) => {
  for (const part of ['', '-wal', '-shm']) rmSync(join(userData, `agenda.db${part}`), { force: true });
};

const urlOf = ({ host, path, query }: LoggedRequest, origin: string) => {
  const parameters = Object.entries(query).flatMap(([name, values]) => values.map((value) => [name, value]));
  return `${origin}/${host}${path}?${new URLSearchParams(parameters)}`;
};

export const firstSync: Row = {
  name: 'first-sync',
  inSmoke: false,
  async run(bench) {
    const place = await world(bench, { upcoming: size });
    const { log } = place.zoho.control;
    const listings = { method: 'GET', path: /\/sessions\.json$/, query: { listtype: 'upcoming' } };
    log.clear();
    // Which pages there are, and how many requests the built Parley makes of them, its start included.
    const { page, stop } = await place.start({}, forget);
    await synced(page, 'upcoming', size);
    const pages = log.find(listings).filter(({ path }) => !path.includes('webinar'));
    const requests = log.find({ method: 'GET', path: /\/sessions\.json$/ }).length;
    await stop();
    const wanted = pages.map((each) => ({
      url: urlOf(each, place.zoho.origin),
      headers: { authorization: each.headers['authorization'] ?? '', accept: 'application/json' },
    }));
    const file = join(bench.folder, 'pages.json');
    writeFileSync(file, JSON.stringify({ origin: place.zoho.origin, pages: wanted }));
    /** Both in a plain Node process of their own, with its fetch and a connection that is there; starting is not in it. */
    const timed = async (script: string, ...more: string[]) => {
      const { stdout } = await run(process.execPath, [join(bench.root, 'test/bench/bare', script), file, ...more]);
      return Number(stdout);
    };
    const app = () => timed('first-sync.ts', mkdtempSync(join(bench.folder, 'sync-')), String(size));
    const pair = await interleaved(bench.rounds, app, () => timed('fetch-loop.ts'));
    const line = { row: 'first-sync', steady: false } as const;
    return [
      { ...line, what: 'first full sync of 10,000, to the last row on disk; B: a bare fetch loop over the same pages', ...pair, figure: pair.a.median / pair.b.median, unit: 'x', bound: 1.3 },
      { ...line, what: `the same: listing requests beyond its ${pages.length} pages`, a: null, b: null, figure: requests - pages.length, unit: 'count', bound: 4 },
    ];
  },
};
