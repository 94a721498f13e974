import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { HostSafeStorage, type KeyStoreMode, keyStoreMode } from '../../host/safe-storage.ts';
import { temporaryFolder } from './folder.ts';

let folder: string;
const storage = (mode: KeyStoreMode, ready = true) =>
  new HostSafeStorage({ isReady: () => ready, userData: () => folder, mode: () => mode });

beforeEach(() => {
  folder = temporaryFolder();
});

describe('safeStorage', () => {
  it('gives back what it took, also after a restart, and tags it as Chromium does', async () => {
    const sealed = await storage('real').encryptStringAsync('geheim ✓');
    expect(sealed.subarray(0, 3).toString()).toBe('v11');
    expect(sealed.includes('geheim')).toBe(false);
    expect(await storage('real').decryptStringAsync(sealed)).toEqual({ result: 'geheim ✓', shouldReEncrypt: false });
  });

  it('never gives the same text twice', async () => {
    const one = storage('real');
    expect(await one.encryptStringAsync('x')).not.toEqual(await one.encryptStringAsync('x'));
  });

  it('keeps its key apart, for this user only', async () => {
    await storage('real').encryptStringAsync('x');
    const key = join(folder, 'stand-in-keychain');
    expect(readFileSync(key)).toHaveLength(32);
    if (process.platform !== 'win32') expect(statSync(key).mode & 0o777).toBe(0o600);
  });

  it('tells a system without a key ring by its tag, and wants text of the other kind sealed anew', async () => {
    const sealed = await storage('basic').encryptStringAsync('x');
    expect([sealed.subarray(0, 3).toString(), storage('basic').getSelectedStorageBackend()]).toEqual(['v10', 'basic_text']);
    expect(await storage('real').decryptStringAsync(sealed)).toEqual({ result: 'x', shouldReEncrypt: true });
  });

  it('is not available when told so', async () => {
    const none = storage('unavailable');
    expect([await none.isAsyncEncryptionAvailable(), none.isEncryptionAvailable()]).toEqual([false, false]);
    await expect(none.encryptStringAsync('x')).rejects.toThrow('not available');
  });

  it('refuses to open when locked, with another key, and when the text was changed', async () => {
    const sealed = await storage('real').encryptStringAsync('x');
    await expect(storage('locked').decryptStringAsync(sealed)).rejects.toThrow('locked');
    expect(await storage('locked').encryptStringAsync('x')).toBeInstanceOf(Buffer);
    await expect(storage('other-key').decryptStringAsync(sealed)).rejects.toThrow('Error while decrypting');
    const at = sealed.length - 20;
    sealed[at] = (sealed[at] ?? 0) ^ 1;
    await expect(storage('real').decryptStringAsync(sealed)).rejects.toThrow('Error while decrypting');
    await expect(storage('real').decryptStringAsync(Buffer.from('v11'))).rejects.toThrow('Error while decrypting');
    await expect(storage('real').decryptStringAsync(Buffer.from('plain text that is long enough'))).rejects.toThrow('Error while decrypting');
  });

  it('cannot be used before ready', async () => {
    const early = storage('real', false);
    await expect(early.isAsyncEncryptionAvailable()).rejects.toThrow('before app is ready');
    await expect(early.encryptStringAsync('x')).rejects.toThrow('before app is ready');
    expect([early.isEncryptionAvailable(), early.getSelectedStorageBackend()]).toEqual([false, 'unknown']);
  });

  it('takes only a mode that it knows', () => {
    expect([keyStoreMode({}), keyStoreMode({ PARLEY_HOST_KEYSTORE: 'locked' })]).toEqual(['real', 'locked']);
    expect(() => keyStoreMode({ PARLEY_HOST_KEYSTORE: 'open' })).toThrow('PARLEY_HOST_KEYSTORE must be one of');
  });
});
