import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '../../contract/domain.ts';

const appearances: readonly unknown[] = ['system', 'light', 'dark'] satisfies Settings['appearance'][];

/**
 * How Parley is to look, as its settings have it, and nothing else of them: a window must not flash in the wrong
 * colours, nor wait until everything that reads settings properly is loaded (settings.ts).
 *
 * @param folder that of `settings.json`
 */
export function keptAppearance(folder: string): Settings['appearance'] {
  try {
    const file = JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8')) as { settings?: { appearance?: unknown } };
    const kept = file.settings?.appearance;
    return appearances.includes(kept) ? (kept as Settings['appearance']) : 'system';
  } catch {
    return 'system';
  }
}
