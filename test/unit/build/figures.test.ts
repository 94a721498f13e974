import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { figuresLine, readFigures, type Figures } from '../../run/figures.ts';
import { reliabilityReport } from '../../run/reliability-report.ts';

const figures: Figures = {
  suite: 'IPC fuzz', part: 'full', seed: 7, cases: 20_000, violations: 0, took: 3_210, measured: { 'heap growth': '4 MB' },
};

it('tells seed, cases and violations in one line', () => {
  expect(figuresLine(figures)).toBe('IPC fuzz (full): seed 7 · 20,000 cases · 0 violations · heap growth 4 MB');
});

it('reads what the suites kept, by name, and refuses what is none', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-figures-'));
  try {
    expect(readFigures(join(folder, 'absent'))).toEqual([]);
    writeFileSync(join(folder, 'b.json'), JSON.stringify(figures));
    writeFileSync(join(folder, 'a.json'), JSON.stringify({ ...figures, suite: 'Attacks' }));
    expect(readFigures(folder).map(({ suite }) => suite)).toEqual(['Attacks', 'IPC fuzz']);
    writeFileSync(join(folder, 'c.json'), '{"suite":"half"}');
    expect(() => readFigures(folder)).toThrow();
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('writes the report with a row for each suite and the sum', () => {
  const facts = { date: '2026-06-19', host: 'Electron', machine: '2 × a processor', node: '24.0.0' };
  const report = reliabilityReport([figures, { ...figures, suite: 'Wire fuzz', cases: 5, violations: 2 }], facts);
  expect(report).toContain('| IPC fuzz | 7 | 20,000 | 0 | 3.2 s | heap growth: 4 MB |');
  expect(report).toContain('| **all** | | **20,005** | **2** | | |');
  expect(report).toContain('Last full run: 2026-06-19, on Electron');
});
