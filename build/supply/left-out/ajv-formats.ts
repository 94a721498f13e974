import { usedAfterAll } from './used.ts';

/** Stands for ajv-formats, which conf takes from `default` of its default export. */
export default {
  default: () => {
    throw usedAfterAll('ajv-formats');
  },
};
