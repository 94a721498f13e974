import { CalendarDays, Presentation, Settings, Video } from 'lucide-react';
import { useState } from 'react';
import type { View } from '../../../contract/domain.ts';
import { type Route, routeHash } from './route.ts';

const places = [
  { view: 'agenda', name: 'Agenda', Icon: CalendarDays },
  { view: 'meetings', name: 'Meetings', Icon: Video },
  { view: 'webinars', name: 'Webinars', Icon: Presentation },
  { view: 'settings', name: 'Settings', Icon: Settings },
] as const satisfies readonly { view: View; name: string; Icon: unknown }[];

/** Leads back to what was open in a view; pressed where one already is, it closes the details. */
export function Navigation({ route }: { route: Route }) {
  const [last, setLast] = useState<Partial<Record<View, string>>>({});
  const here = routeHash(route);
  if (last[route.view] !== here) setLast({ ...last, [route.view]: here });
  return (
    <nav aria-label="Main" className="nav">
      {places.map(({ view, name, Icon }) => (
        <a
          key={view}
          href={view === route.view ? `#/${view}` : (last[view] ?? `#/${view}`)}
          className="nav-link"
          aria-current={view === route.view ? 'page' : undefined}
          draggable={false}
        >
          <Icon size={16} aria-hidden />
          <span className="words">{name}</span>
        </a>
      ))}
    </nav>
  );
}
