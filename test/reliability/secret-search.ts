/** Finds secrets in bytes, however they are written down there. */
export interface Secret {
  /** `refresh token`, `state` and so on, for the report: the value itself is not told. */
  readonly kind: string;
  readonly value: string;
}

/** The characters of base64 that this text alone decides, when it begins `offset` bytes into what is encoded. */
function base64Part(text: string, offset: number, alphabet: 'base64' | 'base64url'): string {
  const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(text)]);
  return bytes.toString(alphabet).slice(Math.ceil((offset * 8) / 6), Math.floor((bytes.length * 8) / 6));
}

/** Every spelling of a text that is looked for. */
export function spellings(text: string): Buffer[] {
  const hex = Buffer.from(text).toString('hex');
  const plain = [
    text, encodeURIComponent(text), JSON.stringify(text).slice(1, -1), hex, hex.toUpperCase(),
    ...[0, 1, 2].flatMap((offset) => [base64Part(text, offset, 'base64'), base64Part(text, offset, 'base64url')]),
  ];
  const utf16 = [text, encodeURIComponent(text)].map((each) => Buffer.from(each, 'utf16le').toString('latin1'));
  const utf8 = plain.map((each) => Buffer.from(each).toString('latin1'));
  return [...new Set([...utf8, ...utf16])].map((each) => Buffer.from(each, 'latin1'));
}

/** How many bytes of a needle decide where to look more closely. */
const keyLength = 4;

/** A number of 20 bits for four bytes, the first one lowest. */
const hash = (word: number): number => Math.imul(word, 0x9e3779b1) >>> 12;

/**
 * A search for all of them at once. Needles are told apart by the last four bytes, since tokens of one make begin
 * alike; at each byte of the content, these four are looked up in a table.
 */
export function searchFor(secrets: readonly Secret[]): (content: Buffer) => Secret[] {
  const filter = new Uint8Array(1 << 20);
  const needles = new Map<number, { readonly secret: Secret; readonly bytes: Buffer; readonly at: number }[]>();
  for (const secret of secrets) {
    for (const bytes of spellings(secret.value)) {
      if (bytes.length < 8) throw new Error(`Too short to be searched for: a ${secret.kind}`);
      const at = bytes.length - keyLength;
      const key = bytes.readInt32LE(at);
      filter[hash(key)] = 1;
      needles.set(key, [...(needles.get(key) ?? []), { secret, bytes, at }]);
    }
  }
  return (content) => {
    const found = new Set<Secret>();
    let word = 0;
    for (let end = 0; end < content.length; end += 1) {
      word = (word >>> 8) | ((content[end] ?? 0) << 24);
      if (filter[hash(word)] === 0) continue;
      for (const { secret, bytes, at } of needles.get(word) ?? []) {
        const start = end + 1 - keyLength - at;
        if (start >= 0 && content.compare(bytes, 0, bytes.length, start, start + bytes.length) === 0) found.add(secret);
      }
    }
    return [...found];
  };
}
