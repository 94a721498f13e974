import { vitest, type Protection } from '../protection.ts';

const file = 'electron/zoho/lost-create.ts';
const tests = [vitest('test/unit/zoho/lost-create.test.ts')];
const stands = ['zoho-api.md 7.6'];

/** Zoho has no idempotency key: what keeps a lost create from becoming two meetings, or somebody else’s. */
export const twins: readonly Protection[] = [
  {
    id: 'twin-known', name: 'what was there before the send is not taken for what it made', stands, file, tests,
    find: '        !before.known.has(session.key) &&\n', replace: '', how: 'it is',
  },
  {
    id: 'twin-made', name: 'what another create is known to have made is not taken, either', stands, file, tests,
    find: '        !made.has(session.key) &&\n', replace: '', how: 'it is',
  },
  {
    id: 'twin-one', name: 'of two that fit, none is chosen', stands, file, tests,
    find: 'candidates.length === 1 && session?.creatorZuid', replace: 'session?.creatorZuid', how: 'the first',
  },
  {
    id: 'twin-creator', name: 'only what this person has made is taken', stands, file, tests,
    find: 'candidates.length === 1 && session?.creatorZuid === at.zuid && before.complete', replace: 'candidates.length === 1 && session && before.complete', how: 'whoever has made it',
  },
  {
    id: 'twin-complete', name: 'what a short listing did not name may have been there', stands, file, tests,
    find: '&& before.complete && now.complete;', replace: ';', how: 'every listing is believed',
  },
  {
    id: 'twin-order', name: 'nothing is sent unless what is known before is kept', stands, file, tests,
    find: "      return notSent(fail('not-kept', 'what is known before the send could not be kept'));\n", replace: '', how: 'sent all the same',
  },
  {
    id: 'twin-account', name: 'nothing is sent when the account has changed since it was asked for', stands: ['Parley'], file, tests,
    find: "    if (!isSame(at, target())) return notSent(fail('not-connected', 'the account has changed'));\n    const sent =", replace: '    const sent =', how: 'under the new one',
  },
  {
    id: 'twin-turns', name: 'equal creates wait for each other', stands, file, tests,
    find: '(running.get(id) ?? Promise.resolve()).then(', replace: 'Promise.resolve().then(', how: 'all at once',
  },
  {
    id: 'twin-key', name: 'nothing is created twice under one key of the page', stands: ['Parley'],
    file: 'electron/agenda/edits.ts', tests: [vitest('test/integration/edits.test.ts')],
    find: "      if (pending.isUsed(kind, key)) return fail('invalid-input', 'it was asked for before');\n", replace: '', how: 'it is',
  },
  {
    id: 'twin-row', name: 'what the page draws before main does is not drawn beside main’s own', stands: ['Parley'],
    file: 'renderer/bridge/begun-rows.ts', tests: [vitest('test/unit/renderer/begun-rows.test.ts')],
    find: 'return isSure && asked < since ?', replace: 'return isSure ?', how: 'it is, where only the head of a listing was read before',
  },
];
