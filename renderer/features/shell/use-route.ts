import { useSyncExternalStore } from 'react';
import { type Route, parseRoute, routeHash } from './route.ts';

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

export function useRoute(): Route {
  return parseRoute(useSyncExternalStore(subscribe, () => location.hash));
}

export function go(route: Route): void {
  location.hash = routeHash(route);
}
