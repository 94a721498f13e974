/** Somebody who is connected to a sandbox of their own. */
import { startSandbox } from '../../electron/sandbox/index.ts';
import { api, connect } from '../unit/sandbox/client.ts';

type Options = NonNullable<Parameters<typeof startSandbox>[0]>;

export type Connected = Awaited<ReturnType<typeof connected>>;

/** @param frozen epoch ms: its clock stands there */
export async function connected(options: Options, frozen?: number) {
  const sandbox = await startSandbox(options);
  if (frozen !== undefined) sandbox.control.clock.freeze(frozen);
  const { access } = await connect(sandbox);
  const org = `/${sandbox.control.users.signedIn()?.zsoid}`;
  return {
    sandbox,
    access,
    org,
    /** A call of the Meeting API below the organisation. */
    call: (path: string, init?: RequestInit) => api(sandbox, access, `${org}${path}`, init),
  };
}

/** A Friday noon in Paris, in summer time. */
export const noonInParis = Date.UTC(2026, 5, 19, 10);

/** An empty sandbox at that hour. */
export const inParis = () => connected({ data: 'empty', timeZone: 'Europe/Paris' }, noonInParis);
