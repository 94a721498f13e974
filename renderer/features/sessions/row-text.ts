import type { Account, Kind, SessionRow } from '../../../contract/domain.ts';
import { lengthText } from '../../../contract/rules/invitation.ts';
import { blockText, cut, isUnseen, lineText, longestShownTopic } from '../../../contract/rules/shown-text.ts';
import type { TimeText } from '../../ui/time.ts';

export const timeNotKnown = 'Time not known';

/** On one line, and bounded. */
export function topicOf(row: Pick<SessionRow, 'topic'>): string {
  const topic = lineText(row.topic, longestShownTopic);
  return isUnseen(topic) ? 'Untitled' : topic;
}

/** Longer than one of Parley's own can be: a heading does not show all of it. */
const mostInHeading = 200;

/** The topic in full where a heading does not show all of it, else null. */
export const wholeTopic = ({ topic }: Pick<SessionRow, 'topic'>): string | null =>
  cut(topic, mostInHeading) === topic ? null : blockText(topic);

/** The accessible name of a row: "Weekly review, Fri, 19 Jun, 10:00". */
export function rowName(row: Pick<SessionRow, 'topic' | 'startsAt'>, time: TimeText, now: number): string {
  return `${topicOf(row)}, ${row.startsAt === null ? timeNotKnown : time.dayTime(row.startsAt, now)}`;
}

const same = (a: string | null, b: string) => a !== null && a.trim().toLowerCase() === b.trim().toLowerCase();

/** True when the account holds the session itself. */
export function isMine(row: Pick<SessionRow, 'presenterEmail' | 'presenterName'>, account: Account): boolean {
  return row.presenterEmail === null ? same(row.presenterName, account.name) : same(row.presenterEmail, account.email);
}

/** Who presents, when that is somebody else. */
export function presenterText(row: SessionRow, account: Account): string | undefined {
  if (isMine(row, account)) return undefined;
  return row.presenterName?.trim() || row.presenterEmail?.trim() || undefined;
}

/** A change that Zoho has not confirmed, where a row stands for it. */
export const pendingText: Record<NonNullable<SessionRow['pending']>, string> = {
  creating: 'Saving…',
  saving: 'Saving…',
  waiting: 'Waiting to be sent',
  asking: 'Needs your decision',
};

/** Zoho has no key for it yet: its own is of Parley's making. */
export const isUnborn = ({ pending, key }: Pick<SessionRow, 'pending' | 'key'>): boolean =>
  pending === 'creating' || (pending !== null && key.startsWith('new-'));

export const durationText = (row: Pick<SessionRow, 'duration'>): string | undefined =>
  row.duration === null || row.duration === 0 ? undefined : lengthText(row.duration);

/** "1351189999" as Zoho prints it: "135 118 9999". Keys that are not all digits stay as they are. */
export function keyText(key: string): string {
  if (!/^\d{7,}$/.test(key)) return key;
  const groups: string[] = [];
  let rest = key;
  while (rest.length > 4) {
    groups.push(rest.slice(0, 3));
    rest = rest.slice(3);
  }
  return [...groups, rest].join(' ');
}

export const kindWords: Record<Kind, { one: string; many: string; Title: string }> = {
  meeting: { one: 'meeting', many: 'meetings', Title: 'Meetings' },
  webinar: { one: 'webinar', many: 'webinars', Title: 'Webinars' },
};
