import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openAgendaDatabase } from '../../electron/agenda/database/agenda-database.ts';
import { changeSchema, type Change } from '../../electron/agenda/outbox/change.ts';
import { startWriting, type Writing } from '../integration/zoho-writing.ts';
import { connect } from '../unit/sandbox/client.ts';
import { fakeLog } from '../unit/zoho/helpers.ts';
import { reliabilitySuite } from '../run/figures.ts';
import { chooseKill, chooseSecondKill, generator, run, type Run } from './crash/kill.ts';
import type { CrashChange, LeftOver } from './crash/order.ts';

const suite = reliabilitySuite('Killed while changing');
const changesInAll = 40;

let writing: Writing;
let token = '';

beforeAll(async () => {
  writing = await startWriting();
  await writing.lookUp();
  token = (await connect(writing.sandbox)).access;
});
afterAll(async () => {
  await writing.sandbox.close();
  suite.end();
});

/** Ten sessions to change, ten to delete, twenty to create, in a seeded order. */
function plan(round: number, random: () => number) {
  const add = (topic: string) => writing.sandbox.control.data.add({ topic, start: Date.UTC(2031, 5, 20, 8) }).key;
  const all: CrashChange[] = [];
  for (let n = 0; n < changesInAll; n += 1) {
    const pause = Math.floor(random() * 30);
    const topic = `Round ${round} change ${n}`;
    if (n % 2 === 0) all.push({ type: 'create', topic, pause });
    else if (n % 4 === 1) all.push({ type: 'update', key: add(`Before ${topic}`), topic, pause });
    else all.push({ type: 'delete', key: add(`Doomed ${topic}`), pause });
  }
  return all.sort(() => random() - 0.5);
}

/** Why the change counts as lost or doubled, or null. */
function wrong(change: CrashChange, isTaken: boolean, left: readonly LeftOver[]): string | null {
  const { data } = writing.sandbox.control;
  if (change.type === 'create') {
    const made = data.all('meeting').filter(({ topic }) => topic === change.topic).length;
    const posts = writing.sandbox.control.log
      .find({ method: 'POST' })
      .filter(({ body }) => body.includes(`"${change.topic}"`)).length;
    const waits = left.some((each) => each.change === 'create' && each.topic === change.topic);
    if (made > 1 || posts > 1) return `${change.topic} was made ${made} times, and sent ${posts} times`;
    return made === 0 && !waits && isTaken ? `${change.topic} is lost` : null;
  }
  const waits = left.some((each) => each.change === change.type && each.key === change.key);
  const there = data.get(change.key);
  if (change.type === 'delete')
    return there !== undefined && !waits && isTaken ? `the deletion of ${change.key} is lost` : null;
  if (there?.topic !== change.topic && there?.topic !== `Before ${change.topic}`)
    return `${change.topic} is ${there ? `“${there.topic}”` : 'gone'}`;
  return there.topic !== change.topic && !waits && isTaken ? `the change to ${change.topic} is lost` : null;
}

interface Left {
  readonly changes: readonly Change[];
  /** Of the meetings that are kept, by key. */
  readonly topics: ReadonlyMap<string, string>;
}

/** What a killed program has left, read in a copy of its folder. */
function atTheKill(folder: string): Left {
  const copy = mkdtempSync(join(tmpdir(), 'parley-crash-copy-'));
  cpSync(folder, copy, { recursive: true });
  const database = openAgendaDatabase({ folder: copy, now: Date.now(), log: fakeLog() });
  const changes = database.outbox.all().map(({ body }) => changeSchema.parse(body));
  const { sessions } = database.sessions.load(`us ${writing.target.zsoid} ${writing.target.zuid}`);
  database.close();
  rmSync(copy, { recursive: true, force: true });
  return { changes, topics: new Map(sessions.map(({ session }) => [session.key, session.topic])) };
}

/** A start without a network would show it: it waits, or what Zoho made of it is kept. */
function isOnDisk(change: CrashChange, { changes, topics }: Left): boolean {
  if (change.type === 'create')
    return changes.some(({ topic }) => topic === change.topic) || [...topics.values()].includes(change.topic);
  if (changes.some(({ key }) => key === change.key)) return true;
  return topics.get(change.key) === (change.type === 'delete' ? undefined : change.topic);
}

