/**
 * Parley's agenda without a window, on a folder that is filled: prints how long it takes from opening the files to the
 * first answers, a key of a search, and a refresh that brings nothing new, as JSON.
 *
 * Arguments: folder, owner, how many meetings, how many of them ahead, their epoch (ms).
 */
import { openAgendaDatabase } from '../../../electron/agenda/database/agenda-database.ts';
import { createSessionStore } from '../../../electron/agenda/store.ts';
import { systemClock } from '../../../electron/ports.ts';
import type { SessionsApi } from '../../../electron/zoho/types.ts';
import { ok } from '../../../contract/result.ts';
import { quiet, session } from '../filled.ts';
import { percentile } from '../stats.ts';

const [folder = '', owner = '', countText = '', aheadText = '', nowText = ''] = process.argv.slice(2);
const [count, ahead, now] = [Number(countText), Number(aheadText), Number(nowText)];
const cpu = (since?: NodeJS.CpuUsage) => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1_000;
};
const upcoming = Array.from({ length: ahead }, (_, n) => session(count - ahead + n, count, ahead, now));
let saved = 0;
const api: SessionsApi = {
  list: (_kind, listType) => Promise.resolve(ok({ sessions: listType === 'upcoming' ? upcoming : [], complete: true })),
  get: () => new Promise(() => undefined),
};

const start = performance.now();
const database = openAgendaDatabase({ folder, now: Date.now(), log: quiet });
const rows = { ...database.sessions, save: (...input: Parameters<typeof database.sessions.save>) => {
  saved += input[1].put.length + input[1].removed.length;
  database.sessions.save(...input);
} };
const store = createSessionStore({ sessions: api, keep: { rows, isLasting: () => true, onFailure: () => undefined }, clock: systemClock, log: quiet });
store.open(owner, []);
const week = 7 * 24 * 3_600_000;
const first = store.between({ from: now - week, to: now + week });
const next = store.list({ kind: 'meeting', listType: 'upcoming', search: '', offset: 0, limit: 50 });
const launch = performance.now() - start;
if (first.items.length === 0 || next.total !== ahead) throw new Error(`the first answers are wrong: ${first.items.length}, ${next.total}`);

// As a person would: the rest has been read when the search is used.
while (store.list({ kind: 'meeting', listType: 'all', search: '', offset: 0, limit: 1 }).total !== count) throw new Error('not everything is there');
const keys: number[] = [];
for (const word of ['design 12', 'budget', 'person 42', '1000', 'standup 3', 'example'])
  for (let typed = 1; typed <= word.length; typed++) {
    const begun = performance.now();
    store.list({ kind: 'meeting', listType: 'all', search: word.slice(0, typed), offset: 0, limit: 100 });
    keys.push(performance.now() - begun);
  }

const refreshes: number[] = [];
for (let round = 0; round < 6; round++) {
  const before = process.cpuUsage();
  // oxlint-disable-next-line no-await-in-loop -- one after another
  await store.refresh('meeting', 'upcoming');
  store.list({ kind: 'meeting', listType: 'upcoming', search: '', offset: 0, limit: 100 });
  // oxlint-disable-next-line no-await-in-loop -- what it leaves behind is written by then
  await new Promise((resolve) => setTimeout(resolve, 30));
  refreshes.push(cpu(before));
}
database.close();
console.log(JSON.stringify({ launch, search: percentile(keys, 0.95), refresh: percentile(refreshes.slice(1), 0.5), saved }));
process.exit(0);
