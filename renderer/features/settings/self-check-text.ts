import type { SelfCheck } from '../../../contract/domain.ts';
import { wordsFor } from '../../ui/error-text.ts';

type CheckId = SelfCheck['id'];
type Status = SelfCheck['status'];
type Facts = SelfCheck['facts'];
type Line = string | ((facts: Facts) => string);

export const statusWord: Record<Status, string> = {
  ok: 'Good',
  warning: 'Look at this',
  failed: 'Needs a fix',
  'not-checked': 'Not checked',
};

export const checkName: Record<CheckId, string> = {
  client: 'Client',
  'redirect-uri': 'Redirect URI',
  'data-centre': 'Data centre',
  session: 'Session',
  'scope-organisation': 'Organisation',
  'scope-meetings': 'Meetings',
  'scope-webinars': 'Webinars',
  'scope-calendar': 'Calendar',
  'scope-freebusy': 'Free and busy times',
  'scope-repeats': 'Meetings in events',
  'scope-recordings': 'Recordings',
  zoho: 'Zoho',
  clock: 'Clock',
  'key-store': 'Key store',
};

const notYet = 'This can be checked once you are connected.';

const skew = (facts: Facts): string => {
  const ahead = Number(facts['skewSeconds'] ?? 0);
  const seconds = Math.abs(ahead);
  const size = seconds < 120 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
  return `${size} ${ahead < 0 ? 'behind' : 'ahead of'}`;
};
const named = (facts: Facts, name: string): string => {
  const value = facts[name];
  return value === undefined || value === '' ? '' : ` (${String(value)})`;
};

/** One line for each check and outcome. */
export const checkLine: Record<CheckId, Record<Status, Line>> = {
  client: {
    ok: 'Client ID and secret are there.',
    warning: 'The secret is not kept any more.',
    failed: 'The Client ID or the secret is missing or refused.',
    'not-checked': 'The sandbox brings its own client.',
  },
  'redirect-uri': {
    ok: (facts) => `Parley can catch it${named(facts, 'redirectUri')}.`,
    warning: (facts) => `Parley can catch it${named(facts, 'redirectUri')}, but Zoho’s console may ask for https://.`,
    failed: 'Parley cannot catch this redirect URI.',
    'not-checked': notYet,
  },
  'data-centre': {
    ok: (facts) => `Its addresses are known${named(facts, 'dataCentre')}.`,
    warning: 'Zoho’s public pages do not name the Meeting host of this data centre.',
    failed: 'Zoho’s Meeting service was not found in this data centre.',
    'not-checked': notYet,
  },
  session: {
    ok: 'Zoho accepts the connection.',
    warning: (facts) => {
      if (facts['throttledUntil'] !== undefined) return 'Zoho gives out no new access for a while.';
      return facts['renewable'] === false ? 'Zoho gave nothing to renew the access with.' : 'The last renewal failed.';
    },
    failed: 'Zoho no longer accepts the connection.',
    'not-checked': notYet,
  },
  'scope-organisation': {
    ok: 'Parley may read your organisation.',
    warning: 'Zoho did not list this scope.',
    failed: 'Parley may not read your organisation.',
    'not-checked': notYet,
  },
  'scope-meetings': {
    ok: 'Parley may read and change meetings.',
    warning: 'Only some rights for meetings were granted.',
    failed: 'Parley may not read meetings.',
    'not-checked': notYet,
  },
  'scope-webinars': {
    ok: 'Parley may read and change webinars.',
    warning: 'Webinars are switched off or only partly granted.',
    failed: 'Parley may not read webinars.',
    'not-checked': 'Webinars were left out.',
  },
  'scope-calendar': {
    ok: 'Parley may read your calendars and change events.',
    warning: 'Zoho did not grant everything for the calendar.',
    failed: 'Parley may not read your calendars.',
    'not-checked': 'The calendar is not asked for.',
  },
  'scope-freebusy': {
    ok: 'Parley may read when people are free or busy.',
    warning: 'Zoho did not grant this.',
    failed: 'Parley may not read when people are free or busy.',
    'not-checked': 'Free and busy times are not asked for.',
  },
  'scope-repeats': {
    ok: 'Parley may put meetings into events.',
    warning: 'Zoho did not grant this.',
    failed: 'Parley may not put meetings into events.',
    'not-checked': 'Meetings in events are not asked for.',
  },
  'scope-recordings': {
    ok: 'Parley may list recordings.',
    warning: 'Zoho did not grant this.',
    failed: 'Parley may not list recordings.',
    'not-checked': 'Recordings are not asked for.',
  },
  zoho: {
    ok: 'Zoho’s Meeting service answers.',
    warning: 'Zoho’s Meeting service answers, but not as expected.',
    failed: 'Zoho’s Meeting service did not answer.',
    'not-checked': notYet,
  },
  clock: {
    ok: 'This computer’s clock agrees with Zoho’s.',
    warning: (facts) => `This computer’s clock is ${skew(facts)} Zoho’s.`,
    failed: (facts) => `This computer’s clock is ${skew(facts)} Zoho’s.`,
    'not-checked': 'Zoho’s clock could not be read.',
  },
  'key-store': {
    ok: 'The system keeps Parley’s keys encrypted.',
    warning: 'No safe place for keys: the connection lasts until you quit.',
    failed: 'The system’s key store cannot be opened.',
    'not-checked': 'Nothing is kept yet.',
  },
};

