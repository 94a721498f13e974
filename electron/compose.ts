import { app, type BrowserWindow, clipboard, nativeTheme, net, powerMonitor, safeStorage, shell } from 'electron';
import { randomUUID } from 'node:crypto';
import { fail, ok, type Result } from '../contract/result.ts';
import type { CommandId } from '../contract/rules/commands.ts';
import { readLink } from '../contract/rules/links.ts';
import { createAccount } from './account/account.ts';
import { decideNavigation, isEmbeddedRefusal } from './account/consent-policy.ts';
import { createAgenda, isLasting, ownerOf } from './agenda/agenda.ts';
import { createCalendarDesk } from './agenda/calendar/desk.ts';
import { createEventFinder } from './agenda/calendar/event-finder.ts';
import { openAgendaDatabase } from './agenda/database/agenda-database.ts';
import { createPeople } from './agenda/people.ts';
import { createQuitGuard } from './agenda/quit.ts';
import { createRecordings } from './agenda/recordings.ts';
import { createTemplates } from './agenda/templates.ts';
import { type Answer, createAnswer } from './ipc/answer.ts';
import { createHandlers } from './ipc/handlers.ts';
import { createPush } from './ipc/push.ts';
import { later } from './later.ts';
import { systemClock, type Fetch, type KeyStore } from './ports.ts';
import { createConsentWindow } from './shell/consent-window.ts';
import type { Environment } from './shell/environment.ts';
import { createOpenLink } from './shell/external-links.ts';
import type { Guards } from './shell/guards.ts';
import { createHostLog, findMenuItem, menuLabels } from './shell/inspection.ts';
import type { LaterLog } from './shell/later-log.ts';
import { createLinks, type Links } from './shell/links.ts';
import { installMenu, menuTemplate } from './shell/menu.ts';
import { createSaveFile } from './shell/save-file.ts';
import { createSettings } from './shell/settings.ts';
import { openStore } from './shell/stores.ts';
import { createEditingApi } from './zoho/editing.ts';
import { createZohoHttp } from './zoho/http.ts';
import { createWithoutTwins } from './zoho/lost-create.ts';
import { fromWire, toWire, zohoFetch } from './zoho/origin.ts';
import { createRecordingsApi } from './zoho/recordings.ts';
import { createRequestLog } from './zoho/request-log.ts';
import { createSessionsApi } from './zoho/sessions.ts';
import { createUserApi } from './zoho/user.ts';
import type { CalendarApi } from './zoho/calendar-types.ts';

/** How long disconnecting, and quitting, wait for what is being sent, ms. */
const patience = 3_000;
const shortPatience = 1_500;

/** What main.ts has set up before any of this was loaded. */
export interface Stage {
  readonly environment: Environment;
  /** Where Parley keeps its files. */
  readonly folder: string;
  readonly log: LaterLog;
  readonly guards: Guards;
  /** Parley's own, while there is one. */
  readonly window: () => BrowserWindow | null;
  /** Brings it to the front, or opens it again. */
  readonly reveal: () => void;
}

export interface Composed {
  readonly answer: Answer;
  readonly links: Pick<Links, 'open' | 'openFrom'>;
  readonly windowClosed: () => void;
}

