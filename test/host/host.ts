/** What all parts share: the running Chromium, and who owns which of its targets. */
import type { CdpSession, Protocol } from './cdp.ts';
import { type Chromium, startChromium } from './chromium.ts';
import { answerRequests, type Owners, stopRequests } from './interception.ts';
import { appFacts } from './app-facts.ts';

/** Something that owns a page target. */
export interface TargetOwner {
  attached(session: CdpSession, info: Protocol.Target.TargetInfo): void;
  /** In any page; the owner knows its frames. */
  downloadBegan(download: Protocol.Browser.downloadWillBeginPayload): void;
  targetGone(): void;
}

interface Stranger {
  session: CdpSession;
  info: Protocol.Target.TargetInfo;
}

const owners = new Map<string, TargetOwner>();
const parked = new Map<string, Stranger>();
const targets = new Set<string>();
const foreign = new Set<string>();
let requestOwners: Owners | undefined;
let creating = 0;
let onStranger: (stranger: Stranger) => void = ({ session }) => void session.attempt('Runtime.runIfWaitingForDebugger');
let started: Promise<Chromium> | undefined;

/** A page target that the app did not make: a window that a page tried to open. It waits until this is answered. */
export const whenStranger = (listener: (stranger: Stranger) => void): void => {
  onStranger = listener;
};

/** A page that an outside client made for itself: its requests are let alone. */
export const noteForeign = (targetId: string): void => void foreign.add(targetId);
export const hasForeignContexts = (): boolean => foreign.size > 0;

/** Who answers for stopped requests. */
export const useOwners = (owners: Owners): void => {
  requestOwners = owners;
};

/** A session's `webRequest` listener has changed. */
export const requestsChanged = (): void => {
  if (!started || !requestOwners) return;
  const owners = requestOwners;
  void started.then(({ cdp }) => stopRequests(cdp.browser, owners));
};

/** Starts Chromium at the first call. */
export const chromium = (): Promise<Chromium> => (started ??= start());

/** The browser's own session. */
export const browser = async (): Promise<CdpSession> => (await chromium()).cdp.browser;

/** Makes a page target; its owner is told when it is attached. Answers the target's id. */
export async function createPage(
  params: Protocol.Target.createTargetParameters,
  owner: TargetOwner,
): Promise<string> {
  const cdp = await browser();
  creating += 1;
  try {
    const first = await takeStartupPage(params.browserContextId);
    const targetId = first ?? (await cdp.send('Target.createTarget', params)).targetId;
    owners.set(targetId, owner);
    return targetId;
  } finally {
    creating -= 1;
    settle();
  }
}

/** Closes a page. Chromium forgets the wish when a document is just being replaced, so it is told until the page is gone. */
export async function closePage(targetId: string): Promise<void> {
  const cdp = await browser();
  for (let tries = 0; tries < 10 && targets.has(targetId); tries++) {
    await cdp.attempt('Target.closeTarget', { targetId });
    await new Promise((resolve) => setTimeout(resolve, 100).unref());
  }
}

let startupPage: string | undefined;
/** With a display Chromium starts with a window: it becomes the first one of the default session. */
async function takeStartupPage(context: string | undefined): Promise<string | undefined> {
  const page = context === undefined ? startupPage : undefined;
  startupPage = context === undefined ? undefined : startupPage;
  return page;
}

/** Hands over what arrived while targets were being made. */
function settle(): void {
  for (const [targetId, stranger] of parked) {
    const owner = owners.get(targetId);
    if (!owner && (creating > 0 || targetId === startupPage)) continue;
    parked.delete(targetId);
    if (owner) owner.attached(stranger.session, stranger.info);
    else onStranger(stranger);
  }
}

async function start(): Promise<Chromium> {
  const running = await startChromium([appFacts().name]);
  const { browser: cdp } = running.cdp;
  cdp.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    const session = running.cdp.session(sessionId);
    if (targetInfo.type !== 'page') {
      // What it requests could not be shown to the app: it is refused.
      const refused = targetInfo.type === 'service_worker' || targetInfo.type === 'shared_worker';
      if (refused) void cdp.attempt('Target.closeTarget', { targetId: targetInfo.targetId });
      else void session.attempt('Runtime.runIfWaitingForDebugger');
      return;
    }
    targets.add(targetInfo.targetId);
    parked.set(targetInfo.targetId, { session, info: targetInfo });
    settle();
  });
  cdp.on('Browser.downloadWillBegin', (download) => {
    for (const owner of new Set(owners.values())) owner.downloadBegan(download);
  });
  cdp.on('Target.targetDestroyed', ({ targetId }) => {
    targets.delete(targetId);
    owners.get(targetId)?.targetGone();
    owners.delete(targetId);
    parked.delete(targetId);
    foreign.delete(targetId);
  });
  const firstPage = running.headless ? undefined : firstPageOf(cdp);
  if (requestOwners) answerRequests(cdp, requestOwners);
  await Promise.all([
    ...(requestOwners ? [stopRequests(cdp, requestOwners)] : []),
    cdp.send('Target.setDiscoverTargets', { discover: true }),
    cdp.send('Target.setAutoAttach', {
      autoAttach: true,
      waitForDebuggerOnStart: true,
      flatten: true,
      filter: [{ type: 'browser', exclude: true }, { type: 'tab', exclude: true }, { type: 'browser_ui', exclude: true }, {}],
    }),
  ]);
  startupPage = await firstPage;
  settle();
  return running;
}

/** The page that Chromium opens by itself where there is a display. */
function firstPageOf(cdp: CdpSession): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  cdp.on('Target.targetCreated', ({ targetInfo }) => {
    if (targetInfo.type === 'page') resolve(targetInfo.targetId);
  });
  creating += 1;
  setTimeout(resolve, 3000, undefined).unref();
  return promise.finally(() => (creating -= 1));
}
