import type { Result } from '../../contract/result.ts';

/** Who hands out access tokens: electron/account. */
export interface AccessTokens {
  /** A token that should be good for at least a minute; refreshes when needed (single flight, rate limited). */
  get(): Promise<Result<string>>;
  /**
   * Called when Zoho refused `rejected`. Answers a newer one: refreshes, unless another call has done so meanwhile.
   */
  renew(rejected: string): Promise<Result<string>>;
}
