/** `app.getPath`: the folders that Electron names, as it names them on each system. */
import { mkdirSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';

export type PathName = Parameters<Electron.App['getPath']>[0];

const appData = (): string => {
  const home = homedir();
  if (process.platform === 'darwin') return join(home, 'Library', 'Application Support');
  if (process.platform === 'win32') return process.env['APPDATA'] ?? join(home, 'AppData', 'Roaming');
  return process.env['XDG_CONFIG_HOME'] || join(home, '.config');
};

/** @param name the app's name, which may change until the folder is first asked for */
export function makePaths(name: () => string) {
  const chosen = new Map<string, string>();
  const standard: Record<string, () => string> = {
    home: homedir,
    appData,
    userData: () => join(get('appData'), name()),
    sessionData: () => get('userData'),
    temp: tmpdir,
    exe: () => process.execPath,
    module: () => process.execPath,
    desktop: () => join(homedir(), 'Desktop'),
    documents: () => join(homedir(), 'Documents'),
    downloads: () => join(homedir(), 'Downloads'),
    music: () => join(homedir(), 'Music'),
    pictures: () => join(homedir(), 'Pictures'),
    videos: () => join(homedir(), 'Videos'),
    logs: () => (process.platform === 'darwin' ? join(homedir(), 'Library', 'Logs', name()) : join(get('userData'), 'logs')),
    crashDumps: () => join(get('userData'), 'Crashpad'),
  };
  const get = (wanted: string): string => {
    const path = chosen.get(wanted) ?? standard[wanted]?.();
    if (path === undefined) throw new Error(`Failed to get '${wanted}' path`);
    return path;
  };
  return {
    get,
    /** As in Electron the folder is made when it is missing, and its path must be absolute. */
    set(wanted: string, path: string): void {
      if (!isAbsolute(path)) throw new Error('Path must be absolute');
      if (!(wanted in standard)) throw new Error(`Failed to set path '${wanted}'`);
      mkdirSync(path, { recursive: true });
      chosen.set(wanted, path);
    },
  };
}
