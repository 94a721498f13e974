/** Why an installer could not be made, in plain words. */

/** What is missing, and what the person can do next. */
export class PackingError extends Error {
  readonly nextStep: string;

  constructor(message: string, nextStep: string) {
    super(message);
    this.nextStep = nextStep;
  }
}

const again = 'run the same command again';
const withoutTools = '`npm run dist -- --dir` makes the app as a folder, without these tools.';

/** Electron's program is not there: set-up asked for it in vain. */
export const noElectron = (version: string, note: string): PackingError =>
  new PackingError(
    `Electron's program (version ${version}) is not here, and it is what an installer carries. ` +
      'Its download server could not be reached, or refused.',
    `let this machine reach github.com, or name a mirror in ELECTRON_MIRROR; then delete ${note} and ${again}.`,
  );

/** A tool of the system that electron-builder does not bring. */
export const noProgram = (program: string, target: string): PackingError =>
  new PackingError(
    `${target} packages need the program ${program}, which is not on this machine.`,
    'install it (Debian and Ubuntu: apt-get install rpm; Fedora: dnf install rpm-build), ' +
      `or leave ${target} out by naming the others.`,
  );

const unreachable =
  /\b(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_TLS\w*|CERT_\w+)\b/;

/**
 * What electron-builder's failure means.
 * @param targets what it was making, for the sentence
 */
export function packingProblem(error: unknown, targets: readonly string[]): PackingError {
  if (error instanceof PackingError) return error;
  const text = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const tools = `The packaging tools for ${targets.join(', ')} could not be downloaded`;
  const online =
    'let this machine reach github.com once (the tools are kept afterwards), or name a mirror in ' +
    `ELECTRON_BUILDER_BINARIES_MIRROR, and ${again}. ${withoutTools}`;
  const told = error instanceof Error && 'statusCode' in error ? String(error.statusCode) : undefined;
  const status = told ?? /\b(?:status code|response code)[: (]*(\d{3})\b/i.exec(text)?.[1];
  const network = unreachable.exec(`${code} ${text}`)?.[0];
  if (network) return new PackingError(`${tools}: their server could not be reached (${network}).`, online);
  if (status) return new PackingError(`${tools}: their server answered ${status}.`, online);
  if (`${code} ${text}`.includes('ENOSPC')) {
    return new PackingError('The disk is full.', `free about 1 GB and ${again}.`);
  }
  const program = /\bspawn (\S+) ENOENT\b/.exec(text)?.[1];
  if (program) {
    const step = `install it and ${again}. ${withoutTools}`;
    return new PackingError(`The program ${program} is not on this machine.`, step);
  }
  const firstLine = text.split('\n').find((line) => line.trim() !== '') ?? 'no reason was given';
  return new PackingError(
    `electron-builder could not make ${targets.join(', ')}: ${firstLine.trim()}`,
    'DEBUG=electron-builder npm run dist shows all that it does.',
  );
}

/** The text for the terminal. */
export const explainPacking = ({ message, nextStep }: PackingError): string =>
  `\nPacking stopped: ${message}\nNext step: ${nextStep}\n`;
