import { usedAfterAll } from './used.ts';

/** Stands for electron-log's transport that would send what is logged to a server: it stays off. */
const remoteTransport = (): unknown =>
  Object.assign(
    () => {
      throw usedAfterAll('electron-log’s remote transport', 'what is logged stays on this computer');
    },
    { level: false },
  );

// For who asks by `require`.
export { remoteTransport as 'module.exports' };
