import { vitest, type Protection } from '../protection.ts';

const callback = 'electron/account/callback.ts';
const callbackTests = [vitest('test/unit/account/callback.test.ts')];
const redirectTests = [vitest('test/unit/account/redirect.test.ts')];
const flowTests = [vitest('test/unit/account/account.test.ts'), vitest('test/integration/account.test.ts')];
const consentTests = [vitest('test/unit/account/account-consent.test.ts')];
const refusedTests = [vitest('test/integration/account-refused.test.ts')];

export const oauth: readonly Protection[] = [
  {
    id: 'state-ignored', name: 'a callback must carry the `state` of its request', stands: ['RFC 6749 10.12'], file: callback,
    find: "if (state === null ? error === null : !sameText(state, expected.state)) return invalid('state');",
    replace: '', how: '`state` is not looked at', tests: callbackTests,
  },
  {
    id: 'state-prefix', name: '`state` is compared whole', stands: ['RFC 6749 10.12'], file: callback,
    find: 'return a.length === b.length && timingSafeEqual(a, b);',
    replace: 'return a.length <= b.length && timingSafeEqual(a, b.subarray(0, a.length));',
    how: 'compared as far as it goes', tests: callbackTests,
  },
  {
    id: 'state-with-error', name: 'an error with a wrong `state` is not believed', stands: ['RFC 6749 10.12'], file: callback,
    find: 'state === null ? error === null :', replace: 'error !== null ? false : state === null ||', how: 'any error ends the request', tests: callbackTests,
  },
  {
    id: 'state-repeated', name: 'a stranger’s callback with two states does not end the listening', stands: ['RFC 6749 3.1'], file: callback,
    find: "return states.length === 1 && sameText(states[0] ?? '', expected.state);",
    replace: 'return states.some((each) => sameText(each, expected.state));', how: 'one that fits is enough',
    tests: [...callbackTests, vitest('test/unit/account/loopback.test.ts')],
  },
  {
    id: 'callback-repeated', name: 'no parameter of a callback may be repeated', stands: ['RFC 6749 3.1'], file: callback,
    find: "if (new Set(names).size !== names.length) return invalid('repeated-parameter');", replace: '',
    how: 'the first one counts', tests: callbackTests,
  },
  {
    id: 'callback-address', name: 'a callback must have the address of the redirect URI', stands: ['RFC 9700 4.1'], file: callback,
    find: "if (!matchesRedirect(callback, expected.redirectUri)) return invalid('address');", replace: '',
    how: 'any address will do', tests: callbackTests,
  },
  {
    id: 'callback-fragment', name: 'an answer in the fragment is refused', stands: ['RFC 9700 2.1.2'], file: callback,
    find: "return invalid('fragment');", replace: 'void invalid;', how: 'let through', tests: callbackTests,
  },
  {
    id: 'callback-length', name: 'a callback has at most 8,192 characters', stands: ['Parley'], file: callback,
    find: 'const maxLength = 8192;', replace: 'const maxLength = 81_920_000;', how: 'the limit is raised', tests: callbackTests,
  },
  {
    id: 'code-characters', name: 'a code holds printable ASCII only, 2,048 characters at most', stands: ['RFC 6749 A.11'], file: callback,
    find: '/^[\\x21-\\x7e]{1,2048}$/', replace: '/[^]/', how: 'anything is a code', tests: callbackTests,
  },
  {
    id: 'error-cleaned', name: 'an error in a callback is cut and cleaned before it is shown', stands: ['Parley'], file: callback,
    find: "text.replace(/[^\\w .-]/g, '').slice(0, 60);", replace: 'text;', how: 'shown as it came', tests: callbackTests,
  },
  {
    id: 'accounts-server', name: '`accounts-server` counts only when the table has it', stands: ['RFC 9700 4.4'], file: callback,
    find: 'return exact ? dataCentreByAccountsHost(host)?.id : undefined;',
    replace: "return exact || host !== '' ? (dataCentreByAccountsHost(host)?.id ?? 'us') : undefined;",
    how: 'an unknown one is taken for the first', tests: callbackTests,
  },
  {
    id: 'accounts-server-spelling', name: '`accounts-server` must be spelled as in the table', stands: ['RFC 9700 4.4'], file: callback,
    find: 'const exact = text === `https://${host}` || text === `https://${host}/`;', replace: "const exact = host !== '';",
    how: 'user-info, path and scheme are not looked at', tests: callbackTests,
  },
  {
    id: 'location-agrees', name: '`location` and `accounts-server` must agree', stands: ['RFC 9700 4.4'], file: callback,
    find: 'return byServer === byLocation ? byServer : undefined;', replace: 'return byServer ?? byLocation;',
    how: 'the server wins', tests: callbackTests,
  },
  {
    id: 'accounts-host-suffix', name: 'an accounts server is found by its whole name', stands: ['RFC 9700 4.4'], file: 'contract/rules/data-centres.ts',
    find: 'dataCentres.find((dc) => dc.accounts === host);', replace: 'dataCentres.find((dc) => host.startsWith(dc.accounts));',
    how: 'found by how it begins', tests: callbackTests,
  },
  {
    id: 'redirect-characters', name: 'a callback that a parser would repair does not match', stands: ['RFC 9700 4.1'], file: 'electron/account/redirect.ts',
    find: '/[\\u0000-\\u0020\\u007f\\\\]/.test(url) ||', replace: '', how: 'spaces, controls and backslashes are let through', tests: redirectTests,
  },
  {
    id: 'redirect-prefix', name: 'the redirect URI is compared whole', stands: ['RFC 9700 4.1'], file: 'electron/account/redirect.ts',
    find: 'return spellings(redirectUri).has(beforeQuery(url));',
    replace: 'return [...spellings(redirectUri)].some((each) => beforeQuery(url).startsWith(each));', how: 'compared by its beginning', tests: redirectTests,
  },
  {
    id: 'loopback-uri', name: 'a loopback redirect URI is on this machine', stands: ['RFC 8252 7.3'], file: 'electron/account/redirect.ts',
    find: "['127.0.0.1', 'localhost'].includes(url.hostname) &&", replace: "url.hostname !== '' &&", how: 'any host will do', tests: redirectTests,
  },
  {
    id: 'pkce-plain', name: 'PKCE with S256', stands: ['RFC 7636 4.2'], file: 'electron/account/authorization.ts',
    find: "code_challenge_method: 'S256'", replace: "code_challenge_method: 'plain'", how: 'asked for as `plain`', tests: [...redirectTests, ...flowTests],
  },
  {
    id: 'pkce-challenge', name: 'the challenge is the verifier’s hash', stands: ['RFC 7636 4.2'], file: 'electron/account/pkce.ts',
    find: "createHash('sha256').update(verifier, 'ascii').digest('base64url');", replace: "(createHash('sha256'), verifier);",
    how: 'the verifier itself', tests: [vitest('test/unit/account/pkce.test.ts')],
  },
  {
    id: 'pkce-missing', name: 'the verifier goes along at the exchange', stands: ['RFC 7636 4.5'], file: 'electron/account/token-client.ts',
    find: '        code_verifier: verifier,\n', replace: '', how: 'left out', tests: [vitest('test/unit/account/token-client.test.ts')],
  },
  {
    id: 'secrets-short', name: '`state` and verifier have 256 bits', stands: ['RFC 6749 10.10'], file: 'electron/account/pkce.ts',
    find: 'Buffer.from(random(32))', replace: 'Buffer.from(random(8))', how: '64 bits', tests: [vitest('test/unit/account/pkce.test.ts')],
  },
  {
    id: 'secrets-shared', name: '`state` and verifier are drawn apart', stands: ['RFC 7636 7.1'], file: 'electron/account/pkce.ts',
    find: 'return { state: randomToken(random), verifier,', replace: 'return { state: verifier, verifier,', how: 'the verifier travels as `state`',
    tests: [vitest('test/unit/account/pkce.test.ts')],
  },
  {
    id: 'consent-time', name: 'a consent ends after five minutes', stands: ['Parley'], file: 'electron/account/consent-flow.ts',
    find: 'if (timedOut || (result.ok && clock.now() >= order.expiresAt))', replace: 'if (timedOut)',
    how: 'a callback that comes later is taken', tests: consentTests,
  },
  {
    id: 'consent-once', name: 'one consent at a time', stands: ['Parley'], file: 'electron/account/attempts.ts',
    find: '      if (current) {\n        const busy', replace: '      if (!order) {\n        const busy', how: 'a second one is begun', tests: consentTests,
  },
  {
    id: 'consent-cancelled', name: 'a token that comes after Cancel is given back', stands: ['Parley'], file: 'electron/account/consent-flow.ts',
    find: 'if (signal.aborted) return refuse(closed());\n      if (!user.ok)', replace: 'if (!user.ok)',
    how: 'the flow goes on', tests: consentTests,
  },
  {
    id: 'grant-widens', name: 'a wider grant may not lose what is held', stands: ['Parley'], file: 'electron/account/consent-flow.ts',
    find: 'if (lost.length > 0)', replace: 'if (lost.length > 99)', how: 'taken all the same', tests: refusedTests,
  },
  {
    id: 'meeting-host', name: 'a Meeting host that Zoho’s answer names must be Zoho’s', stands: ['RFC 9700 4.4'], file: 'electron/account/consent-flow.ts',
    find: 'told !== null && isZohoHost(told) ? told', replace: 'told !== null || isZohoHost(meetingHost) ? (told ?? meetingHost)', how: 'taken unchecked', tests: flowTests,
  },
  {
    id: 'grant-somebody-else', name: 'a refresh token is never handed on to another account', stands: ['Parley'], file: 'electron/account/consent-flow.ts',
    find: 'sameAccount(grant, held) &&', replace: '', how: 'kept for whoever connects', tests: flowTests,
  },
  {
    id: 'exchange-host', name: 'code and secret go to the data centre’s accounts server over https', stands: ['RFC 6749 3.2'], file: 'electron/account/token-client.ts',
    find: 'url: `https://${dataCentre(place).accounts}${path}`', replace: 'url: `https://${dataCentre(place).accounts}.evil.test${path}`',
    how: 'sent elsewhere', tests: [vitest('test/unit/account/token-client.test.ts')],
  },
  {
    id: 'exchange-body', name: 'code and secret travel in the body', stands: ['RFC 6749 2.3.1'], file: 'electron/account/token-client.ts',
    find: 'url: `https://${dataCentre(place).accounts}${path}`, form,', replace: 'url: `https://${dataCentre(place).accounts}${path}?${new URLSearchParams(form).toString()}`, form,',
    how: 'in the query as well', tests: [vitest('test/unit/account/token-client.test.ts')],
  },
];
