import type { ErrorCode } from '../../contract/errors.ts';
import type { AppError } from '../../contract/result.ts';

/** The one step that most likely helps; features decide how to take it, or leave it out where it makes no sense. */
export type ErrorStep =
  | 'retry'
  | 'use-browser'
  | 'use-window'
  | 'edit-client-id'
  | 'edit-client-secret'
  | 'edit-redirect-uri'
  | 'edit-data-centre'
  | 'reconnect';

export interface ErrorWords {
  /** What happened. */
  readonly title: string;
  /** What was kept, and what to do next. */
  readonly body: string;
  readonly step?: ErrorStep;
}

interface Entry {
  readonly title: string;
  readonly body: string | ((error: AppError) => string);
  readonly step?: ErrorStep;
}

const fact = (error: AppError, name: string): string | undefined => {
  const value = error.details?.[name];
  return value === undefined || value === '' ? undefined : String(value);
};

/** "in about 10 minutes" from milliseconds. */
export function waitText(wait: number | undefined): string {
  if (wait === undefined) return 'in a few minutes';
  const seconds = Math.ceil(wait / 1000);
  if (seconds < 60) return seconds <= 1 ? 'in a moment' : `in ${seconds} seconds`;
  const minutes = Math.round(seconds / 60);
  return minutes === 1 ? 'in about a minute' : `in about ${minutes} minutes`;
}

const nothingChanged = 'Nothing was changed.';
const checkConsole = 'Check the client in the Zoho API console, then try again.';

/** “Zoho said …” when Zoho did, with a space after it. */
const zohoSaid = (error: AppError, name: string): string => {
  const said = fact(error, name);
  return said ? `Zoho said “${said}”. ` : '';
};

