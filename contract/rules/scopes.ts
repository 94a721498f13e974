/**
 * What Parley can do, by the scopes it takes. Source: zoho-api.md 1.7. Those of meetings and webinars are documented
 * in Zoho's Meeting guide and make the first grant; each of the others is a grant of its own, asked for later.
 */
export const featureIds = ['meetings', 'webinars', 'calendar', 'freebusy', 'repeats', 'recordings'] as const;
export type FeatureId = (typeof featureIds)[number];

/** Without it there is no organisation id (`zsoid`), so nothing works: it cannot be left out. */
export const organisationScope = 'ZohoMeeting.manageOrg.READ';

const operations = ['READ', 'CREATE', 'UPDATE', 'DELETE'] as const;
const family = (name: string) => operations.map((operation) => `${name}.${operation}`);

export const featureScopes: Readonly<Record<FeatureId, readonly string[]>> = {
  meetings: family('ZohoMeeting.meeting'),
  webinars: family('ZohoMeeting.webinar'),
  calendar: ['ZohoCalendar.calendar.READ', 'ZohoCalendar.event.ALL'],
  // Its name is not documented: apart, so that a refusal costs nothing else.
  freebusy: ['ZohoCalendar.freebusy.READ'],
  // What an event with a conference asks for.
  repeats: ['ZohoMeeting.meeting.ALL'],
  recordings: ['ZohoMeeting.recording.READ'],
};

/** The first grant: only documented Meeting scopes, since Zoho answers an unknown scope with a page and no redirect. */
export const firstGrant = (includeWebinars: boolean): string[] => [
  organisationScope,
  ...featureScopes.meetings,
  ...(includeWebinars ? featureScopes.webinars : []),
];

/**
 * Families whose operations together are as good as `ALL`. `ZohoMeeting.meeting` is none of them: the first grant has
 * its four operations already, and an event with a conference asks for `ZohoMeeting.meeting.ALL` by that name.
 */
const wholeByParts: readonly string[] = ['ZohoCalendar.event'];

/** True when `granted` covers `scope`: directly, by the family's `ALL`, or `ALL` by all its operations. */
export function covers(granted: readonly string[], scope: string): boolean {
  const name = scope.slice(0, scope.lastIndexOf('.'));
  const all = `${name}.ALL`;
  if (granted.some((each) => each === scope || each === all)) return true;
  return scope === all && wholeByParts.includes(name) && family(name).every((each) => granted.includes(each));
}

/** The scopes of later grants that are held. Whatever else Zoho named in its answer is not asked for again. */
export const heldLater = (held: readonly string[]): string[] =>
  featureIds
    .filter((id) => id !== 'meetings' && id !== 'webinars')
    .flatMap((id) => featureScopes[id])
    .filter((scope) => covers(held, scope));

/** Splits a scope answer: Zoho sends spaces, accepts commas. */
export const splitScopes = (text: string): string[] => text.split(/[\s,]+/).filter(Boolean);
