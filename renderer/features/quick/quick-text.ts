/** The words for what a line was read as, and for what it leaves open. */
import type { Recurrence, Weekday } from '../../../contract/calendar.ts';
import { quoted } from '../../../contract/rules/field-text.ts';
import { lengthText } from '../../../contract/rules/invitation.ts';
import { offsetText } from '../../../contract/rules/zones.ts';
import type { Answer, Question, Reading } from './reading.ts';
import { weekdays } from './weekdays.ts';
import { dateFormat } from '../../ui/formats.ts';

const dayText = (date: string, locale?: string) =>
  dateFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
    Date.parse(`${date}T12:00Z`),
  );

const cityText = (zone: string) => zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');

/** "15:00–15:45" */
function timeText(time: string, duration: number | null): string {
  if (duration === null) return time;
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const end = (hour * 60 + minute + Math.round(duration / 60_000)) % 1440;
  return `${time}–${String(Math.floor(end / 60)).padStart(2, '0')}:${String(end % 60).padStart(2, '0')}`;
}

/** "Tue 24 Nov 2026, 15:00–15:45 · Paris · 2 people · every week on Tue"; empty when nothing but a topic was read. */
export function summaryText(reading: Reading, locale?: string): string {
  const { date, time, duration, timeZone, participants, repeat } = reading;
  const when = [date === null ? null : dayText(date, locale), time === null ? null : timeText(time, duration)];
  const parts = [
    when.filter((each) => each !== null).join(', '),
    time === null && duration !== null ? lengthText(duration) : '',
    timeZone === null ? '' : cityText(timeZone),
    participants.length === 0 ? '' : participants.length === 1 ? '1 person' : `${participants.length} people`,
    repeat ? repeatText(repeat, date, locale) : '',
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

const weekdayText = (day: Weekday, locale?: string) =>
  // The first of June 2026 is a Monday.
  dateFormat(locale, { weekday: 'short', timeZone: 'UTC' }).format(Date.UTC(2026, 5, 1 + weekdays.indexOf(day)));

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth'];

/** "every 2 weeks on Mon, Wed until 19 Jun" @param first the date it begins with */
export function repeatText({ interval, every, end }: Recurrence, first: string | null, locale?: string): string {
  const isWorkweek = every.unit === 'week' && every.on.join() === 'MO,TU,WE,TH,FR';
  let text = interval === 1 ? `every ${every.unit}` : `every ${interval} ${every.unit}s`;
  if (isWorkweek && interval === 1) text = 'every weekday';
  else if (every.unit === 'week') text += ` on ${every.on.map((day) => weekdayText(day, locale)).join(', ')}`;
  else if (every.unit === 'month' && first !== null) {
    const day = Number(first.slice(8));
    const name = dateFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(Date.parse(`${first}T12:00Z`));
    const place = every.by === 'weekday' && every.isLast ? 'last' : ordinals[Math.ceil(day / 7) - 1];
    text += every.by === 'date' ? ` on day ${day}` : ` on the ${place} ${name}`;
  }
  if (end.type === 'until') return `${text} until ${dayText(end.date, locale)}`;
  return end.type === 'count' ? `${text}, ${end.count} times` : text;
}

const which = {
  date: 'Which day?', time: 'Which time?', duration: 'How long?', timeZone: 'Which time zone?', repeat: 'Which repeat?',
  participants: 'Who?', kind: 'Which?',
} as const;

/** What is asked, as one sentence or two. */
export function questionText({ field, reason, about, choices }: Question): string {
  const words = quoted(about);
  switch (reason) {
    case 'several': return which[field];
    case 'ambiguous': return field === 'repeat' ? `${words}: does it repeat?` : `${words} is used in several time zones. Which one?`;
    case 'offset': return `${words} does not follow changes of clocks. Which place?`;
    case 'past': return choices.length > 0 ? 'This start has passed. Rather:' : 'This start has passed.';
    case 'gap': return 'Clocks skip this time that day. Rather:';
    case 'overlap': return 'Clocks show this time twice that day. Rather:';
    case 'midnight': return 'Which midnight?';
    case 'part-of-day': return `At what time in the ${about}?`;
    case 'bare-number': return `Is ${words} the time?`;
    case 'other-day': return `${words} is another day in that time zone. Which day?`;
    case 'no-such-date': return `There is no such day as ${words}.`;
    case 'weekday': return `${words}: weekday and date do not fit together. Which day?`;
    case 'in-topic': return field === 'repeat' ? `${words}: does it repeat?` : `${words}: is that how long it lasts?`;
    case 'too-long': return `${words} is no length for a meeting: 1 minute to 24 hours.`;
    case 'malformed': return `${words} is not a whole e-mail address.`;
    case 'known': return `Invite ${words}?`;
    case 'ends-early': return 'The repeat ends before it begins.';
  }
}

/** What stands on the button. @param at epoch ms, for offsets */
export function answerText(answer: Answer, at: number, locale?: string): string {
  const { date, time, duration, timeZone, participant, repeat } = answer;
  if (repeat) return sentence(repeatText(repeat, date ?? null, locale));
  if (timeZone !== undefined) return `${cityText(timeZone)}, ${offsetText(timeZone, at)}`;
  if (participant !== undefined) return participant;
  const start = [date === undefined ? '' : dayText(date, locale), time === undefined ? '' : timeText(time, duration ?? null)];
  const text = start.filter((part) => part !== '').join(', ');
  if (text !== '') return text;
  return duration === undefined ? 'No' : lengthText(duration);
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
