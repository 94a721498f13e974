import type { CallbackKind, CallbackTampering } from './accounts/callback.ts';
import type { Clients } from './accounts/clients.ts';
import type { Users } from './accounts/users.ts';
import type { SandboxCalendars } from './calendar/data.ts';
import type { SandboxClock } from './clock.ts';
import type { NewSession, SessionKind, StoredSession } from './meeting/store.ts';
import type { Modes } from './modes.ts';
import type { Faults } from './server/faults.ts';
import type { RequestLog } from './server/log.ts';

/** Meetings and webinars. Those added without an owner belong to the user who is signed in. */
export interface SandboxData {
  /** Adds one; only `topic` and `start` (epoch ms) are needed. Answers what is kept, which may be changed in place. */
  add(session: Pick<NewSession, 'topic' | 'start'> & Partial<NewSession>): StoredSession;
  /** Takes away everything of that kind and adds these. */
  replace(
    kind: SessionKind,
    sessions: readonly (Pick<NewSession, 'topic' | 'start'> & Partial<NewSession>)[],
  ): StoredSession[];
  remove(key: string): boolean;
  get(key: string): StoredSession | undefined;
  all(kind?: SessionKind): StoredSession[];
  /** Adds `count` meetings (or webinars) named `Generated 1` and so on, `every` ms apart, from `from` on. */
  generate(
    count: number,
    options?: { kind?: SessionKind; from?: number; every?: number; duration?: number },
  ): StoredSession[];
  /** Takes away everything, or everything of a kind. */
  clear(kind?: SessionKind): void;
  /** Those of every session there has been, for searches. Passwords and start links: with `modes.canaries` only. */
  secrets(): SessionSecret[];
  /** Puts the sample data of the start back, calendars too, relative to the present of the sandbox's clock. */
  sample(): void;
}

/** What lets its holder into a meeting, or start it. */
export interface SessionSecret {
  readonly kind: 'join password' | 'start link' | 'personal join link';
  /** The part that tells one from another. */
  readonly value: string;
}

export interface SandboxTokens {
  /** Every code, token, device code and client secret handed out so far, dead ones too: for searches. */
  issued(): readonly string[];
  liveRefreshTokens(): readonly string[];
  liveAccessTokens(): readonly string[];
}

/** What tests set and ask. Changes hold from the next request on. */
export interface SandboxControl {
  readonly clock: SandboxClock;
  /** Assign to its fields: `control.modes.paging = 'page'`. */
  readonly modes: Modes;
  readonly clients: Clients;
  readonly users: Users;
  readonly data: SandboxData;
  /** Zoho Calendar. */
  readonly calendars: SandboxCalendars;
  /** `kind`: how the browser is sent back. `tampering`: what is wrong with it; null for nothing. */
  readonly callback: { kind: CallbackKind; tampering: CallbackTampering | null };
  readonly faults: Faults;
  readonly log: RequestLog;
  readonly tokens: SandboxTokens;
  /** Every access token is refused from now on (`INVALID_OAUTHTOKEN`); refresh tokens live on. */
  invalidateAccessTokens(): void;
  /** One refresh token, or all, answer `invalid_code` from now on. Access tokens die too unless kept. */
  killRefreshToken(token?: string, keepAccess?: boolean): void;
  /** Modes, callback, faults and clock as at the start. Clients, users, data, calendars, tokens and log stay. */
  reset(): void;
}
