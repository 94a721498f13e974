import type { SandboxClock } from '../clock.ts';
import type { DataCentreId } from '../data-centres.ts';
import type { Modes } from '../modes.ts';
import { newToken } from '../secrets.ts';
import type { User } from './users.ts';

/** What a person granted to a client. */
export interface Grant {
  readonly clientId: string;
  readonly user: User;
  readonly dataCentre: DataCentreId;
  readonly scopes: readonly string[];
}

export interface RefreshToken extends Grant {
  readonly token: string;
  readonly redirectUri: string | null;
  /** The ten minutes in which access tokens are counted. */
  window: { since: number; count: number };
}

export interface AccessToken extends Grant {
  readonly token: string;
  readonly refreshToken: string | null;
  /** Epoch ms. */
  expiresAt: number;
}

export interface Code extends Grant {
  readonly code: string;
  readonly redirectUri: string;
  readonly challenge: { readonly method: 'S256' | 'plain'; readonly value: string } | null;
  readonly wantsRefreshToken: boolean;
  readonly expiresAt: number;
}

/** Ten minutes: the window of the access-token limit (A-LIM). */
const throttleWindow = 600_000;
/** A-AUTH: two minutes. */
const codeLife = 120_000;

/** Everything the accounts servers have handed out, with the limits of zoho-api.md 1.5. */
export function createGrants(clock: SandboxClock, modes: Modes) {
  const codes = new Map<string, Code>();
  const refreshTokens = new Map<string, RefreshToken>();
  const accessTokens = new Map<string, AccessToken>();
  const issued: string[] = [];

  const fresh = (): string => {
    const token = newToken();
    issued.push(token);
    return token;
  };
  /** Maps keep the order of insertion, so the first that fit are the oldest. */
  const dropOldest = <T extends { token: string }>(tokens: Map<string, T>, cap: number, fits: (each: T) => boolean) => {
    const fitting = [...tokens.values()].filter(fits);
    for (const { token } of fitting.slice(0, Math.max(0, fitting.length - cap))) tokens.delete(token);
  };
  const sameHolder = (grant: Grant) => (other: Grant) =>
    other.clientId === grant.clientId && other.user.zuid === grant.user.zuid;
  const dropAccessOf = (refreshToken: string) => {
    for (const each of accessTokens.values()) if (each.refreshToken === refreshToken) accessTokens.delete(each.token);
  };

  return {
    issued: issued as readonly string[],
    /** Adds something else secret to what was issued, for searches. */
    note: (secret: string) => void issued.push(secret),

    issueCode(grant: Omit<Code, 'code' | 'expiresAt'>): Code {
      const code: Code = { ...grant, code: fresh(), expiresAt: clock.now() + codeLife };
      codes.set(code.code, code);
      return code;
    },
    /** The code if it is good at this data centre for this client. It is used up in any case that names it rightly. */
    takeCode(code: string, clientId: string, dataCentre: DataCentreId): Code | undefined {
      const found = codes.get(code);
      if (!found || found.dataCentre !== dataCentre || found.clientId !== clientId) return undefined;
      codes.delete(code);
      return clock.now() < found.expiresAt ? found : undefined;
    },

    holdsRefreshToken: (grant: Grant): boolean => [...refreshTokens.values()].some(sameHolder(grant)),

    issueRefreshToken(grant: Grant, redirectUri: string | null): RefreshToken {
      const { clientId, user, dataCentre, scopes } = grant;
      const window = { since: Number.NEGATIVE_INFINITY, count: 0 };
      const refresh: RefreshToken = { clientId, user, dataCentre, scopes, token: fresh(), redirectUri, window };
      refreshTokens.set(refresh.token, refresh);
      dropOldest(refreshTokens, modes.refreshTokenCap, sameHolder(grant));
      return refresh;
    },

    findRefreshToken(token: string, clientId: string, dataCentre: DataCentreId): RefreshToken | undefined {
      const found = refreshTokens.get(token);
      return found && found.clientId === clientId && found.dataCentre === dataCentre ? found : undefined;
    },

    /** Counts one more access token; false when the ten minutes are used up. */
    mayRefresh(refresh: RefreshToken): boolean {
      const now = clock.now();
      if (now - refresh.window.since >= throttleWindow) refresh.window = { since: now, count: 0 };
      refresh.window.count += 1;
      return refresh.window.count <= modes.refreshLimit;
    },

    issueAccessToken(grant: Grant, refreshToken: string | null): AccessToken {
      const { clientId, user, dataCentre, scopes } = grant;
      const expiresAt = clock.now() + modes.accessTokenLife;
      const access: AccessToken = { clientId, user, dataCentre, scopes, token: fresh(), refreshToken, expiresAt };
      accessTokens.set(access.token, access);
      if (refreshToken !== null) {
        dropOldest(accessTokens, modes.accessTokenCap, (each) => each.refreshToken === refreshToken);
      }
      return access;
    },

    /** The token if it lives. */
    findAccessToken(token: string): AccessToken | undefined {
      const found = accessTokens.get(token);
      return found && clock.now() < found.expiresAt ? found : undefined;
    },

    /** False when there is no such token at this data centre. */
    revoke(token: string, dataCentre: DataCentreId): boolean {
      const refresh = refreshTokens.get(token);
      if (refresh?.dataCentre === dataCentre) {
        refreshTokens.delete(token);
        dropAccessOf(token);
        return true;
      }
      const access = accessTokens.get(token);
      if (access?.dataCentre !== dataCentre) return false;
      accessTokens.delete(token);
      if (modes.revokeAccessKillsRefresh && access.refreshToken !== null) {
        refreshTokens.delete(access.refreshToken);
        dropAccessOf(access.refreshToken);
      }
      return true;
    },

    liveRefreshTokens: (): readonly string[] => [...refreshTokens.keys()],
    liveAccessTokens: (): readonly string[] =>
      [...accessTokens.values()].filter((each) => clock.now() < each.expiresAt).map((each) => each.token),
    /** Ends every access token; refresh tokens live on. */
    invalidateAccessTokens: () => accessTokens.clear(),
    /** Ends one refresh token, or all, together with their access tokens unless told to keep those. */
    killRefreshToken(token?: string, keepAccess = false): void {
      for (const each of token === undefined ? [...refreshTokens.keys()] : [token]) {
        refreshTokens.delete(each);
        if (!keepAccess) dropAccessOf(each);
      }
    },
  };
}

export type Grants = ReturnType<typeof createGrants>;
