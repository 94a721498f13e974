/** What of a session an edit can change, and whether two sides say the same of it. */
import type { SessionFields } from '../domain.ts';
import { sameZone } from './zones.ts';

export type FieldName = keyof SessionFields;

/** In the order in which they are compared. */
export const fieldNames = [
  'topic', 'agenda', 'startsAt', 'duration', 'timeZone', 'participants',
] as const satisfies readonly FieldName[];

/** Zoho's times have no seconds: less than a minute apart is the same. Epoch ms, or ms. */
export const isSameTime = (a: number, b: number): boolean => Math.abs(a - b) < 60_000;
/** Zoho may tidy white space up. */
const plain = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim();
const people = (emails: readonly string[]): string =>
  [...new Set(emails.map((email) => email.trim().toLowerCase()))].toSorted().join(' ');

/** Null when one of them did not tell it. */
export function isSameField(name: FieldName, a: SessionFields, b: SessionFields): boolean | null {
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
