import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { z } from 'zod';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const versions = z.record(z.string(), z.string());
const manifest = z.object({ devDependencies: versions, optionalDependencies: versions }).parse(JSON.parse(read('package.json')));
const lock = z
  .object({ packages: z.record(z.string(), z.looseObject({ version: z.string().optional(), integrity: z.string().optional() })) })
  .parse(JSON.parse(read('package-lock.json')));

// Whether a version is still looked after by Electron changes with the day, and cannot be known off-line. What can be
// held to: that there is one version, and that somebody looked when it was chosen and wrote down when.
it('Electron is one version, the one that is locked, and the one that SECURITY.md says was reviewed', () => {
  const pinned = manifest.devDependencies['electron'] ?? '';
  expect(pinned).toMatch(/^\d+\.\d+\.\d+$/);
  expect(lock.packages['node_modules/electron']?.version).toBe(pinned);
  const [, reviewed, date = ''] = /Electron (\d+\.\d+\.\d+), reviewed (\d{4}-\d{2}-\d{2})/.exec(read('SECURITY.md')) ?? [];
  expect(reviewed).toBe(pinned);
  expect(Number.isNaN(Date.parse(date))).toBe(false);
});
