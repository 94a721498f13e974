import type { SandboxClock } from '../clock.ts';
import { dataCentreOf } from '../data-centres.ts';
import type { SandboxDataCentre } from '../data-centres.ts';
import type { Modes } from '../modes.ts';
import { newRequestId } from '../secrets.ts';
import { redirect } from '../server/exchange.ts';
import type { Answer, Call } from '../server/exchange.ts';
import { sendCallback, tamper } from './callback.ts';
import type { CallbackSettings } from './callback.ts';
import type { Client, Clients } from './clients.ts';
import type { Code, Grants } from './grants.ts';
import { consentPage, errorPage } from './pages.ts';
import { inWords, isKnownScope, splitScopes } from './scopes.ts';
import type { User, Users } from './users.ts';

export interface AuthorizeParts {
  readonly clock: SandboxClock;
  readonly modes: Modes;
  readonly clients: Clients;
  readonly users: Users;
  readonly grants: Grants;
  readonly callback: CallbackSettings;
  /** The sandbox's own origin, once it listens. */
  readonly origin: () => string;
}

interface AuthorizationRequest {
  readonly client: Client;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly state: string | null;
  readonly challenge: Code['challenge'];
  readonly offline: boolean;
  readonly promptConsent: boolean;
}

interface Pending {
  readonly request: AuthorizationRequest;
  readonly user: User;
  readonly dc: SandboxDataCentre;
  readonly expiresAt: number;
}

/** How long a consent page may stand open: longer than any client waits. */
const pendingLife = 3_600_000;
const single = ['response_type', 'client_id', 'redirect_uri', 'scope', 'state', 'code_challenge'];

/** `/oauth/v2/auth` (zoho-api.md 1.4) and the answer to its consent page. */
export function createAuthorize(parts: AuthorizeParts) {
  const { clock, modes, clients, users, grants, callback } = parts;
  const pending = new Map<string, Pending>();

  /** What is asked, or the error page: Zoho sends nobody on while the request itself is in doubt. */
  function read(query: URLSearchParams, dc: SandboxDataCentre): AuthorizationRequest | Answer {
    if (single.some((name) => query.getAll(name).length > 1)) {
      return errorPage('Invalid request', 'A parameter was sent more than once.');
    }
    const client = clients.get(query.get('client_id') ?? '');
    if (!client || client.secrets[dc.id] === undefined) {
      return errorPage('Invalid Client ID', 'No client with this ID is registered in this data centre.');
    }
    const redirectUri = query.get('redirect_uri') ?? '';
    if (!client.redirectUris.includes(redirectUri)) {
      return errorPage('Invalid Redirect URI', 'The redirect URI is not one of those registered for this client.');
    }
    if (query.get('response_type') !== 'code') {
      return errorPage('Invalid response type', 'Only response_type=code is served.');
    }
    const scopes = splitScopes(query.get('scope') ?? '');
    const unknown = scopes.filter(
      (scope) => !isKnownScope(scope, modes.unknownScopes) && !client.extraScopes.includes(scope),
    );
    if (scopes.length === 0 || unknown.length > 0) {
      return errorPage('Invalid OAuth scope', `Scope does not exist: ${unknown.join(', ') || '(none given)'}`);
    }
    const accessType = query.get('access_type') ?? 'online';
    if (accessType !== 'online' && accessType !== 'offline') {
      return errorPage('Invalid access type', 'access_type is online or offline.');
    }
    const value = query.get('code_challenge');
    const method = query.get('code_challenge_method') ?? 'plain';
    if (client.pkce === 'required' && !value) {
      return errorPage('Invalid request', 'This client must send a code_challenge.');
    }
    if (value !== null && client.pkce !== 'ignored' && !isChallenge(value, method)) {
      return errorPage('Invalid request', 'The code_challenge or its method is not valid.');
    }
    return {
      client,
      redirectUri,
      scopes,
      state: query.get('state'),
      challenge: value === null || client.pkce === 'ignored' ? null : { method: method as 'S256' | 'plain', value },
      offline: accessType === 'offline',
      promptConsent: query.get('prompt') === 'consent',
    };
  }

  function moveTo(home: SandboxDataCentre, call: Call): Answer {
    const base = modes.redirectNames === 'real' ? `https://${home.accounts}` : `${parts.origin()}/${home.accounts}`;
    return redirect(`${base}${call.path}?${call.query}`);
  }

  function decide(call: Call, dc: SandboxDataCentre): Answer {
    const fields = call.method === 'POST' ? call.form : call.query;
    const id = fields.get('request') ?? '';
    const found = pending.get(id);
    pending.delete(id);
    if (!found || found.dc.id !== dc.id || clock.now() > found.expiresAt) {
      return errorPage('This page is out of date', 'Go back to the app and start again.');
    }
    const { request, user } = found;
    const state: [string, string][] = request.state === null ? [] : [['state', request.state]];
    const { kind, tampering } = callback;
    if (fields.get('decision') !== 'accept') {
      const denied: [string, string][] = [...state, ['error', 'access_denied']];
      return sendCallback(kind, request.redirectUri, tamper(denied, tampering));
    }
    const { grantOnly } = modes;
    const grant = {
      clientId: request.client.id,
      user,
      dataCentre: dc.id,
      scopes: grantOnly === null ? request.scopes : request.scopes.filter((scope) => grantOnly.includes(scope)),
    };
    const { code } = grants.issueCode({
      ...grant,
      redirectUri: request.redirectUri,
      challenge: request.challenge,
      wantsRefreshToken: request.offline && (request.promptConsent || !grants.holdsRefreshToken(grant)),
    });
    const accepted: [string, string][] = [
      ...state,
      ['code', code],
      ['location', dc.id],
      ['accounts-server', `https://${dc.accounts}`],
    ];
    return sendCallback(kind, request.redirectUri, tamper(accepted, tampering));
  }

  return {
    show(call: Call, dc: SandboxDataCentre): Answer {
      const request = read(call.query, dc);
      if ('status' in request) return request;
      const user = users.signedIn();
      if (!user) return errorPage('Nobody is signed in', 'The sandbox has no users.');
      if (user.home !== dc.id) {
        if (request.client.secrets[user.home] === undefined) {
          return errorPage(
            'Multi DC is not enabled',
            'This account lives in a data centre that is not switched on for this client.',
          );
        }
        return moveTo(dataCentreOf(user.home), call);
      }
      const id = newRequestId();
      for (const [each, { expiresAt }] of pending) if (clock.now() > expiresAt) pending.delete(each);
      pending.set(id, { request, user, dc, expiresAt: clock.now() + pendingLife });
      return consentPage({
        client: request.client.name,
        person: `${user.firstName} ${user.lastName} (${user.email})`,
        lines: inWords(request.scopes),
        action: 'approve',
        method: callback.kind === '302-after-get' ? 'get' : 'post',
        request: id,
      });
    },
    decide,
  };
}

/** RFC 7636 section 4.2: 43 to 128 unreserved characters. */
function isChallenge(value: string, method: string): boolean {
  if (method === 'S256') return /^[\w-]{43}$/.test(value);
  return method === 'plain' && /^[\w.~-]{43,128}$/.test(value);
}
