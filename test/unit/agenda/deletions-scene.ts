/** What the tests of deletions share. */
import type { ErrorCode } from '../../../contract/errors.ts';
import { fail, type Result } from '../../../contract/result.ts';
import { build, jsonRows, simZoho, some, type Fault } from './sim.ts';

type Built = Awaited<ReturnType<typeof build>>;

export async function withSessions(count: number, more: Parameters<typeof build>[0] = {}): Promise<Built> {
  const zoho = more?.zoho ?? simZoho();
  zoho.seed(...some(count));
  return build({ ...more, zoho });
}

/** Lets time pass in small steps, until nothing is under way. */
export async function finish({ clock, agenda }: Built, limit = 30 * 60_000): Promise<void> {
  const isRunning = () => agenda.deletions.list().some(({ state }) => state === 'running');
  for (let passed = 0; passed < limit && isRunning(); passed += 500) await clock.pass(500);
}

export const removes = ({ zoho }: Built) => zoho.sent.filter((each) => each.startsWith('remove'));
/** The delete that is under way, the one sent first. */
export const removing = ({ zoho }: Built) => zoho.open().find(({ verb }) => verb === 'remove');
export const error = (code: ErrorCode, retryAfter?: number): Result<never> => fail(code, 'no', { retryAfter });
/** It fails without anything being done. */
export const before = (code: ErrorCode, retryAfter?: number): Fault => ({ error: error(code, retryAfter), done: false });

/** One is deleted while Zoho cannot be reached, and Parley is quit: what a second start finds. */
export async function quitOffline() {
  const [zoho, outboxRows] = [simZoho(), jsonRows()];
  const first = await withSessions(1, { zoho, outboxRows });
  zoho.fault = (verb) => (verb === 'remove' ? before('offline') : undefined);
  first.remove('1001');
  await first.agenda.flush();
  return { zoho, outboxRows, first };
}