/** Builds every service with its ports, once the app is ready. No logic. */
export function compose({ environment, folder, log, guards, window, reveal }: Stage): Composed {
  const clock = systemClock;
  const record = createHostLog(environment.hostLog);
  const settingsFile = openStore(folder, 'settings', clock.now());
  const vaultFile = openStore(folder, 'vault', clock.now());
  const draftFile = openStore(folder, 'drafts', clock.now());
  const templateFile = openStore(folder, 'templates', clock.now());
  const database = openAgendaDatabase({ folder, now: clock.now(), log });
  const settings = createSettings(settingsFile.store);

  let origin = environment.zohoOrigin;
  const fetch: Fetch = zohoFetch((url, init) => net.fetch(url, init), () => origin);
  const openLink = createOpenLink(async (url) => {
    record({ type: 'openExternal', url });
    await shell.openExternal(url);
  }, log);
  const keyStore: KeyStore = {
    available: () => safeStorage.isAsyncEncryptionAvailable(),
    encrypt: (plain) => safeStorage.encryptStringAsync(plain),
    async decrypt(cipher) {
      const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(Buffer.from(cipher));
      return { plain: result, shouldReEncrypt };
    },
  };

  const requestLog = createRequestLog();
  const http = (tokens: Parameters<typeof createZohoHttp>[0]['tokens']) =>
    createZohoHttp({ fetch, clock, random: Math.random, log, tokens, onRequest: requestLog.record });
  const account = createAccount({
    fetch,
    clock,
    log,
    hide: log.hide,
    store: vaultFile.store,
    keyStore,
    platform: process.platform,
    settings: settings.get,
    agents: {
      window: createConsentWindow({
        guards,
        log,
        parent: window,
        visible: !environment.headless,
        decide: (url, redirectUri) => decideNavigation(url, { redirectUri, wireOrigin: origin }),
        isEmbeddedRefusal,
        toWire: (url) => toWire(url, origin),
        fromWire: (url) => fromWire(url, origin),
        wireOrigin: () => origin,
      }),
      browser: later(
        async () => (await import('./account/loopback.ts')).createLoopbackAgent({ openExternal: openLink, log }),
        { authorize: true },
      ),
    },
    readUser: (meetingHost, tokens) => createUserApi(http(tokens)).get(meetingHost),
    async startSandbox() {
      try {
        const { startSandbox } = await import('./sandbox/index.ts');
        return ok(await startSandbox());
      } catch (error) {
        log.error('sandbox could not start', { error });
        return fail('sandbox-unavailable', 'the embedded sandbox could not start');
      }
    },
    setOrigin: (next) => {
      origin = next ?? environment.zohoOrigin;
    },
    notices: [
      ...(settingsFile.setAside ? [{ id: 'settings-set-aside' as const, detail: settingsFile.setAside }] : []),
      ...(draftFile.setAside ? [{ id: 'drafts-set-aside' as const, detail: draftFile.setAside }] : []),
      ...database.notices,
      ...(vaultFile.setAside ? [{ id: 'vault-set-aside' as const, detail: vaultFile.setAside }] : []),
    ],
  });
  const onNotKept = () => account.addNotice({ id: 'agenda-not-kept', detail: null });
  const localZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zoho = { http: http(account.tokens), target: account.target, log };
  const sessionsApi = createSessionsApi(zoho);
  const editing = createEditingApi(zoho);
  const agenda = createAgenda({
    sessions: sessionsApi,
    writer: ({ knownKeys }) => ({
      ...createWithoutTwins({ ...zoho, editing, sessions: sessionsApi, clock, knownKeys, onAdopted: requestLog.claim }),
      update: editing.update,
    }),
    remover: editing,
    draftStore: draftFile.store,
    outboxRows: database.outbox,
    sessionRows: database.sessions,
    onNotKept,
    onLeave: () => {
      requestLog.clear();
      recordings.forget();
    },
    clock,
    log,
    newId: randomUUID,
  });
  const calendarApi: CalendarApi = later(
    async () => (await import('./zoho/calendar.ts')).createCalendarApi({ ...zoho, timeZone: localZone }),
    { calendars: true, events: true, event: true, create: true, update: true, remove: true, busy: true },
  );
  const calendar = createCalendarDesk({
    api: calendarApi,
    rows: database.events,
    outboxRows: database.eventOutbox,
    sessions: agenda.sessions.within,
    session: agenda.sessions.pending.find,
    choices: {
      get: () => settings.get().calendarChoices,
      set: (calendarChoices) => void settings.update({ calendarChoices }),
    },
    ownerOf,
    isLasting,
    onMeetingsTouched: () => agenda.sessions.relist('meeting'),
    onNotKept,
    timeZone: localZone,
    clock,
    log,
    newId: randomUUID,
  });
  const saveFile = createSaveFile(() => app.getPath('downloads'), log);
  const templates = createTemplates(templateFile.store, isLasting);
  const owner = () => {
    const connected = account.connection().account;
    return connected && ownerOf(connected);
  };
  const recordings = createRecordings({
    api: createRecordingsApi(zoho),
    isGranted: () =>
      account.connection().account?.features.some(({ id, state }) => id === 'recordings' && state === 'on') ?? false,
  });
  const withOwner = <T>(work: (mine: string) => Result<T>): Result<T> => {
    const mine = owner();
    return mine === null ? fail('not-connected', 'no account') : work(mine);
  };
  const wake = (reason: 'focus' | 'online' | 'resume' | 'unlock') => {
    agenda.wake(reason);
    calendar.wake(reason === 'focus' || reason === 'online' ? reason : 'wake');
  };
  const links = createLinks({
    read: (url) => readLink(url, localZone()),
    onLink: () => {
      reveal();
      push('linkOpened', {});
    },
    log,
  });
  const push = createPush((channel, payload) => {
    const to = window();
    if (to && !to.isDestroyed()) to.webContents.send(channel, payload);
  });
  let wasConnected = false;
  let lastOwner: string | null = null;
  account.onChange((connection) => {
    // Whom one invites is the account's, and goes with it.
    if (wasConnected && connection.state === 'disconnected') settings.update({ participantZones: {} });
    wasConnected = connection.state === 'connected';
    agenda.follow(connection);
    calendar.follow(connection);
    const now = owner();
    if (lastOwner !== null && now === null) templates.forget(lastOwner);
    lastOwner = now;
    push('connectionChanged', connection);
  });
  settings.onChange((changed) => {
    nativeTheme.themeSource = changed.appearance;
    push('settingsChanged', changed);
  });
  agenda.sessions.onChange((kind) => push('sessionsChanged', { kind }));
  agenda.deletions.onChange((deletions) => push('deletionsChanged', deletions));
  agenda.outbox.onChange((items) => push('outboxChanged', items));
  calendar.onChange(() => push('calendarsChanged', {}));
  calendar.onChanges((changes) => push('eventChangesChanged', [...changes]));

  const handlers = createHandlers({
    appInfo: { version: app.getVersion(), host: process.versions.electron ? 'electron' : 'stand-in', platform: process.platform },
    ready: account.load(),
    account,
    sessions: agenda.sessions,
    agenda: { ...agenda, settle: () => Promise.all([agenda.settle(), calendar.settle(patience)]).then(() => undefined) },
    people: createPeople({
      api: later(async () => (await import('./zoho/webinar-people.ts')).createWebinarPeopleApi(zoho), {
        registrants: true, register: true, attendees: true, participantReport: true,
      }),
      sessions: agenda.sessions,
      requestLog,
      saveFile,
    }),
    calendar,
    findEvents: createEventFinder({ ...calendar, clock }),
    templates: {
      list: () => withOwner((mine) => ok(templates.list(mine))),
      keep: (template) => withOwner((mine) => templates.keep(mine, template)),
      drop: (id) => withOwner((mine) => ok(templates.drop(mine, id) as undefined)),
    },
    takeAlong: {
      async saveCalendarFile(input) {
        const { createTakeAlong } = await import('./agenda/take-along.ts');
        return createTakeAlong({ sessions: agenda.sessions, calendar, saveFile, clock }).saveCalendarFile(input);
      },
    },
    recordings,
    settings,
    noteOnline: (online) => {
      if (online) wake('online');
    },
    takeLink: links.take,
    openLink,
    writeClipboard: async (text) => {
      record({ type: 'clipboard', text });
      await clipboard.writeText(text);
    },
    timeZone: localZone,
    locale: () => app.getLocale() || 'en',
    clock,
  });

  // The installers register it too; Windows has it from here alone.
  if (app.isPackaged) app.setAsDefaultProtocolClient('parley');
  app.on('browser-window-focus', () => wake('focus'));
  app.on('quit', () => {
    // What is not written yet would be asked of Zoho again: thousands of meetings, after a first sync.
    agenda.sessions.flush();
    database.close();
  });
  app.on('before-quit', createQuitGuard({
    isIdle: () => agenda.isIdle() && calendar.isIdle(),
    flush: () => Promise.all([agenda.flush(), calendar.settle(shortPatience)]).then(() => undefined),
    quit: () => app.quit(),
  }));
  nativeTheme.themeSource = settings.get().appearance;
  powerMonitor.on('resume', () => wake('resume'));
  powerMonitor.on('unlock-screen', () => wake('unlock'));
  const show = (view: Parameters<typeof push<'viewRequested'>>[1]['view']) => {
    reveal();
    push('viewRequested', { view });
  };
  const run = (id: CommandId) => {
    reveal();
    push('commandRequested', { id });
  };
  const makeMenu = (singleKeys: boolean) =>
    installMenu(menuTemplate({ show, run }, { mac: process.platform === 'darwin', developer: !app.isPackaged, singleKeys }));
  let menuKeys = settings.get().singleKeys;
  let menu = makeMenu(menuKeys);
  settings.onChange(({ singleKeys }) => {
    if (singleKeys === menuKeys) return;
    menuKeys = singleKeys;
    menu = makeMenu(singleKeys);
  });
  record({ type: 'menu', items: menuLabels(menu) });
  const { hostControl } = environment;
  if (hostControl) {
    void import('./shell/host-control.ts').then(({ startHostControl }) => startHostControl(hostControl, {
      click: (label) => {
        const item = findMenuItem(menu, label);
        item?.click();
        return item !== undefined;
      },
      labels: () => menuLabels(menu),
      emit(event) {
        const to = window();
        if (event !== 'browser-window-focus') powerMonitor.emit(event);
        else if (to) app.emit(event, { preventDefault: () => undefined, defaultPrevented: false }, to);
      },
    }));
  }

  const answer = createAnswer(handlers);
  // The page is about to ask for this: what it takes is read and compiled while the page is still on its way.
  void answer('getFirstScreen', []).catch(() => undefined);
  return { answer, links, windowClosed: account.cancelConnect };
}
