import type { Users } from './accounts/users.ts';
import type { Mirror } from './calendar/mirror.ts';
import type { CalendarStore } from './calendar/store.ts';
import type { SandboxClock } from './clock.ts';
import type { SandboxData } from './control.ts';
import type { Person, Store } from './meeting/store.ts';
import { addSampleEvents } from './sample/events.ts';
import { addSample } from './sample/sample.ts';

const minute = 60_000;
const quarterHour = 15 * minute;

/** `control.data`: the store, with an owner and defaults for what is added. */
export function createData(parts: {
  clock: SandboxClock;
  users: Users;
  store: Store;
  calendars: CalendarStore;
  mirror: Mirror;
  seed: number;
}): SandboxData {
  const { clock, users, store, calendars, mirror, seed } = parts;

  const owner = (): { zsoid: string; presenter: Person; timeZone: string } => {
    const user = users.signedIn();
    if (!user) throw new Error('The sandbox has no user to own a meeting');
    const presenter = { zuid: user.zuid, email: user.email, name: `${user.firstName} ${user.lastName}` };
    return { zsoid: user.zsoid, presenter, timeZone: user.timeZone };
  };

  const data: SandboxData = {
    add: (session) => store.add({ ...owner(), ...session }),
    replace(kind, sessions) {
      store.clear(kind);
      return sessions.map((session) => data.add({ ...session, kind }));
    },
    remove: store.remove,
    get: store.get,
    all: store.all,
    generate(count, { kind = 'meeting', from, every = quarterHour, duration } = {}) {
      // Zoho's times have no seconds.
      const first = from ?? Math.ceil((clock.now() + quarterHour) / minute) * minute;
      return Array.from({ length: count }, (_, index) =>
        data.add({
          kind,
          topic: `Generated ${index + 1}`,
          start: first + index * every,
          ...(duration === undefined ? {} : { duration }),
        }),
      );
    },
    clear: store.clear,
    secrets: () =>
      store.ever().flatMap(({ canary, registrants }) => [
        { kind: 'join password' as const, value: canary.password },
        { kind: 'start link' as const, value: canary.startLink },
        ...registrants.map(({ registerKey }) => ({ kind: 'personal join link' as const, value: registerKey })),
      ]),
    sample() {
      store.clear();
      calendars.clear();
      const context = { now: clock.now(), seed, store, ...owner() };
      addSample(context);
      addSampleEvents({ ...context, calendars, mirror });
    },
  };
  return data;
}
