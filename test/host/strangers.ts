/** Whose a request or a new page is: the app's, a window that a page tried to open, or an outside client's own. */
import { browser, closePage, hasForeignContexts, noteForeign, useOwners, whenStranger } from './host.ts';
import { wantsAllRequests } from './session.ts';
import { HostWebContents } from './web-contents.ts';

useOwners({
  wantsAll: wantsAllRequests,
  byFrame: (frameId) => HostWebContents.getAllWebContents().find((contents) => contents.frames.get(frameId) !== undefined),
  async isForeign(frameId) {
    const info = await (await browser()).attempt('Target.getTargetInfo', { targetId: frameId });
    const context = info?.targetInfo.browserContextId;
    if (context === undefined) return hasForeignContexts();
    return HostWebContents.getAllWebContents().every((contents) => contents.page.contextId !== context);
  },
});

/** A page target that nobody here made, in a context of ours: a page tried to open a window. */
whenStranger(({ session, info }) => {
  const inContext = HostWebContents.getAllWebContents().filter((contents) => contents.page.contextId === info.browserContextId);
  const opener = inContext.find((contents) => contents.targetId === info.openerId) ?? inContext.at(-1);
  if (!opener) {
    noteForeign(info.targetId);
    void session.attempt('Runtime.runIfWaitingForDebugger');
    return;
  }
  void closePage(info.targetId);
  // It shares its process with its opener, which must not stay stopped with it. Its requests are held in any case.
  void session.attempt('Runtime.runIfWaitingForDebugger');
  const wish = opener.page.wishes.take(info.url);
  opener.mayOpen({ ...wish, referrer: { url: opener.getURL(), policy: 'strict-origin-when-cross-origin' } });
});
