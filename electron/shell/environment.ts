import { isLoopbackOrigin } from '../zoho/origin.ts';

/** What an unpackaged build takes from its environment. A packed Parley ignores all of it. */
export interface Environment {
  /** `PARLEY_USER_DATA`: folder for settings, vault and logs. */
  readonly userData: string | null;
  /** `PARLEY_HEADLESS=1`: no window is shown. */
  readonly headless: boolean;
  /** `PARLEY_DEBUG_PORT`: Chromium's remote debugging port. */
  readonly debugPort: number | null;
  /** `PARLEY_ZOHO_ORIGIN`: loopback origin at which every Zoho URL is reached. */
  readonly zohoOrigin: string | null;
  /** `PARLEY_HOST_LOG`: file that gets a JSON line for each thing done on the desktop. */
  readonly hostLog: string | null;
  /** `PARLEY_HOST_CONTROL`: loopback port on which menu items, tray items and notifications can be clicked, and more: see `startHostControl`. */
  readonly hostControl: number | null;
}

const none: Environment = {
  userData: null, headless: false, debugPort: null, zohoOrigin: null, hostLog: null, hostControl: null,
};

function port(name: string, text: string | undefined): number | null {
  if (!text) return null;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 65_535) throw new Error(`${name} must be a port, not "${text}".`);
  return value;
}

/**
 * Reads the environment of an unpackaged build.
 * @throws Error with a plain sentence when a value cannot be used; an origin off this machine is refused.
 */
export function readEnvironment(env: NodeJS.ProcessEnv, packaged: boolean): Environment {
  if (packaged) return none;
  const origin = env.PARLEY_ZOHO_ORIGIN || null;
  if (origin !== null && !isLoopbackOrigin(origin))
    throw new Error(`PARLEY_ZOHO_ORIGIN must be an http origin on this machine, such as http://127.0.0.1:8080. "${origin}" is refused.`);
  return {
    userData: env.PARLEY_USER_DATA || null,
    headless: env.PARLEY_HEADLESS === '1',
    debugPort: port('PARLEY_DEBUG_PORT', env.PARLEY_DEBUG_PORT),
    zohoOrigin: origin === null ? null : new URL(origin).origin,
    hostLog: env.PARLEY_HOST_LOG || null,
    hostControl: port('PARLEY_HOST_CONTROL', env.PARLEY_HOST_CONTROL),
  };
}
