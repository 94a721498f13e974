/** Whether two sides of a session say the same in what an edit can change. What a side did not tell is unknown. */
import type { SessionFields } from '../../contract/domain.ts';
import { fieldNames, isSameField, isSameTime } from '../../contract/rules/session-fields.ts';
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
    fieldNames.some((name) => isSameField(name, known, theirs) === false && isSameField(name, wanted, theirs) !== true),
  );

/** Nothing is left to be written. Participants that are not to be set are as they are. */
export const isAlready = (theirs: SessionFields, wanted: SessionFields): boolean =>
  fieldNames.every((name) => isSameField(name, wanted, theirs) ?? (name === 'participants' && wanted.participants === null));