export const errorText: Record<ErrorCode, Entry> = {
  'invalid-input': {
    title: 'Parley could not use these values.',
    body: `${nothingChanged} Check the fields and try again.`,
  },
  'untrusted-sender': {
    title: 'The request did not come from Parley’s own page.',
    body: `It was refused and ${nothingChanged.toLowerCase()} Restart Parley if this comes back.`,
  },
  internal: {
    title: 'Something went wrong inside Parley.',
    body: `${nothingChanged} Try again; if it comes back, restart Parley. The log says more.`,
    step: 'retry',
  },

  offline: {
    title: 'Zoho could not be reached.',
    body: 'What Parley has read before stays here. Check the internet connection and try again.',
    step: 'retry',
  },
  timeout: {
    title: 'Zoho did not answer in time.',
    body: 'What Parley has read before stays here. Try again in a moment.',
    step: 'retry',
  },
  'captive-portal': {
    title: 'The network answered in Zoho’s place.',
    body:
      'This looks like the sign-in page of a guest network. Open any web page in your browser, sign in to the ' +
      'network, then try again.',
    step: 'retry',
  },
  'not-kept': {
    title: 'The change could not be kept on this computer.',
    body: 'Its disk may be full, and Zoho could not be reached either. Free some space, then try again.',
    step: 'retry',
  },
  'changed-meanwhile': {
    title: 'It was changed at Zoho meanwhile.',
    body: 'Your change is kept and not sent. Open Changes to compare both and choose.',
  },
  'bad-answer': {
    title: 'Zoho sent an answer that Parley cannot read.',
    body: 'What Parley has read before stays here. Try again; if it comes back, Zoho may have changed its service.',
    step: 'retry',
  },
  'zoho-unavailable': {
    title: 'Zoho has a fault right now.',
    body: 'What Parley has read before stays here. Try again in a few minutes.',
    step: 'retry',
  },
  'rate-limited': {
    title: 'Zoho asks for a pause.',
    body: (error) =>
      'Too many requests were made. What Parley has read before stays here. Try again ' +
      `${waitText(error.retryAfter)}.`,
    step: 'retry',
  },
  throttled: {
    title: 'Zoho gives out no new access for a while.',
    body: (error) => `You stay connected and everything is kept. Try again ${waitText(error.retryAfter)}.`,
    step: 'retry',
  },

  'not-connected': {
    title: 'Parley is not connected to Zoho.',
    body: 'Connect Zoho to go on.',
  },
  'reconnect-needed': {
    title: 'Zoho no longer accepts this connection.',
    body: 'Access may have been withdrawn in your Zoho account. What Parley has read stays here. Reconnect to go on.',
    step: 'reconnect',
  },
  'not-permitted': {
    title: 'Zoho does not permit this.',
    body:
      'The connection lacks a scope, or your role lacks a right. Settings shows what is switched on; your Zoho ' +
      'administrator can give the right.',
  },
  'wrong-organisation': {
    title: 'This belongs to another organisation.',
    body: 'Your account may have moved to another organisation. Reconnect to read it again.',
    step: 'reconnect',
  },
  'not-admin': {
    title: 'Only an administrator may do this.',
    body: `${nothingChanged} Ask an administrator of your Zoho organisation.`,
  },
  'not-found': {
    title: 'Zoho does not know this session any more.',
    body: 'It was probably deleted, or the key has changed. Refresh the list.',
  },
  'too-many-participants': {
    title: 'These are too many participants.',
    body: `${nothingChanged} Take some out and try again.`,
  },
  rejected: {
    title: 'Zoho refused these values.',
    body: (error) =>
      fact(error, 'reason') === 'too-long'
        ? `${nothingChanged} The text is too long for the way in which Zoho Calendar takes it. Shorten the description.`
        : `${nothingChanged} ${zohoSaid(error, 'zohoMessage')}Check them and try again.`,
  },
  'create-unknown': {
    title: 'Zoho did not say whether this was created.',
    body: 'Nothing is sent twice by itself. Open Changes to look for it again, and to decide.',
  },
  'wrong-host': {
    title: 'Zoho’s Meeting service was not found at this address.',
    body:
      'Your account may live in another data centre. Run the self-check in Settings, or disconnect and choose ' +
      'another data centre.',
  },

  'connect-busy': {
    title: 'A consent is already open.',
    body: 'Finish it in its window or browser tab, or cancel it first.',
  },
  'client-missing': {
    title: 'Parley does not know your Zoho client yet.',
    body: (error) =>
      fact(error, 'reason') === 'secret'
        ? 'The Client secret is not kept any more. Enter it again; everything else is there.'
        : 'Fill in the Client ID and Client secret from the Zoho API console.',
    step: 'edit-client-id',
  },
  'consent-declined': {
    title: 'You declined in Zoho.',
    body: 'Parley was given no access, and nothing was changed. Connect again when you want to accept.',
    step: 'retry',
  },
  'consent-closed': {
    title: 'Connecting was stopped before Zoho answered.',
    body: 'The consent was closed or cancelled. Parley was given no access, and nothing was changed.',
    step: 'retry',
  },
  'consent-timeout': {
    title: 'Nobody answered within five minutes.',
    body:
      'The consent was closed. Parley was given no access, and nothing was changed. If Zoho showed an error page ' +
      'instead, check the Client ID and the redirect URI.',
    step: 'retry',
  },
  'consent-error': {
    title: 'Zoho ended the consent with an error.',
    body: (error) =>
      `${zohoSaid(error, 'error')}Parley was given no access, and nothing was changed. ${checkConsole}`,
    step: 'retry',
  },
  'consent-blocked': {
    title: 'The sign-in led to a place that Parley does not open.',
    body: (error) =>
      `${fact(error, 'host') ?? 'That page'} is neither Zoho nor a sign-in provider known to Parley. ` +
      'Nothing was changed. Your own browser can go there.',
    step: 'use-browser',
  },
  'embedded-refused': {
    title: 'The sign-in provider does not allow windows inside apps.',
    body: 'Nothing was changed. Your own browser works instead.',
    step: 'use-browser',
  },
  'callback-invalid': {
    title: 'The answer did not belong to this request.',
    body:
      'It was thrown away, Parley was given no access, and nothing was changed. Start again; if it comes back, ' +
      'check the redirect URI.',
    step: 'retry',
  },
  'data-centre-unknown': {
    title: 'Zoho named a data centre that Parley does not know.',
    body:
      'To keep your client secret safe, nothing was sent there, and nothing was changed. A newer Parley may know ' +
      'it.',
    step: 'edit-data-centre',
  },
  'client-invalid': {
    title: 'Zoho does not know this Client ID.',
    body:
      'Nothing was changed. Compare it with the API console of your data centre, and see that the client is enabled ' +
      'for the data centre your account lives in.',
    step: 'edit-client-id',
  },
  'client-secret-invalid': {
    title: 'The Client secret does not fit the Client ID.',
    body:
      'Nothing was changed. Copy it again. Where Multi-DC is on without shared credentials, each data centre has ' +
      'its own secret.',
    step: 'edit-client-secret',
  },
  'redirect-invalid': {
    title: 'Zoho does not know this redirect URI.',
    body: 'Nothing was changed. It must be registered with your client, the same to the last character.',
    step: 'edit-redirect-uri',
  },
  'code-invalid': {
    title: 'Zoho did not accept the code it had just given.',
    body: 'It may have expired on the way. Parley was given no access, and nothing was changed.',
    step: 'retry',
  },
  'scope-missing': {
    title: 'Zoho did not grant access to your organisation.',
    body:
      'Without it Parley cannot find your meetings. Nothing was changed. Connect again and accept everything that ' +
      'is asked for.',
    step: 'retry',
  },
  'token-refused': {
    title: 'Zoho refused to give access.',
    body: (error) => `${zohoSaid(error, 'error')}${nothingChanged} ${checkConsole}`,
    step: 'retry',
  },
  'loopback-unavailable': {
    title: 'Parley could not listen for your browser’s answer.',
    body: (error) =>
      `${fact(error, 'port') ? `Port ${fact(error, 'port')}` : 'The port'} on this computer is in use or blocked. ` +
      'Nothing was changed. Close the other program, choose another port, or use Parley’s own window.',
    step: 'use-window',
  },

  'link-refused': {
    title: 'Parley did not open this link.',
    body: 'It does not lead to Zoho over https, so it may not be what it says.',
  },
  'link-missing': {
    title: 'Zoho gave no link for this session.',
    body: 'Refresh the details, or open the session in Zoho.',
  },
  'file-not-saved': {
    title: 'The file could not be saved.',
    body: 'Your Downloads folder is full or cannot be written to. Make room there, then try again.',
    step: 'retry',
  },
  'sandbox-unavailable': {
    title: 'The sandbox could not start.',
    body: 'It needs a free port on this computer. Nothing was changed. Try again, or restart Parley.',
    step: 'retry',
  },
};

