/** `Notification`: nothing is drawn; tests click what is shown. */
import { type HostEvent, Emitter, makeEvent } from './events.ts';

export interface NotificationEvents {
  show: [event: HostEvent];
  click: [event: HostEvent];
  close: [event: HostEvent & { reason?: 'userCanceled' | 'applicationHidden' | 'timedOut' }];
  failed: [event: HostEvent, error: string];
  action: [event: HostEvent & Electron.NotificationActionEventParams, actionIndex: number, selectionIndex: number];
  reply: [event: HostEvent & Electron.NotificationReplyEventParams, reply: string];
}

type Options = Pick<
  Electron.NotificationConstructorOptions,
  'title' | 'subtitle' | 'body' | 'silent' | 'urgency' | 'timeoutType' | 'actions' | 'closeButtonText' | 'id' | 'groupId'
> & { icon?: string | object };

export class HostNotification extends Emitter<NotificationEvents> {
  title: string;
  subtitle: string;
  body: string;
  silent: boolean;
  readonly id: string;
  #shown = false;

  constructor(options: Options = {}) {
    super('Notification', ['show', 'click', 'close', 'failed', 'action', 'reply']);
    this.title = options.title ?? '';
    this.subtitle = options.subtitle ?? '';
    this.body = options.body ?? '';
    this.silent = options.silent ?? false;
    this.id = options.id ?? '';
  }

  static isSupported(): boolean {
    return true;
  }

  show(): void {
    this.#shown = true;
    queueMicrotask(() => this.emit('show', makeEvent({})));
  }

  close(): void {
    if (!this.#shown) return;
    this.#shown = false;
    this.emit('close', makeEvent({}));
  }
}
