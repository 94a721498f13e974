/**
 * `npm run bench`: how fast and how large the built Parley is, beside something of the same host. `-- --json` prints
 * JSON, `-- --smoke` only what is the same in every run, `-- --only NAME` one row. The result is in out/bench/ too.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildWhenOld } from '../../build/fresh.ts';
import { seconds } from '../../build/setup/words.mjs';
import type { Bench } from './bench.ts';
import { isTooMuch, table, verdict, type Line } from './line.ts';
import { machine, machineText } from './machine.ts';
import { rows } from './rows.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const out = join(root, 'out', 'bench');
const { values } = parseArgs({
  options: {
    json: { type: 'boolean' }, smoke: { type: 'boolean' }, only: { type: 'string', multiple: true }, rounds: { type: 'string' },
    'idle-seconds': { type: 'string' },
  },
});
const { json = false, smoke = false } = values;
const say = (words: string) => console[json ? 'error' : 'log'](words);

const known = rows.map(({ name }) => name);
const strange = values.only?.find((name) => !known.includes(name));
if (strange !== undefined) {
  console.error(`No row is called ${strange}. There are: ${known.join(', ')}.`);
  process.exit(1);
}
const rounds = Number(values.rounds ?? 10);
if (!Number.isInteger(rounds) || rounds < 1) {
  console.error('--rounds must be a whole number.');
  process.exit(1);
}
const idleSeconds = Number(values['idle-seconds'] ?? 60);
if (!(idleSeconds > 0)) {
  console.error('--idle-seconds must be a number.');
  process.exit(1);
}

buildWhenOld(root, process.execPath);
const folder = mkdtempSync(join(tmpdir(), 'parley-bench-'));
const ends: (() => Promise<void>)[] = [];
const bench: Bench = {
  root, rounds, idleSeconds, smoke, folder,
  afterwards: (work) => void ends.push(work),
  note: (words) => say(`  ${words}`),
};
const lines: Line[] = [];
const broken: string[] = [];
try {
  for (const row of rows) {
    if ((smoke && !row.inSmoke) || (values.only && !values.only.includes(row.name))) continue;
    const start = performance.now();
    try {
      const found = await row.run(bench);
      lines.push(...(smoke ? found.filter(({ steady }) => steady) : found));
    } catch (error) {
      broken.push(row.name);
      console.error(`${row.name} broke off:`, error);
    }
    say(`${row.name}: ${seconds(performance.now() - start)}`);
  }
} finally {
  for (const end of ends.toReversed()) await end().catch(() => undefined);
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

const there = machine();
const result = { machine: there, rounds, smoke, broken, lines: lines.map((line) => ({ ...line, verdict: verdict(line) })) };
const text = `${table(lines)}\n\n${machineText(there)}\n`;
mkdirSync(out, { recursive: true });
const name = smoke ? 'smoke' : 'bench';
writeFileSync(join(out, `${name}.json`), `${JSON.stringify(result, null, 2)}\n`);
writeFileSync(join(out, `${name}.md`), text);
console.log(json ? JSON.stringify(result, null, 2) : `\n${text}`);
// Times are told; what is the same in every run must also not get worse.
const worse = lines.filter(isTooMuch);
if (worse.length > 0) console.error(`Too much: ${worse.map(({ what }) => what).join('; ')}.`);
process.exitCode = worse.length > 0 || broken.length > 0 ? 1 : 0;