/** The one thing to do, where something can be done. */
export const checkFix: Record<CheckId, string> = {
  client: 'Copy the ID and the secret again from the Zoho API console.',
  'redirect-uri': 'Use parley://oauth/callback, or https://localhost/callback, and register the same with your client.',
  'data-centre': 'Disconnect and choose the data centre that your Zoho address ends with.',
  session: 'Reconnect from the Account menu.',
  'scope-organisation': 'Reconnect and accept everything that Zoho asks for.',
  'scope-meetings': 'Switch meetings on above, and accept everything that Zoho asks for.',
  'scope-webinars': 'Switch webinars on above, if you want them.',
  'scope-calendar': 'Switch the calendar on above, if you want it, and accept everything that Zoho asks for.',
  'scope-freebusy': 'Switch it on above again, or do without: others then count as not known.',
  'scope-repeats': 'Switch it on above again, or do without: other meetings are not concerned.',
  'scope-recordings': 'Switch recordings on above again, or look at them in Zoho.',
  zoho: 'Check the internet connection; Zoho’s status is at status.zoho.com.',
  clock: 'Set the clock by the internet in the system’s settings.',
  'key-store': 'Unlock the system’s keyring, or install one, then restart Parley.',
};

/** Zoho counts renewals (zoho-api.md 1.5): how many of those it allows were used. */
const renewalsText = ({ refreshesUsed: used, refreshLimit: limit }: Facts): string | null =>
  used === undefined || limit === undefined
    ? null
    : `Access renewals: ${String(used)} of ${String(limit)} in the last 10 minutes.`;

export interface CheckWords {
  readonly name: string;
  readonly status: string;
  readonly line: string;
  readonly fix: string | null;
}

/** What a person reads for one check. */
export function checkWords({ id, status, facts, error }: SelfCheck): CheckWords {
  const line = checkLine[id][status];
  const said = typeof line === 'string' ? line : line(facts);
  const unwell = status === 'warning' || status === 'failed';
  return {
    name: checkName[id],
    status: statusWord[status],
    line: [said, error && unwell && wordsFor(error).title, renewalsText(facts)].filter(Boolean).join(' '),
    fix: unwell ? checkFix[id] : null,
  };
}

/** One line for the whole run. */
export function summaryText(checks: readonly SelfCheck[]): string {
  const unwell = checks.filter(({ status }) => status === 'failed' || status === 'warning').length;
  if (unwell === 0) return 'Everything is as it should be';
  return unwell === 1 ? 'One thing to look at' : `${unwell} things to look at`;
}
