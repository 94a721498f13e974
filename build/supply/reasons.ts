/**
 * Why each package is in a bundle. Kept by hand: a package that a build puts into a bundle and that is not here fails
 * `npm run licences` and a test, and so does one that is here and in no bundle any more.
 */

/** What Parley's own code imports. */
export const direct: Readonly<Record<string, string>> = {
  '@tanstack/react-query': "the page's cache over window.parley",
  '@tanstack/react-virtual': 'lists of thousands of rows with some dozens of nodes',
  'chrono-node': 'finds days and times in a typed line; loaded with the first such line',
  'electron-log': 'the rotating log file; its transports that send are off',
  'electron-store': "settings, drafts and the vault's envelope: atomic writes with file mode 0600",
  'lucide-react': 'icons',
  'react': 'the page',
  'react-aria-components': 'accessible dialogs, lists, fields and menus',
  'react-dom': 'puts React into the document',
  'rrule-temporal': 'the times of a series; loaded with the first one that Zoho leaves to us',
  'temporal-polyfill': 'dates, times and zones without mistakes',
  'zod': 'checks whatever comes from outside: IPC, Zoho, settings, vault',
};

/** What those bring along. The table of docs/BUNDLED.md says who brings it. */
export const brought: Readonly<Record<string, string>> = {
  '@internationalized/string': 'texts of the components for screen readers, by language',
  '@tanstack/query-core': 'the cache itself, without React',
  '@tanstack/virtual-core': 'the reckoning of rows, without React',
  'atomically': 'writes a file whole or not at all',
  'clsx': 'joins class names',
  'conf': 'reads and writes the stored files',
  'debounce-fn': 'one reaction to many changes of a watched file; Parley watches none',
  'dot-prop': 'finds a setting by a path of keys',
  'env-paths': 'the usual folders of a system; Parley names its own',
  'is-safe-filename': "guards env-paths' folder names",
  'mimic-function': "keeps a wrapped function's name",
  'react-aria': 'behaviour of the components: keyboard, focus, announcements, presses',
  'react-stately': 'state of the components, without the document',
  'scheduler': "React's order of work",
  'stubborn-fs': 'tries a file operation again when the system is short of handles',
  'stubborn-utils': 'the trying again',
  'temporal-utils': "temporal-polyfill's helpers",
  'uint8array-extras': 'bytes to text and back for stored files',
  'use-sync-external-store': "a subscription in React's own rhythm",
  'when-exit': 'removes a half-written file when the program ends',
};

/** What the bundler itself adds: a few lines that load chunks and wrap CommonJS. */
export const helpers: Readonly<Record<string, string>> = {
  rolldown: "the bundler's own helper: wraps CommonJS modules",
  vite: "the bundler's own helper: loads a part of the page with its style sheet",
};
