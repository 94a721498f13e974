import { vitest, type Protection } from '../protection.ts';

const rules = 'contract/rules/links.ts';
const read = [vitest('test/unit/contract/links.test.ts')];
const shell = 'electron/shell/links.ts';
const held = [vitest('test/unit/shell/links.test.ts')];

/** `parley:` links, which any page and any program can open: they lead somewhere, and never act. */
export const links: readonly Protection[] = [
  {
    id: 'link-parameters', name: 'a link with a parameter that nobody knows leads nowhere', stands: ['Parley'], file: rules, tests: read,
    find: ' || names.some((name) => !newParameters.includes(name))', replace: '', how: 'the rest of it counts',
  },
  {
    id: 'link-once', name: 'a parameter stands there once', stands: ['Parley'], file: rules, tests: read,
    find: 'new Set(names).size < names.length || ', replace: '', how: 'the first one counts',
  },
  {
    id: 'link-key', name: 'a key is a key', stands: ['Parley'], file: rules, tests: read,
    find: String.raw`/^\/([\w-]{1,64})\/?$/`, replace: String.raw`/^\/(.+?)\/?$/`, how: 'any text',
  },
  {
    id: 'link-query', name: 'a link to a session carries nothing else', stands: ['Parley'], file: rules, tests: read,
    find: " && url.search === '' ?", replace: ' ?', how: 'a query is passed over',
  },
  {
    id: 'link-authority', name: 'no user, password, port or fragment', stands: ['Parley'], file: rules, tests: read,
    find: '  if (url.username || url.password || url.port || url.hash) return unknown;\n', replace: '', how: 'passed over',
  },
  {
    id: 'link-length', name: 'a link has a length', stands: ['Parley'], file: rules, tests: read,
    find: 'text.length > longest || ', replace: '', how: 'any',
  },
  {
    id: 'link-topic-length', name: 'so has its topic', stands: ['Parley'], file: rules, tests: read,
    find: '.slice(0, longestTopic)', replace: '', how: 'any',
  },
  {
    id: 'link-topic-plain', name: 'a topic holds nothing that cannot be seen', stands: ['Parley'], file: rules, tests: read,
    find: String.raw`.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')`, replace: '', how: 'line breaks and bidi controls stay',
  },
  {
    id: 'link-zone', name: 'a zone that is not is no zone', stands: ['Parley'], file: rules, tests: read,
    find: '(zone !== null && !isZone(zone)) || ', replace: '', how: 'passed on',
  },
  {
    id: 'link-several', name: 'a command line with two links is nobody’s wish', stands: ['CVE-2018-1000006'], file: shell, tests: held,
    find: "links.length === 1 ? link : 'parley:several'", replace: 'link', how: 'the first one counts',
  },
  {
    id: 'link-program', name: 'the program’s own name is no link', stands: ['CVE-2018-1000006'], file: shell, tests: held,
    find: 'argv.slice(1).filter(', replace: 'argv.filter(', how: 'it counts, too',
  },
  {
    id: 'link-log', name: 'nothing of a link is written into the log', stands: ['Parley'], file: shell, tests: held,
    find: "{ type: waiting.type }", replace: '{ type: waiting.type, url }', how: 'all of it',
  },
  {
    id: 'link-taken', name: 'a link is followed once', stands: ['Parley'], file: shell, tests: held,
    find: '      waiting = null;\n', replace: '', how: 'each time the page is loaded',
  },
];
