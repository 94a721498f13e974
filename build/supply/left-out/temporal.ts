import type * as Polyfill from 'temporal-polyfill';

const { Temporal } = globalThis as unknown as Pick<typeof Polyfill, 'Temporal'>;

export { Temporal };
