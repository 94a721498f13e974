import type { Feature } from '../../../contract/domain.ts';
import type { FeatureId } from '../../../contract/rules/scopes.ts';

export const featureName: Record<FeatureId, string> = { meetings: 'Meetings', webinars: 'Webinars' };

const verbs: Record<string, string> = { READ: 'read', CREATE: 'create', UPDATE: 'change', DELETE: 'delete' };

/** "read and delete" from scopes such as `ZohoMeeting.meeting.READ`. */
export function verbsOf(scopes: readonly string[]): string {
  const words = scopes.flatMap((scope) => verbs[scope.slice(scope.lastIndexOf('.') + 1)] ?? []);
  const last = words.pop();
  if (last === undefined) return '';
  return words.length === 0 ? last : `${words.join(', ')} and ${last}`;
}

/** What a feature may do, or why it may not. */
export function featureText(feature: Feature): string {
  if (feature.state === 'on') return 'Read, create, change and delete.';
  if (feature.state === 'left-out') return 'Left out when you connected.';
  const missing = verbsOf(feature.missingScopes);
  return missing ? `Zoho did not grant the right to ${missing}.` : 'Zoho did not grant it.';
}
