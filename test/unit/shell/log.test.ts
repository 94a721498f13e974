import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createLog } from '../../../electron/shell/log.ts';

it('writes no token, code or secret, whatever it is given', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-log-'));
  const token = `1000.${'ab'.repeat(16)}.${'cd'.repeat(16)}`;
  const log = createLog(folder, true);
  log.info(`got ${token}`);
  log.warn('answer', { accessToken: token, deep: { url: `https://accounts.zoho.eu/?code=x-secret-x&state=x-secret-x` } });
  log.error('failed', { error: new Error(`Zoho-oauthtoken ${token}`) });
  const file = join(folder, 'main.log');
  expect(existsSync(file)).toBe(true);
  const text = readFileSync(file, 'utf8');
  expect(text.split('\n').filter((line) => /got|answer|failed/.test(line)).length).toBeGreaterThanOrEqual(3);
  expect(text).not.toContain(token);
  expect(text).not.toContain('x-secret-x');
  rmSync(folder, { recursive: true });
});
