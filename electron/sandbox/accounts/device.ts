import type { SandboxClock } from '../clock.ts';
import type { SandboxDataCentre } from '../data-centres.ts';
import type { Modes } from '../modes.ts';
import { newToken, newUserCode } from '../secrets.ts';
import { escapeHtml, json } from '../server/exchange.ts';
import type { Answer, Call } from '../server/exchange.ts';
import type { Client, Clients } from './clients.ts';
import type { Grants } from './grants.ts';
import { consentPage, errorPage, page } from './pages.ts';
import { inWords, isKnownScope, splitScopes } from './scopes.ts';
import { checkClient, parameterOf, refusal, tokenAnswer } from './token.ts';
import type { User, Users } from './users.ts';

interface DeviceRequest {
  readonly client: Client;
  readonly userCode: string;
  readonly scopes: readonly string[];
  readonly offline: boolean;
  readonly promptConsent: boolean;
  readonly expiresAt: number;
  lastPoll: number;
  decision: { readonly user: User } | 'denied' | null;
}

/** A-DEV: the user code is good for five minutes, and one poll in 30 s is allowed. */
const codeLife = 300_000;
const pollGap = 30_000;

/** The device flow (zoho-api.md 1.6). */
export function createDevice(parts: {
  readonly clock: SandboxClock;
  readonly modes: Modes;
  readonly clients: Clients;
  readonly users: Users;
  readonly grants: Grants;
}) {
  const { clock, modes, clients, users, grants } = parts;
  const requests = new Map<string, DeviceRequest>();

  function start(call: Call, dc: SandboxDataCentre): Answer {
    const client = clients.get(parameterOf(call, 'client_id') ?? '');
    if (!client || client.type !== 'device' || client.secrets[dc.id] === undefined) return refusal('invalid_client');
    if (parameterOf(call, 'grant_type') !== 'device_request') return refusal('general_error');
    const scopes = splitScopes(parameterOf(call, 'scope') ?? '');
    const isKnown = (scope: string) =>
      isKnownScope(scope, modes.unknownScopes) || client.extraScopes.includes(scope);
    if (scopes.length === 0 || !scopes.every(isKnown)) {
      return refusal('invalid_scope');
    }
    const deviceCode = newToken();
    const userCode = newUserCode();
    grants.note(deviceCode);
    requests.set(deviceCode, {
      client,
      userCode,
      scopes,
      offline: parameterOf(call, 'access_type') === 'offline',
      promptConsent: parameterOf(call, 'prompt') === 'consent',
      expiresAt: clock.now() + codeLife,
      lastPoll: Number.NEGATIVE_INFINITY,
      decision: null,
    });
    const address = `https://${dc.accounts}/oauth/v3/device`;
    return json(200, {
      user_code: userCode,
      device_code: deviceCode,
      verification_url: address,
      verification_uri_complete: `${address}?user_code=${userCode}`,
      expires_in: codeLife / 1000,
      interval: pollGap / 1000,
    });
  }

  function poll(call: Call, dc: SandboxDataCentre): Answer {
    const client = checkClient(call, dc, clients);
    if ('status' in client) return client;
    const deviceCode = parameterOf(call, 'code') ?? '';
    const request = requests.get(deviceCode);
    if (parameterOf(call, 'grant_type') !== 'device_token') return refusal('general_error');
    if (request?.client !== client) return refusal('invalid_code');
    const now = clock.now();
    const tooSoon = now - request.lastPoll < pollGap;
    request.lastPoll = now;
    if (tooSoon) return refusal('slow_down');
    if (now >= request.expiresAt) return refusal('expired');
    const { decision } = request;
    if (decision === null) return refusal('authorization_pending');
    if (decision === 'denied') return refusal('access_denied');
    if (decision.user.home !== dc.id) {
      // The next poll is due elsewhere, at once.
      request.lastPoll = Number.NEGATIVE_INFINITY;
      return json(200, { error: 'other_dc', user_location: decision.user.home });
    }
    requests.delete(deviceCode);
    const { scopes, offline, promptConsent } = request;
    const grant = { clientId: client.id, user: decision.user, dataCentre: dc.id, scopes };
    const wanted = offline && !modes.noRefreshToken && (promptConsent || !grants.holdsRefreshToken(grant));
    const refresh = wanted ? grants.issueRefreshToken(grant, null) : null;
    return tokenAnswer(grants.issueAccessToken(grant, refresh?.token ?? null), refresh?.token ?? null, modes);
  }

  const byUserCode = (code: string | null): DeviceRequest | undefined =>
    [...requests.values()].find((each) => each.userCode === code && clock.now() < each.expiresAt);

  function show(call: Call): Answer {
    const code = call.query.get('user_code');
    const request = byUserCode(code);
    const user = users.signedIn();
    if (!request || !user) {
      const note = code === null ? '' : `<p role="alert">The code ${escapeHtml(code)} is not known.</p>`;
      return page(200, {
        title: 'Connect a device',
        heading: 'Connect a device',
        content: `${note}<form method="get" action="device"><p><label>Code <input name="user_code" required></label></p>
<button class="first" type="submit">Continue</button></form>`,
      });
    }
    return consentPage({
      client: request.client.name,
      person: `${user.firstName} ${user.lastName} (${user.email})`,
      lines: inWords(request.scopes),
      action: 'approve',
      method: 'post',
      request: request.userCode,
    });
  }

  function decide(call: Call): Answer {
    const request = byUserCode(call.form.get('request'));
    const user = users.signedIn();
    if (!request || !user) return errorPage('This page is out of date', 'Start again on the device.');
    request.decision = call.form.get('decision') === 'accept' ? { user } : 'denied';
    return page(200, { title: 'Done', heading: 'Done', content: '<p>Go back to the device.</p>' });
  }

  return { start, poll, show, decide };
}
