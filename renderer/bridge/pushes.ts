import type { QueryClient } from '@tanstack/react-query';
import type { Kind, View } from '../../contract/domain.ts';
import { keepConnection, settingsQuery } from './account.ts';

/** A listing under way pushes often: the page asks again at most this often, in ms. */
const askAgainEvery = 150;

/**
 * Keeps the query cache in step with main. Answers with the function that ends it.
 *
 * @param onView called when a menu item or the tray asks for a view
 */
export function followPushes(client: QueryClient, onView: (view: View) => void): () => void {
  const waiting = new Map<Kind, ReturnType<typeof setTimeout>>();
  const ends = [
    window.parley.onConnectionChanged((connection) => keepConnection(client, connection)),
    window.parley.onSettingsChanged((settings) => client.setQueryData(settingsQuery.queryKey, settings)),
    window.parley.onSessionsChanged(({ kind }) => {
      if (waiting.has(kind)) return;
      waiting.set(
        kind,
        setTimeout(() => {
          waiting.delete(kind);
          void client.invalidateQueries({ queryKey: ['sessions', kind] });
          void client.invalidateQueries({ queryKey: ['session', kind] });
        }, askAgainEvery),
      );
    }),
    window.parley.onViewRequested(({ view }) => onView(view)),
  ];
  return () => {
    for (const end of ends) end();
    for (const timer of waiting.values()) clearTimeout(timer);
  };
}
