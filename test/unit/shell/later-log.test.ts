import { describe, expect, it } from 'vitest';
import { createLaterLog } from '../../../electron/shell/later-log.ts';
import type { RedactingLog } from '../../../electron/shell/log.ts';

function harness() {
  const lines: unknown[][] = [];
  const write = (level: string) => (...line: unknown[]) => void lines.push([level, ...line]);
  const real: RedactingLog = { info: write('info'), warn: write('warn'), error: write('error'), hide: write('hide'), file: '' };
  const { promise, resolve, reject } = Promise.withResolvers<RedactingLog>();
  let loads = 0;
  const log = createLaterLog(() => {
    loads += 1;
    return promise;
  });
  return { log, lines, open: () => resolve(real), fail: () => reject(new Error('disk')), loads: () => loads };
}

describe('a log that is read when it is needed', () => {
  it('is not read for nothing', () => {
    const { log, loads } = harness();
    let written = false;
    log.whenWritten(() => (written = true));
    expect({ written, loads: loads() }).toEqual({ written: true, loads: 0 });
  });

  it('holds what comes meanwhile, in order: what is hidden is hidden from the lines after it', async () => {
    const { log, lines, open, loads } = harness();
    log.info('a');
    log.hide('secret');
    log.error('b', { code: 1 });
    const ends: unknown[][][] = [];
    log.whenWritten(() => ends.push([...lines]));
    expect({ lines, ends }).toEqual({ lines: [], ends: [] });
    open();
    await expect.poll(() => ends).toEqual([[['info', 'a'], ['hide', 'secret'], ['error', 'b', { code: 1 }]]]);
    log.warn('c');
    expect(lines.at(-1)).toEqual(['warn', 'c']);
    let written = false;
    log.whenWritten(() => (written = true));
    expect({ written, loads: loads() }).toEqual({ written: true, loads: 1 });
  });

  it('holds nobody up when it cannot be had', async () => {
    const { log, fail } = harness();
    log.error('a');
    const written = new Promise<void>((resolve) => log.whenWritten(resolve));
    fail();
    await written;
  });
});
