import { vitest, type Protection } from '../protection.ts';

const file = 'electron/account/loopback.ts';
const tests = [vitest('test/unit/account/loopback.test.ts')];

export const loopback: readonly Protection[] = [
  {
    id: 'loopback-address', name: 'the listener is on 127.0.0.1 alone', stands: ['RFC 8252 8.3'], file,
    find: "host: '127.0.0.1', exclusive", replace: "host: '0.0.0.0', exclusive", how: 'on every address', tests,
  },
  {
    id: 'loopback-host', name: 'the Host must be the redirect URI’s', stands: ['RFC 8252 8.3'], file,
    find: '|| incoming.headers.host !== redirect.host) return 400;', replace: ') return 400;', how: 'any', tests,
  },
  {
    id: 'loopback-hosts', name: 'there must be one Host', stands: ['RFC 8252 8.3'], file,
    find: 'if (hosts.length !== 1 || incoming', replace: 'if (hosts.length === 0 || incoming', how: 'the first counts', tests,
  },
  {
    id: 'loopback-path', name: 'the path must be the redirect URI’s', stands: ['RFC 8252 7.3'], file,
    find: "if (!target.startsWith('/') || !matchesRedirect(callback, request.redirectUri)) return 404;", replace: '', how: 'any', tests,
  },
  {
    id: 'loopback-method', name: 'GET only', stands: ['RFC 8252 7.3'], file,
    find: "  if (incoming.method !== 'GET') return 405;\n", replace: '', how: 'any method', tests,
  },
  {
    id: 'loopback-state', name: 'a callback without the request’s `state` ends nothing', stands: ['RFC 8252 8.3'], file,
    find: 'return request.accepts(callback) ? callback : 400;', replace: 'return callback;', how: 'the first to come is taken', tests,
  },
  {
    id: 'loopback-once', name: 'one callback is taken', stands: ['RFC 8252 8.3'], file,
    find: 'if (taken || settled) return refuse(response, 404);', replace: '', how: 'each gets the page', tests,
  },
  {
    id: 'loopback-echo', name: 'nothing received is shown', stands: ['Parley'], file,
    find: 'response.end(page);', replace: 'response.end(page + callback);', how: 'the callback is in the page', tests,
  },
  {
    id: 'loopback-closed', name: 'the listener is open for one consent only', stands: ['RFC 8252 8.3'], file,
    find: '      server.close();\n', replace: '', how: 'it stays open', tests,
  },
  {
    id: 'loopback-idle', name: 'no connection outlives the consent', stands: ['RFC 8252 8.3'], file,
    find: 'setImmediate(() => server.closeAllConnections());', replace: '', how: 'an idle one stays', tests,
  },
];
