import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSaveFile } from '../../../electron/shell/save-file.ts';

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-save-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('saving a file', () => {
  it('makes the folder, and never writes over what is there', async () => {
    const downloads = join(folder, 'Downloads');
    const save = createSaveFile(() => downloads, log);
    expect(await save('List.csv', 'one')).toEqual({ ok: true, value: 'List.csv' });
    expect(await save('List.csv', 'two')).toEqual({ ok: true, value: 'List (2).csv' });
    expect(await save('List.csv', 'three')).toEqual({ ok: true, value: 'List (3).csv' });
    expect(readFileSync(join(downloads, 'List.csv'), 'utf8')).toBe('one');
    expect(readFileSync(join(downloads, 'List (2).csv'), 'utf8')).toBe('two');
  });

  it('lets nobody but its owner read it', async () => {
    await createSaveFile(() => folder, log)('List.csv', 'one');
    if (process.platform !== 'win32') expect(statSync(join(folder, 'List.csv')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(folder, 'List.csv'), 'utf8')).toBe('one');
  });

  it('does not leave the folder', async () => {
    const downloads = join(folder, 'Downloads');
    await createSaveFile(() => downloads, log)('../../evil.csv', 'x');
    expect(existsSync(join(folder, 'evil.csv'))).toBe(false);
    expect(readdirSync(downloads)).toEqual(['evil.csv']);
  });

  it('says so when it cannot', async () => {
    writeFileSync(join(folder, 'file'), '');
    expect(await createSaveFile(() => join(folder, 'file'), log)('a.csv', 'x')).toMatchObject({
      ok: false, error: { code: 'file-not-saved' },
    });
  });
});
