import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'vite';

/** What a built file reaches outside itself, and where it could turn text into code. */
export interface BundleCode {
  readonly file: string;
  /** Sources of static imports. */
  readonly imports: readonly string[];
  /** Sources of `import()`; its code in angle brackets where it is no literal. */
  readonly dynamic: readonly string[];
  /** What is asked of `require`, of what `createRequire` made, or of `process.getBuiltinModule`; in angle brackets where it is no literal. */
  readonly required: readonly string[];
  /** The code around each use of `eval`, of `Function` as a constructor, and of a timer with text. */
  readonly makesCode: readonly string[];
}

type Syntax = Readonly<Record<string, unknown>> & { readonly type: string; readonly start: number; readonly end: number };

const isSyntax = (value: unknown): value is Syntax =>
  typeof value === 'object' && value !== null && 'type' in value && 'start' in value;

/** Gets each part of a program, and the part around it with the name under which that holds it. */
type Visit = (part: Syntax, around: Syntax | undefined, as: string) => void;

function walk(part: Syntax, visit: Visit, around?: Syntax, as = ''): void {
  visit(part, around, as);
  for (const [key, value] of Object.entries(part)) {
    for (const each of Array.isArray(value) ? value : [value]) if (isSyntax(each)) walk(each, visit, part, key);
  }
}

const nameOf = (part: unknown): unknown => (isSyntax(part) && part.type === 'Identifier' ? part['name'] : undefined);

/** The text of a literal, also of a template without anything put in. */
function literal(part: unknown): string | undefined {
  if (!isSyntax(part)) return undefined;
  if (part.type === 'Literal' && typeof part['value'] === 'string') return part['value'];
  const { quasis, expressions } = part as { quasis?: { value: { cooked: string } }[]; expressions?: unknown[] };
  return part.type === 'TemplateLiteral' && expressions?.length === 0 ? quasis?.[0]?.value.cooked : undefined;
}

/** Whether a name stands for the thing of that name, rather than for a member or key that is called so. */
const isName = (around: Syntax | undefined, as: string) =>
  around?.['computed'] === true || !((around?.type === 'MemberExpression' && as === 'property') || as === 'key');

function read(folder: string, file: string): { source: string; program: Syntax } {
  const source = readFileSync(join(folder, file), 'utf8');
  const program: unknown = parseSync(file, source).program;
  if (!isSyntax(program)) throw new Error(`${file} cannot be read as a program.`);
  return { source, program };
}

interface RequireNames {
  /** Its own, and each `const name = createRequire(…)`. */
  readonly own: ReadonlySet<unknown>;
  /** What another script of the folder gives out that is one there. Other things of that short name may be in between. */
  readonly taken: ReadonlySet<unknown>;
}

function requireNames(folder: string, program: Syntax, source: string): RequireNames {
  const taken = new Set<unknown>();
  const requires = new Set<unknown>(['require']);
  const makers = new Set<unknown>(['createRequire']);
  walk(program, (part, around) => {
    const { imported, local } = part;
    if (part.type !== 'ImportSpecifier') return;
    if (nameOf(imported) === 'createRequire') makers.add(nameOf(local));
    const from = literal(around?.['source']) ?? '';
    if (from.startsWith('./') && givenRequires(folder, from.slice(2)).has(nameOf(imported))) taken.add(nameOf(local));
  });
  walk(program, (part) => {
    const { init } = part;
    if (part.type !== 'VariableDeclarator' || !isSyntax(init) || !makers.has(nameOf(init['callee']))) return;
    if (source.slice(init.start, init.end).endsWith('(import.meta.url)')) requires.add(nameOf(part['id']));
  });
  return { own: requires, taken };
}

/** Names under which a script gives out a require of its own making. */
function givenRequires(folder: string, file: string): ReadonlySet<unknown> {
  if (!existsSync(join(folder, file))) return new Set();
  const { source, program } = read(folder, file);
  if (!source.includes('createRequire')) return new Set();
  const given = new Set<unknown>();
  const { own: names } = requireNames(folder, program, source);
  walk(program, (part) => {
    if (part.type === 'ExportSpecifier' && names.has(nameOf(part['local']))) given.add(nameOf(part['exported']));
  });
  return given;
}

export function readCode(folder: string, file: string): BundleCode {
  const { source, program } = read(folder, file);
  const text = (part: Syntax) => source.slice(part.start, Math.min(part.end, part.start + 80));
  const imports: string[] = [];
  const dynamic: string[] = [];
  const required: string[] = [];
  const makesCode: string[] = [];

  const requires = requireNames(folder, program, source);

  walk(program, (part, around, as) => {
    const from = part['source'];
    if (isSyntax(from)) {
      const reached = part.type === 'ImportExpression' ? dynamic : imports;
      if (/^(?:Import|Export)\w+$/.test(part.type)) reached.push(literal(from) ?? `<${text(from)}>`);
    }
    const given = (part['arguments'] as unknown[] | undefined)?.[0];
    const { callee } = part;
    const isCall = part.type === 'CallExpression' && isSyntax(callee);
    if (isCall && requires.own.has(nameOf(callee))) required.push(literal(given) ?? `<${text(part)}>`);
    const asked = isCall && requires.taken.has(nameOf(callee)) ? literal(given) : undefined;
    if (asked !== undefined) required.push(asked);
    const name = nameOf(part);
    const isHidden = as !== 'property' || around?.['computed'] === true;
    if ((name ?? literal(part)) === 'getBuiltinModule' && isHidden) required.push(`<${text(around ?? part)}>`);
    // Whether something is a function can be asked without making one.
    const isQuestion = around?.type === 'BinaryExpression' && around['operator'] === 'instanceof' && as === 'right';
    const isReached = isName(around, as) && !isQuestion && around && !/^Function\.prototype\b/.test(text(around));
    if ((name === 'eval' || name === 'Function') && isReached) {
      makesCode.push(text(around));
    }
    // `globalThis.eval`, `window.Function`, `(() => {}).constructor('…')`.
    const isMember = part.type === 'MemberExpression' && part['computed'] !== true;
    const member = isMember ? nameOf(part['property']) : undefined;
    if (member === 'eval' || member === 'Function') makesCode.push(text(part));
    if (member === 'getBuiltinModule') {
      const [what] = as === 'callee' ? ((around?.['arguments'] as unknown[] | undefined) ?? []) : [];
      required.push(literal(what) ?? `<${text(around ?? part)}>`);
    }
    if (!isCall) return;
    if (callee.type === 'MemberExpression' && nameOf(callee['property']) === 'constructor') makesCode.push(text(part));
    const isTimer = /^(?:setTimeout|setInterval)$/.test(String(nameOf(callee)));
    if (isTimer && literal(given) !== undefined) makesCode.push(text(part));
  });
  return { file, imports, dynamic, required, makesCode };
}

/** The code of each script below a folder. */
export const readScripts = (folder: string): readonly BundleCode[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.c?js$/.test(file))
    .map((file) => readCode(folder, file));
