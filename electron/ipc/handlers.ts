import type { Handlers, Input, Output } from '../../contract/api.ts';
import type { AppInfo, Draft, Settings } from '../../contract/domain.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import { dataCentre } from '../../contract/rules/data-centres.ts';
import { invitationText } from '../../contract/rules/invitation.ts';
import type { AccountService } from '../account/service.ts';
import type { CalendarDesk, Recordings, TakeAlong, Templates } from '../agenda/calendar/types.ts';
import type { SessionStore } from '../agenda/store.ts';
import type { Clock } from '../ports.ts';
import { firstScreen } from './first-screen.ts';

export interface HandlerServices {
  readonly appInfo: AppInfo;
  /** Resolves when settings and vault have been read: no call is answered before. */
  readonly ready: Promise<void>;
  readonly account: AccountService;
  readonly sessions: SessionStore;
  /** Of the connected account. */
  readonly agenda: {
    readonly edits: {
      create(input: Input<'createSession'>): Promise<Result<Output<'createSession'>>>;
      update(input: Input<'updateSession'>): Promise<Result<Output<'updateSession'>>>;
    };
    readonly deletions: {
      start(input: Input<'deleteSessions'>): Result<Output<'deleteSessions'>>;
      undo(id: string): Result<undefined>;
      stop(id: string): Result<undefined>;
      dismiss(id: string): Result<undefined>;
      list(): Output<'getDeletions'>;
    };
    readonly outbox: {
      list(): Output<'getOutbox'>;
      retry(id: string | null): Result<undefined>;
      drop(id: string): Result<undefined>;
      answer(input: Input<'answerChange'>): Result<undefined>;
    };
    readonly drafts: {
      get(id: string): Result<Draft | null>;
      keep(draft: Draft): Result<undefined>;
      drop(id: string): Result<undefined>;
    };
    /** Brings to an end what can no longer be done once the account is left. */
    settle(): Promise<void>;
  };
  readonly people: {
    registrants(key: string): Promise<Result<Output<'listRegistrants'>>>;
    register(input: Input<'registerPeople'>): Promise<Result<Output<'registerPeople'>>>;
    attendees(input: Input<'listAttendees'>): Promise<Result<Output<'listAttendees'>>>;
    saveRegistrants(key: string): Promise<Result<Output<'saveRegistrants'>>>;
    saveAttendees(input: Input<'saveAttendees'>): Promise<Result<Output<'saveAttendees'>>>;
    registrationLink(key: string): Promise<Result<string>>;
    requests(key: string): Output<'getRequests'>;
  };
  readonly calendar: Omit<CalendarDesk, 'onChange' | 'onChanges'>;
  readonly findEvents: (input: Input<'findEvents'>) => Output<'findEvents'>;
  readonly templates: Templates;
  readonly takeAlong: TakeAlong;
  readonly recordings: Recordings;
  readonly settings: { get(): Settings; update(patch: Partial<Settings>): Settings };
  /** The page saw the network come or go. */
  readonly noteOnline: (online: boolean) => void;
  /** The link that was opened last and not taken yet. */
  readonly takeLink: () => Output<'takeLink'>;
  readonly openLink: (url: string) => Promise<Result<undefined>>;
  readonly writeClipboard: (text: string) => Promise<void>;
  /** IANA zone of this computer. */
  readonly timeZone: () => string;
  /** BCP 47 tag in which the page is likely to be. */
  readonly locale: () => string;
  readonly clock: Pick<Clock, 'now'>;
}

