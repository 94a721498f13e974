/** Addresses in a line. */
import { checkParticipants } from '../../../contract/rules/participants.ts';
import type { Line } from './line.ts';
import type { Ask } from './reading.ts';

const inBrackets = /<\s{0,4}([^\s<>@]{1,64}@[^\s<>@]{1,255})\s{0,4}>/g;
const bare = /[^\s,;<>()"“”\ue000\ue001@]{1,64}@[^\s,;<>()"“”\ue000\ue001@]{0,255}/g;
const lead = /(?:\b(?:with|invite|inviting|including|cc)\b:?|\bw\/) *$/i;
/** A name before an address in brackets: behind a word or a sign that begins a person. */
const name = /(?:\b(?:with|invite|inviting|including|cc|and)\b:? +|[,;&] *)((?:[\p{L}.'-]{1,40} +){1,4})$/iu;

/** Takes the addresses, with the names beside them and the words before. What only looks like one is asked about. */
export function takePeople(line: Line, ask: Ask, known: readonly string[]): string[] {
  const found: string[] = [];
  const put = (from: number, to: number, address: string) => {
    const { entries, addresses } = checkParticipants([...found, address]);
    if (entries.at(-1)?.status === 'malformed') {
      line.keep(from, to);
      ask('participants', 'malformed', line.text.slice(from, to), []);
      return;
    }
    found.splice(0, found.length, ...addresses);
    line.take(from, to, 'participants', lead.exec(line.before(from))?.[0].length ?? 0);
  };
  for (const match of line.rest().matchAll(inBrackets)) {
    const before = line.rest().slice(Math.max(0, match.index - 200), match.index);
    const named = name.exec(before)?.[1]?.length ?? 0;
    put(match.index - named, match.index + match[0].length, match[1] ?? '');
  }
  for (const match of line.rest().matchAll(bare)) {
    const opening = /^['[{]+/.exec(match[0])?.[0].length ?? 0;
    const word = match[0].slice(opening).replace(/[.!?:'\]}]+$/, '');
    const from = match.index + opening;
    put(from, from + word.length, word.replace(/^mailto:/i, ''));
  }
  askForNames(line, ask, known, found);
  return found;
}

/** "with Ana", and an address that begins so was used before. */
function askForNames(line: Line, ask: Ask, known: readonly string[], found: string[]): void {
  if (known.length === 0) return;
  for (const match of line.rest().matchAll(/\b(?:with|invite|inviting|and) (\p{Lu}[\p{L}'-]{1,39})/gu)) {
    const wanted = (match[1] ?? '').toLowerCase();
    const fitting = known.filter((each) => each.toLowerCase().split(/[.@_+-]/)[0] === wanted && !found.includes(each));
    if (fitting.length === 0) continue;
    const choices = [...fitting.slice(0, 4).map((participant) => ({ participant })), {}];
    const chosen = ask('participants', 'known', match[1] ?? '', choices);
    if (chosen?.participant !== undefined) found.push(chosen.participant);
  }
}
