import { dataCentreOf } from '../data-centres.ts';
import type { SandboxDataCentre } from '../data-centres.ts';
import type { Modes } from '../modes.ts';
import { s256, sameText } from '../secrets.ts';
import { json } from '../server/exchange.ts';
import type { Answer, Call } from '../server/exchange.ts';
import type { Client, Clients } from './clients.ts';
import type { AccessToken, Code, Grants } from './grants.ts';

/** Refusals of the token endpoint come as HTTP 200 with JSON (zoho-api.md 1.5). */
export const refusal = (error: string): Answer => json(200, { error });

/** Parameters come in the body; the documented query is taken too. */
export const parameterOf = (call: Call, name: string): string | null => call.form.get(name) ?? call.query.get(name);

/** The client if its id and secret are right at this data centre, else the refusal. */
export function checkClient(call: Call, dc: SandboxDataCentre, clients: Clients): Client | Answer {
  const client = clients.get(parameterOf(call, 'client_id') ?? '');
  const secret = client?.secrets[dc.id];
  if (!client || secret === undefined) return refusal('invalid_client');
  const sent = parameterOf(call, 'client_secret');
  if (sent === null && !client.secretRequired) return client;
  return sent !== null && sameText(sent, secret) ? client : refusal('invalid_client_secret');
}

/** The "Access Denied" of a throttle, in either of the two forms in the field. */
export const throttled = (modes: Modes): Answer =>
  json(modes.throttleStatus, {
    error_description: modes.throttleText,
    error: 'Access Denied',
    status: 'failure',
  });

/** A success, with the variations of zoho-api.md 1.5. */
export function tokenAnswer(access: AccessToken, refreshToken: string | null, modes: Modes): Answer {
  const seconds = Math.floor(modes.accessTokenLife / 1000);
  const lifetimes = {
    seconds: { expires_in: seconds },
    milliseconds: { expires_in: seconds * 1000 },
    both: { expires_in_sec: seconds, expires_in: seconds * 1000 },
  };
  return json(200, {
    access_token: access.token,
    ...(refreshToken === null ? {} : { refresh_token: refreshToken }),
    ...(modes.scopeInAnswer ? { scope: access.scopes.join(' ') } : {}),
    api_domain: dataCentreOf(access.dataCentre).apiDomain,
    token_type: 'Bearer',
    ...lifetimes[modes.expiresIn],
  });
}

function verifies(challenge: Code['challenge'], verifier: string | null): boolean {
  if (!challenge) return true;
  if (verifier === null) return false;
  return sameText(challenge.method === 'S256' ? s256(verifier) : verifier, challenge.value);
}

/** `/oauth/v2/token`: exchange and refresh. */
export function createToken(parts: { modes: Modes; clients: Clients; grants: Grants }) {
  const { modes, clients, grants } = parts;

  function exchange(call: Call, dc: SandboxDataCentre, client: Client): Answer {
    const code = grants.takeCode(parameterOf(call, 'code') ?? '', client.id, dc.id);
    if (!code) return refusal('invalid_code');
    if (parameterOf(call, 'redirect_uri') !== code.redirectUri) return refusal('invalid_redirect_uri');
    if (!verifies(code.challenge, parameterOf(call, 'code_verifier'))) return refusal('invalid_grant');
    const held =
      code.wantsRefreshToken && !modes.noRefreshToken ? grants.issueRefreshToken(code, code.redirectUri) : null;
    const access = grants.issueAccessToken(code, held?.token ?? null);
    return tokenAnswer(access, held?.token ?? null, modes);
  }

  function refresh(call: Call, dc: SandboxDataCentre, client: Client): Answer {
    const held = grants.findRefreshToken(parameterOf(call, 'refresh_token') ?? '', client.id, dc.id);
    if (!held) return refusal('invalid_code');
    // One page lists redirect_uri on refresh, another does not: it may be left out, but not be another one.
    const redirectUri = parameterOf(call, 'redirect_uri');
    if (redirectUri !== null && held.redirectUri !== null && redirectUri !== held.redirectUri) {
      return refusal('invalid_redirect_uri');
    }
    if (!grants.mayRefresh(held)) return throttled(modes);
    return tokenAnswer(grants.issueAccessToken(held, held.token), null, modes);
  }

  return (call: Call, dc: SandboxDataCentre): Answer => {
    const client = checkClient(call, dc, clients);
    if ('status' in client) return client;
    switch (parameterOf(call, 'grant_type')) {
      case 'authorization_code':
        return exchange(call, dc, client);
      case 'refresh_token':
        return refresh(call, dc, client);
      default:
        return refusal('general_error');
    }
  };
}
