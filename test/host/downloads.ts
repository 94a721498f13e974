/** `DownloadItem`: a download that Chromium has already refused. */
import { type HostEvent, Emitter, makeEvent } from './events.ts';

export interface DownloadEvents {
  done: [event: HostEvent, state: 'completed' | 'cancelled' | 'interrupted'];
  updated: [event: HostEvent, state: 'progressing' | 'interrupted'];
}

export class HostDownload extends Emitter<DownloadEvents> {
  readonly #url: string;
  readonly #filename: string;
  #state: 'progressing' | 'cancelled' = 'progressing';

  constructor(url: string, filename: string) {
    super('DownloadItem', ['done', 'updated']);
    this.#url = url;
    this.#filename = filename;
  }

  getURL(): string {
    return this.#url;
  }

  getFilename(): string {
    return this.#filename;
  }

  getState(): 'progressing' | 'completed' | 'cancelled' | 'interrupted' {
    return this.#state;
  }

  cancel(): void {
    this.finish();
  }

  /** @internal */
  finish(): void {
    if (this.#state === 'cancelled') return;
    this.#state = 'cancelled';
    this.emit('done', makeEvent({}), 'cancelled');
  }
}
