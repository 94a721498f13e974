/** The people of a session, and what Zoho was asked about it. Read when somebody looks; nothing is kept. */
import type { Input, Output } from '../../contract/api.ts';
import type { Attendee, Registrant } from '../../contract/people.ts';
import { csvText } from '../../contract/rules/csv.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import type { RequestLog } from '../zoho/request-log.ts';
import type { WebinarPeopleApi } from '../zoho/webinar-people.ts';
import type { SessionStore } from './store.ts';

/** Errors of all but `requests`: those of {@link WebinarPeopleApi}. */
export interface People {
  registrants(key: string): Promise<Result<Output<'listRegistrants'>>>;
  register(input: Input<'registerPeople'>): Promise<Result<Output<'registerPeople'>>>;
  attendees(input: Input<'listAttendees'>): Promise<Result<Output<'listAttendees'>>>;
  /** Also `file-not-saved`. */
  saveRegistrants(key: string): Promise<Result<Output<'saveRegistrants'>>>;
  /** Also `file-not-saved`. */
  saveAttendees(input: Input<'saveAttendees'>): Promise<Result<Output<'saveAttendees'>>>;
  /** The public link. Error `link-missing` when Zoho gave none. */
  registrationLink(key: string): Promise<Result<string>>;
  /** Latest first. */
  requests(key: string): Output<'getRequests'>;
}

export interface PeoplePorts {
  api: WebinarPeopleApi;
  sessions: Pick<SessionStore, 'get'>;
  requestLog: Pick<RequestLog, 'of'>;
  /** Saves a text where the person finds it, under this name or one like it; answers the name. */
  saveFile(name: string, text: string): Promise<Result<string>>;
}

export function createPeople({ api, sessions, requestLog, saveFile }: PeoplePorts): People {
  async function registrants(key: string): Promise<Result<Output<'listRegistrants'>>> {
    const read = await api.registrants(key);
    if (!read.ok) return read;
    const people = read.value.people.map(({ email, name, status, registeredAt }): Registrant => ({
      email, name, status: status ?? 'unknown', registeredAt,
    }));
    return ok({ people, complete: read.value.complete });
  }

  async function attendees({ kind, key }: Input<'listAttendees'>): Promise<Result<Output<'listAttendees'>>> {
    const read = await (kind === 'webinar' ? api.attendees(key) : api.participantReport(key));
    if (!read.ok) return read;
    const people = read.value.people.map(({ email, name, role, joinedAt, leftAt, duration }) => ({
      email, name, role, joinedAt, leftAt, duration,
    }));
    return ok({ people, complete: read.value.complete });
  }

  return {
    registrants,
    attendees,

    async register({ key, people, sendMail }) {
      const report = await api.register(key, people, { sendMail });
      if (!report.ok) return report;
      const { error } = report.value;
      return ok({
        people: report.value.people.map(({ email, outcome }) => ({
          email,
          outcome: outcome === 'failed' ? ('refused' as const) : outcome,
        })),
        error: error && { ...error, details: error.details && { ...error.details } },
      });
    },

    async saveRegistrants(key) {
      const [read, session] = await Promise.all([registrants(key), sessions.get('webinar', key, false)]);
      if (!read.ok) return read;
      const { people } = read.value;
      const topic = session.ok ? session.value.topic : key;
      const saved = await saveFile(fileName('Registrants', topic), csvText([headings, ...people.map(rowOf)]));
      return saved.ok ? ok({ fileName: saved.value, people: people.length }) : saved;
    },

    async saveAttendees({ kind, key }) {
      const [read, session] = await Promise.all([attendees({ kind, key }), sessions.get(kind, key, false)]);
      if (!read.ok) return read;
      const { people } = read.value;
      const topic = session.ok ? session.value.topic : key;
      const saved = await saveFile(fileName('Attendees', topic), csvText([stayHeadings, ...people.map(stayOf)]));
      return saved.ok ? ok({ fileName: saved.value, people: people.length }) : saved;
    },

    async registrationLink(key) {
      const known = await sessions.get('webinar', key, false);
      // List answers may lack the link.
      const session = known.ok && known.value.registrationLink ? known : await sessions.get('webinar', key, true);
      if (!session.ok) return session;
      const link = session.value.registrationLink;
      return link ? ok(link) : fail('link-missing', 'no registration link');
    },

    requests: (key) => requestLog.of(key).map(({ key: _key, ...note }) => note).toReversed(),
  };
}

/** Zoho's times may be any number. */
const utc = (at: number | null): string =>
  at === null || Math.abs(at) > 8.64e15 ? '' : new Date(at).toISOString().slice(0, 16).replace('T', ' ');

const headings = ['Name', 'Email', 'Status', 'Registered (UTC)'];

const rowOf = ({ name, email, status, registeredAt }: Registrant): string[] => [
  name ?? '',
  email ?? '',
  status,
  utc(registeredAt),
];

const stayHeadings = ['Name', 'Email', 'Role', 'Joined (UTC)', 'Left (UTC)', 'Minutes'];

/** A row for each stay, as Zoho lists them. */
const stayOf = ({ name, email, role, joinedAt, leftAt, duration }: Attendee): string[] => [
  name ?? '',
  email ?? '',
  role ?? '',
  utc(joinedAt),
  utc(leftAt),
  duration === null ? '' : String(Math.round(duration / 60_000)),
];

/** A name that every file system takes. */
function fileName(what: string, topic: string): string {
  const plain = topic.replace(/[\p{C}<>:"/\\|?*]+/gu, ' ').replace(/\s+/gu, ' ').trim();
  // Some file systems count bytes (255), and no character takes more than four.
  const short = [...plain].slice(0, 50).join('').replace(/[. ]+$/, '');
  return short === '' ? `${what}.csv` : `${what} - ${short}.csv`;
}
