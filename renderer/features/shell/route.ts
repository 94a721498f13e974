import type { EventRef } from '../../../contract/calendar.ts';
import type { Kind, Settings, View } from '../../../contract/domain.ts';

export type AgendaLayout = Settings['agendaLayout'];

/** What of the agenda is looked at. */
export interface AgendaPlace {
  readonly layout: AgendaLayout;
  /** `YYYY-MM-DD`, or null for today. */
  readonly day: string | null;
}

/** Where the person is: a view, and the session whose details are open beside it. */
export interface Route {
  readonly view: View;
  readonly open: { readonly kind: Kind; readonly key: string } | null;
  /** Of the agenda: the event of a calendar whose details are open, in the place of a session's. */
  readonly event?: EventRef;
  /** Of the agenda; left out, it is today as it was looked at last. */
  readonly place?: AgendaPlace;
}

const views: readonly View[] = ['agenda', 'meetings', 'webinars', 'settings'];
const kindOfView: Partial<Record<View, Kind>> = { meetings: 'meeting', webinars: 'webinar' };
const layouts: readonly AgendaLayout[] = ['day', 'week', 'list'];

/**
 * Reads `#/agenda`, `#/agenda/week/2026-06-19`, `#/agenda/day/webinar/KEY`, `#/agenda/webinar/KEY`, `#/meetings/KEY`;
 * and `#/agenda/day/event/CALENDAR/UID/OCCURRENCE` of an event; anything else is the agenda.
 */
export function parseRoute(hash: string): Route {
  const [first, ...rest] = hash.replace(/^#\/?/, '').split('/').map(decode);
  const view = views.find((each) => each === first) ?? 'agenda';
  if (view === 'settings') return { view, open: null };
  if (view !== 'agenda') {
    const [key] = rest;
    const kind = kindOfView[view];
    return { view, open: kind && key ? { kind, key } : null };
  }
  const layout = layouts.find((each) => each === rest[0]);
  const day = layout && rest[1] !== undefined && isDay(rest[1]) ? rest[1] : null;
  const [kind, key, ...ids] = rest.slice((layout ? 1 : 0) + (day === null ? 0 : 1));
  const isOpen = (kind === 'meeting' || kind === 'webinar') && key !== undefined && key !== '';
  const event = kind === 'event' ? readEvent(key, ids) : null;
  return { view, open: isOpen ? { kind, key } : null, ...(event && { event }), ...(layout && { place: { layout, day } }) };
}

/** A series as a whole has no occurrence. */
const readEvent = (calendar = '', [uid = '', occurrence = '']: readonly string[]): EventRef | null =>
  calendar === '' || uid === '' ? null : { calendar, uid, occurrence: occurrence === '' ? null : occurrence };

export function routeHash({ view, open, event, place }: Route): string {
  if (view === 'settings') return `#/${view}`;
  const parts: string[] = [view];
  if (view === 'agenda' && place) parts.push(place.layout, ...(place.day === null ? [] : [place.day]));
  if (open) parts.push(...(view === 'agenda' ? [open.kind] : []), encodeURIComponent(open.key));
  if (view === 'agenda' && event && !open)
    parts.push('event', ...[event.calendar, event.uid, ...(event.occurrence === null ? [] : [event.occurrence])].map(encodeURIComponent));
  return `#/${parts.join('/')}`;
}

/** A day that there is. Years beyond are nobody's agenda. */
function isDay(text: string): boolean {
  if (!/^(?:19[7-9]\d|20\d\d|21\d\d)-\d{2}-\d{2}$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
