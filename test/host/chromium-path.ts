/** Where a Chromium may be found: the person's choice, what setup wrote down, the well-known places, Playwright's own. */
import { accessSync, constants, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const runnable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const names = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'microsoft-edge'];

const wellKnown = (env: NodeJS.ProcessEnv): string[] => {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].flatMap((name) =>
      ['/Applications', join(env['HOME'] ?? '/', 'Applications')].map((at) => `${at}/${name}.app/Contents/MacOS/${name}`),
    );
  }
  if (process.platform === 'win32') {
    const roots = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']].filter((root) => root !== undefined);
    const apps = ['Google\\Chrome\\Application\\chrome.exe', 'Chromium\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];
    return apps.flatMap((app) => roots.map((root) => join(root, app)));
  }
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
};

const written = (): string | undefined => {
  try {
    const found: unknown = JSON.parse(readFileSync(new URL('../../out/chromium.json', import.meta.url), 'utf8'));
    const path = (found as { path?: unknown } | null)?.path;
    return typeof path === 'string' ? path : undefined;
  } catch {
    return undefined;
  }
};

const playwrights = async (): Promise<string | undefined> => {
  try {
    const { chromium } = await import('playwright-core');
    return chromium.executablePath();
  } catch {
    return undefined;
  }
};

/** The path of a Chromium, or an `Error` in plain words. `PARLEY_CHROMIUM` is taken as it is. */
export async function findChromium(env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const chosen = env['PARLEY_CHROMIUM'];
  if (chosen) {
    if (runnable(chosen)) return chosen;
    throw new Error(`PARLEY_CHROMIUM names ${chosen}, which cannot be run.`);
  }
  const noted = written();
  for (const path of noted === undefined ? wellKnown(env) : [noted, ...wellKnown(env)]) if (runnable(path)) return path;
  const own = await playwrights();
  if (own !== undefined && runnable(own)) return own;
  throw new Error('No Chrome, Chromium or Edge was found. Install one, or set PARLEY_CHROMIUM to its path.');
}
