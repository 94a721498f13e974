import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { makeInstanceLock } from '../../host/instance-lock.ts';
import { temporaryFolder } from './folder.ts';

describe('the single-instance lock', () => {
  it('is held once for each folder; the second tells the first and can have it later', async () => {
    const folder = temporaryFolder();
    const seen: unknown[] = [];
    const first = makeInstanceLock((argv, cwd, data) => seen.push([argv, cwd, data]));
    const second = makeInstanceLock(() => undefined);
    expect([first.request(folder, undefined), second.request(folder, { n: 1 })]).toEqual([true, false]);
    expect([first.held, second.held]).toEqual([true, false]);
    await vi.waitFor(() => expect(seen).toEqual([[process.argv, process.cwd(), { n: 1 }]]));
    expect(readdirSync(join(folder, 'stand-in-instances'))).toEqual([]);
    first.release();
    expect(second.request(folder, undefined)).toBe(true);
    second.release();
  });

  it('says nothing of what was left by others before it came', async () => {
    const folder = temporaryFolder();
    const lock = makeInstanceLock(() => expect.unreachable());
    lock.request(folder, undefined);
    lock.release();
    writeFileSync(join(folder, 'stand-in-instances', 'old.json'), '{"argv":[],"folder":""}');
    lock.request(folder, undefined);
    await new Promise((resolve) => setTimeout(resolve, 50));
    lock.release();
  });
});
