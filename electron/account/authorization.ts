import { dataCentre, type DataCentreId } from '../../contract/rules/data-centres.ts';

/** What an authorization request says (RFC 6749 section 4.1.1, RFC 7636 section 4.3, zoho-api.md 1.4). */
export interface AuthorizationParameters {
  /** Where the client is registered; Zoho moves the person to their own data centre. */
  readonly dataCentre: DataCentreId;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly state: string;
  readonly challenge: string;
  /**
   * Asks again although consent was given before (`prompt=consent`). Zoho then mints a refresh token, of which there
   * are 20 at most and the oldest goes silently: only when none is held, or the person reconnects on purpose.
   */
  readonly forceConsent: boolean;
}

/** The URL of Zoho's consent page, with its real host name. */
export function authorizationUrl(parameters: AuthorizationParameters): string {
  const url = new URL(`https://${dataCentre(parameters.dataCentre).accounts}/oauth/v2/auth`);
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: parameters.clientId,
    redirect_uri: parameters.redirectUri,
    scope: parameters.scopes.join(','),
    state: parameters.state,
    access_type: 'offline',
    code_challenge: parameters.challenge,
    code_challenge_method: 'S256',
    ...(parameters.forceConsent ? { prompt: 'consent' } : {}),
  }).toString();
  return url.href;
}
