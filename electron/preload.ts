import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { callNames, channelOf, listenerOf, pushNames } from '../contract/names.ts';

/**
 * `window.parley`: one method for each call and one listener for each push of the contract, and nothing else.
 * The page never gets an IPC event or a channel of its own choice (Electron's security checklist, item 20).
 */
const api: Record<string, unknown> = {};

for (const name of callNames) {
  api[name] = (input?: unknown) => ipcRenderer.invoke(channelOf(name), input);
}
for (const name of pushNames) {
  api[listenerOf(name)] = (listener: (payload: unknown) => void) => {
    const forward = (_event: IpcRendererEvent, payload: unknown) => listener(payload);
    ipcRenderer.on(channelOf(name), forward);
    return () => void ipcRenderer.removeListener(channelOf(name), forward);
  };
}

contextBridge.exposeInMainWorld('parley', api);
