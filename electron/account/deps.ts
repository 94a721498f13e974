import type { Notice, Settings } from '../../contract/domain.ts';
import type { Result } from '../../contract/result.ts';
import type { DataCentreId } from '../../contract/rules/data-centres.ts';
import type { Clock, Fetch, KeyStore, Log, Store } from '../ports.ts';
import type { AccessTokens } from '../zoho/http.ts';
import type { ZohoUser } from '../zoho/types.ts';
import type { AuthorizationAgent } from './agent.ts';
import type { RandomBytes } from './pkce.ts';

/** The embedded sandbox, started. */
export interface SandboxHandle {
  /** Loopback origin that stands for Zoho while it runs. */
  readonly origin: string;
  /** Its own client, kept in memory only. */
  readonly client: {
    readonly clientId: string;
    readonly clientSecret: string;
    readonly dataCentre: DataCentreId;
    readonly redirectUri: string;
  };
  close(): Promise<void>;
}

/** What createAccount needs from the world. */
export interface AccountDeps {
  /** Called with real names; see electron/zoho/origin.ts. */
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly log: Log;
  /** Holds the client without its secret, the vault's envelope and the refresh limits. A file of mode 0600. */
  readonly store: Store;
  readonly keyStore: KeyStore;
  /** `process.platform` */
  readonly platform: string;
  readonly settings: () => Settings;
  readonly agents: { readonly window: AuthorizationAgent; readonly browser: AuthorizationAgent };
  readonly readUser: (meetingHost: string, tokens: AccessTokens) => Promise<Result<ZohoUser>>;
  /** Errors: `sandbox-unavailable`. */
  readonly startSandbox: () => Promise<Result<SandboxHandle>>;
  /** Has Zoho reached at this origin; null for where it was reached before. */
  readonly setOrigin: (origin: string | null) => void;
  /** Hears of every secret as soon as there is one (client secret, token, code, state, verifier): the log redacts it. */
  readonly hide?: (secret: string) => void;
  /** What the start has to tell, for example settings that were set aside. */
  readonly notices?: readonly Notice[];
  /** Milliseconds for each attempt at Zoho. For tests; else each request has its own. */
  readonly timeout?: number;
  /** For tests; else node:crypto. */
  readonly random?: RandomBytes;
}
