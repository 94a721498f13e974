import type { Protection } from './protection.ts';
import type { Verdict } from './verdict.ts';

export interface Outcome {
  readonly protection: Protection;
  readonly verdict: Verdict;
  /** Milliseconds. */
  readonly took: number;
}

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

const first = (by: readonly string[]) => `${by[0] ?? ''}${by.length > 1 ? ` (and ${by.length - 1} more)` : ''}`;

/** One line for the person and for the table. */
export function told({ verdict }: Outcome): string {
  if (verdict.kind === 'noticed') return first(verdict.by);
  return verdict.kind === 'survived' ? '**SURVIVED**' : `**does not apply**: ${verdict.why}`;
}

/** How many came out so. */
export const count = (outcomes: readonly Outcome[], kind: Verdict['kind']): number =>
  outcomes.filter(({ verdict }) => verdict.kind === kind).length;

/** When and where the run was made. */
export interface RunFacts {
  /** ISO date. */
  readonly date: string;
  readonly host: string;
  /** Milliseconds. */
  readonly took: number;
}

/** docs/SABOTAGE.md: written by `npm run sabotage`, never by hand. */
export function sabotageReport(outcomes: readonly Outcome[], { date, host, took }: RunFacts): string {
  const rows = outcomes.map((outcome, index) => {
    const { id, name, stands, file, how } = outcome.protection;
    return [
      String(index + 1),
      `${name} (\`${id}\`, ${stands.join(', ')})`,
      `\`${file}\``,
      how,
      told(outcome),
      (outcome.took / 1000).toFixed(1),
    ].map(cell);
  });
  return `# Sabotage

Written by \`npm run sabotage\`; do not edit. The run undoes one protection at a time in a copy of the tree and runs the
tests that should notice, then, if they did not, all that is quick. A named test must fail, and not because the program
no longer runs. A survivor means a missing test, and fails the run. \`npm run sabotage -- --only ID,ID\` tries some.

Last run: ${date}, on ${host}, in ${Math.round(took / 60_000)} minutes.
${outcomes.length} protections undone: ${count(outcomes, 'noticed')} noticed, ${count(outcomes, 'survived')} survived, ${count(outcomes, 'invalid')} did not apply.

| no. | protection | place | undone how | test that failed | s |
|---:|---|---|---|---|---:|
${rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}
`;
}
