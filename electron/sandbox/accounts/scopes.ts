/** Scopes the sandbox knows, and the words its consent page has for them (zoho-api.md 1.7). */
const words: Readonly<Record<string, string>> = {
  'ZohoMeeting.manageOrg': 'your profile and organisation in Zoho Meeting',
  'ZohoMeeting.meeting': 'your meetings',
  'ZohoMeeting.webinar': 'your webinars',
  'ZohoMeeting.user': 'the users of your organisation',
  'ZohoMeeting.recording': 'your recordings',
  'ZohoMeeting.meetinguds': 'the files of your recordings',
  'ZohoFiles.files': 'files of your recordings',
  'ZohoWebinar.webinar': 'your webinars in Zoho Webinar',
  'ZohoWebinar.user': 'your profile in Zoho Webinar',
  'ZohoCalendar.calendar': 'your calendars',
  'ZohoCalendar.event': 'events in your calendars',
  'ZohoCalendar.freebusy': 'when you are free or busy',
  'AaaServer.profile': 'your name and e-mail address',
};

const operations = ['READ', 'CREATE', 'UPDATE', 'DELETE', 'ALL'] as const;
const verbs: Readonly<Record<string, string>> = {
  READ: 'See',
  CREATE: 'Create',
  UPDATE: 'Change',
  DELETE: 'Delete',
  ALL: 'See, create, change and delete',
};
/** Families of which Zoho's pages name READ only. */
const readOnly = new Set([
  'ZohoMeeting.manageOrg',
  'ZohoMeeting.user',
  'ZohoMeeting.meetinguds',
  'ZohoFiles.files',
  'ZohoWebinar.user',
  'ZohoCalendar.freebusy',
  'AaaServer.profile',
]);

const split = (scope: string): [family: string, operation: string] => {
  const dot = scope.lastIndexOf('.');
  return [scope.slice(0, Math.max(dot, 0)), scope.slice(dot + 1)];
};

/** Commas are documented; spaces are seen to work too. */
export const splitScopes = (text: string): string[] => [...new Set(text.split(/[\s,]+/).filter(Boolean))];

/** `unknown`: those that the sandbox is to know nothing of (`modes.unknownScopes`). */
export function isKnownScope(scope: string, unknown: readonly string[] = []): boolean {
  const [family, operation] = split(scope);
  if (!Object.hasOwn(words, family) || unknown.includes(scope)) return false;
  return readOnly.has(family) ? operation === 'READ' : (operations as readonly string[]).includes(operation);
}

/** True when the grant covers `scope`, directly or by `ALL`. */
export const covers = (granted: readonly string[], scope: string): boolean =>
  granted.includes(scope) || granted.includes(`${split(scope)[0]}.ALL`);

/** One line for each thing asked for: `See, create and change your meetings`. */
export function inWords(scopes: readonly string[]): string[] {
  const families = new Map<string, string[]>();
  const others: string[] = [];
  for (const scope of scopes) {
    const [family, operation] = split(scope);
    if (!isKnownScope(scope)) others.push(scope);
    else families.set(family, [...(families.get(family) ?? []), verbs[operation] ?? operation]);
  }
  const list = new Intl.ListFormat('en-GB', { type: 'conjunction' });
  const sentence = (found: string[]) => {
    const joined = list.format(found.map((verb) => verb.toLowerCase()));
    return joined.charAt(0).toUpperCase() + joined.slice(1);
  };
  return [
    ...[...families].map(([family, found]) => `${sentence(found)} ${words[family]}`),
    ...others.map((scope) => `Use the permission ${scope}`),
  ];
}
