/**
 * Main's part of the agenda as a program of its own, to be killed: the real database, outbox and API clients on a
 * sandbox elsewhere. Prints a line for each change it has taken on, and its outbox when it has come to rest.
 */
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import type { Account } from '../../../contract/domain.ts';
import { ok, type Result } from '../../../contract/result.ts';
import { createAgenda } from '../../../electron/agenda/agenda.ts';
import { openAgendaDatabase } from '../../../electron/agenda/database/agenda-database.ts';
import type { OutboxRows } from '../../../electron/agenda/outbox/rows.ts';
import { systemClock, type Clock, type Log } from '../../../electron/ports.ts';
import { createEditingApi } from '../../../electron/zoho/editing.ts';
import { createZohoHttp } from '../../../electron/zoho/http.ts';
import { createWithoutTwins } from '../../../electron/zoho/lost-create.ts';
import { zohoFetch } from '../../../electron/zoho/origin.ts';
import { createSessionsApi } from '../../../electron/zoho/sessions.ts';
import type { CrashOrder } from './order.ts';

const order = JSON.parse(process.argv[2] ?? '') as CrashOrder;
/** Waits are forty times shorter: the hold of a deletion is 200 ms. */
const clock: Clock = {
  now: () => order.began + (Date.now() - order.began) * 40,
  sleep: (ms, signal) => systemClock.sleep(ms / 40, signal),
};
const log: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
/** Not through a stream: what was said before the kill is said. */
const say = (line: string) => void writeSync(1, `${line}\n`);

const token = async (): Promise<Result<string>> => ok(order.token);
const http = createZohoHttp({
  fetch: zohoFetch(globalThis.fetch, () => order.origin),
  clock,
  random: () => 0.5,
  log,
  tokens: { get: token, renew: token },
});
const zoho = { http, target: () => order.target, log };
const sessions = createSessionsApi(zoho);
const editing = createEditingApi(zoho);
const database = openAgendaDatabase({ folder: order.folder, now: Date.now(), log });
say(`notices ${JSON.stringify(database.notices.map(({ id }) => id))}`);
const die = () => process.kill(process.pid, 'SIGKILL');
let writes = 0;
const outboxRows: OutboxRows = {
  ...database.outbox,
  transaction(work) {
    writes += 1;
    const isLast = writes === order.die?.write;
    database.outbox.transaction(() => {
      work();
      if (isLast && !order.die?.isCommitted) die();
    });
    if (isLast) die();
  },
};
const drafts = new Map<string, unknown>();
const agenda = createAgenda({
  sessions,
  writer: ({ knownKeys }) => ({ ...createWithoutTwins({ ...zoho, editing, sessions, clock, knownKeys }), update: editing.update }),
  remover: editing,
  draftStore: { get: (key) => drafts.get(key), set: (key, value) => void drafts.set(key, value), delete: (key) => void drafts.delete(key) },
  outboxRows,
  sessionRows: database.sessions,
  clock,
  log,
  newId: randomUUID,
});
const account: Account = {
  ...{ email: 'ana.ruiz@example.test', name: 'Ana', organisation: 'Example', dataCentre: 'us', sandbox: false, scopes: [] },
  zsoid: order.target.zsoid,
  zuid: order.target.zuid,
  features: [{ id: 'meetings', state: 'on', missingScopes: [] }],
};
agenda.follow({ account });
say('ready');

const write = (topic: string) => ({
  topic, agenda: '', date: '2031-06-19', time: '10:00', duration: 3_600_000, timeZone: 'Europe/Paris', participants: null,
});
for (const [index, change] of order.changes.entries()) {
  if (change.type === 'create') void agenda.edits.create({ kind: 'meeting', write: write(change.topic) });
  else if (change.type === 'update')
    void agenda.edits.update({ kind: 'meeting', key: change.key, write: write(change.topic), base: null });
  else agenda.deletions.start({ kind: 'meeting', keys: [change.key] });
  say(`taken ${index}`);
  await systemClock.sleep(change.pause);
}

const isAtRest = () => agenda.outbox.list().every(({ state }) => state === 'asking' || state === 'failed') && agenda.isIdle();
for (let waited = 0; waited < 12_000 && !isAtRest(); waited += 20) await systemClock.sleep(20);
say(`rest ${JSON.stringify(agenda.outbox.list().map(({ change, state, topic, key }) => ({ change, state, topic, key })))}`);
await agenda.flush();
database.close();
process.exit(0);