/** One handler for each call of the contract: each hands on to a service and decides nothing itself. */
export function createHandlers(services: HandlerServices): Handlers {
  const { account, sessions, people, calendar, templates, recordings, settings, openLink, writeClipboard } = services;
  const { edits, deletions, outbox, drafts, settle } = services.agenda;
  const open = async (link: Result<string>): Promise<Result<undefined>> => (link.ok ? openLink(link.value) : link);

  const handlers: Handlers = {
    getAppInfo: () => ok(services.appInfo),
    getFirstScreen: () => firstScreen(services),

    getConnection: () => ok(account.connection()),
    saveClient: (input) => account.saveClient(input),
    connect: (input) => account.connect(input),
    cancelConnect: () => {
      account.cancelConnect();
      return ok(undefined);
    },
    connectSandbox: () => account.connectSandbox(),
    disconnect: async () => {
      await settle();
      return account.disconnect();
    },
    dismissNotice: ({ id }) => ok(account.dismissNotice(id)),
    openConsole: ({ dataCentre: id }) => openLink(`https://${dataCentre(id).console}/`),
    copyRedirectUri: async ({ redirectUri }) => {
      await writeClipboard(redirectUri);
      return ok(undefined);
    },

    getSettings: () => ok(settings.get()),
    updateSettings: (patch) => ok(settings.update(patch)),
    selfCheck: async () => ok(await account.selfCheck()),

    listSessions: (input) => ok(sessions.list(input)),
    refreshSessions: ({ kind, listType }) => sessions.refresh(kind, listType),
    listAgenda: (input) => ok(sessions.between(input)),
    listBusyDays: ({ from, lengths }) => ok(sessions.busy(boundsOf(from, lengths))),
    findSessions: (input) => ok(sessions.find(input)),
    getSession: ({ kind, key, refresh }) => sessions.get(kind, key, refresh),
    startSession: async ({ kind, key }) => open(await sessions.resolveStartLink(kind, key)),
    joinSession: async ({ kind, key }) => open(await sessions.resolveJoinLink(kind, key)),
    copyInvitation: async ({ kind, key }) => {
      const session = await sessions.get(kind, key, false);
      if (!session.ok) return session;
      if (!session.value.joinLink && !session.value.registrationLink)
        return fail('link-missing', 'no link to invite with');
      const text = invitationText(session.value, services.timeZone());
      await writeClipboard(text);
      return ok({ text });
    },

    createSession: (input) => edits.create(input),
    updateSession: (input) => edits.update(input),
    deleteSessions: (input) => deletions.start(input),
    undoDeletion: ({ id }) => deletions.undo(id),
    stopDeletion: ({ id }) => deletions.stop(id),
    dismissDeletion: ({ id }) => deletions.dismiss(id),
    getDeletions: () => ok(deletions.list()),

    getOutbox: () => ok(outbox.list()),
    retryChange: ({ id }) => outbox.retry(id),
    dropChange: ({ id }) => outbox.drop(id),
    answerChange: (input) => outbox.answer(input),
    noteOnline: ({ online }) => {
      services.noteOnline(online);
      return ok(undefined);
    },
    takeLink: () => ok(services.takeLink()),

    getDraft: ({ id }) => drafts.get(id),
    keepDraft: (draft) => drafts.keep(draft),
    dropDraft: ({ id }) => drafts.drop(id),

    listRegistrants: ({ key }) => people.registrants(key),
    registerPeople: (input) => people.register(input),
    listAttendees: (input) => people.attendees(input),
    saveRegistrants: ({ key }) => people.saveRegistrants(key),
    saveAttendees: (input) => people.saveAttendees(input),
    copyRegistrationLink: async ({ key }) => {
      const link = await people.registrationLink(key);
      if (!link.ok) return link;
      await writeClipboard(link.value);
      return ok(undefined);
    },
    getRequests: ({ key }) => ok(people.requests(key)),

    listCalendars: () => ok(calendar.calendars()),
    chooseCalendar: (input) => calendar.choose(input),
    refreshCalendars: () => calendar.refresh(),
    listEvents: (input) => ok(calendar.between(input)),
    findEvents: (input) => ok(services.findEvents(input)),
    getEvent: (input) => calendar.get(input),
    joinEvent: async (input) => open(await calendar.joinLink(input)),
    createEvent: (input) => calendar.create(input),
    updateEvent: (input) => calendar.update(input),
    deleteEvent: (input) => calendar.remove(input),
    getEventChanges: () => ok([...calendar.changes()]),
    retryEventChange: ({ id }) => calendar.retry(id),
    dropEventChange: ({ id }) => calendar.drop(id),
    answerEventChange: (input) => calendar.answer(input),
    checkTime: (input) => calendar.check(input),

    listTemplates: () => templates.list(),
    keepTemplate: (input) => templates.keep(input),
    dropTemplate: ({ id }) => templates.drop(id),
    saveCalendarFile: (input) => services.takeAlong.saveCalendarFile(input),
    listRecordings: (input) => recordings.list(input),
    openRecording: async (input) => open(await recordings.link(input)),
  };

  return afterReady(handlers, services.ready);
}

/** Where days of such lengths begin and end, one after the other. */
function boundsOf(from: number, lengths: readonly number[]): number[] {
  const bounds = [from];
  for (const length of lengths) bounds.push((bounds.at(-1) ?? from) + length);
  return bounds;
}

/** Every handler waits for `ready`, so that the page may ask before the vault has been read. */
function afterReady(handlers: Handlers, ready: Promise<void>): Handlers {
  const wait = (handler: (input: never) => unknown) => async (input: never) => {
    await ready;
    return handler(input);
  };
  return Object.fromEntries(
    Object.entries(handlers).map(([name, handler]) => [name, wait(handler as (input: never) => unknown)]),
  ) as unknown as Handlers;
}
