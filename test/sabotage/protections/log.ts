import { vitest, type Protection } from '../protection.ts';

const file = 'electron/shell/redact.ts';
const tests = [vitest('test/unit/shell/shell.test.ts')];

export const log: readonly Protection[] = [
  {
    id: 'log-hook', name: 'whatever is logged is redacted first', stands: ['Parley'], file: 'electron/shell/log.ts',
    find: 'message.data.map((each) => redact(each))', replace: 'message.data.filter((each) => redact(each) !== message)', how: 'written as it is',
    tests: [vitest('test/unit/shell/log.test.ts')],
  },
  {
    id: 'redact-text', name: 'texts are redacted', stands: ['Parley'], file,
    find: "if (typeof value === 'string') return redactText(value);", replace: '', how: 'written as they are', tests,
  },
  {
    id: 'redact-errors', name: 'errors are redacted, their stack included', stands: ['Parley'], file,
    find: "return redactText(`${value.name}: ${value.message}\\n${value.stack ?? ''}`);", replace: "return `${value.name}: ${value.message}\\n${value.stack ?? ''}`;",
    how: 'written as they are', tests,
  },
  {
    id: 'redact-names', name: 'values under secret names are left out', stands: ['Parley'], file,
    find: "secretNames.test(name) && !ownCodes.has(each) ? '[redacted]' :", replace: '', how: 'written as they are', tests,
  },
  {
    id: 'redact-code-name', name: 'a value called `code` is left out unless it is one of our own error codes', stands: ['Parley'], file,
    find: 'secretNames.test(name) && !ownCodes.has(each)', replace: "secretNames.test(name) && (name !== 'code' || ownCodes.has(null))", how: 'any code is written', tests,
  },
  {
    id: 'redact-tokens', name: 'Zoho’s tokens and codes are known by their shape', stands: ['Parley'], file,
    find: "  [/\\b1000\\.[0-9a-f]{16,}(?:\\.[0-9a-f]{16,})?/gi, '[token]'],\n", replace: '', how: 'the pattern is gone', tests,
  },
  {
    id: 'redact-bearer', name: 'what follows the name of an authorization scheme is left out', stands: ['Parley'], file,
    find: "  [/\\b(Zoho-oauthtoken|Bearer)\\s+\\S+/gi, '$1 [token]'],\n", replace: '', how: 'the pattern is gone', tests,
  },
  {
    id: 'redact-parameters', name: 'secret parameters of a URL are left out', stands: ['Parley'], file,
    find: "  [/\\b(access_token|refresh_token|client_secret|code|code_verifier|state|token|pwd|key)=[^&\\s\"']+/gi, '$1=[redacted]'],\n",
    replace: '', how: 'the pattern is gone', tests,
  },
];
