import { usedAfterAll } from './used.ts';

/** Stands for child_process in electron-log, which opens links with it when it is asked to: nobody asks. */
const childProcess = {
  exec() {
    throw usedAfterAll('child_process in electron-log', 'Parley starts no programs');
  },
};

// For who asks by `require`.
export { childProcess as 'module.exports' };
