import type { SessionWindow } from '../../bridge/sessions.ts';

/** More than are in view at the top of a list, on a tall screen. */
const slots = 40;

/**
 * Elements for the first rows of a list, by session: what another text finds is drawn into those of what was there.
 * Rows that come later have elements of their own, which the focus stays in wherever they move.
 */
export function slotsOf(rows: Pick<SessionWindow, 'row'>): ReadonlyMap<string, string> {
  const taken = new Map<string, string>();
  for (let index = 0; index < slots; index += 1) {
    const row = rows.row(index);
    if (row) taken.set(row.key, `slot-${index}`);
  }
  return taken;
}
