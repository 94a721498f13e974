import type { Feature } from '../../../contract/domain.ts';
import type { FeatureId } from '../../../contract/rules/scopes.ts';

export const featureName: Record<FeatureId, string> = {
  meetings: 'Meetings',
  webinars: 'Webinars',
  calendar: 'Calendar',
  freebusy: 'Free and busy times',
  repeats: 'Meetings in events',
  recordings: 'Recordings',
};

/** Inside a sentence, as after "Switch on". */
export const featureInSentence = (id: FeatureId): string => featureName[id].toLowerCase();

/** "Webinars are", "Calendar is". */
export const featureIs = (id: FeatureId): string => `${featureName[id]} ${id === 'calendar' ? 'is' : 'are'}`;

const verbs: Record<string, string> = { READ: 'read', CREATE: 'create', UPDATE: 'change', DELETE: 'delete' };

/** What the scopes of the later grants allow. */
const rights: Readonly<Record<string, string>> = {
  'ZohoCalendar.calendar.READ': 'read calendars',
  'ZohoCalendar.event.ALL': 'read and change events',
  'ZohoCalendar.freebusy.READ': 'read free and busy times',
  'ZohoMeeting.meeting.ALL': 'put meetings into events',
  'ZohoMeeting.recording.READ': 'read recordings',
};

/** "read and delete" from scopes such as `ZohoMeeting.meeting.READ`. */
export function verbsOf(scopes: readonly string[]): string {
  const words = scopes.flatMap((scope) => rights[scope] ?? verbs[scope.slice(scope.lastIndexOf('.') + 1)] ?? []);
  const last = words.pop();
  if (last === undefined) return '';
  return words.length === 0 ? last : `${words.join(', ')} and ${last}`;
}

const onText: Record<FeatureId, string> = {
  meetings: 'Read, create, change and delete.',
  webinars: 'Read, create, change and delete.',
  calendar: 'Read your calendars; read, create, change and delete their events.',
  freebusy: 'See when people of your organisation are free or busy.',
  repeats: 'Put a Zoho meeting into an event, once or repeated.',
  recordings: 'List the recordings of past meetings.',
};

const isFirst = (id: FeatureId): boolean => id === 'meetings' || id === 'webinars';

/** What a feature may do, or why it may not. */
export function featureText(feature: Feature): string {
  if (feature.state === 'on') return onText[feature.id];
  if (feature.state === 'left-out')
    return isFirst(feature.id) ? 'Left out when you connected.' : `Not asked for yet. ${onText[feature.id]}`;
  const missing = verbsOf(feature.missingScopes);
  return missing ? `Zoho did not grant the right to ${missing}.` : 'Zoho did not grant it.';
}

/** Beside a failed grant: what it was for, and that nothing else is lost. */
export function staysOffText(id: FeatureId, wasOpened: boolean): string {
  const off = `${featureName[id]} ${id === 'calendar' ? 'stays' : 'stay'} off; everything else works as before.`;
  return wasOpened && !isFirst(id)
    ? `${off} If Zoho showed an error page instead of a question, it does not offer this to your account.`
    : off;
}
