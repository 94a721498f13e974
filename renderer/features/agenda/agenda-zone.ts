import type { Settings } from '../../../contract/domain.ts';
import { isKnownZone } from '../../../contract/rules/known-zone.ts';
import { ownZone } from '../../ui/own-zone.ts';

/** The zone the agenda is drawn in: the one that was chosen, else this computer's. */
export function agendaZoneOf(settings: Pick<Settings, 'agendaTimeZone'> | null | undefined): string {
  const wanted = settings?.agendaTimeZone ?? null;
  return wanted !== null && isKnownZone(wanted) ? wanted : ownZone();
}
