/** A session as it is written on the disk. Functions and no schema: a start reads thousands of them. */
import type { Kind } from '../../../contract/domain.ts';
import type { ZohoSession } from '../../zoho/types.ts';

/**
 * Named one by one, in one order: taking some out of a copy of the rest costs twice as much as the writing. The start link
 * is privileged and stays in memory: `canStart` says that there was one, and Zoho is asked again.
 */
export function bodyOf(of: ZohoSession): string {
  const body: Omit<ZohoSession, 'kind' | 'key' | 'pending' | 'startLink'> = {
    topic: of.topic, startsAt: of.startsAt, duration: of.duration, timeZone: of.timeZone,
    presenterName: of.presenterName, presenterEmail: of.presenterEmail, recurring: of.recurring, canJoin: of.canJoin,
    agenda: of.agenda, joinLink: of.joinLink, registrationLink: of.registrationLink, canStart: of.canStart,
    participants: of.participants, registered: of.registered, attended: of.attended, dialIn: of.dialIn,
    detailsAsOf: of.detailsAsOf, creatorZuid: of.creatorZuid, instanceIds: of.instanceIds,
  };
  return JSON.stringify(body);
}

/** Answers the text that is the same: many sessions have one presenter. */
export type Same = (text: string) => string;

/** The session that was written, or null when anything in it is not what a session has. Throws for what is not JSON. */
export function readBody(text: string, kind: Kind, key: string, same: Same = (each) => each): ZohoSession | null {
  const body: unknown = JSON.parse(text);
  if (!isFields(body)) return null;
  const { topic, startsAt, duration, timeZone, presenterName, presenterEmail, recurring, canJoin, agenda, joinLink } = body;
  const { registrationLink, canStart, participants, registered, attended, dialIn, detailsAsOf, creatorZuid, instanceIds } = body;
  if (!isText(topic) || !isTextOrNull(timeZone) || !isTextOrNull(presenterName) || !isTextOrNull(presenterEmail)) return null;
  if (!isNumberOrNull(startsAt) || !isAmountOrNull(duration) || !isFlag(recurring) || !isFlag(canJoin)) return null;
  if (!isTextOrNull(agenda) || !isTextOrNull(joinLink) || !isTextOrNull(registrationLink) || !isFlag(canStart)) return null;
  if (!isAmountOrNull(registered) || !isAmountOrNull(attended) || !isTextOrNull(dialIn)) return null;
  if (!isNumberOrNull(detailsAsOf) || !isTextOrNull(creatorZuid) || !isListOf(isText, instanceIds)) return null;
  if (participants !== null && !isListOf(isParticipant, participants)) return null;
  return {
    kind, key, topic, startsAt, duration, timeZone, presenterName: presenterName && same(presenterName),
    presenterEmail: presenterEmail && same(presenterEmail), recurring, canJoin, pending: null, agenda, joinLink,
    registrationLink, canStart, participants: participants && participants.map(({ email }) => ({ email })), registered,
    attended, dialIn, detailsAsOf, startLink: null, creatorZuid: creatorZuid && same(creatorZuid), instanceIds,
  };
}

/** Texts that were read, so that each is in memory once: up to so many. */
const mostTexts = 500;

export function createTexts(): { readonly same: Same; clear(): void } {
  const texts = new Map<string, string>();
  return {
    same(text) {
      const known = texts.get(text);
      if (known !== undefined) return known;
      if (texts.size === mostTexts) texts.clear();
      texts.set(text, text);
      return text;
    },
    clear: () => texts.clear(),
  };
}

const isFields = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isFlag = (value: unknown): value is boolean => typeof value === 'boolean';
const isText = (value: unknown): value is string => typeof value === 'string';
const isTextOrNull = (value: unknown): value is string | null => value === null || isText(value);
// A number of too many digits is read as infinite.
const isNumberOrNull = (value: unknown): value is number | null => value === null || Number.isFinite(value);
const isAmountOrNull = (value: unknown): value is number | null => isNumberOrNull(value) && (value === null || value >= 0);
const isParticipant = (value: unknown): value is { email: string } => isFields(value) && isText(value['email']);
const isListOf = <T>(is: (value: unknown) => value is T, value: unknown): value is T[] =>
  Array.isArray(value) && value.every(is);
