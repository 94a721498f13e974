import type { Menu, MenuItem } from 'electron';
import { appendFileSync } from 'node:fs';

/** Something done on the desktop, outside the page. */
export type DesktopEvent =
  | { readonly type: 'openExternal'; readonly url: string }
  | { readonly type: 'clipboard'; readonly text: string }
  | { readonly type: 'notification'; readonly title: string; readonly body: string }
  | { readonly type: 'menu'; readonly items: readonly string[] }
  | { readonly type: 'tray'; readonly items: readonly string[] };

export type RecordDesktop = (event: DesktopEvent) => void;

/** Appends a JSON line for each desktop event, with its time (ISO 8601). Unpackaged builds only (`PARLEY_HOST_LOG`). */
export const createHostLog =
  (file: string | null): RecordDesktop =>
  (event) => {
    if (file) appendFileSync(file, `${JSON.stringify({ time: new Date().toISOString(), ...event })}\n`, { mode: 0o600 });
  };

/** Labels of a menu, depth first, as `Go > Meetings`. */
export function menuLabels(menu: Menu, above: readonly string[] = []): string[] {
  return menu.items.flatMap((item) => {
    if (item.type === 'separator') return [];
    const path = [...above, item.label];
    return [path.join(' > '), ...(item.submenu ? menuLabels(item.submenu, path) : [])];
  });
}

/** The first item whose label, or path as of {@link menuLabels}, is this. */
export function findMenuItem(menu: Menu, label: string, above: readonly string[] = []): MenuItem | undefined {
  for (const item of menu.items) {
    const path = [...above, item.label];
    if (item.label === label || path.join(' > ') === label) return item;
    const below = item.submenu && findMenuItem(item.submenu, label, path);
    if (below) return below;
  }
  return undefined;
}
