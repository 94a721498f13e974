import { usedAfterAll } from './used.ts';

/** Stands for semver: whatever is asked of it throws. */
export default new Proxy(
  {},
  {
    get(_target, name) {
      throw usedAfterAll(`semver.${String(name)}`);
    },
  },
);
