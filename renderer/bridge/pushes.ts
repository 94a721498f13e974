import type { QueryClient } from '@tanstack/react-query';
import type { CalendarEvent } from '../../contract/calendar.ts';
import type { Kind, View } from '../../contract/domain.ts';
import { keepConnection, settingsQuery } from './account.ts';
import { eventChangesQuery } from './calendar.ts';
import { deletionsQuery } from './deletions.ts';
import { outboxQuery } from './outbox.ts';

/** What is asked for again; a session may also be what an event is a copy of. */
const keysOf = (subject: Kind | 'calendars'): string[][] =>
  subject === 'calendars'
    ? [['calendars'], ['events']]
    : [['sessions', subject], ['agenda'], ['session', subject], ['requests', subject], ['events']];

/** Asking for what was never read asks Zoho: not on every push. */
const isRead = ({ state }: { state: { data: unknown } }): boolean =>
  ((state.data as CalendarEvent | undefined)?.detailsAsOf ?? null) !== null;

/** A listing under way pushes often: the page asks at once, then at most this often, in ms. */
const askAgainEvery = 150;

/**
 * Keeps the query cache in step with main, for as long as the page is there.
 *
 * @param onView called when a menu item or the tray asks for a view
 */
export function followPushes(client: QueryClient, onView: (view: View) => void): void {
  /** Kinds, or calendars, asked for lately, and whether a push has come since. */
  const waiting = new Map<Kind | 'calendars', { again: boolean }>();
  const askAgain = (subject: Kind | 'calendars') => {
    for (const queryKey of keysOf(subject)) void client.invalidateQueries({ queryKey });
    if (subject === 'calendars') void client.invalidateQueries({ queryKey: ['event'], predicate: isRead });
    void client.invalidateQueries({ queryKey: ['check-time'] });
    setTimeout(() => {
      const again = waiting.get(subject)?.again;
      waiting.delete(subject);
      if (again) askAgain(subject);
    }, askAgainEvery);
    waiting.set(subject, { again: false });
  };
  const hear = (subject: Kind | 'calendars') => {
    const asked = waiting.get(subject);
    if (asked) asked.again = true;
    else askAgain(subject);
  };
  window.parley.onConnectionChanged((connection) => keepConnection(client, connection));
  window.parley.onSettingsChanged((settings) => client.setQueryData(settingsQuery.queryKey, settings));
  window.parley.onSessionsChanged(({ kind }) => hear(kind));
  window.parley.onCalendarsChanged(() => hear('calendars'));
  window.parley.onEventChangesChanged((changes) => client.setQueryData(eventChangesQuery.queryKey, changes));
  window.parley.onDeletionsChanged((deletions) => client.setQueryData(deletionsQuery.queryKey, deletions));
  window.parley.onOutboxChanged((items) => client.setQueryData(outboxQuery.queryKey, items));
  window.parley.onViewRequested(({ view }) => onView(view));
}
