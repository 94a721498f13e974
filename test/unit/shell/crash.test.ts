import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { catchCrashes, revivePage } from '../../../electron/shell/crash.ts';

interface Seen {
  readonly logged: unknown[];
  readonly said: string[];
}
const seen = (): Seen => ({ logged: [], said: [] });
const logInto = ({ logged }: Seen) => ({
  info: () => undefined,
  warn: () => undefined,
  error: (message: string, facts?: Record<string, unknown>) => void logged.push([message, facts]),
});

describe('what nobody caught in main', () => {
  function arrange(alarm?: () => void) {
    const what = seen();
    const ends: number[] = [];
    const process = new EventEmitter();
    catchCrashes({
      process,
      log: logInto(what),
      logFile: '/logs/main.log',
      alarm: (title, words) => {
        what.said.push(`${title}: ${words}`);
        alarm?.();
      },
      end: (code) => void ends.push(code),
    });
    return { ...what, ends, process };
  }

  it.each(['uncaughtException', 'unhandledRejection'])('%s is logged, told without its words, and ends Parley', (event) => {
    const { process, logged, said, ends } = arrange();
    const error = new Error('token 1000.abc');
    process.emit(event, error);
    expect(logged).toEqual([['Parley has to close', { kind: event === 'uncaughtException' ? 'exception' : 'rejection', reason: error }]]);
    expect(said).toHaveLength(1);
    expect(said[0]).toContain('/logs/main.log');
    expect(said[0]).not.toContain('1000.abc');
    expect(ends).toEqual([1]);
  });

  it('is told once, also when more breaks meanwhile', () => {
    const all: ReturnType<typeof arrange> = arrange(() => void all.process.emit('uncaughtException', new Error('two')));
    all.process.emit('uncaughtException', new Error('one'));
    expect(all.said).toHaveLength(1);
    expect(all.ends).toEqual([1]);
  });

  it('ends Parley even when nobody can be told', () => {
    const { process, ends } = arrange(() => {
      throw new Error('no display');
    });
    expect(() => process.emit('uncaughtException', new Error('one'))).toThrow('no display');
    expect(ends).toEqual([1]);
  });
});

describe('a page whose process has gone', () => {
  function arrange({ destroyed = false } = {}) {
    const what = seen();
    const done: string[] = [];
    let now = 0;
    const contents = Object.assign(new EventEmitter(), { reload: () => void done.push('reload'), isDestroyed: () => destroyed });
    const tell = (how: string) => (title: string) => void what.said.push(`${how}: ${title}`);
    revivePage({ contents, clock: { now: () => now }, log: logInto(what), tell: tell('told'), alarm: tell('alarm'), quit: () => void done.push('quit') });
    return { ...what, done, gone: (reason = 'crashed') => contents.emit('render-process-gone', {}, { reason }), wait: (ms: number) => (now += ms) };
  }

  it('is loaded again, and the person told', () => {
    const { gone, done, said, logged } = arrange();
    gone('oom');
    expect(done).toEqual(['reload']);
    expect(said).toEqual(['told: The window was loaded again']);
    expect(logged).toEqual([['the page has ended', { reason: 'oom' }]]);
  });
  it('twice in a row ends Parley in place of a loop', () => {
    const { gone, done, said, wait } = arrange();
    gone();
    wait(59_999);
    gone();
    expect(done).toEqual(['reload', 'quit']);
    expect(said[1]).toBe('alarm: Parley has to close');
  });
  it('is loaded again when the last time is long ago', () => {
    const { gone, done, wait } = arrange();
    gone();
    wait(60_000);
    gone();
    expect(done).toEqual(['reload', 'reload']);
  });
  it('that ended in good order, or with its window, is let go', () => {
    const orderly = arrange();
    orderly.gone('clean-exit');
    const closed = arrange({ destroyed: true });
    closed.gone();
    expect([...orderly.done, ...closed.done]).toEqual([]);
  });
});
