/** The built app, killed (SIGKILL) in the middle of changes made in its page, and started again on the same folder. */
import type { ParleyApi } from '../../contract/api.ts';
import type { OutboxItem } from '../../contract/domain.ts';
import { until, type RunningApp } from '../e2e/app.ts';
import { expect, test, type Desk } from '../e2e/fixtures.ts';
import { atMeetings, hour } from '../e2e/form.ts';
import { reliabilitySuite } from '../run/figures.ts';
import { generator } from './crash/kill.ts';

const suite = reliabilitySuite('App killed while changing');
test.describe.configure({ mode: 'default' });
test.afterAll(() => suite.end());

type Change =
  | { readonly type: 'create'; readonly topic: string }
  | { readonly type: 'update' | 'delete'; readonly topic: string; readonly key: string };

const changesInAll = 12;
const mark = 'taken on: ';

function plan({ zoho: { control } }: Desk, round: number): Change[] {
  const start = control.clock.now() + 50 * hour;
  const given = Array.from({ length: changesInAll / 2 }, (_, n) => ({ topic: `Given ${round}.${n}`, start: start + n * hour, duration: hour }));
  const keys = control.data.replace('meeting', given).map(({ key }) => key);
  return Array.from({ length: changesInAll }, (_, n): Change => {
    const topic = `Change ${round}.${n}`;
    const key = keys[n >> 1] ?? '';
    return n % 2 === 0 ? { type: 'create', topic } : { type: n % 4 === 1 ? 'update' : 'delete', topic, key };
  });
}

/** Runs in the page: one change after the other, each told once main has it in its outbox, or Zoho has confirmed it. */
async function makeChanges({ changes, word }: { changes: Change[]; word: string }): Promise<void> {
  const { parley } = window as unknown as { parley: ParleyApi };
  const write = (topic: string) => ({
    topic, agenda: '', date: '2031-06-19', time: '10:00', duration: 3_600_000, timeZone: 'Europe/Paris', participants: null,
  });
  for (const [index, change] of changes.entries()) {
    const base = { kind: 'meeting' as const };
    let isDone = false;
    const answer =
      change.type === 'create'
        ? parley.createSession({ ...base, write: write(change.topic) })
        : change.type === 'update'
          ? parley.updateSession({ ...base, key: change.key, write: write(change.topic), base: null })
          : parley.deleteSessions({ ...base, keys: [change.key] });
    void answer.then(({ ok }) => (isDone = ok));
    const outbox = await parley.getOutbox();
    const isKept = outbox.ok && outbox.value.some((item) => (change.type === 'create' ? item.topic === change.topic : item.key === change.key));
    if (isKept || isDone) console.info(`${word}${index}`);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

const outboxOf = ({ page }: RunningApp): Promise<OutboxItem[]> =>
  page.evaluate(async () => {
    const answer = await (window as unknown as { parley: ParleyApi }).parley.getOutbox();
    return answer.ok ? answer.value : [];
  });
const shownTopics = ({ page }: RunningApp): Promise<string[]> =>
  page.evaluate(async () => {
    const input = { kind: 'meeting' as const, listType: 'upcoming' as const, search: '', offset: 0, limit: 200 };
    const answer = await (window as unknown as { parley: ParleyApi }).parley.listSessions(input);
    return answer.ok ? answer.value.items.map(({ topic }) => topic) : [];
  });

/** Why the change counts as lost or doubled, or null. */
function wrong({ zoho: { control } }: Desk, change: Change, isTaken: boolean, left: readonly OutboxItem[]): string | null {
  const all = control.data.all('meeting');
  if (change.type === 'create') {
    const made = all.filter(({ topic }) => topic === change.topic).length;
    const posts = control.log.find({ method: 'POST' }).filter(({ body }) => body.includes(`"${change.topic}"`)).length;
    const waits = left.some(({ topic }) => topic === change.topic);
    if (made > 1 || posts > 1) return `${change.topic} was made ${made} times, and sent ${posts} times`;
    return made === 0 && !waits && isTaken ? `${change.topic} is lost` : null;
  }
  const there = all.find(({ key }) => key === change.key);
  const waits = left.some(({ key }) => key === change.key);
  const isDone = change.type === 'delete' ? there === undefined : there?.topic === change.topic;
  return isTaken && !isDone && !waits ? `${change.type} of ${change.key} is lost` : null;
}

test('every change is at Zoho exactly once, or still in the outbox', async ({ desk }) => {
  test.setTimeout(suite.full ? 10 * 60_000 : 120_000);
  const random = generator(suite.seed);
  const below = (end: number) => Math.floor(random() * end);
  const { faults, log, data } = desk.zoho.control;
  const sum = { taken: 0, left: 0, unanswered: 0 };
  let app = await atMeetings(desk);

  for (let round = 0; round < suite.runs(2, 10); round += 1) {
    const changes = plan(desk, round);
    log.clear();
    const taken = new Set<string>();
    app.page.on('console', (message) => {
      if (message.text().startsWith(mark)) taken.add(message.text().slice(mark.length));
    });
    // Each other time while Zoho owes the answer to a write, which it has carried out or not.
    const method = ['POST', 'PUT', 'POST', 'DELETE'][below(4)] ?? 'POST';
    const effect = { kind: 'silence', afterCommit: random() < 0.5 } as const;
    const isOwed = round % 2 === 0;
    if (isOwed) faults.add({ method, path: /\/sessions/, skip: below(method === 'POST' ? 4 : 2), effect });
    const work = app.page.evaluate(makeChanges, { changes, word: mark }).catch(() => undefined);
    if (isOwed) {
      await until('a request without an answer', () => log.all().some(({ status }) => status === null), 30_000);
      sum.unanswered += 1;
    } else {
      const wanted = below(changesInAll);
      await until('the changes', () => taken.size >= wanted, 30_000);
      await new Promise((resolve) => setTimeout(resolve, below(400)));
    }
    app.process.kill('SIGKILL');
    await app.stop();
    await work;
    faults.clear();

    app = await desk.start();
    // What was held is carried out, what was lost is looked for; what is left is the person's to decide.
    const left = await until('the outbox at rest', async () => {
      const items = await outboxOf(app);
      return items.every(({ state }) => state === 'asking') && (await shownTopics(app)).length > 0 && items;
    }, 45_000);
    for (const [index, change] of changes.entries()) {
      const isTaken = taken.has(String(index));
      if (isTaken) sum.taken += 1;
      const fault = wrong(desk, change, isTaken, left);
      if (fault) suite.violation(`round ${round}: ${fault}`);
      suite.count();
    }
    // The page shows each once, made or waiting.
    const shown = (await shownTopics(app)).filter((topic) => topic.startsWith('Change '));
    const twice = shown.filter((topic, at) => shown.indexOf(topic) !== at);
    if (twice.length > 0) suite.violation(`round ${round}: ${twice.join(', ')} stands there twice`);
    sum.left += left.length;
    for (const { id } of left) await app.page.evaluate((which) => (window as unknown as { parley: ParleyApi }).parley.dropChange({ id: which }), id);
    expect(await outboxOf(app)).toEqual([]);
    data.clear('meeting');
  }
  suite.measure('killed', `${suite.runs(2, 10)} times, ${sum.unanswered} of them while Zoho owed an answer`);
  suite.measure('changes taken on before the kill', String(sum.taken));
  suite.measure('left for the person to decide', String(sum.left));
  expect(sum.taken).toBeGreaterThan(0);
});
