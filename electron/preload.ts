import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { type CallName, callNames, channelOf, listenerOf, pushNames } from '../contract/names.ts';

/**
 * `window.parley`: one method for each call and one listener for each push of the contract, and nothing else.
 * The page never gets an IPC event or a channel of its own choice (Electron's security checklist, item 20).
 */
const api: Record<string, unknown> = {};

const ask = (name: CallName) => (input?: unknown): Promise<unknown> => ipcRenderer.invoke(channelOf(name), input);

for (const name of callNames) api[name] = ask(name);
for (const name of pushNames) {
  api[listenerOf(name)] = (listener: (payload: unknown) => void) => {
    const forward = (_event: IpcRendererEvent, payload: unknown) => listener(payload);
    ipcRenderer.on(channelOf(name), forward);
    return () => void ipcRenderer.removeListener(channelOf(name), forward);
  };
}

// The page's first question is on its way before its scripts are read, so that the answer is there when they ask it. It
// is good for once, and not when main has told of a change since.
const askFirst = ask('getFirstScreen');
let isGood = true;
const early = askFirst().then(
  (answer) => {
    for (const name of pushNames) ipcRenderer.once(channelOf(name), () => (isGood = false));
    return answer as { ok?: boolean } | undefined;
  },
  () => undefined,
);
api['getFirstScreen'] = async (input?: unknown) => {
  const answer = await early;
  const isTaken = isGood && answer?.ok === true && input === undefined;
  isGood = false;
  return isTaken ? answer : askFirst(input);
};

contextBridge.exposeInMainWorld('parley', api);
