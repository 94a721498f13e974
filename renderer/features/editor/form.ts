import type { Kind, Session, SessionWrite, Settings } from '../../../contract/domain.ts';
import { durationInput } from '../../../contract/rules/duration.ts';
import { splitParticipants } from '../../../contract/rules/participants.ts';
import type { SessionForm, SessionFormContext } from '../../../contract/rules/session-form.ts';
import { validateForm } from '../../../contract/rules/session-form.ts';
import { type WallTime, startOf, wallTimeAt } from '../../../contract/rules/start.ts';
import { isZone } from '../../../contract/rules/zones.ts';
import { type Form, writeOf } from './form-basics.ts';

const minute = 60_000;
const quarter = 15 * minute;
const halfHour = 30 * minute;
const day = 24 * 60 * minute;

/** How long a new one lasts where Settings do not tell. */
const usualLength = halfHour;

/** Zone and length of a new form. @param here this computer's zone, taken where Settings name none that is known */
export function usualOf(settings: Settings | null, here: string): { zone: string; length: number } {
  const zone = settings?.defaultTimeZone ?? here;
  return { zone: isZone(zone) ? zone : here, length: settings?.defaultDuration ?? usualLength };
}

/** The next full half hour that clocks in `zone` show once. @param now epoch ms */
export function nextHalfHour(now: number, zone: string): WallTime {
  let at = Math.ceil((now + 1) / quarter) * quarter;
  // Zones beside UTC by a quarter of an hour have their half hours elsewhere.
  if (!/:(?:00|30)$/.test(wallTimeAt(at, zone).time)) at += quarter;
  for (let tries = 0; tries < 6; tries += 1, at += halfHour) {
    const wall = wallTimeAt(at, zone);
    if (startOf(wall.date, wall.time, zone).kind === 'plain') return wall;
  }
  return wallTimeAt(at, zone);
}

/** An untouched form at the next full half hour in `zone`. @param now epoch ms @param length ms */
export function newForm(now: number, zone: string, length = usualLength): Form {
  const { date, time } = nextHalfHour(now, zone);
  return {
    topic: '', agenda: '', date, time,
    duration: durationInput(length),
    timeZone: zone,
    participants: [],
    participantText: '',
  };
}

/** The form of a session as it is. @param zone taken where Zoho's cannot be read */
export function formOf(session: Session, zone: string): Form {
  const timeZone = session.timeZone !== null && isZone(session.timeZone) ? session.timeZone : zone;
  const wall = session.startsAt === null ? null : wallTimeAt(session.startsAt, timeZone);
  return {
    topic: session.topic,
    agenda: session.agenda ?? '',
    date: wall?.date ?? '',
    time: wall?.time ?? '',
    duration: session.duration ? durationInput(session.duration) : '',
    timeZone,
    participants: session.participants?.map(({ email }) => email) ?? null,
    participantText: '',
  };
}

/**
 * A copy of a session: at the same time, on its day while that lies ahead, else on the next same weekday.
 *
 * @param now epoch ms
 */
export function copyOf(session: Session, now: number, zone: string): Form {
  const form = formOf(session, zone);
  const filled = { ...newForm(now, form.timeZone), ...form, participants: form.participants ?? [] };
  if (session.startsAt === null) return { ...filled, ...nextHalfHour(now, form.timeZone), duration: filled.duration };
  return { ...filled, duration: form.duration || durationInput(usualLength), date: dateAhead(form, now) };
}

function dateAhead({ date, time, timeZone }: Form, now: number): string {
  const today = wallTimeAt(now, timeZone);
  const away = Math.round((Date.parse(`${today.date}T00:00Z`) - Date.parse(`${date}T00:00Z`)) / day);
  if (away < 0 || (away === 0 && time > today.time)) return date;
  const weeks = Math.floor(away / 7);
  const later = (days: number) => new Date(Date.parse(`${date}T00:00Z`) + days * day).toISOString().slice(0, 10);
  const thisWeek = later(weeks * 7);
  return thisWeek > today.date || (thisWeek === today.date && time > today.time) ? thisWeek : later((weeks + 1) * 7);
}

/** An untouched form with what a pasted text told. */
export const pastedOver = (form: Form, pasted: Partial<SessionForm>): Form => ({
  ...form,
  ...pasted,
  participants: [...(pasted.participants ?? form.participants ?? [])],
});

/** Everything typed, an address without its comma included. */
export const textsOf = ({ participants, participantText, ...texts }: Form): SessionForm => ({
  ...texts,
  participants: participants === null ? null : [...participants, ...splitParticipants(participantText)],
});

export const checkForm = (form: Form, context: SessionFormContext) => validateForm(textsOf(form), context);

/** What an untouched form stands for; null when it could not be sent as it is. @param now epoch ms */
export function writeOfUntouched(form: Form, { startsAt, timeZone }: Session, kind: Kind, now: number): SessionWrite | null {
  const answer = checkForm(form, { now, order: 'dmy', kind, editing: true, original: { startsAt, timeZone } });
  return answer.ok ? writeOf(answer.value) : null;
}
