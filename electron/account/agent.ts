import type { Result } from '../../contract/result.ts';

/** One consent to ask for. */
export interface AuthorizationRequest {
  /** The authorization URL, with Zoho's real host name. */
  readonly url: string;
  /** The redirect URI it names. */
  readonly redirectUri: string;
  /** Aborted on Cancel and after five minutes; the agent then closes what it opened and answers `consent-closed`. */
  readonly signal: AbortSignal;
  /**
   * Tells whether a callback belongs to this request (`state` fits). An agent that strangers can reach (the loopback
   * listener) ignores the others; the consent window hands over whatever arrives.
   */
  accepts(callback: string): boolean;
}

/**
 * Shows the person Zoho's consent page and catches the callback.
 * Answers the callback URL; fields of a form-posted callback are appended to its query.
 * Errors: `consent-closed`, `consent-blocked` (details.host), `embedded-refused`, `loopback-unavailable`, `offline`.
 */
export interface AuthorizationAgent {
  authorize(request: AuthorizationRequest): Promise<Result<string>>;
}
