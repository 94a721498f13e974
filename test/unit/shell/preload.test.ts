import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { callNames, channelOf, listenerOf, pushNames } from '../../../contract/names.ts';

type Listener = (...given: unknown[]) => void;
const { exposed, invoked, listeners, once, answers } = vi.hoisted(() => ({
  /** What main answers, one after the other; then nothing. */
  answers: [] as (() => Promise<unknown>)[],
  exposed: [] as [string, Record<string, (...given: unknown[]) => unknown>][],
  invoked: [] as unknown[][],
  listeners: new Map<string, Set<Listener>>(),
  once: new Map<string, Listener>(),
}));

vi.mock('electron', () => ({
  contextBridge: {
    exposeInMainWorld: (name: string, api: Record<string, (...given: unknown[]) => unknown>) => void exposed.push([name, api]),
  },
  ipcRenderer: {
    invoke: (...given: unknown[]) => {
      invoked.push(given);
      return answers.shift()?.() ?? Promise.resolve();
    },
    once: (channel: string, listener: Listener) => once.set(channel, listener),
    on: (channel: string, listener: Listener) => listeners.set(channel, new Set([...(listeners.get(channel) ?? []), listener])),
    removeListener: (channel: string, listener: Listener) => listeners.get(channel)?.delete(listener),
  },
}));

let parley: Record<string, (...given: unknown[]) => unknown>;
beforeAll(async () => {
  await import('../../../electron/preload.ts');
  parley = exposed[0]?.[1] ?? {};
});
beforeEach(() => void (invoked.length = 0));

describe('window.parley', () => {
  it('is all there is, and has one method for each call and push', () => {
    expect(exposed.map(([name]) => name)).toEqual(['parley']);
    expect(Object.keys(parley).toSorted()).toEqual([...callNames, ...pushNames.map(listenerOf)].toSorted());
    expect(Object.values(parley).every((each) => typeof each === 'function')).toBe(true);
  });

  it.each(callNames)('%s goes to its own channel with one argument', async (name) => {
    await parley[name]?.({ channel: 'parley:other' }, 'parley:other');
    expect(invoked).toEqual([[channelOf(name), { channel: 'parley:other' }]]);
  });

  describe('getFirstScreen', () => {
    const load = async (...mainAnswers: (() => Promise<unknown>)[]) => {
      answers.splice(0, answers.length, ...mainAnswers);
      once.clear();
      vi.resetModules();
      await import('../../../electron/preload.ts');
      return exposed.at(-1)?.[1]['getFirstScreen'] ?? (() => undefined);
    };
    const channel = channelOf('getFirstScreen');

    it('is asked before the page does, and that answer is given once', async () => {
      const first = { ok: true, value: 1 };
      const getFirstScreen = await load(async () => first, async () => ({ ok: true, value: 2 }));
      expect(invoked).toEqual([[channel, undefined]]);
      expect(await getFirstScreen()).toBe(first);
      expect(invoked).toHaveLength(1);
      expect(await getFirstScreen()).toEqual({ ok: true, value: 2 });
    });

    it.each([
      ['was refused', async () => ({ ok: false, error: { code: 'untrusted-sender' } })],
      ['broke off', async () => Promise.reject(new Error('gone'))],
    ])('is asked again when the first answer %s', async (_what, answer) => {
      const getFirstScreen = await load(answer, async () => ({ ok: true, value: 2 }));
      expect(await getFirstScreen()).toEqual({ ok: true, value: 2 });
      expect(invoked).toEqual([[channel, undefined], [channel, undefined]]);
    });

    it.each(pushNames)('is asked again when main has told %s meanwhile', async (name) => {
      const getFirstScreen = await load(async () => ({ ok: true, value: 1 }), async () => ({ ok: true, value: 2 }));
      await vi.waitFor(() => once.get(channelOf(name))?.());
      expect(await getFirstScreen()).toEqual({ ok: true, value: 2 });
    });

    it('with an input is a question of its own, which main refuses', async () => {
      const getFirstScreen = await load(async () => ({ ok: true, value: 1 }), async () => ({ ok: false }));
      expect(await getFirstScreen({ odd: true })).toEqual({ ok: false });
    });
  });

  it.each(pushNames)('%s hands on the payload and no event, until its listener leaves', (name) => {
    const heard: unknown[][] = [];
    const leave = parley[listenerOf(name)]?.((...given: unknown[]) => heard.push(given)) as () => void;
    const emit = () => listeners.get(channelOf(name))?.forEach((listener) => listener({ sender: 'ipcRenderer' }, 'payload'));
    emit();
    leave();
    emit();
    expect(heard).toEqual([['payload']]);
  });
});
