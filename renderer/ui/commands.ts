import { useEffect, useEffectEvent } from 'react';
import { type CommandId, commandIds, commands, offeredForEach } from '../../contract/rules/commands.ts';
import type { ShortcutId } from '../../contract/rules/shortcuts.ts';
import { useShortcut } from './shortcuts.ts';

/** An action that can be run where the person is. */
export interface OfferedCommand {
  readonly id: CommandId;
  /** What it is about, where that is one of many: a topic. */
  readonly about: string | null;
  /** Null where its key belongs to something else. */
  readonly shortcut: ShortcutId | null;
  run(): void;
  /** False while there is nothing to do it to. */
  when(): boolean;
}

/** What screens offer, the latest last. */
const offers: OfferedCommand[] = [];

/** Offers an action to the palette and the menu. Answers with the function that takes the offer back. */
export function offerCommand(command: OfferedCommand): () => void {
  offers.push(command);
  return () => {
    const at = offers.indexOf(command);
    if (at >= 0) offers.splice(at, 1);
  };
}

/** What can be run now, in the order of the table. */
export const offeredCommands = (): OfferedCommand[] =>
  commandIds.flatMap((id) => {
    const those = offers.filter((offer) => offer.id === id && offer.when());
    return offeredForEach.has(id) ? those : those.slice(-1);
  });

/** Runs an action; false when it cannot be run here. */
export function runCommand(id: CommandId): boolean {
  const offer = offers.findLast((each) => each.id === id && each.when());
  offer?.run();
  return offer !== undefined;
}

interface CommandOptions {
  readonly about?: string;
  /** Instead of the one in the table; null for none. */
  readonly shortcut?: ShortcutId | null;
  /** Its key is listened for elsewhere, by rules of its own. */
  readonly keyIsElsewhere?: boolean;
  when?(): boolean;
}

/** Offers an action, and listens for its key, while the caller is on the screen. */
export function useCommand(id: CommandId, run: () => void, options: CommandOptions = {}): void {
  const { about = null, keyIsElsewhere = false } = options;
  const shortcut = options.shortcut === undefined ? (commands[id].shortcut ?? null) : options.shortcut;
  const isWanted = () => options.when?.() ?? true;
  const latest = useEffectEvent(run);
  const when = useEffectEvent(isWanted);
  useEffect(
    () => offerCommand({ id, about, shortcut, run: () => latest(), when: () => when() }),
    [id, about, shortcut],
  );
  useShortcut(keyIsElsewhere ? null : shortcut, run, isWanted);
}
