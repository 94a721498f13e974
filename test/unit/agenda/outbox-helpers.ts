/** What the tests of the outbox share: the agenda on a simulated Zoho that can be out of reach. */
import { outboxItemSchema } from '../../../contract/domain.ts';
import type { ErrorCode } from '../../../contract/errors.ts';
import { fail } from '../../../contract/result.ts';
import { settled } from './fakes.ts';
import { build, jsonRows, simZoho, some, type Fault } from './sim.ts';

export type Built = Awaited<ReturnType<typeof build>>;

export const before = (code: ErrorCode, retryAfter?: number): Fault => ({
  error: fail(code, 'no', { retryAfter, details: { outcome: 'not-sent' } }), done: false,
});
export const lost = (done: boolean): Fault => ({ error: fail('timeout', 'late', { details: { outcome: 'unknown' } }), done });

export async function seeded(count = 2, more: Parameters<typeof build>[0] = {}): Promise<Built> {
  const zoho = more?.zoho ?? simZoho();
  if (zoho.held.size === 0) zoho.seed(...some(count));
  return build({ ...more, zoho });
}
export const offline = ({ zoho }: Pick<Built, 'zoho'>) => void (zoho.fault = () => before('offline'));
export const online = async ({ zoho, agenda }: Pick<Built, 'zoho' | 'agenda'>, tell = true) => {
  zoho.fault = () => undefined;
  if (tell) agenda.wake('online');
  await settled();
};
/** The writes, in the order they were sent. */
export const writes = ({ zoho }: Pick<Built, 'zoho'>) => zoho.sent.filter((each) => !/^(?:list|get)/.test(each));
export const items = ({ agenda }: Pick<Built, 'agenda'>) => agenda.outbox.list().map((each) => outboxItemSchema.parse(each));
export const states = (built: Built) => items(built).map(({ change, topic, state }) => `${change} ${topic}: ${state}`);
export const only = (built: Built) => {
  const [item, ...rest] = items(built);
  if (!item || rest.length > 0) throw new Error(`${rest.length} more`);
  return item;
};
/** Parley ends without a word, and is started again over what is on disk. */
export const crash = ({ zoho, outboxRows }: Built, more: Parameters<typeof build>[0] = {}) => {
  const copy = jsonRows();
  for (const row of outboxRows.all()) copy.put(row);
  return build({ zoho, outboxRows: copy, ...more });
};
