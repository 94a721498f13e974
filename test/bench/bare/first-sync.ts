/**
 * Parley's own part of a first full sync, without a window: Zoho's pages read, understood, merged and written to the
 * disk. Prints how long it took from the first page asked for to the last row written, ms. The file named holds where
 * the pages are; the folder is an empty one for the agenda.
 */
import { readFileSync } from 'node:fs';
import { openAgendaDatabase } from '../../../electron/agenda/database/agenda-database.ts';
import { createSessionStore } from '../../../electron/agenda/store.ts';
import { systemClock } from '../../../electron/ports.ts';
import { createZohoHttp } from '../../../electron/zoho/http.ts';
import { zohoFetch } from '../../../electron/zoho/origin.ts';
import { createSessionsApi } from '../../../electron/zoho/sessions.ts';
import { ok } from '../../../contract/result.ts';
import { quiet } from '../filled.ts';

const [file = '', folder = '', countText = ''] = process.argv.slice(2);
const { origin, pages } = JSON.parse(readFileSync(file, 'utf8')) as {
  origin: string;
  pages: { url: string; headers: Record<string, string> }[];
};
const [first] = pages;
if (!first) throw new Error('no pages');
const token = (first.headers['authorization'] ?? '').replace(/^\S+ /, '');
const [, meetingHost = '', zsoid = ''] = /^\/([^/]+)\/.*\/v2\/(\d+)\//.exec(new URL(first.url).pathname) ?? [];

const tokens = { get: () => Promise.resolve(ok(token)), renew: () => Promise.resolve(ok(token)) };
const http = createZohoHttp({ fetch: zohoFetch(globalThis.fetch, () => origin), clock: systemClock, random: Math.random, log: quiet, tokens });
const target = { zsoid, zuid: '1', meetingHost, calendarHost: '' };
const sessions = createSessionsApi({ http, target: () => target, log: quiet });
const database = openAgendaDatabase({ folder, now: Date.now(), log: quiet });
const keep = { rows: database.sessions, isLasting: () => true, onFailure: () => undefined };
const store = createSessionStore({ sessions, keep, clock: systemClock, log: quiet });
store.open('eu 1 7', []);
// Like that of the bare loop, a connection that is there already.
await (await fetch(first.url, { headers: first.headers })).json();
const start = performance.now();
const read = await store.refresh('meeting', 'upcoming');
store.flush();
const took = performance.now() - start;
const { total } = store.list({ kind: 'meeting', listType: 'upcoming', search: '', offset: 0, limit: 1 });
const kept = database.sessions.load('eu 1 7').sessions.length;
if (!read.ok || total !== Number(countText) || kept !== total) throw new Error(`not everything is there: ${total}, ${kept} on the disk`);
database.close();
console.log(took);
process.exit(0);
