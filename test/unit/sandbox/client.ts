/** A small Zoho client for the sandbox's own tests: real names in, parsed answers out. */
import { createHash } from 'node:crypto';
import type { Sandbox } from '../../../electron/sandbox/index.ts';

export const meetingScopes = [
  'ZohoMeeting.manageOrg.READ',
  ...['READ', 'CREATE', 'UPDATE', 'DELETE'].map((operation) => `ZohoMeeting.meeting.${operation}`),
  ...['READ', 'CREATE', 'UPDATE', 'DELETE'].map((operation) => `ZohoMeeting.webinar.${operation}`),
].join(',');

export const verifier = 'v'.repeat(43);
export const challenge = createHash('sha256').update(verifier).digest('base64url');

type Json = Record<string, unknown>;

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body; throws when it is no JSON object. */
  json(): Json;
}

export const asRecord = (value: unknown): Json => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError('Not an object');
  return value as Json;
};
export const asRecords = (value: unknown): Json[] => {
  if (!Array.isArray(value)) throw new TypeError('Not an array');
  return value.map(asRecord);
};

/** `https://HOST/PATH` to where the sandbox answers for it. */
export const onWire = (sandbox: Sandbox, url: string): string =>
  url.startsWith('https://') ? `${sandbox.origin}/${url.slice('https://'.length)}` : url;

export async function request(sandbox: Sandbox, url: string, init: RequestInit = {}): Promise<Reply> {
  const response = await fetch(onWire(sandbox, url), { redirect: 'manual', ...init });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: () => asRecord(JSON.parse(text)) };
}

export type Changes = Record<string, string | null>;

const withChanges = (base: Record<string, string>, changes: Changes): URLSearchParams => {
  const merged = Object.entries({ ...base, ...changes }).filter((pair): pair is [string, string] => pair[1] !== null);
  return new URLSearchParams(merged);
};

/** The address of the consent page; null takes a parameter away. */
export const authorizationUrl = (sandbox: Sandbox, changes: Changes = {}, accounts = 'accounts.zoho.com'): string =>
  `https://${accounts}/oauth/v2/auth?${withChanges(
    {
      response_type: 'code',
      client_id: sandbox.client.clientId,
      redirect_uri: sandbox.client.redirectUri,
      scope: meetingScopes,
      state: 'state-1',
      access_type: 'offline',
      code_challenge: challenge,
      code_challenge_method: 'S256',
    },
    changes,
  )}`;

export interface Consent {
  /** The real URL of the page that was shown in the end. */
  readonly url: string;
  readonly page: Reply;
  decide(decision: 'accept' | 'reject'): Promise<Reply>;
}

/** Opens the consent page, moving on between data centres as a browser does. */
export async function openConsent(sandbox: Sandbox, changes: Changes = {}, accounts?: string): Promise<Consent> {
  let url = authorizationUrl(sandbox, changes, accounts);
  let page = await request(sandbox, url);
  for (let moves = 0; page.status === 302 && moves < 3; moves += 1) {
    url = page.headers.get('location') ?? '';
    page = await request(sandbox, url);
  }
  return {
    url,
    page,
    decide(decision) {
      const form = /<form method="(get|post)" action="([^"]+)">/.exec(page.text);
      const id = /name="request" value="(\w+)"/.exec(page.text)?.[1];
      if (!form || id === undefined) throw new Error(`No consent form on this page: ${page.status}`);
      const target = new URL(form[2] ?? '', url).href;
      const fields = new URLSearchParams({ request: id, decision });
      return form[1] === 'post'
        ? request(sandbox, target, { method: 'POST', body: fields })
        : request(sandbox, `${target}?${fields}`);
    },
  };
}

/** The callback of an accepted consent, sent by redirect. */
export async function callbackOf(sandbox: Sandbox, changes: Changes = {}, accounts?: string): Promise<URL> {
  const consent = await openConsent(sandbox, changes, accounts);
  return new URL((await consent.decide('accept')).headers.get('location') ?? '');
}

export const tokenCall = (sandbox: Sandbox, changes: Changes, accounts = 'accounts.zoho.com'): Promise<Reply> =>
  request(sandbox, `https://${accounts}/oauth/v2/token`, {
    method: 'POST',
    body: withChanges(
      {
        client_id: sandbox.client.clientId,
        client_secret: sandbox.client.clientSecret,
        redirect_uri: sandbox.client.redirectUri,
      },
      changes,
    ),
  });

export const exchange = (sandbox: Sandbox, code: string, changes: Changes = {}, accounts?: string): Promise<Reply> =>
  tokenCall(sandbox, { grant_type: 'authorization_code', code, code_verifier: verifier, ...changes }, accounts);

export const refresh = (sandbox: Sandbox, token: string, changes: Changes = {}, accounts?: string): Promise<Reply> =>
  tokenCall(sandbox, { grant_type: 'refresh_token', refresh_token: token, ...changes }, accounts);

export const revoke = (sandbox: Sandbox, token: string, accounts = 'accounts.zoho.com'): Promise<Reply> =>
  request(sandbox, `https://${accounts}/oauth/v2/token/revoke`, {
    method: 'POST',
    body: new URLSearchParams({ token }),
  });

export interface Tokens {
  readonly access: string;
  readonly refresh: string;
}

/** Consent, callback and exchange at whatever data centre the callback names. */
export async function connect(sandbox: Sandbox, changes: Changes = {}): Promise<Tokens> {
  const { searchParams } = await callbackOf(sandbox, changes);
  const accounts = new URL(searchParams.get('accounts-server') ?? '').host;
  const answer = (await exchange(sandbox, searchParams.get('code') ?? '', {}, accounts)).json();
  return { access: String(answer['access_token']), refresh: String(answer['refresh_token']) };
}

/** Calls the Meeting API; `path` is below `/api/v2`. */
export const api = (
  sandbox: Sandbox,
  access: string,
  path: string,
  init: RequestInit = {},
  host = 'meeting.zoho.com',
): Promise<Reply> =>
  request(sandbox, `https://${host}/api/v2${path}`, {
    ...init,
    headers: { authorization: `Zoho-oauthtoken ${access}`, ...init.headers },
  });

/** `{"session":{…}}` as raw JSON. */
export const sending = (method: 'POST' | 'PUT', session: unknown): RequestInit => ({
  method,
  headers: { 'content-type': 'application/json;charset=UTF-8' },
  body: JSON.stringify({ session }),
});
