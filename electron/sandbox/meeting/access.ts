import { bearerOf } from '../accounts/bearer.ts';
import type { Grants } from '../accounts/grants.ts';
import { covers } from '../accounts/scopes.ts';
import type { User } from '../accounts/users.ts';
import type { SandboxDataCentre } from '../data-centres.ts';
import type { Call } from '../server/exchange.ts';

/** Who calls, where, and what they may do. */
export interface Access {
  readonly user: User;
  readonly dc: SandboxDataCentre;
  /** Zoho Webinar and Zoho Calendar are products on other hosts, with scopes of their own. */
  readonly service: 'meeting' | 'webinar' | 'calendar';
  may(scope: string): boolean;
}

/** Undefined for a token that is missing, dead or of another data centre. */
export function accessOf(
  call: Call,
  dc: SandboxDataCentre,
  service: Access['service'],
  grants: Grants,
): Access | undefined {
  const token = grants.findAccessToken(bearerOf(call) ?? '');
  if (!token || token.dataCentre !== dc.id) return undefined;
  return { user: token.user, dc, service, may: (scope) => covers(token.scopes, scope) };
}
