import type { EventRow } from '../../../contract/calendar.ts';
import type { SessionRow } from '../../../contract/domain.ts';
import { commands } from '../../../contract/rules/commands.ts';
import { findable, findableName, scorer } from '../../../contract/rules/fuzzy.ts';
import { fold } from '../../../contract/rules/session-lists.ts';
import type { OfferedCommand } from '../../ui/commands.ts';

export type Item =
  | { readonly type: 'command'; readonly command: OfferedCommand }
  | { readonly type: 'session'; readonly row: SessionRow }
  | { readonly type: 'event'; readonly row: EventRow };

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
 * first, so that Enter takes what fits best; of equals actions, then meetings.
 *
 * @param found what main found for the same text, best first
 */
export function findItems(
  search: string,
  offers: readonly OfferedCommand[],
  { sessions, events }: { readonly sessions: readonly SessionRow[]; readonly events: readonly EventRow[] },
): Group[] {
  const isEmpty = search.trim() === '';
  const found = isEmpty ? offers.map((command) => ({ command, score: 0 })) : findCommands(search, offers);
  const scoreOf = scorer(search);
  const [session] = sessions;
  const [event] = events;
  const groups = [
    { name: 'Actions', best: found[0]?.score ?? 0, items: found.map(({ command }): Item => ({ type: 'command', command })) },
    {
      name: isEmpty ? 'On now and next' : 'Meetings and webinars',
      best: isEmpty ? 1 : session ? (scoreOf(findable(session)) ?? 0) : 0,
      items: sessions.map((row): Item => ({ type: 'session', row })),
    },
    {
      name: 'Events',
      best: event ? (scoreOf(findableName(event.title)) ?? 0) : 0,
      items: events.map((row): Item => ({ type: 'event', row })),
    },
  ];
  let first = 0;
  return groups
    .filter(({ items }) => items.length > 0)
    .sort((a, b) => b.best - a.best)
    .map(({ name, items }) => {
      const group = { name, first, items };
      first += items.length;
      return group;
    });
}
