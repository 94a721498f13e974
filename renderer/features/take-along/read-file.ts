/** Reads a calendar file in pieces, so that the page goes on drawing whatever its size. */
import { type IcalReading, createIcalReader } from '../../../contract/rules/ical-read.ts';

/** Bytes taken at once: some 5 ms of work. */
const piece = 256_000;
/** How long the page may stand still, ms. */
const patience = 8;

const pause = () => new Promise<void>((resolve) => void setTimeout(resolve));

export interface ReadingOptions {
  /** IANA: for times without a zone. */
  readonly here: string;
  readonly signal: AbortSignal;
  /** How much of it is read, 0 to 1. */
  onProgress(share: number): void;
}

/** Null when it was stopped. What is behind the reader's limit of size is not even loaded. Throws when it cannot be read. */
export async function readCalendarFile(file: Blob, { here, signal, onProgress }: ReadingOptions): Promise<IcalReading | null> {
  const reader = createIcalReader({ here });
  const decoder = new TextDecoder(await encodingOf(file));
  for (let at = 0; at < file.size && !signal.aborted; at += piece) {
    // oxlint-disable-next-line no-await-in-loop -- piece by piece
    const bytes = await file.slice(at, at + piece).arrayBuffer();
    if (!reader.push(decoder.decode(bytes, { stream: at + piece < file.size }))) break;
    onProgress(Math.min(1, (at + piece) / file.size));
    // oxlint-disable-next-line no-await-in-loop -- the page draws meanwhile
    await pause();
  }
  const steps = reader.end();
  let since = performance.now();
  let step = steps.next();
  while (!step.done && !signal.aborted) {
    if (performance.now() - since > patience) {
      // oxlint-disable-next-line no-await-in-loop -- the page draws meanwhile
      await pause();
      since = performance.now();
    }
    step = steps.next();
  }
  return step.done && !signal.aborted ? step.value : null;
}

/** UTF-8 (RFC 5545 section 3.1.4), but for files whose first bytes say otherwise. */
async function encodingOf(file: Blob): Promise<string> {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}
