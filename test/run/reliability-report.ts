import type { Figures } from './figures.ts';

/** Where and when a full run was made. */
export interface RunFacts {
  /** ISO date. */
  readonly date: string;
  /** `Electron 45.4.1` or `the stand-in (Chromium 150)`. */
  readonly host: string;
  /** Processor, cores and memory, and the system. */
  readonly machine: string;
  readonly node: string;
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

/** docs/RELIABILITY.md: written by `npm run test:full`, never by hand. */
export function reliabilityReport(figures: readonly Figures[], facts: RunFacts): string {
  const rows = figures.map(
    ({ suite, seed, cases, violations, took, measured }) =>
      `| ${suite} | ${seed} | ${cases.toLocaleString('en')} | ${violations} | ${seconds(took)} | ${Object.entries(measured).map(([what, value]) => `${what}: ${value}`).join('; ')} |`,
  );
  const total = figures.reduce((all, { cases }) => all + cases, 0);
  const broken = figures.reduce((all, { violations }) => all + violations, 0);
  return `# Reliability

Written by \`npm run test:full\`; do not edit. Each suite is seeded: \`PARLEY_SEED=<seed> npm run test:full\` tries the same
cases again. \`npm test\` runs a shorter part of each. A case is one attack, payload, answer or run of a property; a
violation is one in which something happened that must not, and fails the run.

Last full run: ${facts.date}, on ${facts.host}, Node ${facts.node}, ${facts.machine}.

| suite | seed | cases | violations | time | measured |
|---|---:|---:|---:|---:|---|
${rows.join('\n')}
| **all** | | **${total.toLocaleString('en')}** | **${broken}** | | |
`;
}
