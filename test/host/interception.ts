/**
 * What happens to each request: policy first, then the app's own pages, then `webRequest`, then the network. Requests are
 * stopped for the whole browser at once, so that a tab which a page opens is held as well.
 */
import type { CdpSession, Protocol } from './cdp.ts';
import { schemeOf, shownSchemes, toChromium, toElectron } from './origins.ts';
import type { HostWebContents } from './web-contents.ts';

/** What DevTools must stop for us. */
function patterns(everything: boolean): Protocol.Fetch.RequestPattern[] {
  if (everything) return [{ urlPattern: '*' }];
  return [{ urlPattern: '*', resourceType: 'Document' }, { urlPattern: 'https://*.invalid/*' }, { urlPattern: '*/favicon.ico' }];
}

/** A request as a scheme's handler gets it. */
export function toRequest(request: Protocol.Network.Request, body: Buffer | undefined): Request {
  const hasBody = request.method !== 'GET' && request.method !== 'HEAD';
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    try {
      headers.append(name, name.toLowerCase() === 'referer' ? toElectron(value) : value);
    } catch {
      // Not a header that fetch knows, such as a pseudo header.
    }
  }
  return new Request(toElectron(request.url + (request.urlFragment ?? '')), {
    method: request.method,
    headers,
    ...(hasBody && body !== undefined ? { body: new Uint8Array(body) } : {}),
  });
}

/** Answers a stopped request with a handler's response, header by header. */
export async function fulfil(session: CdpSession, requestId: string, response: Response): Promise<void> {
  if (response.type === 'error') {
    await session.attempt('Fetch.failRequest', { requestId, errorReason: 'Failed' });
    return;
  }
  const body = Buffer.from(await response.arrayBuffer());
  const responseHeaders = [...response.headers].map(([name, value]) => ({
    name,
    value: name === 'location' ? toChromium(value) : value,
  }));
  await session.attempt('Fetch.fulfillRequest', {
    requestId,
    responseCode: response.status,
    ...(response.statusText ? { responsePhrase: response.statusText } : {}),
    responseHeaders,
    body: body.toString('base64'),
  });
}

/** Whose requests they are. */
export interface Owners {
  /** True when some session wants to see every request. */
  wantsAll(): boolean;
  byFrame(frameId: string): HostWebContents | undefined;
  /** True when an outside client has made a browser context of its own. */
  isForeign(frameId: string): Promise<boolean>;
}

/** Sends what must be stopped; called again when a session's listeners change. */
export const stopRequests = (browser: CdpSession, owners: Owners) =>
  browser.send('Fetch.enable', { patterns: patterns(owners.wantsAll()) });

/** Answers each stopped request. */
export function answerRequests(browser: CdpSession, owners: Owners): void {
  browser.on('Fetch.requestPaused', (paused) => {
    const contents = owners.byFrame(paused.frameId);
    if (contents) return void decide(browser, contents, paused);
    const { requestId } = paused;
    void owners.isForeign(paused.frameId).then((foreign) =>
      foreign
        ? browser.attempt('Fetch.continueRequest', { requestId })
        : browser.attempt('Fetch.failRequest', { requestId, errorReason: 'Aborted' }),
    );
  });
}

/** Decides about one stopped request. Never leaves it hanging. */
async function decide(session: CdpSession, contents: HostWebContents, paused: Protocol.Fetch.requestPausedPayload): Promise<void> {
  const { requestId, request, frameId } = paused;
  const fail = (errorReason: Protocol.Network.ErrorReason) => session.attempt('Fetch.failRequest', { requestId, errorReason });
  try {
    const isDocument = paused.resourceType === 'Document';
    const delivered = isDocument ? contents.takeDelivery(frameId, request.url) : undefined;
    if (delivered) return await fulfil(session, requestId, delivered);
    if (isDocument && !contents.navigation.allows(frameId, request.url, paused.redirectedRequestId !== undefined)) {
      return void (await fail('Aborted'));
    }
    if (request.url.endsWith('/favicon.ico') && paused.resourceType === 'Other') return void (await fail('BlockedByClient'));
    const shown = toElectron(request.url);
    if (shown !== request.url && shownSchemes().includes(schemeOf(shown))) {
      const handler = contents.session.protocol.handlerOf(schemeOf(shown));
      if (!handler) return void (await fail('NameNotResolved'));
      const body = await contents.page.bodyOf(request, paused.networkId);
      return await fulfil(session, requestId, await handler(toRequest(request, body)));
    }
    const answer = await contents.session.webRequest.ask(paused, contents, contents.frames.get(frameId));
    if (answer.cancel) return void (await fail('BlockedByClient'));
    if (answer.redirectURL !== undefined && answer.redirectURL !== request.url) {
      const location = toChromium(answer.redirectURL);
      await session.attempt('Fetch.fulfillRequest', {
        requestId,
        responseCode: 307,
        responseHeaders: [{ name: 'Location', value: location }, ...crossOrigin(request)],
      });
      return;
    }
    await session.attempt('Fetch.continueRequest', { requestId });
  } catch (error) {
    process.stderr.write(`stand-in: a request was refused: ${error instanceof Error ? error.message : String(error)}\n`);
    await fail('Failed');
  }
}

/** A redirect by `webRequest` is the app's own doing: CORS does not hold it up. */
function crossOrigin(request: Protocol.Network.Request): Protocol.Fetch.HeaderEntry[] {
  const origin = request.headers['Origin'];
  if (origin === undefined) return [];
  return [
    { name: 'Access-Control-Allow-Origin', value: origin },
    { name: 'Access-Control-Allow-Credentials', value: 'true' },
  ];
}
