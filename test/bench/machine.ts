import { readFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { launchCommand } from '../../build/launch.ts';

export interface Machine {
  readonly date: string;
  readonly host: string;
  readonly system: string;
  readonly processor: string;
  readonly cores: number;
  readonly memory: string;
  readonly node: string;
  /** Averages of 1, 5 and 15 minutes: how busy the machine was besides. */
  readonly load: readonly number[];
}

export const machine = (): Machine => ({
  date: new Date().toISOString(),
  host: launchCommand().host === 'electron' ? 'Electron' : 'the stand-in (test/host)',
  system: `${type()} ${release()}`,
  processor: cpus()[0]?.model.trim() ?? 'unknown',
  cores: cpus().length,
  memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
  node: process.version,
  load: loadavg().map((each) => Math.round(each * 100) / 100),
});

/** Lines of words for the report's head. */
export const machineText = ({ date, host, system, processor, cores, memory, node, load }: Machine): string =>
  `${date}, on ${host}, Node ${node}, ${system}, ${cores} x ${processor}, ${memory}.\n` +
  `Load averages at the end: ${load.join(', ')}.`;

/** Clock ticks of the kernel in a second: 100 on every Linux that Node runs on. */
const ticks = 100;

/**
 * CPU time that a process has taken so far, ms, in steps of 10; null where there is no /proc. Source: proc(5), fields
 * 14 and 15 of stat.
 */
export function cpuOf(pid: number): number | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
    return ((Number(fields[11]) + Number(fields[12])) * 1_000) / ticks;
  } catch {
    return null;
  }
}
