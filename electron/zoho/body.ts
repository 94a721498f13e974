/** More than any listing page can need; a page of 100 meetings has about 100 kB. */
export const bodyLimit = 10 * 1024 * 1024;

export class BodyTooLarge extends Error {}

/**
 * Reads a body as text, piece by piece, and gives up as soon as it is longer than `limit` bytes, so that a hostile
 * or broken server cannot fill the memory. Decodes by the charset of the Content-Type when it is known, else as
 * UTF-8; bytes that do not fit become U+FFFD. Rejects with {@link BodyTooLarge}, or with what the stream failed with.
 *
 * @param signal ends the transfer, also where the response was made without it
 */
export async function readText(
  response: Response,
  signal?: AbortSignal,
  limit: number = bodyLimit,
): Promise<string> {
  if (!response.body) return '';
  const decoder = decoderFor(response.headers.get('content-type'));
  const reader = response.body.getReader();
  const letGo = () => void reader.cancel().catch(() => undefined);
  signal?.addEventListener('abort', letGo, { once: true });
  let size = 0;
  let text = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return text + decoder.decode();
      size += value.byteLength;
      if (size > limit) throw new BodyTooLarge(`more than ${limit} bytes`);
      text += decoder.decode(value, { stream: true });
    }
  } finally {
    // Ends the transfer when reading stopped early; a finished or failed stream takes no harm from it.
    letGo();
    signal?.removeEventListener('abort', letGo);
  }
}

function decoderFor(contentType: string | null): TextDecoder {
  const charset = /charset\s*=\s*"?([^";\s]+)/i.exec(contentType ?? '')?.[1];
  try {
    return new TextDecoder(charset ?? 'utf-8');
  } catch {
    return new TextDecoder('utf-8');
  }
}
