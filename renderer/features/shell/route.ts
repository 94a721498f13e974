import type { Kind, View } from '../../../contract/domain.ts';

/** Where the person is: a view, and the session whose details are open beside it. */
export interface Route {
  readonly view: View;
  readonly open: { readonly kind: Kind; readonly key: string } | null;
}

const views: readonly View[] = ['agenda', 'meetings', 'webinars', 'settings'];
const kindOfView: Partial<Record<View, Kind>> = { meetings: 'meeting', webinars: 'webinar' };

/** Reads `#/agenda`, `#/agenda/webinar/KEY`, `#/meetings/KEY`; anything else is the agenda. */
export function parseRoute(hash: string): Route {
  const [first, ...rest] = hash.replace(/^#\/?/, '').split('/').map(decode);
  const view = views.find((each) => each === first) ?? 'agenda';
  if (view === 'settings') return { view, open: null };
  const kind = kindOfView[view] ?? (rest[0] === 'meeting' || rest[0] === 'webinar' ? rest[0] : undefined);
  const key = view === 'agenda' ? rest[1] : rest[0];
  return { view, open: kind && key ? { kind, key } : null };
}

export function routeHash({ view, open }: Route): string {
  if (!open || view === 'settings') return `#/${view}`;
  const key = encodeURIComponent(open.key);
  return view === 'agenda' ? `#/agenda/${open.kind}/${key}` : `#/${view}/${key}`;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
