import type { QueryClient } from '@tanstack/react-query';
import { connectionQuery, settingsQuery } from './account.ts';
import { agendaRange } from './agenda.ts';
import { answers, nextAsked } from './asked.ts';
import { calendarsQuery, eventChangesQuery } from './calendar.ts';
import { deletionsQuery } from './deletions.ts';
import { outboxQuery } from './outbox.ts';
import { call } from './parley.ts';
import { nextUp } from './sessions.ts';
import { templatesQuery } from './templates.ts';

/** Asks for everything that the first screen shows, before anything is drawn. */
export function askFirst(client: QueryClient): void {
  const number = nextAsked();
  const asked = call('getFirstScreen').then(({ connection, settings, ofAccount }) => {
    if (ofAccount) {
      client.setQueryData(deletionsQuery.queryKey, ofAccount.deletions);
      client.setQueryData(outboxQuery.queryKey, ofAccount.outbox);
      client.setQueryData(eventChangesQuery.queryKey, ofAccount.eventChanges);
      client.setQueryData(templatesQuery.queryKey, ofAccount.templates);
      client.setQueryData(calendarsQuery.queryKey, ofAccount.calendars);
      for (const { kind, page } of ofAccount.upcoming) client.setQueryData(nextUp(kind).queryKey, answers(number, page));
      const { agenda } = ofAccount;
      if (agenda) client.setQueryData(agendaRange(agenda).queryKey, answers(number, agenda));
    }
    return { connection, settings };
  });
  // The screen is drawn with the connection: the rest is there by then.
  void client.prefetchQuery({ ...settingsQuery, queryFn: async () => (await asked).settings });
  void client.prefetchQuery({ ...connectionQuery, queryFn: async () => (await asked).connection });
}
