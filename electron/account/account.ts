import type { Connection, Notice } from '../../contract/domain.ts';
import type { Input } from '../../contract/api.ts';
import { fail, ok, type AppError, type Result } from '../../contract/result.ts';
import { dataCentre as dataCentreOf, type DataCentreId } from '../../contract/rules/data-centres.ts';
import { covers, featureScopes, firstGrant, heldLater } from '../../contract/rules/scopes.ts';
import { createAlarm } from './alarm.ts';
import { createAttempts, type Attempt } from './attempts.ts';
import { readClientRecord, writeClientRecord } from './client-record.ts';
import { createConsentFlow, type ConsentOrder } from './consent-flow.ts';
import type { AccountDeps, SandboxHandle } from './deps.ts';
import { accountOf, type Grant } from './grant.ts';
import { createLimiter } from './limiter.ts';
import { memoryStore } from './memory-store.ts';
import { redirectFor } from './redirect.ts';
import { clockSkew } from './server-time.ts';
import type { AccountService } from './service.ts';
import { createTokenClient, nameTokens, watchClient } from './token-client.ts';
import { createTokens } from './tokens.ts';
import { createVault, secretsIn } from './vault.ts';

export type { AccountDeps } from './deps.ts';

/**
 * Who the person is at Zoho: one client, one account, one consent at a time.
 *
 * - Nothing is stored or replaced before a grant has proved good (exchanged, and the user read with it). Any failure
 *   before leaves what was there exactly as it was.
 * - A replaced refresh token is revoked at its own data centre, best effort (zoho-api.md section 7, rule 2).
 * - Disconnecting forgets the account; the client registration (id, secret, redirect URI) is the person's own and
 *   stays, so that connecting again is one click.
 * - Changing the client leaves the session alone: a grant remembers the client it was issued to.
 * - The sandbox is a session in memory with its own client. It takes the place of Zoho, so it starts only while no
 *   account is connected, and connecting to Zoho (purpose `connect`) leaves it first.
 * - Where Zoho gives no refresh token and none is held, the session lasts as long as the access token.
 */
