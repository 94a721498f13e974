/** What is thrown when something that was left out of the bundles is used after all. */
export const usedAfterAll = (what: string, why = 'stored files have no JSON schema and no migrations'): Error =>
  new Error(`${what} is not in this build: ${why} (build/supply/left-out.ts).`);
