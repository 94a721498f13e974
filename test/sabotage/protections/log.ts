import { vitest, type Protection } from '../protection.ts';

const file = 'electron/shell/redact.ts';
const texts = 'electron/shell/redact-text.ts';
const tests = [vitest('test/unit/shell/redact.test.ts')];

export const log: readonly Protection[] = [
  {
    id: 'log-hook', name: 'whatever is logged is redacted first', stands: ['Parley'], file: 'electron/shell/log.ts',
    find: 'message.data.map((each) => redactor.redact(each))', replace: 'message.data.filter((each) => redactor.redact(each) !== message)', how: 'written as it is',
    tests: [vitest('test/unit/shell/log.test.ts')],
  },
  {
    id: 'redact-text', name: 'texts are redacted', stands: ['Parley'], file,
    find: "if (typeof value === 'string') return text(value);", replace: "if (typeof value === 'string') return value;", how: 'written as they are', tests,
  },
  {
    id: 'redact-hidden', name: 'the secrets that are held are known by their value', stands: ['Parley'], file: texts,
    find: "hidden.reduce((done, secret) => done.replaceAll(secret, '[hidden]'), text)", replace: 'hidden.reduce((done) => done, text)', how: 'only their looks count', tests,
  },
  {
    id: 'redact-spellings', name: 'held secrets are known in other spellings', stands: ['Parley'], file,
    find: 'encodeURIComponent(secret.toWellFormed())', replace: 'secret', how: 'not as part of a URL', tests,
  },
  {
    id: 'redact-errors', name: 'errors are redacted, their stack included', stands: ['Parley'], file,
    find: "const stack = text(String(error.stack ?? ''));", replace: "const stack = String(error.stack ?? '');", how: 'the stack as it is', tests,
  },
  {
    id: 'redact-causes', name: 'so are the causes of errors', stands: ['Parley'], file,
    find: 'const shown = walk(inner, path);', replace: 'const shown = inner;', how: 'as they are', tests,
  },
  {
    id: 'redact-names', name: 'values under secret names are left out', stands: ['Parley'], file,
    find: "isSecretName(name) && !isHarmless(value) ? '[redacted]' :", replace: '', how: 'written as they are', tests,
  },
  {
    id: 'redact-code-name', name: 'a value called `code` is left out unless it is one of our own error codes', stands: ['Parley'], file,
    find: "  'code', 'state', 'password',", replace: "  'state', 'password',", how: 'any code is written', tests,
  },
  {
    id: 'redact-tokens', name: 'Zoho’s tokens and codes are known by their shape', stands: ['Parley'], file: texts,
    find: "  [/\\b1\\d{3}\\.[\\w-]{8,}(?:\\.[\\w-]{8,})?/g, '[token]'],\n", replace: '', how: 'the pattern is gone', tests,
  },
  {
    id: 'redact-bearer', name: 'what follows the name of an authorization scheme is left out', stands: ['Parley'], file: texts,
    find: "  [/\\b(Zoho-oauthtoken|Bearer|Basic)\\s+[\\w.~+/=-]{6,}/gi, '$1 [token]'],\n", replace: '', how: 'the pattern is gone', tests,
  },
  {
    id: 'redact-parameters', name: 'secret parameters of a text are left out', stands: ['Parley'], file: texts,
    find: "|[^&\\s\"',;)}\\]]+)`, 'gi'), '$1$2[redacted]'],", replace: "|[^&\\s\"',;)}\\]]+)`, 'gi'), '$&'],", how: 'written as they are', tests,
  },
  {
    id: 'redact-start-links', name: 'start links are left out', stands: ['Parley'], file: texts,
    find: "'[start link]'],", replace: "'$&'],", how: 'written as they are', tests,
  },
  {
    id: 'redact-query', name: 'what stands behind the path of an address is left out', stands: ['Parley'], file: texts,
    find: "'$1?[query]'],", replace: "'$&'],", how: 'written as it is', tests,
  },
];