/** What there was in the outbox at the kills. */
const tally = { none: 0, held: 0, creating: 0, editing: 0, waiting: 0 };
function note({ changes }: Left): void {
  if (changes.length === 0) tally.none += 1;
  for (const change of changes) {
    if (change.state === 'held') tally.held += 1;
    else if (change.change === 'create' && change.sent) tally.creating += 1;
    else if (change.state === 'sending') tally.editing += 1;
    else tally.waiting += 1;
  }
}

const rest = ({ said }: Run) =>
  JSON.parse(said.find((line) => line.startsWith('rest '))?.slice(5) ?? 'null') as LeftOver[];

it('every change is at Zoho exactly once, or still in the outbox', async () => {
  const { control, origin } = writing.sandbox;
  const random = generator(suite.seed);
  const wanted = suite.runs(4, 100);
  const kills: Record<string, number> = { time: 0, answer: 0, write: 0, log: 0 };
  const sum = { killed: 0, again: 0, left: 0, taken: 0 };
  // A point that lies behind the end of the work kills nothing, and does not count.
  for (let round = 0; sum.killed < wanted; round += 1) {
    expect(round).toBeLessThan(wanted * 2);
    const folder = mkdtempSync(join(tmpdir(), 'parley-crash-'));
    const changes = plan(round, random);
    const order = { origin, token, target: writing.target, folder, began: Date.now() };
    const kill = chooseKill(round, changesInAll, random);
    const first = await run(writing.sandbox, { ...order, changes }, kill);
    if (first.isKilled) {
      sum.killed += 1;
      kills[kill.how] = (kills[kill.how] ?? 0) + 1;
      const found = atTheKill(folder);
      note(found);
      for (const [index, change] of changes.entries())
        if (first.said.includes(`taken ${index}`) && !isOnDisk(change, found))
          suite.violation(`round ${round}, ${JSON.stringify(kill)}: ${change.type} ${index} is nowhere on the disk`);
    }
    const runs = [first];
    // Each other time it is killed while it comes back, too.
    if (round % 2 === 1) {
      const second = await run(writing.sandbox, { ...order, changes: [] }, chooseSecondKill(round >> 1, random));
      runs.push(second);
      if (second.isKilled) sum.again += 1;
    }
    const last = await run(writing.sandbox, { ...order, changes: [] }, null);
    const notices = [...runs, last].flatMap(({ said }) => said.filter((line) => /^notices \[[^\]]/.test(line)));
    if (notices.length > 0) suite.violation(`round ${round}: ${notices.join(' ')}`);
    const leftOver = rest(last);
    for (const { topic, state } of leftOver)
      if (state !== 'asking') suite.violation(`round ${round}: ${topic} is ${state} for ever`);
    sum.left += leftOver.length;
    for (const [index, change] of changes.entries()) {
      const isTaken = first.said.includes(`taken ${index}`);
      if (isTaken) sum.taken += 1;
      const fault = wrong(change, isTaken, leftOver);
      if (fault) suite.violation(`round ${round}, ${JSON.stringify(kill)}: ${fault}`);
      suite.count();
    }
    control.data.clear('meeting');
    control.log.clear();
    rmSync(folder, { recursive: true, force: true });
  }
  const { killed, again, left, taken } = sum;
  suite.measure('killed', `${killed} times (${Object.entries(kills).map(([how, count]) => `${how} ${count}`).join(', ')})`);
  suite.measure('killed once more while coming back', `${again} times`);
  suite.measure('changes taken on before the kill', String(taken));
  const { none, held, creating, editing, waiting } = tally;
  suite.measure(
    'in the outbox at the kills',
    `${held} held, ${creating} creates and ${editing} edits without an answer, ${waiting} waiting; nothing ${none} times`,
  );
  suite.measure('left for the person to decide', String(left));
  expect(taken).toBeGreaterThan(0);
  // Few kills need not have met each.
  if (suite.full) expect(Math.min(creating, editing, held, waiting)).toBeGreaterThan(0);
});
