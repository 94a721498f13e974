/** `nativeImage`: carries bytes about; nothing is decoded. */
import { readFileSync } from 'node:fs';
import { Strict } from './strict.ts';

export class HostNativeImage extends Strict {
  readonly #bytes: Buffer;
  #template = false;

  constructor(bytes: Buffer) {
    super();
    this.#bytes = bytes;
  }

  static createEmpty(): HostNativeImage {
    return new HostNativeImage(Buffer.alloc(0));
  }

  /** Empty when the file cannot be read, as in Electron. */
  static createFromPath(path: string): HostNativeImage {
    try {
      return new HostNativeImage(readFileSync(path));
    } catch {
      return HostNativeImage.createEmpty();
    }
  }

  static createFromBuffer(buffer: Buffer): HostNativeImage {
    return new HostNativeImage(Buffer.from(buffer));
  }

  static createFromDataURL(dataURL: string): HostNativeImage {
    return new HostNativeImage(Buffer.from(dataURL.slice(dataURL.indexOf(',') + 1), 'base64'));
  }

  isEmpty(): boolean {
    return this.#bytes.length === 0;
  }

  setTemplateImage(option: boolean): void {
    this.#template = option;
  }

  isTemplateImage(): boolean {
    return this.#template;
  }
}
