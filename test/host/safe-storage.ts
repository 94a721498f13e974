/**
 * `safeStorage` by AES-256-GCM. NOT SECURE: the key lies in a file beside the data it protects. It exists so that the
 * app's own code for the vault runs as it does on Electron.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Strict } from './strict.ts';

/** `PARLEY_HOST_KEYSTORE`: how the system's key store behaves. */
export type KeyStoreMode = 'real' | 'basic' | 'unavailable' | 'locked' | 'other-key';
const modes: readonly KeyStoreMode[] = ['real', 'basic', 'unavailable', 'locked', 'other-key'];

export function keyStoreMode(env: NodeJS.ProcessEnv = process.env): KeyStoreMode {
  const wanted = env['PARLEY_HOST_KEYSTORE'] || 'real';
  const mode = modes.find((known) => known === wanted);
  if (!mode) throw new Error(`PARLEY_HOST_KEYSTORE must be one of ${modes.join(', ')}`);
  return mode;
}

const nonceBytes = 12;
const tagBytes = 16;

function readKey(folder: string, file: string): Buffer {
  const path = join(folder, file);
  try {
    return readFileSync(path);
  } catch {
    mkdirSync(folder, { recursive: true });
    const key = randomBytes(32);
    writeFileSync(path, key, { mode: 0o600, flag: 'wx' });
    return key;
  }
}

export interface SafeStoragePorts {
  isReady(): boolean;
  userData(): string;
  mode(): KeyStoreMode;
}

export class HostSafeStorage extends Strict {
  readonly #ports: SafeStoragePorts;
  #plainText = false;

  constructor(ports: SafeStoragePorts) {
    super();
    this.#ports = ports;
  }

  isAsyncEncryptionAvailable(): Promise<boolean> {
    if (!this.#ports.isReady()) return Promise.reject(new Error('safeStorage cannot be used before app is ready'));
    return Promise.resolve(this.#ports.mode() !== 'unavailable');
  }

  /** False before ready on Linux and Windows, as in Electron. */
  isEncryptionAvailable(): boolean {
    const mode = this.#ports.mode();
    return this.#ports.isReady() && mode !== 'unavailable' && (mode !== 'basic' || this.#plainText);
  }

  // oxlint-disable-next-line typescript/require-await -- a throw must reject
  async encryptStringAsync(plainText: string): Promise<Buffer> {
    const key = this.#key('encrypt');
    if (typeof plainText !== 'string') throw new TypeError('Error while encrypting the text provided to safeStorage.encryptStringAsync.');
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv('aes-256-gcm', key, nonce);
    const sealed = Buffer.concat([cipher.update(plainText, 'utf8'), cipher.final()]);
    return Buffer.concat([Buffer.from(this.#tag()), nonce, sealed, cipher.getAuthTag()]);
  }

  // oxlint-disable-next-line typescript/require-await -- a throw must reject
  async decryptStringAsync(encrypted: Buffer): Promise<Electron.DecryptStringAsyncReturnValue> {
    const key = this.#key('decrypt');
    const version = encrypted.subarray(0, 3).toString('latin1');
    if ((version !== 'v10' && version !== 'v11') || encrypted.length < 3 + nonceBytes + tagBytes) {
      throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.');
    }
    const nonce = encrypted.subarray(3, 3 + nonceBytes);
    const decipher = createDecipheriv('aes-256-gcm', key, nonce);
    decipher.setAuthTag(encrypted.subarray(-tagBytes));
    try {
      const result = Buffer.concat([decipher.update(encrypted.subarray(3 + nonceBytes, -tagBytes)), decipher.final()]);
      return { result: result.toString('utf8'), shouldReEncrypt: version !== this.#tag() };
    } catch {
      throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.');
    }
  }

  getSelectedStorageBackend(): ReturnType<Electron.SafeStorage['getSelectedStorageBackend']> {
    if (!this.#ports.isReady()) return 'unknown';
    return this.#ports.mode() === 'basic' ? 'basic_text' : 'gnome_libsecret';
  }

  setUsePlainTextEncryption(usePlainText: boolean): void {
    this.#plainText = usePlainText;
  }

  /** The three bytes that Chromium's key ring (`v11`) and its built-in password (`v10`) put first. */
  #tag(): 'v10' | 'v11' {
    return this.#ports.mode() === 'basic' ? 'v10' : 'v11';
  }

  #key(what: 'encrypt' | 'decrypt'): Buffer {
    if (!this.#ports.isReady()) throw new Error('safeStorage cannot be used before app is ready');
    const mode = this.#ports.mode();
    if (mode === 'unavailable' || (mode === 'locked' && what === 'decrypt')) {
      throw new Error(`Error while ${what}ing: the key store is ${mode === 'locked' ? 'locked' : 'not available'}.`);
    }
    return readKey(this.#ports.userData(), mode === 'other-key' ? 'stand-in-keychain-other' : 'stand-in-keychain');
  }
}
