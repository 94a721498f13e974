import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench, Row } from '../bench.ts';
import { bareWindow, launch, copyOfApp } from '../launched.ts';
import { interleaved } from '../stats.ts';
import { world } from '../world.ts';

/** From the end of the host's own import to a page that is painted and has answered a key, ms. */
async function time(bench: Bench, main: string, userData: string, env: Readonly<Record<string, string>>): Promise<number> {
  const app = await launch(bench, main, { userData, env });
  try {
    return (await app.shown()) - app.began;
  } finally {
    await app.stop();
  }
}

/** Some of what is cached is over, so that there is something in the day at any hour. */
const cached = { upcoming: 400, past: 100 };

export const launches: Row = {
  name: 'launch',
  inSmoke: false,
  async run(bench) {
    const place = await world(bench, cached);
    const app = copyOfApp(bench, 'probe.js');
    const env = { PARLEY_ZOHO_ORIGIN: place.zoho.origin };
    const fresh = () => mkdtempSync(join(bench.folder, 'first-'));
    const bare = () => time(bench, bareWindow(bench), fresh(), {});
    const warm = await interleaved(bench.rounds, () => time(bench, app, place.copy(), env), bare);
    const first = await interleaved(bench.rounds, () => time(bench, app, fresh(), env), bare);
    const line = { row: 'launch', unit: 'ms', steady: false } as const;
    return [
      { ...line, what: 'launch, 500 cached: to the agenda painted and answering keys; B: a bare window', ...warm, figure: warm.a.median - warm.b.median, bound: 150 },
      { ...line, what: 'launch, first run: to Connect painted and answering keys; B: a bare window', ...first, figure: first.a.median - first.b.median, bound: 100 },
    ];
  },
};
