import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { calls } from '../../../contract/api.ts';
import { launchCommand } from '../../../build/launch.ts';
import { until } from '../../e2e/app.ts';
import type { Row } from '../bench.ts';
import type { Line } from '../line.ts';
import { spread } from '../stats.ts';
import { ask, goTo, synced, world } from '../world.ts';

interface Message {
  readonly direction: 'in' | 'out';
  readonly channel: string;
  readonly value: string;
}

const bound = { calls: 2, bytes: 60_000, validating: 2 };
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The stand-in alone writes down what crosses between page and main. */
export const ipc: Row = {
  name: 'ipc',
  inSmoke: true,
  async run(bench) {
    const place = await world(bench, { upcoming: 500 });
    const transcript = join(bench.folder, 'ipc.ndjson');
    const { page, stop } = await place.start({ PARLEY_HOST_TRANSCRIPT: transcript });
    const messages = (): Message[] =>
      readFileSync(transcript, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as Message);
    // The days of the month are asked for when there is nothing else to do: by then the first screen has been painted.
    const painted = () => messages().findIndex(({ channel }) => channel === 'parley:listBusyDays');
    const isStandIn = launchCommand().host === 'stand-in';
    const launched = isStandIn ? await until('the first screen', () => existsSync(transcript) && painted() > 0 && messages().slice(0, painted()), 60_000) : [];
    await synced(page, 'upcoming', 500);
    /** Until nothing has crossed for a while: what a screen asks for can depend on what it was told. */
    const quiet = async () => {
      for (let before = -1, now = messages().length; before !== now; before = now, now = messages().length) await sleep(700);
    };
    const lines: Line[] = [];
    if (isStandIn) {
      await quiet();
      const told = (what: string, crossed: readonly Message[]) => {
        const asked = crossed.filter(({ direction }) => direction === 'in');
        const bytes = crossed.reduce((sum, { value }) => sum + Buffer.byteLength(value), 0);
        const line = { row: 'ipc', a: null, b: null, steady: true };
        lines.push(
          { ...line, what: `IPC for ${what}: calls`, figure: asked.length, unit: 'count', bound: bound.calls },
          { ...line, what: `IPC for ${what}: bytes both ways`, figure: bytes, unit: 'bytes', bound: bound.bytes },
        );
        bench.note(`${what}: ${asked.map(({ channel, value }) => `${channel.replace('parley:', '')} ${value.slice(0, 120)}`).join(' · ')}`);
      };
      told('the first screen', launched);
      for (const view of ['Meetings', 'Webinars', 'Settings', 'Agenda'] as const) {
        const before = messages().length;
        await goTo(page, view);
        await quiet();
        told(view, messages().slice(before));
      }
    }
    if (!bench.smoke) {
      const answer = (await ask(page, 'listSessions', { kind: 'meeting', listType: 'upcoming', search: '', offset: 0, limit: 200 })) as {
        value: unknown;
      };
      const times = Array.from({ length: bench.rounds + 5 }, () => {
        const start = performance.now();
        calls.listSessions.output.parse(answer.value);
        return performance.now() - start;
      }).slice(5);
      const a = spread(times);
      lines.push({ row: 'ipc', what: 'validating 200 rows', a, b: null, figure: a.median, unit: 'ms', bound: bound.validating, steady: false });
    }
    await stop();
    return lines;
  },
};
