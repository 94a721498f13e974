import { usedAfterAll } from './used.ts';

/** Stands for ajv's class of this name. */
export function Ajv2020(): never {
  throw usedAfterAll('ajv');
}
