import { z } from '../../contract/zod.ts';
import { dataCentreIds } from '../../contract/rules/data-centres.ts';
import type { Store } from '../ports.ts';

const recordSchema = z.object({
  clientId: z.string().min(1),
  dataCentre: z.enum(dataCentreIds),
  redirectUri: z.string().min(1),
  /** A secret belongs to it. The secret itself is in the vault. */
  withSecret: z.boolean(),
});

/** "Your Zoho client" without its secret. */
export type ClientRecord = Readonly<z.infer<typeof recordSchema>>;

const key = 'client';

export const readClientRecord = (store: Store): ClientRecord | null =>
  recordSchema.safeParse(store.get(key)).data ?? null;
export const writeClientRecord = (store: Store, record: ClientRecord): void => store.set(key, record);
