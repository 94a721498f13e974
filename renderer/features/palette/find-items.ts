import type { SessionRow } from '../../../contract/domain.ts';
import { commands } from '../../../contract/rules/commands.ts';
import { findable, findableName, scorer } from '../../../contract/rules/fuzzy.ts';
import { fold } from '../../../contract/rules/session-lists.ts';
import type { OfferedCommand } from '../../ui/commands.ts';

export type Item =
  | { readonly type: 'command'; readonly command: OfferedCommand }
  | { readonly type: 'session'; readonly row: SessionRow };

export interface Group {
  readonly name: string;
  /** Where its first item stands among all of them. */
  readonly first: number;
  readonly items: readonly Item[];
}

const wordsOf = (text: string): string[] => fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);

/**
 * The actions that fit, best first; of equals in the order they are offered. By name a few letters do; by other words
 * for it, and by what it is about, the beginnings of words, and that counts for least.
 */
function findCommands(search: string, offers: readonly OfferedCommand[]) {
  const scoreOf = scorer(search);
  const typed = wordsOf(search);
  return offers
    .flatMap((command) => {
      const { name, also } = commands[command.id];
      const others = wordsOf(`${name} ${command.about ?? ''} ${also ?? ''}`);
      const isMeant = () => typed.length > 0 && typed.every((word) => others.some((other) => other.startsWith(word)));
      const score = scoreOf(findableName(name)) ?? (isMeant() ? 1 : null);
      return score === null ? [] : [{ command, score }];
    })
    .sort((a, b) => b.score - a.score);
}

/**
 * What the palette shows. Nothing typed: what is next, then every action. Else the group with the better best comes
 * first, so that Enter takes what fits best.
 *
 * @param sessions what main found for the same text, best first
 */
export function findItems(search: string, offers: readonly OfferedCommand[], sessions: readonly SessionRow[]): Group[] {
  const isEmpty = search.trim() === '';
  const found = isEmpty ? offers.map((command) => ({ command, score: 0 })) : findCommands(search, offers);
  const actions: Omit<Group, 'first'> = {
    name: 'Actions',
    items: found.map(({ command }) => ({ type: 'command', command })),
  };
  const meetings: Omit<Group, 'first'> = {
    name: isEmpty ? 'On now and next' : 'Meetings and webinars',
    items: sessions.map((row) => ({ type: 'session', row })),
  };
  const [first] = sessions;
  const bestSession = first ? (scorer(search)(findable(first)) ?? 0) : -1;
  const areActionsFirst = !isEmpty && (found[0]?.score ?? -1) >= bestSession;
  const [upper, lower] = areActionsFirst ? [actions, meetings] : [meetings, actions];
  return [{ ...upper, first: 0 }, { ...lower, first: upper.items.length }].filter(({ items }) => items.length > 0);
}
