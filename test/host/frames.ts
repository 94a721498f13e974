/** The frames of one page, as `WebFrameMain` shows them. */
import type { Protocol } from './cdp.ts';
import { originOf, toElectron } from './origins.ts';
import { Strict } from './strict.ts';

let lastRoutingId = 0;

export class HostFrame extends Strict {
  readonly #tree: FrameTree;
  readonly #id: string;
  readonly #parentId: string | undefined;
  /** Ids are the stand-in's own: one for each frame, and one made-up process. */
  readonly routingId: number = ++lastRoutingId;
  readonly frameTreeNodeId: number = this.routingId;
  readonly processId = 1;
  #url = '';
  #name = '';
  #detached = false;

  constructor(tree: FrameTree, id: string, parentId: string | undefined) {
    super();
    this.#tree = tree;
    this.#id = id;
    this.#parentId = parentId;
  }

  get frameToken(): string {
    return this.#id;
  }

  get url(): string {
    return this.#url;
  }

  get origin(): string {
    return originOf(this.#url);
  }

  get name(): string {
    return this.#name;
  }

  get detached(): boolean {
    return this.#detached;
  }

  get parent(): HostFrame | null {
    return this.#parentId === undefined ? null : (this.#tree.get(this.#parentId) ?? null);
  }

  get top(): HostFrame | null {
    return this.#detached ? null : (this.parent?.top ?? this);
  }

  get frames(): HostFrame[] {
    return this.#tree.all().filter((frame) => frame.parent === this);
  }

  get framesInSubtree(): HostFrame[] {
    return [this, ...this.frames.flatMap((frame) => frame.framesInSubtree)];
  }

  isDestroyed(): boolean {
    return this.#detached;
  }

  /** @internal */
  update(frame: Protocol.Page.Frame): void {
    this.#url = toElectron(frame.url + (frame.urlFragment ?? ''));
    this.#name = frame.name ?? '';
  }

  /** @internal A navigation within the document. */
  moveTo(url: string): void {
    this.#url = toElectron(url);
  }

  /** @internal */
  markDetached(): void {
    this.#detached = true;
  }
}

export class FrameTree {
  readonly #frames = new Map<string, HostFrame>();
  #main: HostFrame | undefined;

  get main(): HostFrame | undefined {
    return this.#main;
  }

  get(id: string): HostFrame | undefined {
    return this.#frames.get(id);
  }

  all(): HostFrame[] {
    return [...this.#frames.values()];
  }

  /** The frame with this id; made when it is new. */
  attach(id: string, parentId: string | undefined): HostFrame {
    let frame = this.#frames.get(id);
    if (!frame) this.#frames.set(id, (frame = new HostFrame(this, id, parentId)));
    if (parentId === undefined) this.#main = frame;
    return frame;
  }

  navigated(frame: Protocol.Page.Frame): HostFrame {
    const known = this.attach(frame.id, frame.parentId);
    known.update(frame);
    return known;
  }

  /** A frame that only moves to another process (`swap`) stays. */
  detached({ frameId, reason }: Protocol.Page.frameDetachedPayload): void {
    const frame = reason === 'swap' ? undefined : this.#frames.get(frameId);
    if (!frame) return;
    for (const inner of frame.framesInSubtree) {
      inner.markDetached();
      this.#frames.delete(inner.frameToken);
    }
  }

  clear(): void {
    for (const frame of this.all()) frame.markDetached();
    this.#frames.clear();
  }
}
