import { escapeHtml, redirect } from '../server/exchange.ts';
import type { Answer } from '../server/exchange.ts';
import { hiddenFields, page } from './pages.ts';

/**
 * How the browser is sent on to the redirect URI (zoho-api.md section 7, rule 9).
 * `302`: Accept posts, the answer is 302. `302-after-get`: Accept is a GET. `303-after-post`: as it says.
 * `307-after-post`: the browser posts the consent form on, with the callback in the query.
 * `form-post`: a page whose script posts the fields in the body; `form-post-button`: one whose button does.
 * `form-get`: a script submits a GET form. `meta`: a refresh. `script`: `location.replace`. `link`: a link to click.
 */
export type CallbackKind =
  | '302'
  | '302-after-get'
  | '303-after-post'
  | '307-after-post'
  | 'form-post'
  | 'form-post-button'
  | 'form-get'
  | 'meta'
  | 'script'
  | 'link';

/** Changes to the next callbacks. `null` leaves a parameter out. */
export interface CallbackTampering {
  readonly state?: string | null;
  readonly code?: string | null;
  readonly location?: string | null;
  readonly accountsServer?: string | null;
  /** Instead of a code. */
  readonly error?: string;
  readonly errorDescription?: string;
  /** Names of parameters that are sent twice. */
  readonly repeat?: readonly string[];
  /** Further parameters, at the end. */
  readonly extra?: readonly (readonly [name: string, value: string])[];
}

export interface CallbackSettings {
  kind: CallbackKind;
  tampering: CallbackTampering | null;
}

type Pairs = [name: string, value: string][];

export function tamper(parameters: Pairs, change: CallbackTampering | null): Pairs {
  if (!change) return parameters;
  const { state, code, location, accountsServer, error, errorDescription, repeat = [], extra = [] } = change;
  const wanted = new Map<string, string | null | undefined>([
    ['state', state],
    ['code', error === undefined ? code : null],
    ['location', location],
    ['accounts-server', accountsServer],
    ['error', error],
    ['error_description', errorDescription],
  ]);
  const result: Pairs = [];
  for (const [name, value] of parameters) {
    const replacement = wanted.get(name);
    if (replacement !== null) result.push([name, replacement ?? value]);
    wanted.delete(name);
  }
  for (const [name, value] of wanted) if (typeof value === 'string') result.push([name, value]);
  for (const name of repeat) {
    const value = result.find(([each]) => each === name)?.[1];
    if (value !== undefined) result.push([name, value]);
  }
  return [...result, ...extra.map(([name, value]): Pairs[number] => [name, value])];
}

/** The redirect URI with the parameters added; a query of its own is kept. */
export function callbackUrl(redirectUri: string, parameters: Pairs): string {
  const query = parameters.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
  return `${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${query}`;
}

const moving = (content: string, rest: { head?: string; script?: string } = {}): Answer =>
  page(200, { title: 'One moment', heading: 'Back to the app', content, ...rest });

export function sendCallback(kind: CallbackKind, redirectUri: string, parameters: Pairs): Answer {
  const url = callbackUrl(redirectUri, parameters);
  const form = (method: 'get' | 'post') =>
    `<form id="callback" method="${method}" action="${escapeHtml(redirectUri)}">${hiddenFields(parameters)}
<div class="buttons"><button class="first" type="submit">Continue</button></div></form>`;
  const submit = 'document.getElementById("callback").submit();';
  switch (kind) {
    case '302':
    case '302-after-get':
      return redirect(url, 302);
    case '303-after-post':
      return redirect(url, 303);
    case '307-after-post':
      return redirect(url, 307);
    case 'form-post':
      return moving(form('post'), { script: submit });
    case 'form-post-button':
      return moving(form('post'));
    case 'form-get':
      return moving(form('get'), { script: submit });
    case 'meta':
      return moving('<p>You are being sent back.</p>', {
        head: `<meta http-equiv="refresh" content="0;url=${escapeHtml(url)}">`,
      });
    case 'script':
      return moving('<p>You are being sent back.</p>', {
        // "<" would end the script element early if a value held "</script>".
        script: `location.replace(${JSON.stringify(url).replaceAll('<', '\\u003c')});`,
      });
    case 'link':
      return moving(`<p><a class="button first" href="${escapeHtml(url)}">Continue</a></p>`);
  }
}
