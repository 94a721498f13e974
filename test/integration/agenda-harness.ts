/** Parley's main without its window: account, agenda and Zoho's API against the sandbox, on a clock that runs fast. */
import type { Deletion, SessionWrite } from '../../contract/domain.ts';
import type { Result } from '../../contract/result.ts';
import type { AccountService } from '../../electron/account/service.ts';
import { createAgenda, type Agenda } from '../../electron/agenda/agenda.ts';
import { createMemoryRows, type OutboxRows } from '../../electron/agenda/outbox/rows.ts';
import type { Clock } from '../../electron/ports.ts';
import { startSandbox, type Sandbox } from '../../electron/sandbox/index.ts';
import { createEditingApi } from '../../electron/zoho/editing.ts';
import { createZohoHttp } from '../../electron/zoho/http.ts';
import { createWithoutTwins } from '../../electron/zoho/lost-create.ts';
import { zohoFetch } from '../../electron/zoho/origin.ts';
import { createSessionsApi } from '../../electron/zoho/sessions.ts';
import { fileStore, start as noon } from '../unit/account/helpers.ts';
import { harness } from './account-harness.ts';

export { noon };
export const hour = 3_600_000;

/** Fifty times as fast as the wall clock: 8 s to undo take 160 ms. */
function fastClock(pace = 50): Clock {
  const begin = performance.now();
  return {
    now: () => noon + Math.round((performance.now() - begin) * pace),
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const timer = setTimeout(resolve, ms / pace);
        signal?.addEventListener('abort', () => {
          clearTimeout(timer);
          reject(signal.reason);
        });
      }),
  };
}

export const write = (more: Partial<SessionWrite> = {}): SessionWrite => ({
  topic: 'Plan <b>B</b> 🎉', agenda: 'One', date: '2026-11-03', time: '10:00', duration: hour, timeZone: 'Asia/Kolkata',
  participants: ['bo@example.test'], ...more,
});

export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

/** Polls for 20 s. */
export async function until(what: string, test: () => boolean): Promise<void> {
  for (let round = 0; round < 2_000 && !test(); round++) await new Promise((resolve) => setTimeout(resolve, 10));
  if (!test()) throw new Error(`in vain: ${what}`);
}

export interface Main {
  readonly sandbox: Sandbox;
  readonly account: AccountService;
  readonly clock: Clock;
  readonly rows: OutboxRows;
  /** The one that runs. */
  agenda(): Agenda;
  /** All that was told of deletions since the start. */
  told(): Deletion[][];
  /** Nothing of Parley is heard at Zoho, and nothing of Zoho here. */
  isOffline: boolean;
  /** Ends without a word, and starts again over what is on disk. What was on its way to Zoho still arrives there. */
  crash(): void;
  stop(): Promise<void>;
}

/** Connected, with nothing at Zoho. */
export async function startMain(): Promise<Main> {
  const clock = fastClock();
  const rows = createMemoryRows();
  const sandbox = await startSandbox({ data: 'empty', clock: clock.now });
  const account = await harness(sandbox).start();
  const { clientId, clientSecret, redirectUri, dataCentre } = sandbox.client;
  await account.saveClient({ clientId, clientSecret, redirectUri, dataCentre });
  let life = { isOver: false };
  let agenda: Agenda;
  let told: Deletion[][] = [];

  /** electron/main.ts wires the same. */
  function start(): void {
    const mine = { isOver: false };
    life = mine;
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const toSandbox = zohoFetch(globalThis.fetch, () => sandbox.origin);
    const fetch: typeof toSandbox = async (url, init) => {
      const refused = Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED', message: '' } });
      if (main.isOffline) throw Object.assign(refused, { message: 'fetch failed ECONNREFUSED' });
      const response = await toSandbox(url, init);
      return mine.isOver ? new Promise(() => undefined) : response;
    };
    const time: Clock = {
      now: clock.now,
      sleep: async (ms, signal) => {
        await clock.sleep(ms, signal);
        if (mine.isOver) await new Promise(() => undefined);
      },
    };
    const alive = (work: () => void) => {
      if (mine.isOver) throw new Error('after its end');
      work();
    };
    const http = createZohoHttp({ fetch, clock: time, random: Math.random, log, tokens: account.tokens });
    const zoho = { http, target: account.target, log };
    const sessions = createSessionsApi(zoho);
    const editing = createEditingApi(zoho);
    const made = createAgenda({
      sessions,
      writer: ({ knownKeys }) => ({
        ...createWithoutTwins({ ...zoho, editing, sessions, clock: time, knownKeys }),
        update: editing.update,
      }),
      remover: editing,
      draftStore: fileStore(),
      outboxRows: { ...rows, transaction: (work) => alive(() => rows.transaction(work)) },
      clock: time,
      log,
      newId: () => crypto.randomUUID(),
    });
    agenda = made;
    told = [];
    made.deletions.onChange((list) => {
      if (!mine.isOver) told.push(list);
    });
  }

  const main: Main = {
    sandbox, account, clock, rows,
    isOffline: false,
    agenda: () => agenda,
    told: () => told,
    crash() {
      life.isOver = true;
      start();
      agenda.follow(account.connection());
    },
    async stop() {
      main.isOffline = false;
      await account.disconnect();
      await sandbox.close();
    },
  };
  start();
  account.onChange((connection) => agenda.follow(connection));
  valueOf(await account.connect({ purpose: 'connect' }));
  return main;
}
