/** The body of a create or edit: documented keys only, since an unknown one may be refused (zoho-api.md 2.3, 2.6). */
import { Temporal } from 'temporal-polyfill';
import { formatWallClock } from '../time.ts';
import type { SessionWrite } from '../types.ts';
import { participantsOf } from './session.ts';
import { id, type Fields } from './values.ts';

export interface SessionBody {
  topic: string;
  agenda?: string;
  /** `zuid`: a number as documented, text when a number would lose digits. */
  presenter?: number | string;
  /** `Jun 19, 2026 07:00 PM`, on the wall clock in `timezone`. */
  startTime: string;
  /** Milliseconds. */
  duration: number;
  timezone: string;
  participants?: { email: string }[];
}

/** Date and time on the wall; undefined when there is no such day or hour. */
export function wallClockOf({ date, time }: Pick<SessionWrite, 'date' | 'time'>): Temporal.PlainDateTime | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || !/^\d{2}:\d{2}$/.test(time)) return undefined;
  try {
    return Temporal.PlainDateTime.from(`${date}T${time}`);
  } catch {
    return undefined;
  }
}

/** What Zoho would refuse whatever else is right: the name of the field, or undefined. */
export function unusableField(write: SessionWrite): keyof SessionWrite | undefined {
  if (write.topic.trim() === '') return 'topic';
  if (wallClockOf(write) === undefined) return 'time';
  if (!Number.isSafeInteger(write.duration) || write.duration <= 0) return 'duration';
  return write.timeZone.trim() === '' ? 'timeZone' : undefined;
}

/** Undefined when date or time do not exist. */
function common(write: SessionWrite): Pick<SessionBody, 'startTime' | 'duration' | 'timezone'> | undefined {
  const at = wallClockOf(write);
  return at && { startTime: formatWallClock(at), duration: write.duration, timezone: write.timeZone };
}

/** For a new session: what is empty is left out. @param zuid of the person, who presents */
export function createBody(write: SessionWrite, zuid: string): SessionBody | undefined {
  const { topic, agenda, participants } = write;
  const rest = common(write);
  return (
    rest && {
      topic,
      ...(agenda === '' ? {} : { agenda }),
      presenter: idValue(zuid),
      ...rest,
      ...(participants === null || participants.length === 0 ? {} : { participants: participants.map(asPerson) }),
    }
  );
}

/**
 * For an edit: everything, since it is unknown whether a PUT keeps what it does not name (zoho-api.md section 7,
 * rule 4). Presenter and, unless the person set them, participants are sent back as the GET told them; what it did
 * not tell is left out, since unknown is not empty.
 *
 * @param current the session in the answer to the GET
 */
export function editBody(write: SessionWrite, current: Fields): SessionBody | undefined {
  const rest = common(write);
  const presenter = [current['presenter'], current['presenterZuid']]
    .map((value) => id(value))
    .find((value) => value !== null && /^\d+$/.test(value));
  const participants = write.participants?.map(asPerson) ?? participantsOf(current['participants']);
  // An empty list that was only told is left out: where nobody is, nobody is lost by it.
  const isMeant = write.participants !== null || (participants !== null && participants.length > 0);
  return (
    rest && {
      topic: write.topic,
      agenda: write.agenda,
      ...(presenter ? { presenter: idValue(presenter) } : {}),
      ...rest,
      ...(participants !== null && isMeant ? { participants } : {}),
    }
  );
}

const asPerson = (email: string) => ({ email });

const idValue = (digits: string): number | string => {
  const value = Number(digits);
  return Number.isSafeInteger(value) && String(value) === digits ? value : digits;
};
