'use strict';
// For main: lets a limit on the length of files (RLIMIT_FSIZE) be an error of each write, as a full disk is, and no
// signal. Node ignores SIGXFSZ; a library of Parley's listens to all signals that end a process, and passes them on.
const { once } = process;
process.once = function onceOther(name, listener) {
  return name === 'SIGXFSZ' ? process : once.call(process, name, listener);
};
