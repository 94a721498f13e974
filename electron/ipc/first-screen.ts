import type { Output } from '../../contract/api.ts';
import { ok, type Result } from '../../contract/result.ts';
import { kindsOf } from '../../contract/rules/kinds.ts';
import { isKnownZone } from '../../contract/rules/known-zone.ts';
import { nextRows } from '../../contract/rules/session-lists.ts';
import { firstDayOf, firstRange } from '../../contract/rules/shown-days.ts';
import type { HandlerServices } from './handlers.ts';

/**
 * What the page begins with. As the page reckons what it shows by its own locale and zone, it asks itself for an agenda
 * that is not here.
 */
export async function firstScreen(services: HandlerServices): Promise<Result<Output<'getFirstScreen'>>> {
  const { account, sessions, agenda, calendar, templates, clock } = services;
  const connection = account.connection();
  const settings = services.settings.get();
  if (connection.state !== 'connected' || !connection.account) return ok({ connection, settings, ofAccount: null });
  const kinds = kindsOf(connection.account);
  const { agendaLayout: layout, agendaTimeZone: wanted } = settings;
  const zone = wanted !== null && isKnownZone(wanted) ? wanted : services.timeZone();
  const range = layout === 'list' || kinds.length === 0 ? null : firstRange(layout, zone, firstDayOf(services.locale()), clock.now());
  const kept = await templates.list();
  return ok({
    connection,
    settings,
    ofAccount: {
      deletions: agenda.deletions.list(),
      outbox: agenda.outbox.list(),
      eventChanges: [...calendar.changes()],
      templates: kept.ok ? kept.value : [],
      calendars: calendar.calendars(),
      upcoming: kinds.map((kind) => ({
        kind,
        page: sessions.list({ kind, listType: 'upcoming', search: '', offset: 0, limit: nextRows }),
      })),
      agenda: range && { ...range, ...sessions.between(range) },
    },
  });
}
