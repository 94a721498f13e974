/** One person's computer on which every secret is known and looked for. The rules are those of SECURITY.md. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunningApp } from '../e2e/app.ts';
import type { Desk } from '../e2e/fixtures.ts';
import type { ReliabilitySuite } from '../run/figures.ts';
import { filesIn, heapOf, messagesIn, pageOf, processesOf, type Message } from './secret-places.ts';
import { searchFor, type Secret } from './secret-search.ts';

/** What the page's storage is given, to see that the search of the browser's profile finds such things. */
export const planted = 'planted-in-the-storage-of-the-page';
/** The account's address, which the page and its messages do hold. */
const shown = 'ana.ruiz@example.test';

export interface Watch {
  /** Secrets that the sandbox does not know of. */
  readonly more: Secret[];
  /** Starts Parley with all that it writes below one folder. */
  start(env?: Readonly<Record<string, string>>): Promise<RunningApp>;
  secrets(): Secret[];
  /** Looks for every secret in a place. `finds` is something that is there, else the search is blind. */
  look(place: string, content: Buffer | readonly Buffer[], finds: string, but?: (secret: Secret) => boolean): void;
  /**
   * The page: document, storage, heap. `typed`: what the person has just typed into it may still be there.
   * `heap: 'full'`: only in the full part, since a snapshot takes long.
   */
  lookAtPage(app: RunningApp, when: string, options?: { typed?: readonly string[]; heap?: 'full' }): Promise<void>;
  /** Arguments and environment of all processes. */
  lookAtProcesses(app: RunningApp): void;
  /** All files, what was printed, the desktop and the messages of everything so far. */
  lookAround(when: string, finds: Readonly<Record<string, string>>): void;
  messages(): readonly Message[];
  readonly home: string;
}

export function watch(desk: Desk, suite: ReliabilitySuite): Watch {
  const { control, client } = desk.zoho;
  const folder = join(desk.userData, '..');
  const [home, temporary, transcript] = [join(folder, 'home'), join(folder, 'tmp'), join(folder, 'transcript.ndjson')];
  for (const each of [home, temporary]) mkdirSync(each, { recursive: true });
  control.modes.canaries = true;
  const apps: RunningApp[] = [];
  const said: string[] = [];
  const more: Secret[] = [];

  const secrets = (): Secret[] => {
    const clientSecrets = new Set(control.clients.all().flatMap((each) => Object.values(each.secrets)));
    const kindOf = (value: string) => (clientSecrets.has(value) ? 'client secret' : 'code or token');
    const requests = control.log.all();
    const parameters = (name: string, kind: string) => {
      const values = requests.flatMap(({ query, form }) => [...(query[name] ?? []), ...(form[name] ?? [])]);
      return values.map((value) => ({ kind, value }));
    };
    const all = [
      ...control.tokens.issued().map((value) => ({ kind: kindOf(value), value })),
      ...control.data.secrets(),
      ...parameters('state', 'state'),
      ...parameters('code_verifier', 'verifier'),
      ...more,
    ];
    return [...new Map(all.map((secret) => [secret.value, secret])).values()];
  };

  const look: Watch['look'] = (place, content, finds, but = () => false) => {
    const wanted = secrets().filter((secret) => !but(secret));
    const marker: Secret = { kind: 'marker', value: finds };
    const search = searchFor([...wanted, marker]);
    const found = new Set((Buffer.isBuffer(content) ? [content] : content).flatMap(search));
    if (!found.has(marker)) suite.violation(`${place}: the search is blind, it does not find “${finds}”`);
    for (const secret of found) if (secret !== marker) suite.violation(`${place}: a ${secret.kind}`);
    suite.count(wanted.length);
  };

  const isTyped = (typed: readonly string[]) => ({ value }: Secret) => typed.includes(value);
  /** The consent goes to the browser with its state, a start link to whoever pressed Start. */
  const isOpened = ({ kind }: Secret) => kind === 'state' || kind === 'start link';

  return {
    more,
    home,
    secrets,
    look,
    messages: () => messagesIn(transcript),
    async start(env = {}) {
      const places = { HOME: home, USERPROFILE: home, TMPDIR: temporary, TMP: temporary, TEMP: temporary };
      const app = await desk.start({ ...places, PARLEY_HOST_TRANSCRIPT: transcript, ...env });
      app.page.on('console', (message) => void said.push(message.text()));
      await app.page.evaluate((text) => {
        localStorage.setItem('planted', text);
        console.info(text);
      }, planted);
      apps.push(app);
      return app;
    },
    async lookAtPage(app, when, { typed = [], heap } = {}) {
      look(`the page and its storage, ${when}`, await pageOf(app.page), shown, isTyped(typed));
      if (heap === 'full' && !suite.full) return;
      look(`heap of the page, ${when}`, await heapOf(app), shown, isTyped(typed));
    },
    lookAtProcesses(app) {
      const processes = processesOf(app.process.pid);
      if (processes) look('arguments and environment', processes.content, desk.zoho.origin);
      suite.measure('processes', processes ? String(processes.count) : 'not told by this system, not searched');
    },
    lookAround(when, finds) {
      const instruments = /desktop-\d+\.ndjson$|transcript\.ndjson$/;
      const files = [...filesIn(folder)].filter(([path]) => !instruments.test(path));
      // Each kind of file has to be there, or its search would say nothing.
      for (const [name, marker] of Object.entries(finds)) {
        const named = files.filter(([path]) => path.includes(name)).map(([, content]) => content);
        look(`${name}, ${when}`, named, marker);
      }
      look(`all files, ${when}`, files.map(([, content]) => content), 'parley://oauth/callback');
      for (const [path] of files) if (/\.dmp$|Crashpad.*pending/i.test(path)) suite.violation(`a memory dump: ${path}`);
      look(`printed, ${when}`, Buffer.from(apps.map((app) => app.output()).join('\n')), 'DevTools listening');
      look(`console of the page, ${when}`, Buffer.from(said.join('\n')), planted);

      const desktop = apps.flatMap((app) => app.desktop());
      const copied = desktop.filter(({ type }) => type !== 'openExternal');
      look(`desktop and clipboard, ${when}`, Buffer.from(JSON.stringify(copied)), 'Settings…');
      look(`opened outside, ${when}`, Buffer.from(JSON.stringify(desktop)), 'Settings…', isOpened);

      const messages = messagesIn(transcript);
      if (messages.length === 0) {
        suite.measure('messages between page and main', 'not written down by this host, not searched');
        return;
      }
      const isTypedClient = ({ channel }: Message) => channel === 'parley:saveClient';
      const [out, into] = [messages.filter(({ direction }) => direction === 'out'), messages.filter(({ direction }) => direction === 'in')];
      const lookIn = (what: string, some: readonly Message[], marker: string, but?: (secret: Secret) => boolean) =>
        look(`${what}, ${when}`, Buffer.from(some.map(({ value }) => value).join('\n')), marker, but);
      lookIn('messages to the page', out, shown);
      lookIn('messages from the page', into.filter((each) => !isTypedClient(each)), 'upcoming');
      lookIn('the client as it was typed', into.filter(isTypedClient), client.redirectUri, ({ kind }) => kind === 'client secret');
      suite.measure('messages between page and main', 'searched');
    },
  };
}

/** The vault, as it lies on the disk. */
export const vaultOf = ({ userData }: Desk): Record<string, unknown> =>
  JSON.parse(readFileSync(join(userData, 'vault.json'), 'utf8')) as Record<string, unknown>;
