/** Whether two sides of a session say the same, in the fields that an edit can change. What a side did not tell is unknown. */
import type { SessionFields } from '../../contract/domain.ts';
import { sameZone } from '../../contract/rules/zones.ts';
import { meantStart, possibleStarts } from './meant.ts';
import type { SessionWrite, ZohoSession } from './types.ts';

export const fieldsOf = (session: ZohoSession): SessionFields => ({
  topic: session.topic,
  agenda: session.agenda,
  startsAt: session.startsAt,
  duration: session.duration,
  timeZone: session.timeZone,
  participants: session.participants?.map(({ email }) => email) ?? null,
});

/** @param near epoch ms: chosen when clocks are set back and the wall clock means two moments, one of them this */
export function fieldsOfWrite(write: SessionWrite, near: number | null): SessionFields {
  const isMeant = near !== null && possibleStarts(write).some((moment) => isSameTime(moment, near));
  return {
    topic: write.topic,
    agenda: write.agenda,
    startsAt: isMeant ? near : meantStart(write),
    duration: write.duration,
    timeZone: write.timeZone,
    participants: write.participants && [...write.participants],
  };
}

const names = ['topic', 'agenda', 'startsAt', 'duration', 'timeZone', 'participants'] as const;

/** Zoho's times have no seconds: less than a minute apart is the same. */
const isSameTime = (a: number, b: number): boolean => Math.abs(a - b) < 60_000;
/** Zoho may tidy white space up. */
const plain = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim();
const people = (emails: readonly string[]): string =>
  [...new Set(emails.map((email) => email.trim().toLowerCase()))].toSorted().join(' ');

/** Null when one of them did not tell it. */
function isSame(name: (typeof names)[number], a: SessionFields, b: SessionFields): boolean | null {
  switch (name) {
    case 'topic':
      return a.topic === '' || b.topic === '' ? null : plain(a.topic) === plain(b.topic);
    case 'agenda':
      return a.agenda === null || b.agenda === null ? null : plain(a.agenda) === plain(b.agenda);
    case 'timeZone':
      if (a.timeZone === null || b.timeZone === null) return null;
      return a.timeZone.toLowerCase() === b.timeZone.toLowerCase() || sameZone(a.timeZone, b.timeZone);
    case 'participants':
      return a.participants === null || b.participants === null ? null : people(a.participants) === people(b.participants);
    default: {
      const [one, other] = [a[name], b[name]];
      return one === null || other === null ? null : isSameTime(one, other);
    }
  }
}

/**
 * Zoho's copy is none of those that are expected: it differs from each in a field that both tell, and that is not
 * already as it is wanted.
 */
export const isChangedMeanwhile = (
  theirs: SessionFields,
  expected: readonly SessionFields[],
  wanted: SessionFields,
): boolean =>
  expected.length > 0 &&
  expected.every((known) =>
    names.some((name) => isSame(name, known, theirs) === false && isSame(name, wanted, theirs) !== true),
  );

/** Nothing is left to be written. Participants that are not to be set are as they are. */
export const isAlready = (theirs: SessionFields, wanted: SessionFields): boolean =>
  names.every((name) => isSame(name, wanted, theirs) ?? (name === 'participants' && wanted.participants === null));
