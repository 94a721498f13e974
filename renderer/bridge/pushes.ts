import type { QueryClient } from '@tanstack/react-query';
import type { Kind, View } from '../../contract/domain.ts';
import { keepConnection, settingsQuery } from './account.ts';
import { deletionsQuery } from './deletions.ts';
import { eventChangesQuery } from './event-changes.ts';
import { outboxQuery } from './outbox.ts';

/** A listing under way pushes often: the page asks at once, then at most this often, in ms. */
const askAgainEvery = 150;

/**
 * Keeps the query cache in step with main. Answers with the function that ends it.
 *
 * @param onView called when a menu item or the tray asks for a view
 */
export function followPushes(client: QueryClient, onView: (view: View) => void): () => void {
  /** Kinds asked for lately, and whether a push has come since. */
  const waiting = new Map<Kind, { timer: ReturnType<typeof setTimeout>; again: boolean }>();
  const askAgain = (kind: Kind) => {
    void client.invalidateQueries({ queryKey: ['sessions', kind] });
    void client.invalidateQueries({ queryKey: ['agenda'] });
    void client.invalidateQueries({ queryKey: ['session', kind] });
    void client.invalidateQueries({ queryKey: ['requests', kind] });
    const timer = setTimeout(() => {
      const again = waiting.get(kind)?.again;
      waiting.delete(kind);
      if (again) askAgain(kind);
    }, askAgainEvery);
    waiting.set(kind, { timer, again: false });
  };
  const ends = [
    window.parley.onConnectionChanged((connection) => keepConnection(client, connection)),
    window.parley.onSettingsChanged((settings) => client.setQueryData(settingsQuery.queryKey, settings)),
    window.parley.onSessionsChanged(({ kind }) => {
      const asked = waiting.get(kind);
      if (asked) asked.again = true;
      else askAgain(kind);
    }),
    window.parley.onDeletionsChanged((deletions) => client.setQueryData(deletionsQuery.queryKey, deletions)),
    window.parley.onOutboxChanged((items) => client.setQueryData(outboxQuery.queryKey, items)),
    window.parley.onEventChangesChanged((items) => client.setQueryData(eventChangesQuery.queryKey, items)),
    window.parley.onCalendarsChanged(() => void client.invalidateQueries({ queryKey: ['calendars'] })),
    window.parley.onViewRequested(({ view }) => onView(view)),
  ];
  return () => {
    for (const end of ends) end();
    for (const { timer } of waiting.values()) clearTimeout(timer);
  };
}
