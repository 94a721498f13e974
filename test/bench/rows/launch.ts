import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { launchCommand } from '../../../build/launch.ts';
import type { Bench, Row } from '../bench.ts';
import { browserAt } from '../devtools.ts';
import { bareWindow, launch, copyOfApp, reactAlone } from '../launched.ts';
import type { Line } from '../line.ts';
import { cpuOf } from '../machine.ts';
import { interleaved, spread } from '../stats.ts';
import { world } from '../world.ts';

interface Times {
  /** CPU of all processes until then, ms: what no other work on the machine can stretch much. */
  readonly cpu: number[];
}

/** From the end of the host's own import to a page that is painted and has answered a key, ms. */
async function time(bench: Bench, main: string, userData: string, env: Readonly<Record<string, string>>, { cpu }: Times): Promise<number> {
  const app = await launch(bench, main, { userData, env });
  try {
    const took = (await app.shown()) - app.began;
    const browser = await browserAt(app.debugPort);
    const { processInfo } = (await browser.send('SystemInfo.getProcessInfo')) as unknown as { processInfo: readonly { cpuTime: number }[] };
    browser.close();
    cpu.push(processInfo.reduce((sum, { cpuTime }) => sum + cpuTime * 1_000, isStandIn ? (cpuOf(app.process.pid ?? 0) ?? 0) : 0));
    return took;
  } finally {
    await app.stop();
  }
}

// On Electron main is among Chromium's processes.
const isStandIn = launchCommand().host === 'stand-in';

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
    const line = { row: 'launch', unit: 'ms', steady: false } as const;
    const measure = async (what: string, userData: () => string, other: string, bound: number | null): Promise<Line[]> => {
      const [mine, bare]: [Times, Times] = [{ cpu: [] }, { cpu: [] }];
      const pair = await interleaved(
        bench.rounds,
        () => time(bench, app, userData(), env, mine),
        () => time(bench, other, fresh(), {}, bare),
      );
      // Without the warm-up.
      const [a, b] = [spread(mine.cpu.slice(1)), spread(bare.cpu.slice(1))];
      return [
        { ...line, what, ...pair, figure: pair.a.median - pair.b.median, bound },
        { ...line, what: 'the same: CPU of all processes', a, b, figure: a.median - b.median, bound: null },
      ];
    };
    const bare = bareWindow(bench);
    const react = await reactAlone(bench, 'probe.js');
    return [
      ...(await measure('launch, 500 cached: to the agenda painted and answering keys; B: a bare window', place.copy, bare, 150)),
      ...(await measure('launch, first run: to Connect painted and answering keys; B: a bare window', fresh, bare, 100)),
      ...(await measure('the same; B: React alone, with one field, in the place of Parley’s page', fresh, react, null)),
    ];
  },
};
