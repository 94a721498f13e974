/** A person with a client of Zoho's, and a Zoho that this test alone talks to: what the tests of an account share. */
import { expect } from 'vitest';
import type { Result } from '../../contract/result.ts';
import type { FeatureId } from '../../contract/rules/scopes.ts';
import type { AccountService } from '../../electron/account/service.ts';
import { startSandbox, type Sandbox } from '../../electron/sandbox/index.ts';
import { clockOf, harness, type Harness } from './account-harness.ts';

export const hour = 3_600_000;
export const token = { path: '/oauth/v2/token' };
export const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.error.code);

export interface AccountScene extends Harness {
  readonly zoho: Sandbox;
  /** Set anew where a test starts the service again. */
  account: AccountService;
  connect(purpose?: 'connect' | 'reconnect' | 'grant'): ReturnType<AccountService['connect']>;
  switchOn(feature: FeatureId): ReturnType<AccountService['connect']>;
  /** By feature id, as the page is told. */
  states(): Record<string, string>;
  scopesAsked(): string[];
  /** Refresh tokens that Zoho still takes. */
  live(): readonly string[];
  /** Everything a failed attempt must leave as it was. */
  snapshot(): string;
  /** Whatever happened, no secret has been told, logged or written in clear. */
  end(): Promise<void>;
}

/** The service with a client, not connected. */
export async function openAccount(): Promise<AccountScene> {
  const clock = clockOf();
  const zoho = await startSandbox({ data: 'empty', clock: clock.now, home: 'eu' });
  const my = harness(zoho, clock);
  const { clientId, clientSecret, redirectUri, dataCentre } = zoho.client;
  const account = await my.start();
  await account.saveClient({ clientId, clientSecret, redirectUri, dataCentre });
  const scene: AccountScene = Object.assign(my, {
    zoho,
    account,
    connect: (purpose: 'connect' | 'reconnect' | 'grant' = 'connect') =>
      scene.account.connect(purpose === 'grant' ? { purpose, feature: 'webinars' } : { purpose }),
    switchOn: (feature: FeatureId) => scene.account.connect({ purpose: 'grant', feature }),
    states: () => Object.fromEntries((scene.account.connection().account?.features ?? []).map(({ id, state }) => [id, state])),
    scopesAsked: () => (new URL(my.asked.at(-1)?.url ?? '').searchParams.get('scope') ?? '').split(','),
    live: () => zoho.control.tokens.liveRefreshTokens(),
    snapshot: () =>
      JSON.stringify([scene.account.connection(), my.store.get('vault'), my.store.get('client'), scene.account.target()]),
    async end() {
      const secrets = zoho.control.tokens.issued();
      const seen = JSON.stringify(my.told) + my.log.text() + my.store.text();
      expect(secrets.length).toBeGreaterThan(0);
      expect(secrets.filter((secret) => seen.includes(secret))).toEqual([]);
      for (const { url } of my.asked) expect(seen).not.toContain(new URL(url).searchParams.get('state'));
      await zoho.close();
    },
  });
  return scene;
}
