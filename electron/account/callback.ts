import { timingSafeEqual } from 'node:crypto';
import { fail, ok, type Result } from '../../contract/result.ts';
import { dataCentreByAccountsHost, dataCentres, type DataCentreId } from '../../contract/rules/data-centres.ts';
import { matchesRedirect } from './redirect.ts';

/** What the request said that the callback must fit. */
export interface CallbackExpectation {
  readonly redirectUri: string;
  readonly state: string;
  /** Where the client is registered: the data centre when the callback names none. */
  readonly home: DataCentreId;
}

/** What an accepted callback brings. */
export interface Callback {
  /** Secret, used once. */
  readonly code: string;
  /** Where the code is exchanged. */
  readonly dataCentre: DataCentreId;
}

const maxLength = 8192;
const invalid = (reason: string) =>
  fail('callback-invalid', 'the callback does not fit the request', { details: { reason } });

const query = (callback: string): URLSearchParams => new URL(callback).searchParams;

/** Constant-time comparison of two texts; those of unlike length are unequal. */
function sameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** True when the callback belongs to the request: it is the redirect URI and carries, once, the request's `state`. */
export function belongs(callback: string, expected: Pick<CallbackExpectation, 'redirectUri' | 'state'>): boolean {
  if (callback.length > maxLength || !matchesRedirect(callback, expected.redirectUri)) return false;
  const states = query(callback).getAll('state');
  return states.length === 1 && sameText(states[0] ?? '', expected.state);
}

/** An `error` parameter as a fact that may be shown: cut, and only harmless characters. */
const cleaned = (text: string) => text.replace(/[^\w .-]/g, '').slice(0, 60);

/**
 * `accounts-server` and `location` come through the browser and decide where the code and the secret are sent, so they
 * count only when the fixed table has them (zoho-api.md 1.4, RFC 9700 section 4.4).
 */
function placeOf(parameters: URLSearchParams, home: DataCentreId): DataCentreId | undefined {
  const server = parameters.get('accounts-server');
  const location = parameters.get('location');
  const byServer = server === null ? undefined : dataCentreByServer(server);
  const byLocation = location === null ? undefined : dataCentres.find((dc) => dc.id === location)?.id;
  if (server === null && location === null) return home;
  if (server === null) return byLocation;
  if (location === null) return byServer;
  return byServer === byLocation ? byServer : undefined;
}

/** The data centre of `https://{accounts host}` with at most a `/` behind it, spelled exactly so. */
function dataCentreByServer(text: string): DataCentreId | undefined {
  if (!URL.canParse(text)) return undefined;
  const { host } = new URL(text);
  const exact = text === `https://${host}` || text === `https://${host}/`;
  return exact ? dataCentreByAccountsHost(host)?.id : undefined;
}

/**
 * Reads a callback URL (RFC 6749 section 4.1.2, zoho-api.md 1.4).
 * Parameters count in the query only; a fragment that carries any is refused, another one (browsers hand fragments on
 * through redirects) has no meaning. Whether Zoho repeats `state` beside `error` is not documented, so an error
 * without `state` is believed: it brings no code and can only end the request.
 *
 * Errors: `callback-invalid` (details.reason), `consent-declined`, `consent-error` (details.error),
 * `data-centre-unknown`. None carries anything of the URL but the cleaned `error`.
 */
export function readCallback(callback: string, expected: CallbackExpectation): Result<Callback> {
  if (callback.length > maxLength) return invalid('length');
  if (!matchesRedirect(callback, expected.redirectUri)) return invalid('address');
  if (/(?:^|[?&])(?:code|state|error|access_token)=/i.test(new URL(callback).hash.slice(1))) return invalid('fragment');
  const parameters = query(callback);
  const names = [...parameters.keys()];
  if (new Set(names).size !== names.length) return invalid('repeated-parameter');

  const error = parameters.get('error');
  const state = parameters.get('state');
  if (state === null ? error === null : !sameText(state, expected.state)) return invalid('state');
  if (error === 'access_denied') return fail('consent-declined', 'the person declined');
  if (error !== null)
    return fail('consent-error', 'Zoho answered the consent with an error', { details: { error: cleaned(error) } });

  const code = parameters.get('code') ?? '';
  if (!/^[\x21-\x7e]{1,2048}$/.test(code)) return invalid('code');
  const place = placeOf(parameters, expected.home);
  if (place === undefined) return fail('data-centre-unknown', 'the callback names no data centre of the table');
  return ok({ code, dataCentre: place });
}
