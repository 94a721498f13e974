import { vitest, type Protection } from '../protection.ts';

const send = 'electron/zoho/send.ts';
const sendTests = [vitest('test/unit/zoho/send.test.ts')];
const hosts = 'contract/rules/data-centres.ts';
const hostTests = [vitest('test/unit/contract/rules.test.ts')];
const links = [vitest('test/unit/shell/shell.test.ts')];

export const wire: readonly Protection[] = [
  {
    id: 'https-only', name: 'only https is requested', stands: ['checklist 1'], file: send,
    find: "if (!URL.canParse(request.url) || new URL(request.url).protocol !== 'https:')", replace: 'if (!URL.canParse(request.url))',
    how: 'http goes out too', tests: sendTests,
  },
  {
    id: 'redirect-refused', name: 'a redirect of an API call is an error to the port', stands: ['Parley'], file: send,
    find: "redirect: 'error',", replace: "redirect: 'follow',", how: 'followed', tests: sendTests,
  },
  {
    id: 'redirect-handed-over', name: 'a redirect that a port hands over is not read', stands: ['Parley'], file: send,
    find: "if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {",
    replace: "if (response.type === 'opaqueredirect') {", how: 'read as an answer', tests: sendTests,
  },
  {
    id: 'no-cookies', name: 'no cookies go along', stands: ['Parley'], file: send,
    find: "credentials: 'omit',", replace: "credentials: 'include',", how: 'sent along', tests: sendTests,
  },
  {
    id: 'body-limit', name: 'no answer of more than 10 MB is read', stands: ['Parley'], file: 'electron/zoho/body.ts',
    find: 'if (size > limit) throw', replace: 'if (size > limit * 1000) throw', how: 'read to its end', tests: sendTests,
  },
  {
    id: 'body-time', name: 'an answer has a time limit, its body included', stands: ['Parley'], file: send,
    find: '    result = await endingWith(stop.signal, attempt(ports, request, stop.signal));',
    replace: '    result = await (endingWith as typeof endingWith | null ? attempt(ports, request, stop.signal) : stop.signal.reason);',
    how: 'a port that ignores its signal is waited for', tests: sendTests,
  },
  {
    id: 'json-proto', name: 'no `__proto__` comes in with JSON', stands: ['Parley'], file: 'electron/zoho/json.ts',
    find: "(key === '__proto__' ? undefined : value)", replace: 'value', how: 'kept', tests: sendTests,
  },
  {
    id: 'json-digits', name: 'long ids keep their digits', stands: ['Parley'], file: 'electron/zoho/json.ts',
    find: 'if (!isInteger || ', replace: 'if (isInteger || ',
    how: 'read as doubles', tests: sendTests,
  },
  {
    id: 'log-query', name: 'the log has no query strings and no keys', stands: ['Parley'], file: send,
    find: "path: pathname.replace(/\\d{4,}/g, '*'),", replace: "path: request.url.replace(/\\d{4,}/g, '*'),", how: 'whole URLs are logged', tests: sendTests,
  },
  {
    id: 'log-keys', name: 'the log has no organisation or meeting keys', stands: ['Parley'], file: send,
    find: "pathname.replace(/\\d{4,}/g, '*')", replace: 'pathname', how: 'paths as they are', tests: sendTests,
  },
  {
    id: 'token-host', name: 'a token is sent to Zoho’s hosts only', stands: ['Parley'], file: 'electron/zoho/http.ts',
    find: 'if (!zohoLink(withoutQuery(request.url)))', replace: 'if (!withoutQuery(request.url))', how: 'to any host', tests: [vitest('test/unit/zoho/http.test.ts')],
  },
  {
    id: 'token-header', name: 'no caller replaces the authorization header', stands: ['Parley'], file: 'electron/zoho/http.ts',
    find: `      ...request.headers,
      Authorization: \`Zoho-oauthtoken \${token}\`,
      'X-ZSOURCE': 'Parley',`,
    replace: `      Authorization: \`Zoho-oauthtoken \${token}\`,
      'X-ZSOURCE': 'Parley',
      ...request.headers,`,
    how: 'the caller’s wins', tests: [vitest('test/unit/zoho/http.test.ts')],
  },
  {
    id: 'error-token', name: 'an error message that repeats the token is cleaned', stands: ['Parley'], file: 'electron/zoho/errors.ts',
    find: "const whole = secret ? message.replaceAll(secret, '[token]') : message;", replace: 'const whole = secret ? message : message;',
    how: 'shown as it came', tests: [vitest('test/unit/zoho/http.test.ts')],
  },
  {
    id: 'error-controls', name: 'an error message has no control or direction marks', stands: ['Parley'], file: 'electron/zoho/errors.ts',
    find: '/[\\s\\p{Cc}\\p{Cf}\\p{Cs}]+/gu', replace: '/ +/gu', how: 'kept', tests: [vitest('test/unit/zoho/http.test.ts')],
  },
  {
    id: 'hosts-suffix', name: 'a Zoho host ends with a dot and a domain of the table', stands: ['checklist 15'], file: hosts,
    find: 'host === domain || (host.endsWith(`.${domain}`) && isName.test(host))', replace: 'host.endsWith(domain) && isName.test(host)', how: '`evilzoho.com` counts', tests: hostTests,
  },
  {
    id: 'hosts-contain', name: 'a Zoho host is told by its end', stands: ['checklist 15'], file: hosts,
    find: 'host.endsWith(`.${domain}`)', replace: 'host.includes(`.${domain}`)', how: '`x.zoho.com.evil.test` counts', tests: hostTests,
  },
  {
    id: 'hosts-table', name: 'the table of data centres is fixed', stands: ['RFC 9700 4.4'], file: hosts,
    find: "row('ae', 'United Arab Emirates (zoho.ae)', 'zoho.ae', true),",
    replace: "row('ae', 'United Arab Emirates (zoho.ae)', 'zoho.ae', true), row('us', 'United States', 'evil.test'),",
    how: 'a row more', tests: hostTests,
  },
  {
    id: 'answer-let-go', name: 'an answer is not kept by the signal that it came with', stands: ['Parley'], file: 'electron/zoho/send.ts',
    find: 'work.finally(letGo).then', replace: 'work.then', how: 'for as long as anybody has the signal', tests: [vitest('test/unit/zoho/send.test.ts')],
  },
  {
    id: 'paging-ahead', name: 'at most four pages are asked for at once', stands: ['Parley'], file: 'electron/zoho/paging.ts',
    find: 'const mostAhead = 4;', replace: 'const mostAhead = 20;', how: 'twenty', tests: [vitest('test/unit/zoho/paging.test.ts')],
  },
  {
    id: 'paging-guesses', name: 'pages of uneven length are not asked for twice each', stands: ['Parley'], file: 'electron/zoho/paging.ts',
    find: 'if (next) isRegular = false;', replace: '', how: 'it goes on guessing', tests: [vitest('test/unit/zoho/paging.test.ts')],
  },
  {
    id: 'link-scheme', name: 'only https links are opened', stands: ['checklist 15'], file: hosts,
    find: "url.protocol === 'https:' && url.port", replace: 'url.port', how: 'any scheme', tests: [...links, ...hostTests],
  },
  {
    id: 'link-port', name: 'only links with the default port are opened', stands: ['checklist 15'], file: hosts,
    find: "url.port === '' &&", replace: '', how: 'any port', tests: [...links, ...hostTests],
  },
  {
    id: 'link-user-info', name: 'no link with user-info is opened', stands: ['checklist 15'], file: hosts,
    find: "url.username === '' && url.password === '';", replace: "url.href !== '';", how: 'with user-info too', tests: [...links, ...hostTests],
  },
  {
    id: 'link-host', name: 'only links to Zoho’s hosts are opened', stands: ['checklist 15'], file: hosts,
    find: 'return plain && isZohoHost(url.hostname);', replace: 'return plain;', how: 'to any host', tests: [...links, ...hostTests],
  },
  {
    id: 'open-external', name: 'what is opened outside was checked', stands: ['checklist 15'], file: 'electron/shell/external-links.ts',
    find: 'const link = zohoLink(url);', replace: 'const link = zohoLink(url) ?? (URL.canParse(url) ? new URL(url) : undefined);', how: 'whatever comes is opened', tests: links,
  },
  {
    id: 'wire-loopback', name: 'Zoho is reached elsewhere only on this machine', stands: ['Parley'], file: 'electron/zoho/origin.ts',
    find: "['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname) &&", replace: "url.hostname !== '' &&", how: 'at any http origin', tests: [...links, vitest('test/unit/zoho/origin.test.ts')],
  },
  {
    id: 'start-link', name: 'the page is not told the start link', stands: ['Parley'], file: 'electron/agenda/cache.ts',
    find: '  canStart: session.canStart,', replace: '  canStart: session.canStart, ...{ startLink: session.startLink },', how: 'it is in the details', tests: [vitest('test/unit/agenda/store.test.ts')],
  },
  {
    id: 'paste-start-link', name: 'a start link that is pasted is not kept', stands: ['Parley'], file: 'contract/rules/paste-link.ts',
    find: "key: keyIn(url, 'key'), url: null };", replace: "key: keyIn(url, 'key'), url: url.href };", how: 'kept', tests: [vitest('test/unit/contract/paste.test.ts')],
  },
];
