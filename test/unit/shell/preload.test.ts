import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { callNames, channelOf, listenerOf, pushNames } from '../../../contract/names.ts';

type Listener = (...given: unknown[]) => void;
const { exposed, invoked, listeners } = vi.hoisted(() => ({
  exposed: [] as [string, Record<string, (...given: unknown[]) => unknown>][],
  invoked: [] as unknown[][],
  listeners: new Map<string, Set<Listener>>(),
}));

vi.mock('electron', () => ({
  contextBridge: {
    exposeInMainWorld: (name: string, api: Record<string, (...given: unknown[]) => unknown>) => void exposed.push([name, api]),
  },
  ipcRenderer: {
    invoke: (...given: unknown[]) => {
      invoked.push(given);
      return Promise.resolve();
    },
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

  it.each(callNames)('%s goes to its own channel with one argument', (name) => {
    void parley[name]?.({ channel: 'parley:other' }, 'parley:other');
    expect(invoked).toEqual([[channelOf(name), { channel: 'parley:other' }]]);
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
