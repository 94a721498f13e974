/** Large accounts, written as Parley itself would have after reading them: by its own functions, not by any requests. */
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { openAgendaDatabase } from '../../electron/agenda/database/agenda-database.ts';
import type { Log } from '../../electron/ports.ts';
import type { ZohoSession } from '../../electron/zoho/types.ts';

const hour = 3_600_000;
const words = ['Team sync', 'Design review', 'Sales call', 'Planning', 'Interview', 'Standup', 'Retrospective', 'Demo', 'Budget', 'Onboarding'];

export const quiet: Log = {
  info: () => undefined,
  warn: () => undefined,
  error: (message, facts) => console.error(message, facts),
};

/** The `n`th of `count` meetings, of which the last are ahead of `now` (epoch ms): a quarter of an hour apart. */
export const session = (n: number, count: number, ahead: number, now: number): ZohoSession => {
  const key = String(1_000_000_000 + ((n * 7_919) % count));
  const quarters = n - count + ahead;
  const startsAt = Math.floor(now / hour) * hour + (quarters < 0 ? 0 : 2 * hour) + quarters * (hour / 4);
  const joinLink = `https://meeting.zoho.com/join?key=${key}`;
  return {
    kind: 'meeting', key, topic: `${words[n % words.length]} ${n}`, startsAt, duration: hour / 4, timeZone: 'Europe/Paris', presenterName: `Person ${n % 97}`, presenterEmail: `person${n % 97}@example.test`,
    recurring: false, canJoin: true, pending: null, agenda: 'What we agreed on last time, and what is next', joinLink,
    registrationLink: null, canStart: true, participants: null, registered: null, attended: null, dialIn: null,
    detailsAsOf: null, startLink: null, creatorZuid: '77001', instanceIds: [`5565360000${key}`],
  };
};

/** Fills the agenda of a folder with so many meetings, `ahead` of them to come, all read just now. */
export function fill(folder: string, owner: string, count: number, ahead: number, now = Date.now()): void {
  const database = openAgendaDatabase({ folder, now, log: quiet });
  const put = Array.from({ length: count }, (_, n) => ({ session: session(n, count, ahead, now), listedUpcoming: n >= count - ahead }));
  const listings = (['upcoming', 'past', 'all'] as const).map((listType) => ({ kind: 'meeting' as const, listType, asOf: now }));
  database.sessions.save(owner, { put, removed: [], listings });
  database.close();
}

/** Whose agenda is kept in a folder. */
export function ownerIn(folder: string): string {
  const db = new DatabaseSync(join(folder, 'agenda.db'), { readOnly: true });
  const owner = db.prepare('SELECT owner FROM sessions LIMIT 1').get()?.['owner'];
  db.close();
  return String(owner);
}
