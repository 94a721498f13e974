import { vitest, type Protection } from '../protection.ts';

const tokens = [vitest('test/unit/account/tokens.test.ts')];
const vaultTests = [vitest('test/unit/account/vault.test.ts')];
const vault = 'electron/account/vault.ts';
const account = 'electron/account/account.ts';
const accountTests = [vitest('test/integration/account.test.ts')];

export const session: readonly Protection[] = [
  {
    id: 'token-characters', name: 'a token holds what may stand in a header, and no line break', stands: ['Parley'], file: 'electron/account/token-answer.ts',
    find: 'z.string().regex(/^[\\x21-\\x7e]{1,4096}$/)', replace: 'z.string().min(1)', how: 'any text is a token',
    tests: [vitest('test/unit/account/token-answer.test.ts')],
  },
  {
    id: 'refresh-single-flight', name: 'one refresh at a time', stands: ['Parley'], file: 'electron/account/tokens.ts',
    find: 'if (flight?.id === grant.id) return flight.answer;', replace: '', how: 'each asks for itself', tests: tokens,
  },
  {
    id: 'refresh-limit', name: 'at most ten access tokens in ten minutes', stands: ['Parley'], file: 'electron/account/limiter.ts',
    find: 'requests: 10, window', replace: 'requests: 100, window', how: 'a hundred', tests: [vitest('test/unit/account/limiter.test.ts')],
  },
  {
    id: 'refresh-owner', name: 'a token that comes late is not handed to another account', stands: ['Parley'], file: 'electron/account/tokens.ts',
    find: 'current !== null && sameAccount(current, grant) && fresh(current);', replace: 'current !== null && fresh(current);', how: 'whoever is connected', tests: tokens,
  },
  {
    id: 'refresh-dead', name: 'a dead grant is not asked for again', stands: ['Parley'], file: 'electron/account/tokens.ts',
    find: 'if (grant.dead) return dead(grant.dead);', replace: '', how: 'Zoho is asked all the same', tests: tokens,
  },
  {
    id: 'vault-clear', name: 'nothing is stored where the system does not encrypt', stands: ['Parley'], file: vault,
    find: 'if (!(await keyStore.available())) return null;', replace: 'if (!(await keyStore.available())) return Buffer.from(plain);',
    how: 'written in clear', tests: vaultTests,
  },
  {
    id: 'vault-v10', name: 'Linux’s key that everyone knows counts as none', stands: ['Parley'], file: vault,
    find: "ports.platform === 'linux' &&", replace: "ports.platform === 'never' &&", how: '`v10` counts as encryption', tests: vaultTests,
  },
  {
    id: 'vault-account', name: 'the account outside the ciphertext must be the one inside', stands: ['Parley'], file: vault,
    find: 'if (!content || (content.grant?.user.zuid ?? null) !== envelope.data.account)', replace: 'if (!content)', how: 'not compared', tests: vaultTests,
  },
  {
    id: 'vault-locked', name: 'a locked vault is not thrown away', stands: ['Parley'], file: vault,
    find: "if (state === 'locked' && content.grant === null) return;", replace: '', how: 'written over', tests: vaultTests,
  },
  {
    id: 'vault-replaced', name: 'a replaced secret does not stay on the disk', stands: ['Parley'], file: vault,
    find: 'if (keptWeak || !stored || core(stored) !== core(content)) {', replace: 'if (keptWeak) {', how: 'the older envelope stays', tests: vaultTests,
  },
  {
    id: 'vault-forget', name: 'Disconnect empties the vault', stands: ['Parley'], file: vault,
    find: `        store.delete(vaultKey);
        store.delete(setAsideKey);`, replace: '        store.delete(setAsideKey);', how: 'the envelope stays', tests: vaultTests,
  },
  {
    id: 'file-mode', name: 'files of settings and vault are readable by their owner alone', stands: ['Parley'], file: 'electron/shell/stores.ts',
    find: 'configFileMode: 0o600', replace: 'configFileMode: 0o644', how: 'by everybody', tests: [vitest('test/unit/shell/stores.test.ts')],
  },
  {
    id: 'saved-file-mode', name: 'a saved list is readable by its owner alone', stands: ['Parley'], file: 'electron/shell/save-file.ts',
    find: 'mode: 0o600', replace: 'mode: 0o644', how: 'by everybody', tests: [vitest('test/unit/shell/save-file.test.ts')],
  },
  {
    id: 'saved-file-name', name: 'a saved list stays in the folder', stands: ['Parley'], file: 'electron/shell/save-file.ts',
    find: '= parse(basename(name));', replace: '= { ...parse(basename(name)), name: parse(name).dir || parse(name).name };', how: 'its name may be a path', tests: [vitest('test/unit/shell/save-file.test.ts')],
  },
  {
    id: 'csv-formula', name: 'no cell of a saved list is a formula', stands: ['Parley'], file: 'contract/rules/csv.ts',
    find: ".replace(formula, \"$1'\")", replace: ".replace(formula, '$1')", how: 'written as it is', tests: [vitest('test/unit/contract/csv.test.ts')],
  },
  {
    id: 'revoke-disconnect', name: 'Disconnect revokes the token at Zoho', stands: ['RFC 7009'], file: account,
    find: 'held && token ? await revoke(held.dataCentre, token) :', replace: 'held && token ? true :', how: 'only forgotten', tests: accountTests,
  },
  {
    id: 'revoke-replaced', name: 'a replaced refresh token is revoked', stands: ['RFC 7009'], file: account,
    find: 'if (replaced?.refreshToken && replaced.refreshToken !== grant.refreshToken)', replace: 'if (replaced && !grant.id)', how: 'left alive', tests: accountTests,
  },
  {
    id: 'grant-after-user', name: 'a grant counts only once the user was read with it', stands: ['Parley'], file: 'electron/account/consent-flow.ts',
    find: 'if (!user.ok) return refuse(user);', replace: 'if (!user.ok) return user;', how: 'a useless token is left alive',
    tests: [vitest('test/unit/account/account.test.ts'), ...accountTests],
  },
];
