/** Whom a pasted list names, to be registered for a webinar. */
import { checkParticipants, splitParticipants, type CheckedParticipant } from './participants.ts';

export interface Newcomer {
  readonly email: string;
  /** Empty where the list does not tell. */
  readonly firstName: string;
  readonly lastName: string;
}

export interface Newcomers {
  /** Well formed, each once. */
  readonly people: readonly Newcomer[];
  /** What is no address. */
  readonly malformed: readonly CheckedParticipant[];
}

/** How many people one call to main registers at most. */
export const mostNewcomers = 200;

/** Longest name that is kept. */
const longestName = 100;

/** Reads addresses and `Name <address>`, with anything between that {@link splitParticipants} takes. Linear. */
export function readNewcomers(text: string): Newcomers {
  const { entries, addresses } = checkParticipants(splitParticipants(text));
  const names = namesIn(text);
  return {
    people: addresses.map((email) => ({ email, ...splitName(names.get(email.toLowerCase()) ?? '') })),
    malformed: entries.filter(({ status }) => status === 'malformed'),
  };
}

/** What stands before each address in angle brackets, by the address in lower case. */
function namesIn(text: string): Map<string, string> {
  const names = new Map<string, string>();
  let from = 0;
  for (const match of text.matchAll(/<([^<>\n]*)>/g)) {
    const before = text.slice(from, match.index).trimEnd();
    from = match.index + match[0].length;
    const email = (match[1] ?? '').trim().replace(/^mailto:/i, '').toLowerCase();
    const name = nameAtEnd(before);
    if (!name.includes('@') && !names.has(email)) names.set(email, name);
  }
  return names;
}

function nameAtEnd(text: string): string {
  if (text.endsWith('"') && text.length > 1) return text.slice(text.lastIndexOf('"', text.length - 2) + 1, -1).trim();
  const end = Math.max(...[',', ';', '\n', '\t', ':', '，', '、', '；'].map((mark) => text.lastIndexOf(mark)));
  return text.slice(end + 1).trim();
}

/** "Ruiz, Ana" and "Ana Ruiz" are one person; a single word is a first name. */
function splitName(name: string): Pick<Newcomer, 'firstName' | 'lastName'> {
  const [family, given, ...more] = name.split(',').map((part) => part.trim());
  if (family && given && more.length === 0) return cut(given, family);
  const words = name.split(/\s+/u).filter(Boolean);
  return cut(words.length > 1 ? words.slice(0, -1).join(' ') : (words[0] ?? ''), words.length > 1 ? (words.at(-1) ?? '') : '');
}

const cut = (first: string, last: string) => ({
  firstName: first.slice(0, longestName),
  lastName: last.slice(0, longestName),
});
