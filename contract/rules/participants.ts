/** The addresses of a pasted list, and what is wrong with which. */
import { quoted } from './field-text.ts';

/** What Zoho takes (`ARRAY_SIZE_OUT_OF_RANGE` beyond, zoho-api.md 2.3). */
export const mostParticipants = 100;

/** Quoted text, an address in angle brackets, something that separates, or a word. None can match in two ways. */
const pieces = /"[^"\n]*"|<[^<>\n]*>|\n|\t|[,;，、；]| +|[^\s,;，、；<>"]+|["<>]/gu;

interface Item {
  readonly text: string;
  readonly isAddress: boolean;
}

/**
 * Takes a pasted list apart: commas, semicolons, new lines, spaces or tabs between addresses, `Name <a@b>`, quoted
 * names with commas, `mailto:`, `To:`. Names are left out; other text without an @ is kept as it is, so that a mistyped
 * address is seen rather than lost. A column of names beside a column of addresses (tabs) counts as names.
 * Linear in the length of the text.
 */
export function splitParticipants(text: string): string[] {
  const clean = text
    .replace(/\r\n?/g, '\n')
    .replace(/\p{Cf}+/gu, '')
    .replaceAll('＠', '@')
    .replace(/[^\S\n\t]/gu, ' ');
  const result: string[] = [];
  /** The cells of one row: a row ends at a comma or a line, a cell at a tab. */
  let row: Item[][] = [];
  let cell = newCell();
  const endRow = () => {
    row.push(cell.take());
    const hasNames = row.length > 1 && row.flat().some((item) => item.isAddress);
    for (const items of row)
      if (!hasNames || items.some((item) => item.isAddress)) for (const item of items) result.push(item.text);
    row = [];
    cell = newCell();
  };
  for (const [piece] of clean.matchAll(pieces)) {
    if (piece === '\t') {
      row.push(cell.take());
      cell = newCell();
    } else if (/^[\n,;，、；]$/u.test(piece)) endRow();
    else cell.add(piece);
  }
  endRow();
  return result;
}

function newCell() {
  const items: Item[] = [];
  /** Words since the last address: a name, when an address in angle brackets follows. */
  let words: string[] = [];
  /** The piece before was in quotation marks: `"a b"@x.test` is one. */
  let afterQuote = false;
  const flush = () => {
    const text = words.map(bare).filter((word) => word !== '' && !word.endsWith(':')).join(' ');
    if (text !== '') items.push({ text, isAddress: false });
    words = [];
  };
  const addAddress = (text: string) => {
    if (text !== '') items.push({ text, isAddress: true });
  };
  const addWord = (piece: string) => {
    if (piece.length > 1 && piece.startsWith('<')) {
      const address = addressIn(piece.slice(1, -1));
      words = [];
      // Outlook writes `ana@x.test <ana@x.test>`.
      if (items.at(-1)?.text.toLowerCase() !== address.toLowerCase()) addAddress(address);
    } else if (afterQuote && piece.startsWith('@')) addAddress(`${words.pop() ?? ''}${piece}`);
    else if (piece.includes('@')) {
      flush();
      addAddress(addressIn(piece));
    } else words.push(piece);
  };
  return {
    add(piece: string): void {
      if (!piece.startsWith(' ')) addWord(piece);
      afterQuote = piece.length > 1 && piece.startsWith('"');
    },
    take(): Item[] {
      flush();
      return items;
    },
  };
}

const opening = new Set(['(', '[', '{', "'", '"', '‘', '“', '<']);
const closing = new Set([')', ']', '}', "'", '"', '’', '”', '>', '.', '!', '?']);

/** Without brackets, quotation marks and full stops around it. */
function bare(word: string): string {
  let start = 0;
  let end = word.length;
  while (start < end && opening.has(word.charAt(start))) start++;
  while (end > start && closing.has(word.charAt(end - 1))) end--;
  return word.slice(start, end);
}

function addressIn(text: string): string {
  const word = bare(text.trim());
  if (!/^mailto:/i.test(word)) return word;
  const question = word.indexOf('?');
  const encoded = word.slice('mailto:'.length, question < 0 ? undefined : question);
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}

export interface CheckedParticipant {
  /** As typed, without spaces around it. */
  readonly address: string;
  readonly status: 'ok' | 'malformed' | 'duplicate';
  /** What is wrong, for a malformed or repeated one. */
  readonly message: string | null;
}

export interface CheckedParticipants {
  readonly entries: readonly CheckedParticipant[];
  /** Those to invite: well formed, each once, the domain in lower case. */
  readonly addresses: readonly string[];
  /** Set when there are more than Zoho takes: how many. */
  readonly tooMany: number | null;
}

/**
 * Checks every address. International ones are well formed (RFC 6531, RFC 5890). Two that differ only in case, or in
 * the spelling of an international domain, are one.
 */
export function checkParticipants(list: readonly string[]): CheckedParticipants {
  const seen = new Set<string>();
  const addresses: string[] = [];
  const entries = list.map((text): CheckedParticipant => {
    const address = text.trim();
    const at = address.lastIndexOf('@');
    const domain = at < 0 ? undefined : asciiDomain(address.slice(at + 1));
    const message = problemOf(address, domain);
    if (message !== null) return { address, status: 'malformed', message };
    const key = `${address.slice(0, at).normalize('NFC').toLowerCase()}@${domain}`;
    if (seen.has(key)) return { address, status: 'duplicate', message: `${address} is in the list twice.` };
    seen.add(key);
    addresses.push(`${address.slice(0, at)}@${address.slice(at + 1).toLowerCase()}`);
    return { address, status: 'ok', message: null };
  });
  return { entries, addresses, tooMany: addresses.length > mostParticipants ? addresses.length : null };
}

/** Letters and digits of any script, and what RFC 5322 allows beside them (`atext`). */
const localPart = /^(?:[\w!#$%&'*+/=?^`{|}~.-]|[^\p{ASCII}\p{C}\p{Z}])+$/u;

function problemOf(address: string, domain: string | undefined): string | null {
  const name = quoted(address);
  const at = address.lastIndexOf('@');
  if (address === '') return 'Enter an e-mail address.';
  if (at < 0) return `There is no @ in ${name}.`;
  const local = address.slice(0, at);
  if (local === '') return `There is nothing before the @ in ${name}.`;
  if (at === address.length - 1) return `There is nothing after the @ in ${name}.`;
  if (address.length > 254 || local.length > 64) return `${name} is too long for an e-mail address.`;
  if (local.includes('@')) return `There is more than one @ in ${name}.`;
  if (/\s/u.test(address)) return `There is a space in ${name}.`;
  if (local.startsWith('.') || local.endsWith('.') || address.includes('..'))
    return `There is a dot in the wrong place in ${name}.`;
  if (!localPart.test(local)) return `There is a character in ${name} that an e-mail address cannot have.`;
  if (!address.slice(at).includes('.')) return `The part after the @ in ${name} has no dot: is it complete?`;
  return domain === undefined ? `The part after the @ in ${name} is not the name of a mail server.` : null;
}

/** The domain as DNS spells it (`xn--…` where it is international), or undefined when it is none. */
function asciiDomain(text: string): string | undefined {
  if (text.length > 253 || !/^[\p{L}\p{M}\p{N}.-]+$/u.test(text) || !URL.canParse(`http://${text}`)) return undefined;
  const labels = new URL(`http://${text}`).hostname.split('.');
  const isName = labels.length > 1 && labels.every((label) => /^(?!-)[a-z\d-]{1,63}(?<!-)$/.test(label));
  // A name that ends in digits is an IP address.
  return isName && !/^\d+$/.test(labels.at(-1) ?? '') ? labels.join('.') : undefined;
}
