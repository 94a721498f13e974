import { fail, ok, type Result } from '../../contract/result.ts';
import { zohoLink } from '../../contract/rules/data-centres.ts';
import type { Log } from '../ports.ts';

/** The only way out of Parley into the person's browser. */
export type OpenLink = (url: string) => Promise<Result<undefined>>;

/**
 * Opens https links to Zoho's hosts and nothing else: join and start links come from an API, and an unchecked
 * `shell.openExternal` runs whatever a scheme is registered for (CVE-2026-1046 and its like).
 * Errors: `link-refused`, `internal`.
 */
export const createOpenLink =
  (openExternal: (url: string) => Promise<void>, log: Log): OpenLink =>
  async (url) => {
    const link = zohoLink(url);
    if (!link) {
      log.warn('link refused', { host: URL.canParse(url) ? new URL(url).host.slice(0, 260) : 'unreadable' });
      return fail('link-refused', 'not an https link to a Zoho host');
    }
    try {
      await openExternal(link.href);
      return ok(undefined);
    } catch (error) {
      log.error('link could not be opened', { host: link.host, error });
      return fail('internal', 'the system could not open the link');
    }
  };
