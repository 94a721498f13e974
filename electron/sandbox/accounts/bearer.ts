import type { Call } from '../server/exchange.ts';

/** The access token of a call. `Zoho-oauthtoken` is documented, `Bearer` is seen to work (zoho-api.md 1.5). */
export const bearerOf = (call: Call): string | null =>
  /^(?:Zoho-oauthtoken|Bearer) +(\S+)$/i.exec(call.headers['authorization'] ?? '')?.[1] ?? null;
