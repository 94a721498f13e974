/** Templates and forms: what one makes of the other. */
import type { Recurrence, Template } from '../../../contract/calendar.ts';
import type { Session } from '../../../contract/domain.ts';
import { durationInput, parseDuration } from '../../../contract/rules/duration.ts';
import { lengthText } from '../../../contract/rules/invitation.ts';
import { checkParticipants } from '../../../contract/rules/participants.ts';
import { noRepeat, repeatFormOf, weekdayOn } from '../../../contract/rules/repeat-form.ts';
import type { AppError } from '../../../contract/result.ts';
import { wordsFor } from '../../ui/error-text.ts';
import type { Form } from '../editor/form-basics.ts';

export type TemplateBody = Omit<Template, 'id' | 'name'>;

/** What a template can hold (contract/calendar.ts). */
const most = { name: 80, topic: 200, agenda: 2_000, participants: 100, duration: 24 * 3_600_000 };
const shortest = 60_000;
const usualLength = 30 * 60_000;
const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

type Filled = Pick<Form, 'topic' | 'duration'> & Partial<Pick<Form, 'agenda' | 'participants' | 'participantText' | 'repeat'>>;

/** What a template puts into a form; what it says nothing about stays. @param date `YYYY-MM-DD`; null while it is none */
export function filledFrom(template: Template, date: string | null): Filled {
  const { kind, topic, agenda, duration, participants, repeat } = template;
  return {
    topic,
    duration: durationInput(duration),
    ...(agenda !== '' && { agenda }),
    ...(participants.length > 0 && { participants: [...participants], participantText: '' }),
    // Only meetings can: there it also says that it does not.
    ...(kind === 'meeting' && { repeat: repeat && date ? repeatFormOf(onThatDay(repeat, date), date) : noRepeat }),
  };
}

/** Once a week is on the weekday of the first date. Several days are kept, with that of the first date among them. */
function onThatDay(repeat: Recurrence, date: string): Recurrence {
  const { every } = repeat;
  if (every.unit !== 'week') return repeat;
  const day = weekdayOn(date);
  const on = every.on.length === 1 ? [day] : weekdays.filter((each) => each === day || every.on.includes(each));
  return { ...repeat, every: { ...every, on } };
}

const fitting = (body: TemplateBody): TemplateBody => ({
  ...body,
  topic: body.topic.slice(0, most.topic),
  agenda: body.agenda.slice(0, most.agenda),
  duration: Math.min(Math.max(Math.round(body.duration), shortest), most.duration),
  participants: checkParticipants(body.participants).addresses.slice(0, most.participants),
});

/** What a form is saved as, whether or not all of it can be sent. @param repeat where the form can repeat */
export function templateOfForm(kind: Template['kind'], form: Form, repeat: Recurrence | null = null): TemplateBody {
  const length = parseDuration(form.duration);
  return fitting({
    kind, repeat, topic: form.topic.trim(), agenda: form.agenda.trim(),
    duration: length.ok ? length.duration : usualLength,
    participants: form.participants ?? [],
  });
}

export const templateOfSession = ({ kind, topic, agenda, duration, participants }: Session): TemplateBody =>
  fitting({
    kind, topic, agenda: agenda ?? '', duration: duration ?? usualLength,
    participants: participants?.map(({ email }) => email) ?? [], repeat: null,
  });

/** What a name is taken for, or why it is none. */
export function nameProblem(name: string): string | null {
  if (name.trim() === '') return 'Enter a name.';
  return name.trim().length > most.name ? `Enter ${most.name} characters at most.` : null;
}

/** The other template of that name, whatever its capitals. */
export const namesake = (templates: readonly Template[], name: string, own: string | null): Template | undefined =>
  templates.find((each) => each.id !== own && each.name.toLocaleLowerCase() === name.trim().toLocaleLowerCase());

export const nameFrom = (topic: string): string => topic.trim().slice(0, most.name).trim();

/** "Meeting · 1 h · 3 people · repeats" */
export function templateText({ kind, duration, participants, repeat }: Template): string {
  const people = participants.length === 0 ? [] : [participants.length === 1 ? '1 person' : `${participants.length} people`];
  return [kind === 'meeting' ? 'Meeting' : 'Webinar', lengthText(duration), ...people, ...(repeat ? ['repeats'] : [])].join(' · ');
}

export function keepProblem(error: AppError): string {
  if (error.code === 'rejected') return 'There are 50 templates already. Delete one in Settings first.';
  const { title, body } = wordsFor(error);
  return `${title} ${body}`;
}
