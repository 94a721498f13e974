/** What Parley can do, by the scopes it takes. Source: zoho-api.md 1.7 (CONFIRMED by Zoho's Meeting guide). */
export const featureIds = ['meetings', 'webinars'] as const;
export type FeatureId = (typeof featureIds)[number];

/** Without it there is no organisation id (`zsoid`), so nothing works: it cannot be left out. */
export const organisationScope = 'ZohoMeeting.manageOrg.READ';

const operations = ['READ', 'CREATE', 'UPDATE', 'DELETE'] as const;
const family = (name: string) => operations.map((operation) => `${name}.${operation}`);

export const featureScopes: Readonly<Record<FeatureId, readonly string[]>> = {
  meetings: family('ZohoMeeting.meeting'),
  webinars: family('ZohoMeeting.webinar'),
};

/** The first grant: only documented Meeting scopes, since Zoho answers an unknown scope with a page and no redirect. */
export const firstGrant = (includeWebinars: boolean): string[] => [
  organisationScope,
  ...featureScopes.meetings,
  ...(includeWebinars ? featureScopes.webinars : []),
];

/** True when `granted` covers `scope`, directly or by the family's `ALL`. */
export function covers(granted: readonly string[], scope: string): boolean {
  const all = `${scope.slice(0, scope.lastIndexOf('.'))}.ALL`;
  return granted.some((each) => each === scope || each === all);
}

/** Splits a scope answer: Zoho sends spaces, accepts commas. */
export const splitScopes = (text: string): string[] => text.split(/[\s,]+/).filter(Boolean);
