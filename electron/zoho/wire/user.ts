/** `user.json` (zoho-api.md 2.2). */
import { isZohoHost, zohoLink } from '../../../contract/rules/data-centres.ts';
import type { ZohoUser } from '../types.ts';
import { fieldsBy, fieldsOf, flag, id, line, text } from './values.ts';

const wireUser = fieldsBy({
  zsoid: id,
  zuid: id,
  primaryEmail: line,
  emailId: line,
  fullName: line,
  displayName: line,
  orgName: line,
  portalName: line,
  meetingRedirectionServer: text,
  redirectionServer: text,
  isWebinarPaidUser: flag,
});

/** Null when the ids that every later call needs are not there. */
export function readUser(body: unknown): ZohoUser | null {
  const outer = fieldsOf(body);
  const inner = outer === null ? null : 'userDetails' in outer ? fieldsOf(outer['userDetails']) : outer;
  if (inner === null) return null;
  const wire = wireUser(inner);
  if (wire.zsoid === null || wire.zuid === null || !/^\w{1,64}$/.test(wire.zsoid) || wire.zuid.length > 64)
    return null;
  const email = wire.primaryEmail ?? wire.emailId ?? '';
  return {
    zsoid: wire.zsoid,
    zuid: wire.zuid,
    email,
    name: wire.fullName ?? wire.displayName ?? email,
    organisation: wire.orgName ?? wire.portalName ?? '',
    meetingHost: meetingHostOf(wire.meetingRedirectionServer) ?? meetingHostOf(wire.redirectionServer),
    webinarPaid: wire.isWebinarPaidUser,
  };
}

/** Tokens will be sent there: only a bare `meeting.…` host of Zoho, or an https address of one, is taken. */
function meetingHostOf(server: string | null): string | null {
  const bare = server?.trim().toLowerCase() ?? '';
  const host = /^[a-z0-9.-]+$/.test(bare) ? bare : zohoLink(bare)?.hostname;
  return host !== undefined && host.startsWith('meeting.') && isZohoHost(host) ? host : null;
}
