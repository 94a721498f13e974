/** `nativeTheme`: the app's choice is emulated in each page. */
import { Emitter } from './events.ts';

const listeners = new Set<() => void>();

export class HostNativeTheme extends Emitter<{ updated: [] }> {
  #source: 'system' | 'light' | 'dark' = 'system';

  constructor() {
    super('nativeTheme', ['updated']);
  }

  get themeSource(): 'system' | 'light' | 'dark' {
    return this.#source;
  }

  set themeSource(source: 'system' | 'light' | 'dark') {
    if (!['system', 'light', 'dark'].includes(source)) throw new TypeError('Error processing argument at index 0');
    if (source === this.#source) return;
    const dark = this.shouldUseDarkColors;
    this.#source = source;
    for (const listener of listeners) listener();
    if (dark !== this.shouldUseDarkColors) this.emit('updated');
  }

  /** The system is taken to be light. */
  get shouldUseDarkColors(): boolean {
    return this.#source === 'dark';
  }

  get shouldUseHighContrastColors(): boolean {
    return false;
  }

  get inForcedColorsMode(): boolean {
    return false;
  }
}

export const nativeTheme = new HostNativeTheme();

/** Nothing is emulated while the app follows the system, so that a test can choose for itself. */
export const themeFeatures = () =>
  nativeTheme.themeSource === 'system' ? [] : [{ name: 'prefers-color-scheme', value: nativeTheme.themeSource }];

export function whenThemeChanges(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
