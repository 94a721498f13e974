import { nameOf, type Lock } from './lock.ts';

/** An advisory that is known and lived with for a while. */
export interface Exception {
  /** As in its address, `GHSA-…`. */
  readonly advisory: string;
  readonly reason: string;
  /** The last day on which it counts, `YYYY-MM-DD`. */
  readonly until: string;
}

/** None at present. A line here needs a reason, and lapses by itself. */
export const exceptions: readonly Exception[] = [];

/** What is asked of an audit, worst last. */
const severities = ['info', 'low', 'moderate', 'high', 'critical'] as const;
type Severity = (typeof severities)[number];

interface Vulnerable {
  /** Folders in node_modules. */
  readonly nodes?: readonly string[];
  /** Advisories; a text names another entry, through which this one is vulnerable. */
  readonly via?: readonly unknown[];
}

/** What `npm audit --json` answers, as far as it is read. */
interface Report {
  readonly auditReportVersion: 2;
  readonly vulnerabilities: Readonly<Record<string, Vulnerable>>;
}

interface Advisory {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
}

export interface Judgement {
  /** One line for each reason to fail. */
  readonly failures: readonly string[];
  /** One line for each advisory that is no reason to fail. */
  readonly remarks: readonly string[];
}

/** What {@link judgeAudit} goes by. */
export interface AuditRules {
  readonly lock: Lock;
  /** `NAME@VERSION` of what an installed app contains. */
  readonly shipped: ReadonlySet<string>;
  readonly exceptions: readonly Exception[];
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/** Whether this is an audit's report, and not the account of why there is none. */
export function isReport(value: unknown): value is Report {
  if (typeof value !== 'object' || value === null) return false;
  const { auditReportVersion, vulnerabilities } = value as Record<string, unknown>;
  return auditReportVersion === 2 && typeof vulnerabilities === 'object' && vulnerabilities !== null;
}

function advisoryIn(via: unknown): Advisory | undefined {
  if (typeof via !== 'object' || via === null) return undefined;
  const { url, title, source, severity } = via as Record<string, unknown>;
  const id = /GHSA(?:-[0-9a-z]{4}){3}/i.exec(String(url))?.[0] ?? String(source);
  // A severity that nobody has heard of counts as the worst.
  return { id, title: String(title), severity: severities.find((known) => known === severity) ?? 'critical' };
}

/** Fails what is shipped from `moderate`, tools from `high`, and exceptions that have lapsed or are idle. */
export function judgeAudit(report: Report, rules: AuditRules): Judgement {
  const { lock, shipped, exceptions: known, today } = rules;
  const failures: string[] = [];
  const remarks: string[] = [];
  const met = new Set<string>();
  for (const [name, { nodes = [], via = [] }] of Object.entries(report.vulnerabilities)) {
    const ids = nodes.map((folder) => {
      const entry = lock.packages[folder] ?? {};
      return `${nameOf(folder, entry)}@${entry.version}`;
    });
    const goesAlong = ids.some((id) => shipped.has(id));
    const least = severities.indexOf(goesAlong ? 'moderate' : 'high');
    for (const advisory of via.map(advisoryIn).filter((each) => each !== undefined)) {
      const where = ids.length > 0 ? [...new Set(ids)].join(', ') : name;
      const role = goesAlong ? 'in the app' : 'a tool';
      const line = `${advisory.severity}: ${where} (${role}): ${advisory.title} (${advisory.id})`;
      const exception = known.find((each) => each.advisory === advisory.id);
      if (exception) met.add(exception.advisory);
      if (severities.indexOf(advisory.severity) < least) remarks.push(line);
      else if (exception === undefined) failures.push(line);
      else if (exception.until < today) failures.push(`${line}; its exception lapsed on ${exception.until}`);
      else remarks.push(`${line}; lived with until ${exception.until}: ${exception.reason}`);
    }
  }
  const idle = known.filter(({ advisory }) => !met.has(advisory));
  failures.push(...idle.map(({ advisory }) => `${advisory} is an exception that nothing needs any more.`));
  return { failures, remarks };
}

/** What `npm audit signatures --json` answers. */
interface Signatures {
  readonly invalid: readonly { readonly name: string; readonly version: string }[];
  readonly missing: readonly { readonly name: string; readonly version: string }[];
}

export function isSignatures(value: unknown): value is Signatures {
  if (typeof value !== 'object' || value === null) return false;
  const { invalid, missing } = value as Record<string, unknown>;
  return Array.isArray(invalid) && Array.isArray(missing);
}

/** Fails a signature that is wrong, or is missing where the registry signs. */
export const judgeSignatures = ({ invalid, missing }: Signatures): readonly string[] => [
  ...invalid.map(({ name, version }) => `${name}@${version} has a signature that is wrong.`),
  ...missing.map(({ name, version }) => `${name}@${version} has no signature.`),
];