/** Where an error is about an event of a calendar, and what is said of sessions would be wrong. */
const eventText: Partial<Record<ErrorCode, Entry>> = {
  'not-found': {
    title: 'Zoho does not have this event any more.',
    body: 'It was probably deleted, or its calendar was. Refresh the agenda to see what is there.',
  },
  'not-permitted': {
    title: 'Zoho does not permit this.',
    body:
      `${nothingChanged} The connection lacks the right to change events, or you may only read this calendar. Settings ` +
      'shows what is switched on; whoever owns the calendar can give you the right.',
  },
  'changed-meanwhile': {
    title: 'It was changed at Zoho meanwhile.',
    body: 'Nothing was overwritten. Look at what it is now, then decide again.',
  },
  'bad-answer': {
    title: 'Zoho Calendar sent an answer that Parley cannot read.',
    body: 'What Parley has read before stays here. Try again; if it comes back, change the event in Zoho Calendar.',
    step: 'retry',
  },
  'wrong-host': {
    title: 'Zoho Calendar was not found at this address.',
    body: 'Your account may live in another data centre. Run the self-check in Settings; it tells which one answers.',
  },
  'link-missing': {
    title: 'Zoho gave no link for this event.',
    body: 'Refresh the details, or open the event in Zoho Calendar.',
  },
};

/** What a person reads for an error. @param about what it happened to */
export function wordsFor(error: AppError, about: 'session' | 'event' = 'session'): ErrorWords {
  const { title, body, step } = (about === 'event' && eventText[error.code]) || errorText[error.code];
  return { title, body: typeof body === 'string' ? body : body(error), ...(step && { step }) };
}