export function createAccount(deps: AccountDeps): AccountService {
  const { clock, log, store, hide = () => undefined } = deps;
  const listeners = new Set<(connection: Connection) => void>();
  let record = readClientRecord(store);
  let secret = '';
  let held: Grant | null = null;
  /** Set from its start on, so also while its consent is still under way. */
  let sandbox: SandboxHandle | null = null;
  let sandboxSettled: Promise<unknown> = Promise.resolve();
  let leaving: Promise<Result<{ toldZoho: boolean }>> | null = null;
  let notices: readonly Notice[] = deps.notices ?? [];
  let told = '';
  /** The last refusal of the token endpoint, if it was about the client. */
  let clientError: AppError | null = null;

  const attempts = createAttempts({ clock, log, onChange: () => emit() });
  const vault = createVault({ ...deps, notify: (notice) => addNotice(notice) });
  const zohoLimits = createLimiter({ store, clock });
  const sandboxLimits = createLimiter({ store: memoryStore(), clock });
  const limiter = () => (sandbox ? sandboxLimits : zohoLimits);
  const { fetch, timeout } = deps;
  const asked = createTokenClient({ fetch, clock, log, ...(timeout && { timeout }) });
  const tokenClient = watchClient(nameTokens(asked, hide), (error) => {
    if (!sandbox) clientError = error;
  });
  const { random, readUser } = deps;
  const flow = createConsentFlow({ clock, log, hide, random, tokens: tokenClient, readUser });
  const tokens = createTokens({
    clock,
    log,
    limiter,
    grant: () => held,
    update(grant) {
      held = grant;
      void keep();
    },
    refresh: (grant, refreshToken) => tokenClient.refresh({ ...grant, refreshToken }),
    onHealth: () => emit(),
  });
  const setAlarm = createAlarm(clock, () => emit());

  const keep = () => vault.keep({ clientSecret: secret, grant: sandbox ? null : held });
  const inSandbox = () => sandbox !== null && held !== null;

  function connection(): Connection {
    const pending = attempts.pending();
    return {
      state: held ? 'connected' : pending ? 'connecting' : 'disconnected',
      account: held && accountOf(held, inSandbox()),
      pending,
      ...tokens.health(),
      keptIn: vault.state() === 'vault' && !inSandbox() ? 'vault' : 'memory',
      client: record && {
        clientId: record.clientId,
        hasSecret: secret !== '' || (record.withSecret && vault.state() === 'locked'),
        dataCentre: record.dataCentre,
        redirectUri: record.redirectUri,
      },
      notices: [...notices],
    };
  }

  /** Tells what has changed, and nothing when nothing has: who listens may ask Zoho again. */
  function emit() {
    const now = connection();
    const text = JSON.stringify(now);
    if (text === told) return;
    told = text;
    setAlarm(now.throttledUntil);
    for (const listener of listeners) listener(now);
  }

  function addNotice(notice: Notice) {
    notices = [...notices.filter(({ id }) => id !== notice.id), notice];
    emit();
  }

  async function open() {
    const content = await vault.load();
    for (const each of secretsIn(content)) hide(each);
    held = content.grant;
    // A secret that was entered while the vault was locked is the newer one.
    secret ||= content.clientSecret;
    if (secret !== content.clientSecret) await keep();
    if (vault.state() !== 'locked') notices = notices.filter(({ id }) => id !== 'vault-locked');
    emit();
  }

  /** Tries a locked vault again. */
  const unlock = async () => {
    if (vault.state() === 'locked' && !held && !sandbox) await open();
  };

  /** Makes a grant the one in use. From here on the attempt can no longer be cancelled. */
  async function install(grant: Grant, attempt: Attempt): Promise<void> {
    const replaced = held;
    held = grant;
    if (replaced?.id !== grant.id) limiter().forget();
    attempts.finish(attempt);
    emit();
    await keep();
    if (replaced?.refreshToken && replaced.refreshToken !== grant.refreshToken)
      await revoke(replaced.dataCentre, replaced.refreshToken);
  }

  async function revoke(dataCentre: DataCentreId, token: string): Promise<boolean> {
    const done = await tokenClient.revoke({ dataCentre, token });
    if (!done.ok) log.warn('a token could not be revoked', { code: done.error.code });
    return done.ok;
  }

  function scopesFor({ purpose, feature }: Input<'connect'>): string[] {
    const { includeWebinars } = deps.settings();
    if (!held) return firstGrant(includeWebinars);
    const { asked: before, scopes } = held;
    const later = heldLater(scopes);
    // Webinars go by the setting, which says that it counts from the next reconnect on; what else is held, stays.
    if (purpose !== 'grant') return [...firstGrant(includeWebinars), ...later];
    // Not what Zoho refused before, of those that were asked for later: that could spoil this one, too.
    const first = firstGrant(true).filter((scope) => before.includes(scope) || covers(scopes, scope));
    return [...new Set([...first, ...later, ...(feature ? featureScopes[feature] : firstGrant(true))])];
  }

  /** What to ask for, with which client. */
  function orderFor(input: Input<'connect'>, attempt: Attempt): Result<ConsentOrder> {
    const client = sandbox ? sandbox.client : record && { ...record, clientSecret: secret };
    if (!client) return fail('client-missing', 'no client is registered');
    if (!sandbox && record?.withSecret && secret === '')
      return fail('client-missing', 'the client secret was not kept', { details: { reason: 'secret' } });
    const { clientId, clientSecret, dataCentre } = client;
    const redirectUri = redirectFor(attempt.via, client.redirectUri, deps.settings().browserRedirectUri);
    return ok({
      agent: deps.agents[attempt.via],
      client: { clientId, clientSecret, redirectUri },
      home: dataCentre,
      scopes: scopesFor(input),
      forceConsent: input.purpose !== 'connect' || !held?.refreshToken || held.dead !== null,
      held,
      widens: input.purpose === 'grant',
      expiresAt: attempt.expiresAt,
    });
  }

  async function consent(input: Input<'connect'>, attempt: Attempt): Promise<Result<undefined>> {
    const order = orderFor(input, attempt);
    if (!order.ok) return order;
    const grant = await flow.obtain(order.value, attempt.signal, attempt.toStep);
    if (!grant.ok) return grant;
    await install(grant.value, attempt);
    return ok(undefined);
  }

  async function connectZoho(input: Input<'connect'>, attempt: Attempt): Promise<Result<undefined>> {
    await leaving;
    await sandboxSettled;
    if (input.purpose === 'connect' && sandbox) await leaveSandbox();
    const before = held;
    await unlock();
    // The vault opened after all: the person is connected without being asked again.
    if (held !== before && input.purpose === 'connect') return ok(undefined);
    return consent(input, attempt);
  }

  async function connectToSandbox(attempt: Attempt): Promise<Result<undefined>> {
    await leaving;
    if (held) return inSandbox() ? ok(undefined) : fail('connect-busy', 'an account is connected');
    const started = await deps.startSandbox();
    if (!started.ok) return started;
    sandbox = started.value;
    hide(sandbox.client.clientSecret);
    deps.setOrigin(sandbox.origin);
    const result = await consent({ purpose: 'connect' }, attempt);
    if (!result.ok) await leaveSandbox();
    return result;
  }

  async function leaveSandbox(): Promise<void> {
    const [box, grant] = [sandbox, held];
    if (!box) return;
    if (grant) await revoke(grant.dataCentre, grant.refreshToken ?? grant.accessToken);
    held = null;
    sandbox = null;
    sandboxLimits.forget();
    deps.setOrigin(null);
    await box.close().catch((error: unknown) => log.warn('the sandbox did not close', { error }));
    emit();
  }

  async function leave(): Promise<Result<{ toldZoho: boolean }>> {
    attempts.cancel();
    await sandboxSettled;
    if (sandbox) {
      await leaveSandbox();
      return ok({ toldZoho: true });
    }
    const token = held?.refreshToken ?? held?.accessToken;
    const toldZoho = held && token ? await revoke(held.dataCentre, token) : vault.state() !== 'locked';
    held = null;
    clientError = null;
    zohoLimits.forget();
    await vault.forget();
    await keep();
    notices = notices.filter(({ id }) => id !== 'vault-locked' && id !== 'vault-set-aside');
    emit();
    return ok({ toldZoho });
  }

  const answered = (result: Result<undefined>): Result<Connection> => (result.ok ? ok(connection()) : result);

  return {
    load: open,
    connection,
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async saveClient(input) {
      await unlock();
      secret = input.clientSecret.trim() || secret;
      hide(secret);
      record = {
        clientId: input.clientId.trim(),
        dataCentre: input.dataCentre,
        redirectUri: input.redirectUri.trim(),
        withSecret: secret !== '',
      };
      writeClientRecord(store, record);
      clientError = null;
      if (held && !sandbox && held.client.clientId === record.clientId && held.client.clientSecret !== secret) {
        const dead = held.dead === 'client' ? null : held.dead;
        held = { ...held, client: { ...held.client, clientSecret: secret }, dead };
      }
      await keep();
      emit();
      return ok(connection());
    },
    async connect(input) {
      const stays = sandbox !== null && input.purpose !== 'connect';
      if (!record && !stays) return fail('client-missing', 'no client is registered');
      const via = stays ? 'window' : (input.via ?? deps.settings().connectMethod);
      const { answer } = attempts.run({ purpose: input.purpose, via }, (attempt) => connectZoho(input, attempt));
      return answered(await answer);
    },
    cancelConnect: () => attempts.cancel(),
    async connectSandbox() {
      const { answer, settled } = attempts.run({ purpose: 'sandbox', via: 'window' }, connectToSandbox);
      sandboxSettled = Promise.all([sandboxSettled, settled]);
      return answered(await answer);
    },
    disconnect() {
      leaving ??= leave().finally(() => {
        leaving = null;
      });
      return leaving;
    },
    addNotice,
    dismissNotice(id) {
      notices = notices.filter((notice) => notice.id !== id);
      emit();
      return connection();
    },
    async selfCheck() {
      const { runSelfCheck } = await import('./self-check.ts');
      await unlock();
      // Asked first: what Zoho answers decides what there is to say of the session.
      const answer = held && (await deps.readUser(held.meetingHost, tokens));
      const grant = held;
      const person = record && { ...record, hasSecret: connection().client?.hasSecret === true };
      return runSelfCheck({
        client: sandbox ? { ...sandbox.client, hasSecret: true } : person,
        settings: deps.settings(),
        sandbox: sandbox !== null,
        grant,
        health: tokens.health(),
        clientError,
        refreshError: tokens.lastError(),
        refreshesUsed: grant ? limiter().used(grant.id) : 0,
        ping: async () => answer ?? fail('not-connected', 'no account'),
        skew: (place) => clockSkew(deps, place),
        keyStore: () => vault.probe(),
      });
    },
    target: () =>
      held && {
        zsoid: held.user.zsoid,
        zuid: held.user.zuid,
        meetingHost: held.meetingHost,
        // From the accounts host, as the table has it: `user.json` tells none (zoho-api.md 1.2).
        calendarHost: dataCentreOf(held.dataCentre).calendar,
      },
    tokens: { get: tokens.get, renew: tokens.renew },
  };
}
