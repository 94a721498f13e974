import { describe, expect, it } from 'vitest';
import { isReport, isSignatures, judgeAudit, judgeSignatures } from '../../../build/supply/advisories.ts';
import type { Lock } from '../../../build/supply/lock.ts';

const lock: Lock = {
  name: 'sample',
  version: '1.0.0',
  lockfileVersion: 3,
  packages: { 'node_modules/zod': { version: '4.0.0' }, 'node_modules/tool': { version: '1.0.0' }, 'node_modules/tool/node_modules/zod': { version: '3.0.0' } },
};
const rules = { lock, shipped: new Set(['zod@4.0.0']), exceptions: [], today: '2026-06-19' };
const id = 'GHSA-aaaa-bbbb-cccc';
const advisory = (severity: string) => ({ source: 1, name: 'x', title: 'It leaks', url: `https://github.com/advisories/${id}`, severity, range: '*' });
const report = (name: string, node: string, ...via: unknown[]) => ({
  auditReportVersion: 2 as const,
  vulnerabilities: { [name]: { name, severity: 'high', via, nodes: [node] } },
});
const failures = (severity: string, node: string) => judgeAudit(report('x', node, advisory(severity)), rules).failures;

describe('an audit', () => {
  it('fails what is in the app from moderate, and tools from high', () => {
    expect(failures('moderate', 'node_modules/zod')).toEqual([`moderate: zod@4.0.0 (in the app): It leaks (${id})`]);
    expect(failures('low', 'node_modules/zod')).toEqual([]);
    expect(failures('high', 'node_modules/tool')).toHaveLength(1);
    expect(failures('moderate', 'node_modules/tool')).toEqual([]);
    // Another version of the same package, which only a tool has.
    expect(failures('moderate', 'node_modules/tool/node_modules/zod')).toEqual([]);
  });

  it('takes a severity that it does not know for the worst', () => expect(failures('dreadful', 'node_modules/tool')).toHaveLength(1));

  it('counts an advisory once, where it is, and not for what depends on it', () => {
    const { failures: found } = judgeAudit(report('tool', 'node_modules/tool', 'zod'), rules);
    expect(found).toEqual([]);
  });

  it('lives with a named exception until its last day, and not with one that nothing needs', () => {
    const exceptions = [{ advisory: id, reason: 'never called', until: '2026-06-19' }];
    const leaking = report('zod', 'node_modules/zod', advisory('critical'));
    expect(judgeAudit(leaking, { ...rules, exceptions })).toMatchObject({ failures: [], remarks: [expect.stringContaining('never called')] });
    expect(judgeAudit(leaking, { ...rules, exceptions, today: '2026-06-20' }).failures).toEqual([expect.stringContaining('lapsed on 2026-06-19')]);
    expect(judgeAudit({ auditReportVersion: 2, vulnerabilities: {} }, { ...rules, exceptions }).failures).toEqual([expect.stringContaining('nothing needs any more')]);
  });

  it('is none when the registry answered something else', () => {
    expect(isReport({ auditReportVersion: 2, vulnerabilities: {} })).toBe(true);
    for (const other of [undefined, null, {}, { message: '405 Method Not Allowed', statusCode: 405 }, { error: { summary: '' } }, { auditReportVersion: 2 }]) {
      expect(isReport(other)).toBe(false);
    }
  });

  it('fails wrong and missing signatures, and knows when there was no answer', () => {
    expect(judgeSignatures({ invalid: [{ name: 'a', version: '1.0.0' }], missing: [{ name: 'b', version: '2.0.0' }] })).toHaveLength(2);
    expect(judgeSignatures({ invalid: [], missing: [] })).toEqual([]);
    expect([isSignatures({ invalid: [], missing: [] }), isSignatures({ error: {} }), isSignatures(undefined)]).toEqual([true, false, false]);
  });
});
