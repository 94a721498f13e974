import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { launchCommand } from '../../../build/launch.ts';
import { until } from '../../e2e/app.ts';
import type { Bench, Row } from '../bench.ts';
import { attach, browserAt, pagesAt, type Devtools } from '../devtools.ts';
import { bareWindow, copyOfApp, launch, type Launched, type LaunchOptions } from '../launched.ts';
import type { Line } from '../line.ts';
import { cpuOf } from '../machine.ts';
import { spread } from '../stats.ts';
import { world } from '../world.ts';

const bounds = { main: 0.2, page: 0.3, timer: 15_000 };
/** Until everything that a launch does later has been done, ms. */
const settling = 10_000;
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

interface Idle {
  readonly app: Launched;
  readonly page: Devtools;
  /** CPU time so far, ms. */
  cpu(): Promise<{ readonly main: number | null; readonly page: number }>;
}

interface Process {
  readonly type: string;
  /** In s. */
  readonly cpuTime: number;
}

/** Starts it, waits until it has come to rest, and hides its window. `isThere` is an expression in the page. */
async function hidden(bench: Bench, main: string, options: LaunchOptions, isThere: string): Promise<Idle> {
  const app = await launch(bench, main, options);
  bench.afterwards(() => app.stop());
  const target = await until('a page', async () => (await pagesAt(app.debugPort).catch(() => []))[0], 30_000);
  const page = await attach(target);
  await until('the first screen', () => page.evaluate(isThere), 30_000);
  await sleep(settling);
  const browser = await browserAt(app.debugPort);
  const { windowId } = await browser.send('Browser.getWindowForTarget', { targetId: target.id });
  await browser.send('Browser.setWindowBounds', { windowId, bounds: { windowState: 'minimized' } });
  await until('a hidden page', () => page.evaluate('document.hidden'));
  return {
    app,
    page,
    async cpu() {
      const { processInfo } = (await browser.send('SystemInfo.getProcessInfo')) as unknown as { processInfo: readonly Process[] };
      const pages = processInfo.filter(({ type }) => type === 'renderer');
      return { main: cpuOf(app.process.pid ?? 0), page: pages.reduce((sum, { cpuTime }) => sum + cpuTime * 1_000, 0) };
    },
  };
}

const isParley = `document.querySelector('h1:not(.sr-only)') !== null`;
const isBare = `document.querySelector('h1')?.textContent === 'Bare'`;

interface Fired {
  readonly at: number;
  readonly site: string;
}

/** Timers that fire at once count as one. */
const burst = 250;

/**
 * Places in the code whose timers came three times in a row, each sooner after the one before than they may. Twice is
 * what several of the same kind do that are set once each.
 */
const tooFast = (fired: readonly Fired[], since: number): string[] => {
  const bySite = Map.groupBy(fired.filter(({ at }) => at >= since), ({ site }) => site);
  return [...bySite].flatMap(([site, all]) => {
    const times = all.map(({ at }) => at).filter((at, index, each) => index === 0 || at - (each[index - 1] ?? 0) > burst);
    // A timer may come a little early.
    const isSoon = (at: number, next: number | undefined) => next !== undefined && next - at < bounds.timer - 500;
    return times.some((at, index) => isSoon(at, times[index + 1]) && isSoon(times[index + 1] ?? 0, times[index + 2])) ? [site] : [];
  });
};

export const idle: Row = {
  name: 'idle',
  inSmoke: false,
  async run(bench) {
    const place = await world(bench, { upcoming: 400, past: 100 });
    const env = { PARLEY_ZOHO_ORIGIN: place.zoho.origin };
    const [a, b] = await Promise.all([
      hidden(bench, copyOfApp(bench), { userData: place.copy(), env }, isParley),
      hidden(bench, bareWindow(bench), { userData: mkdtempSync(join(bench.folder, 'bare-')) }, isBare),
    ]);
    // Both at the same time: whatever else the machine does meets both.
    const found = { main: { a: [] as number[], b: [] as number[] }, page: { a: [] as number[], b: [] as number[] } };
    for (let round = 0; round < bench.rounds; round++) {
      const before = [await a.cpu(), await b.cpu()] as const;
      const start = performance.now();
      await sleep(bench.idleSeconds * 1_000);
      const after = [await a.cpu(), await b.cpu()] as const;
      const share = (from: number, to: number) => (100 * (to - from)) / (performance.now() - start);
      for (const [index, which] of (['a', 'b'] as const).entries()) {
        const [from, to] = [before[index as 0 | 1], after[index as 0 | 1]];
        found.page[which].push(share(from.page, to.page));
        if (from.main !== null && to.main !== null) found.main[which].push(share(from.main, to.main));
      }
    }
    await a.app.stop();
    await b.app.stop();
    const line = { row: 'idle', steady: false } as const;
    const beyond = (of: 'main' | 'page') => {
      const [mine, bare] = [spread(found[of].a), spread(found[of].b)];
      return { a: mine, b: bare, figure: mine.median - bare.median, unit: 'points', bound: bounds[of] } as const;
    };
    return [
      ...(found.main.a.length > 0 ? [{ ...line, what: `idle ${bench.idleSeconds} s, hidden: CPU of main; B: main of a bare window`, ...beyond('main') }] : []),
      { ...line, what: `idle ${bench.idleSeconds} s, hidden: CPU of the page; B: a bare page`, ...beyond('page') },
      ...(await timers(bench, place.copy(), env)),
    ];
  },
};

/** In a run of its own: who looks at each timer takes time. Main's are seen on the stand-in alone. */
async function timers(bench: Bench, userData: string, env: Readonly<Record<string, string>>): Promise<Line[]> {
  const file = join(bench.folder, 'timers.json');
  const withTimers = copyOfApp(bench, 'page-timers.js');
  const imports = [join(bench.root, 'test', 'bench', 'bare', 'main-timers.ts')];
  const { app, page } = await hidden(bench, withTimers, { userData, env: { ...env, PARLEY_BENCH_TIMERS: file }, imports }, isParley);
  const since = Date.now() + 1_000;
  await sleep(Math.max(bench.idleSeconds, (2 * bounds.timer) / 1_000 + 4) * 1_000);
  const inPage = (await page.evaluate('benchTimers')) as readonly Fired[];
  const lines: Line[] = [];
  const told = (where: string, fired: readonly Fired[]): Line => {
    const fast = tooFast(fired, since);
    for (const site of fast) bench.note(`idle, ${where}: ${site}`);
    bench.note(`idle, ${where}: ${fired.filter(({ at }) => at >= since).length} timers fired, ${fired.length} since the start`);
    return {
      row: 'idle', what: `idle, hidden: timers of ${where} faster than 15 s`, a: null, b: null, figure: fast.length, unit: 'count', bound: 0, steady: true,
    };
  };
  if (launchCommand().host === 'stand-in') {
    rmSync(file, { force: true });
    app.process.kill('SIGUSR2');
    const inMain = await until('the timers of main', () => {
      try {
        return JSON.parse(readFileSync(file, 'utf8')) as Fired[];
      } catch {
        return undefined;
      }
    });
    lines.push(told('main', inMain));
  }
  await app.stop();
  return [...lines, told('the page', inPage)];
}
