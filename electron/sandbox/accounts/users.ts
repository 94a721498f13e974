import type { DataCentreId } from '../data-centres.ts';

export interface User {
  email: string;
  firstName: string;
  lastName: string;
  displayName: string;
  zuid: string;
  /** The organisation. Users with the same one see the same meetings. */
  zsoid: string;
  orgName: string;
  /** The data centre where the account lives. */
  home: DataCentreId;
  /** Decides what counts as today. */
  timeZone: string;
  /** Without it, the organisation's user list answers 403 code 1009. */
  isAdmin: boolean;
  meetingPlan: 'free' | 'trial' | 'paid';
  webinarPlan: 'free' | 'trial' | 'paid';
  participantCount: number;
  /** Extra or overriding fields of `userDetails`. A value of undefined takes a field away. */
  details: Record<string, unknown>;
}

export interface Users {
  /** Adds a user, or changes the one with that e-mail address; what is not given is made up. */
  add(user: Partial<User> & { email: string }): User;
  get(email: string): User | undefined;
  byZuid(zuid: string): User | undefined;
  all(): readonly User[];
  /** Who the browser is signed in as when a consent page opens. The first user added, until this is called. */
  signIn(email: string): User;
  signedIn(): User | undefined;
}

export function createUsers(): Users {
  const users = new Map<string, User>();
  let current: string | null = null;
  return {
    add(given) {
      const number = users.size + 1;
      const [local = 'user'] = given.email.split('@');
      const fresh: User = {
        email: given.email,
        firstName: local.charAt(0).toUpperCase() + local.slice(1),
        lastName: 'Example',
        displayName: local,
        zuid: String(71_005_678 + number),
        zsoid: String(77_001_234 + number),
        orgName: 'Example Org',
        home: 'us',
        timeZone: 'Europe/Madrid',
        isAdmin: true,
        meetingPlan: 'paid',
        webinarPlan: 'paid',
        participantCount: 100,
        details: {},
      };
      const user = Object.assign(users.get(given.email) ?? fresh, given);
      users.set(user.email, user);
      return user;
    },
    get: (email) => users.get(email),
    byZuid: (zuid) => [...users.values()].find((user) => user.zuid === zuid),
    all: () => [...users.values()],
    signIn(email) {
      const user = users.get(email);
      if (!user) throw new RangeError('The sandbox knows no such user');
      current = email;
      return user;
    },
    signedIn: () => (current === null ? users.values().next().value : users.get(current)),
  };
}
