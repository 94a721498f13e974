import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startWriting, type Writing } from '../integration/zoho-writing.ts';
import { connect } from '../unit/sandbox/client.ts';
import { reliabilitySuite } from '../run/figures.ts';
import type { CrashChange, CrashOrder, LeftOver } from './crash/order.ts';

const suite = reliabilitySuite('Killed while changing');
const program = fileURLToPath(new URL('crash/main.ts', import.meta.url));
const changesInAll = 40;
/** When the program is killed: so many ms after it has taken on so many changes. */
interface Kill {
  readonly taken: number;
  readonly after: number;
}

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

/** Small, seeded, and the same everywhere (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Runs the program; kills it, or lets it come to its end. Answers what it said. */
function run(order: CrashOrder, kill: Kill | null): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, JSON.stringify(order)], { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    let failed = '';
    let isDoomed = false;
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
      if (kill === null || isDoomed || said.split('taken ').length - 1 < kill.taken) return;
      isDoomed = true;
      setTimeout(() => child.kill('SIGKILL'), kill.after);
    });
    child.stderr.on('data', (chunk: Buffer) => (failed += chunk.toString('utf8')));
    child.once('error', reject);
    child.once('close', (code) => {
      if (kill === null && code !== 0) reject(new Error(`ended with ${code}: ${failed}`));
      else resolve(said.split('\n').filter(Boolean));
    });
  });
}

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
    const waits = left.some((each) => each.change === 'create' && each.topic === change.topic);
    if (made > 1) return `${change.topic} was made ${made} times`;
    return made === 0 && !waits && isTaken ? `${change.topic} is lost` : null;
  }
  const waits = left.some((each) => each.change === change.type && each.key === change.key);
  const there = data.get(change.key);
  if (change.type === 'update')
    return there?.topic !== change.topic && !waits && isTaken ? `the change to ${change.topic} is lost` : null;
  return there !== undefined && !waits && isTaken ? `the deletion of ${change.key} is lost` : null;
}

it('every change is at Zoho exactly once, or still in the outbox', async () => {
  const random = generator(suite.seed);
  let left = 0;
  let taken = 0;
  for (let round = 0; round < suite.runs(3, 100); round += 1) {
    const folder = mkdtempSync(join(tmpdir(), 'parley-crash-'));
    const changes = plan(round, random);
    const order: CrashOrder = { origin: writing.sandbox.origin, token, target: writing.target, folder, changes };
    // Anywhere while they are taken on, or, each fourth time, while the last of them are being sent.
    const isLate = random() < 0.25;
    const kill = { taken: isLate ? changesInAll : Math.floor(random() * changesInAll), after: Math.floor(random() * (isLate ? 2_000 : 150)) };
    const said = await run(order, kill);
    const again = await run({ ...order, changes: [] }, null);
    const leftOver = JSON.parse(again.find((line) => line.startsWith('rest '))?.slice(5) ?? 'null') as LeftOver[];
    left += leftOver.length;
    for (const [index, change] of changes.entries()) {
      const isTaken = said.includes(`taken ${index}`);
      if (isTaken) taken += 1;
      const fault = wrong(change, isTaken, leftOver);
      if (fault) suite.violation(`round ${round}: ${fault}`);
      suite.count();
    }
    writing.sandbox.control.data.clear('meeting');
    rmSync(folder, { recursive: true, force: true });
  }
  suite.measure('changes taken on before the kill', String(taken));
  suite.measure('left for the person to decide', String(left));
  expect(taken).toBeGreaterThan(0);
});
