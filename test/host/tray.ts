/** `Tray`: kept, never drawn. */
import { Emitter } from './events.ts';
import type { HostMenu } from './menu.ts';

type Mouse = [event: Electron.KeyboardEvent, bounds: Electron.Rectangle, position: Electron.Point];

export interface TrayEvents {
  click: Mouse;
  'right-click': [event: Electron.KeyboardEvent, bounds: Electron.Rectangle];
  'double-click': [event: Electron.KeyboardEvent, bounds: Electron.Rectangle];
}

export class HostTray extends Emitter<TrayEvents> {
  #title = '';
  #destroyed = false;
  #menu: HostMenu | null = null;

  constructor(_image: string | object) {
    super('Tray', ['click', 'right-click', 'double-click']);
  }

  setImage(_image: string | object): void {
    this.#check();
  }

  setToolTip(_toolTip: string): void {
    this.#check();
  }

  setTitle(title: string): void {
    this.#check();
    this.#title = title;
  }

  getTitle(): string {
    return this.#title;
  }

  setContextMenu(menu: HostMenu | null): void {
    this.#check();
    this.#menu = menu;
  }

  popUpContextMenu(menu?: HostMenu): void {
    this.#check();
    (menu ?? this.#menu)?.popup();
  }

  closeContextMenu(): void {}

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  destroy(): void {
    this.#destroyed = true;
    this.removeAllListeners();
  }

  #check(): void {
    if (this.#destroyed) throw new TypeError('Tray is destroyed');
  }
}
