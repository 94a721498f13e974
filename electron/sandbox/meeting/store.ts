import type { SandboxClock } from '../clock.ts';
import { newRequestId } from '../secrets.ts';
import type { Seeded } from '../seeded.ts';

export type SessionKind = 'meeting' | 'webinar';

export interface Person {
  readonly zuid: string;
  readonly email: string;
  readonly name: string;
}

/** Someone who was in a meeting or webinar. Times are epoch ms. */
export interface Attendance {
  readonly email: string;
  readonly name: string;
  readonly role: 'presenter' | 'participant';
  readonly joinTime: number;
  readonly leaveTime: number;
}

export interface Registrant {
  readonly email: string;
  readonly userName: string;
  readonly registerId: string;
  readonly registerKey: string;
  /** 0 pending, 1 approved, 2 denied, 3 cancelled. */
  status: 0 | 1 | 2 | 3;
  /** Epoch ms. */
  readonly registeredAt: number;
}

/** Of a meeting that took place. */
export interface Recording {
  /** `erecordingId` */
  readonly id: string;
  /** Epoch ms. */
  readonly start: number;
  /** Milliseconds. */
  readonly duration: number;
  /** Bytes. */
  readonly size: number;
  /** Others than `UPLOADED` can be neither played nor downloaded. */
  readonly status: string;
  readonly hasTranscript: boolean;
  /** Extra or overriding fields. */
  readonly wire: Readonly<Record<string, unknown>>;
}

/** A meeting or webinar ("session" in Zoho's API) as the sandbox keeps it. Ids are strings of digits. */
export interface StoredSession {
  readonly kind: SessionKind;
  /** `meetingKey`. */
  key: string;
  /** `sysId`, `UID`, `instanceId`: up to 18 digits. */
  sysId: string;
  zsoid: string;
  topic: string;
  agenda: string;
  presenter: Person;
  creatorZuid: string;
  /** Epoch ms. */
  start: number;
  /** Milliseconds. */
  duration: number;
  /** IANA name. */
  timeZone: string;
  participants: { id: string; email: string }[];
  recurring: boolean;
  /** The last part of the short join link. */
  joinCode: string;
  password: string;
  /** With `modes.canaries`: what its password and its start link end with. Random, also for the same seed. */
  readonly canary: { readonly password: string; readonly startLink: string };
  accessCode: string;
  attendance: Attendance[];
  registrants: Registrant[];
  recordings: Recording[];
  /** Extra or overriding fields of every answer about it. A value of undefined takes a field away. */
  wire: Record<string, unknown>;
}

export interface NewSession {
  readonly kind?: SessionKind;
  readonly topic: string;
  /** Epoch ms. */
  readonly start: number;
  readonly zsoid: string;
  readonly presenter: Person;
  readonly key?: string;
  readonly sysId?: string;
  readonly agenda?: string;
  readonly creatorZuid?: string;
  readonly duration?: number;
  readonly timeZone?: string;
  /** E-mail addresses. */
  readonly participants?: readonly string[];
  readonly recurring?: boolean;
  readonly attendance?: readonly Attendance[];
  readonly registrants?: readonly Registrant[];
  readonly recordings?: readonly Partial<Recording>[];
  readonly wire?: Readonly<Record<string, unknown>>;
}

export type ListType = 'all' | 'past' | 'today' | 'upcoming';

/** Every organisation's meetings and webinars. */
export function createStore(clock: SandboxClock, seeded: Seeded) {
  const sessions = new Map<string, StoredSession>();
  const ever: StoredSession[] = [];
  let serial = 556_536_000_000_214n * 1000n;
  const newSysId = () => String((serial += 2n));
  const newKey = (): string => {
    const key = seeded.digits(10);
    return sessions.has(key) ? newKey() : key;
  };

  return {
    newSysId,
    seeded,

    add(given: NewSession): StoredSession {
      const { participants = [], attendance = [], registrants = [] } = given;
      const session: StoredSession = {
        kind: given.kind ?? 'meeting',
        key: given.key ?? newKey(),
        sysId: given.sysId ?? newSysId(),
        zsoid: given.zsoid,
        topic: given.topic,
        agenda: given.agenda ?? '',
        presenter: given.presenter,
        creatorZuid: given.creatorZuid ?? given.presenter.zuid,
        start: given.start,
        duration: given.duration ?? 3_600_000,
        timeZone: given.timeZone ?? 'Europe/Madrid',
        participants: participants.map((email) => ({ id: newSysId(), email })),
        recurring: given.recurring ?? false,
        joinCode: seeded.text(10),
        password: seeded.text(6),
        canary: { password: newRequestId(), startLink: newRequestId() },
        accessCode: `${seeded.digits(5)} ${seeded.digits(5)} #`,
        attendance: [...attendance],
        registrants: [...registrants],
        recordings: [],
        wire: { ...given.wire },
      };
      session.recordings = (given.recordings ?? []).map((each, index) => ({
        id: `rec${session.key}${index + 1}`,
        start: session.start,
        duration: session.duration,
        size: 48_000_000,
        status: 'UPLOADED',
        hasTranscript: false,
        wire: {},
        ...each,
      }));
      sessions.set(session.key, session);
      ever.push(session);
      return session;
    },

    find(kind: SessionKind, zsoid: string, key: string): StoredSession | undefined {
      const found = sessions.get(key);
      return found?.kind === kind && found.zsoid === zsoid ? found : undefined;
    },
    get: (key: string): StoredSession | undefined => sessions.get(key),
    /** Also those that are gone. */
    ever: (): readonly StoredSession[] => ever,
    remove: (key: string): boolean => sessions.delete(key),
    all: (kind?: SessionKind): StoredSession[] =>
      [...sessions.values()].filter((each) => kind === undefined || each.kind === kind),
    clear(kind?: SessionKind): void {
      for (const each of sessions.values()) if (kind === undefined || each.kind === kind) sessions.delete(each.key);
    },

    /** By start, earliest first. What is under way counts as upcoming. `isToday` judges a start. */
    list(kind: SessionKind, zsoid: string, type: ListType, isToday: (start: number) => boolean): StoredSession[] {
      const now = clock.now();
      const isIn: Record<ListType, (each: StoredSession) => boolean> = {
        all: () => true,
        past: (each) => each.start + each.duration <= now,
        upcoming: (each) => each.start + each.duration > now,
        today: (each) => isToday(each.start),
      };
      return [...sessions.values()]
        .filter((each) => each.kind === kind && each.zsoid === zsoid && isIn[type](each))
        .toSorted((a, b) => a.start - b.start || (a.key < b.key ? -1 : 1));
    },
  };
}

export type Store = ReturnType<typeof createStore>;
