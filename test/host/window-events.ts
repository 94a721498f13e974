/** The events of `BrowserWindow` and what each brings. */
import type { HostEvent } from './events.ts';

export interface WindowEvents {
  close: [event: HostEvent];
  closed: [];
  'ready-to-show': [];
  show: [];
  hide: [];
  focus: [];
  blur: [];
  minimize: [];
  restore: [];
  move: [];
  resize: [];
  maximize: [];
  unmaximize: [];
  'page-title-updated': [event: HostEvent, title: string, explicitSet: boolean];
}

export const windowEvents: readonly (keyof WindowEvents)[] = [
  'close',
  'closed',
  'ready-to-show',
  'show',
  'hide',
  'focus',
  'blur',
  'minimize',
  'restore',
  'move',
  'resize',
  'maximize',
  'unmaximize',
  'page-title-updated',
];
