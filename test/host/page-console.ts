/** `console-message`: what a page writes to its console, and the errors that nobody caught. */
import type { CdpSession } from './cdp.ts';
import { makeEvent } from './events.ts';
import { toElectron } from './origins.ts';
import type { HostWebContents } from './web-contents.ts';

type Level = 'info' | 'warning' | 'error' | 'debug';
const levels: Record<string, Level> = { warning: 'warning', error: 'error', assert: 'error', debug: 'debug' };
const numbers: readonly Level[] = ['debug', 'info', 'warning', 'error'];

export function reportConsole(session: CdpSession, contents: HostWebContents): void {
  const report = (level: Level, message: string, lineNumber: number, url: string) => {
    const sourceId = toElectron(url);
    const event = makeEvent({ message, level, lineNumber, sourceId, frame: contents.mainFrame });
    contents.emit('console-message', event, numbers.indexOf(level), message, lineNumber, sourceId);
  };
  session.on('Runtime.consoleAPICalled', ({ type, args, stackTrace }) => {
    const message = args.map((arg) => (arg.value === undefined ? (arg.description ?? '') : String(arg.value))).join(' ');
    const [at] = stackTrace?.callFrames ?? [];
    report(levels[type] ?? 'info', message, at?.lineNumber ?? 0, at?.url ?? '');
  });
  session.on('Runtime.exceptionThrown', ({ exceptionDetails: { exception, text, lineNumber, url } }) =>
    report('error', `${text} ${exception?.description ?? ''}`, lineNumber, url ?? ''),
  );
}
