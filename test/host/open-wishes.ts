/** What a page says about a window it wants, which comes before the window's target does. */
import { toElectron } from './origins.ts';

export interface OpenWish {
  url: string;
  frameName: string;
  features: string;
  disposition: Electron.HandlerDetails['disposition'];
}

const kinds: Record<string, OpenWish['disposition']> = { newTab: 'foreground-tab', newWindow: 'new-window' };

export class OpenWishes {
  readonly #wishes: OpenWish[] = [];

  add(url: string, frameName: string, features: string, disposition: string): void {
    this.#wishes.push({ url: toElectron(url), frameName, features, disposition: kinds[disposition] ?? 'other' });
    if (this.#wishes.length > 20) this.#wishes.shift();
  }

  /** The wish for this URL, else the oldest; each is answered once. */
  take(url: string): OpenWish {
    const at = this.#wishes.findIndex((wish) => wish.url === toElectron(url));
    const [wish] = this.#wishes.splice(at < 0 ? 0 : at, 1);
    return wish ?? { url: toElectron(url), frameName: '', features: '', disposition: 'other' };
  }
}
