/** Tests that should notice. Paths are relative to the repository. */
export interface Tests {
  /** `playwright` builds the app first and runs on it; only for what nothing but the built app shows. */
  readonly runner: 'vitest' | 'playwright';
  readonly files: readonly string[];
  /** Names of tests, as a regular expression. All of the files without it. */
  readonly grep?: string;
}

/** Something that protects, and how to undo it. */
export interface Protection {
  /** Short, for `npm run sabotage -- --only`. */
  readonly id: string;
  /** What protects, in plain words. */
  readonly name: string;
  /** What asks for it: `checklist 13`, `fuse RunAsNode`, a section of an RFC, or `Parley` (SECURITY.md itself). */
  readonly stands: readonly string[];
  readonly file: string;
  /** A text that occurs exactly once in the file, and what is put in its place. */
  readonly find: string;
  readonly replace: string;
  /** How it is undone, in a phrase. */
  readonly how: string;
  readonly tests: readonly Tests[];
}

/** Vitest on these files. */
export const vitest = (...files: readonly string[]): Tests => ({ runner: 'vitest', files });

type Edit = Pick<Protection, 'find' | 'replace'>;

/** The text with the protection undone, or why it cannot be. */
export function undone({ find, replace }: Edit, text: string): string | { readonly problem: string } {
  const count = text.split(find).length - 1;
  if (count !== 1) return { problem: `the text to be replaced occurs ${count} times` };
  if (find === replace) return { problem: 'the replacement is the same' };
  return text.replace(find, () => replace);
}
