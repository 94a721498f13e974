import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openStore } from '../../../electron/shell/stores.ts';

vi.mock('electron', async () => (await import('./recording-electron.ts')).electron);

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-stores-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('keeps values in a file that its owner alone can read', () => {
  const { store, setAside } = openStore(folder, 'vault', 0);
  store.set('vault', { ciphertext: 'AAAA' });
  expect(setAside).toBeNull();
  expect(openStore(folder, 'vault', 0).store.get('vault')).toEqual({ ciphertext: 'AAAA' });
  if (process.platform !== 'win32') expect(statSync(join(folder, 'vault.json')).mode & 0o777).toBe(0o600);
});

it('takes a dot in a key for a dot', () => {
  const { store } = openStore(folder, 'drafts', 0);
  store.set('constructor.prototype.evil', true);
  expect(JSON.parse(readFileSync(join(folder, 'drafts.json'), 'utf8'))).toEqual({ 'constructor.prototype.evil': true });
  expect('evil' in Object.prototype).toBe(false);
});

it('sets a damaged file aside with what is in it, and starts clean', () => {
  writeFileSync(join(folder, 'vault.json'), '{"half":');
  const { store, setAside } = openStore(folder, 'vault', Date.UTC(2026, 10, 2, 9));
  expect(store.get('half')).toBeUndefined();
  expect(setAside).toBe(join(folder, 'vault.json.corrupt-2026-11-02T09-00-00.000Z'));
  expect(readdirSync(folder)).toContain('vault.json.corrupt-2026-11-02T09-00-00.000Z');
  expect(readFileSync(String(setAside), 'utf8')).toBe('{"half":');
});
