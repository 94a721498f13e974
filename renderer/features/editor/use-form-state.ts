import { useMemo, useState } from 'react';
import { durationInput, parseDuration } from '../../../contract/rules/duration.ts';
import type {
  FieldProblem, FormKind, SessionField, SessionFormAnswer, SessionFormContext,
} from '../../../contract/rules/session-form.ts';
import { longestOfEvent, sessionFields } from '../../../contract/rules/session-form.ts';
import { wallTimeAt } from '../../../contract/rules/start.ts';
import { dateOrderOf, parseDate, parseTime } from '../../../contract/rules/when.ts';
import { resolveZone } from '../../../contract/rules/zones.ts';
import type { AppError } from '../../../contract/result.ts';
import { wordsFor } from '../../ui/error-text.ts';
import { useNow } from '../../ui/ticker.ts';
import type { QuickStart } from './editor-context.ts';
import { checkForm } from './form.ts';
import { type Form, sameForm } from './form-basics.ts';
import { type Understood, understood } from './understood.ts';
import { ownZone } from '../../ui/own-zone.ts';

type Problems = Partial<Record<SessionField, FieldProblem>>;

/** What a form begins with. */
export interface FormStart {
  readonly kind: FormKind;
  /** What Zoho has, when it is being edited. */
  readonly original: { readonly startsAt: number | null; readonly timeZone: string | null } | null;
  readonly form: Form;
  readonly untouched: Form;
  readonly quick: QuickStart | null;
  readonly refusal: AppError | null;
}

export interface FormState {
  readonly form: Form;
  /** Epoch ms: now, or the start where it is known. */
  readonly at: number;
  /** What is wrong, of the fields that were left or of all once it was submitted. */
  readonly problems: Problems;
  readonly warnings: Partial<Record<SessionField, string>>;
  readonly understood: Understood;
  /** The field that takes the focus; a new object each time. */
  readonly focusOn: { readonly field: SessionField } | null;
  change(part: Partial<Form>): void;
  /** What was changed by hand. */
  readonly byHand: ReadonlySet<SessionField>;
  /** As `change`, and not by hand. */
  fill(part: Partial<Form>): void;
  /** These count as not changed by hand. */
  letGo(fields: readonly SessionField[]): void;
  /** All fields at once, as if nothing had been left yet. */
  replace(form: Form): void;
  /** The focus went on: the text is put into its usual spelling, and checked from now on. */
  left(field: SessionField): void;
  submit(): SessionFormAnswer;
}

/** Which fields make the start together: a problem of one may come from another. */
const start: readonly SessionField[] = ['date', 'time', 'timeZone'];

/** @param isAllDay time and length are not shown, and not checked */
export function useFormState(open: FormStart, isAllDay = false): FormState {
  const now = useNow();
  const [form, setForm] = useState(open.form);
  const [edited, setEdited] = useState<ReadonlySet<SessionField>>(() => new Set(open.quick ? (open.quick.byHand ?? changedIn(open)) : []));
  const [leftFields, setLeft] = useState<ReadonlySet<SessionField>>(new Set());
  const [submitted, setSubmitted] = useState(open.refusal !== null);
  const [focusOn, setFocusOn] = useState<FormState['focusOn']>(null);
  const zone = ownZone();
  const order = useMemo(() => dateOrderOf(), []);
  const context = (at: number): SessionFormContext => ({
    now: at,
    order,
    kind: open.kind,
    editing: open.original !== null,
    ...(open.original && { original: { startsAt: open.original.startsAt, timeZone: open.original.timeZone } }),
  });
  const checked = (at: number) => checkForm(isAllDay ? { ...form, time: '12:00', duration: '24h' } : form, context(at));
  const answer = checked(now);
  const longest = open.kind === 'event' ? longestOfEvent.duration : undefined;

  const change = (part: Partial<Form>) => {
    setForm((before) => ({ ...before, ...part }));
    setEdited((before) => new Set([...before, ...Object.keys(part).filter((key): key is SessionField => key !== 'participantText')]));
  };

  const isShown = (field: SessionField) => {
    if (submitted) return true;
    const fields = start.includes(field) ? start : [field];
    return fields.some((each) => leftFields.has(each) && edited.has(each));
  };
  const problems: Problems = {};
  if (!answer.ok) {
    for (const [field, problem] of Object.entries(answer.errors) as [SessionField, FieldProblem][])
      if (isShown(field)) problems[field] = problem;
  }
  if (open.refusal?.code === 'too-many-participants' && form.participants === open.form.participants)
    problems.participants ??= { code: open.refusal.code, message: wordsFor(open.refusal).title };

  return {
    form,
    at: answer.ok ? answer.value.startsAt : now,
    problems,
    warnings: answer.ok ? Object.fromEntries(answer.warnings.map(({ field, message }) => [field, message])) : {},
    understood: understood(form, { now, order, zone, longest }),
    focusOn,
    change,
    byHand: edited,
    fill(part) {
      setForm((before) => {
        const next = { ...before, ...part };
        return sameForm(before, next) ? before : next;
      });
    },
    letGo: (fields) => setEdited((before) => new Set([...before].filter((field) => !fields.includes(field)))),
    replace(next) {
      setForm(next);
      setEdited(new Set());
      setLeft(new Set());
      setSubmitted(false);
      setFocusOn({ field: 'topic' });
    },
    left(field) {
      setLeft((before) => new Set([...before, field]));
      setForm((before) => ({ ...before, ...usual(before, field, { here: zone, order, longest }) }));
    },
    submit() {
      const said = checked(Date.now());
      setSubmitted(true);
      if (!said.ok) setFocusOn({ field: said.first });
      return said;
    },
  };
}

const changedIn = ({ form, untouched }: FormStart): SessionField[] =>
  sessionFields.filter((field) => JSON.stringify(form[field]) !== JSON.stringify(untouched[field]));

/** The usual spelling of a text that was understood. */
function usual(
  form: Form,
  field: SessionField,
  { here, order, longest }: { here: string; order: SessionFormContext['order']; longest: number | undefined },
): Partial<Form> {
  if (field === 'date') {
    const zone = resolveZone(form.timeZone);
    const today = wallTimeAt(Date.now(), zone.ok ? zone.zone : here).date;
    const date = parseDate(form.date, { today, order });
    return date.ok ? { date: date.date } : {};
  }
  if (field === 'time') {
    const time = parseTime(form.time);
    return time.ok ? { time: time.time } : {};
  }
  if (field === 'duration') {
    const length = parseDuration(form.duration, longest);
    return length.ok ? { duration: durationInput(length.duration) } : {};
  }
  if (field === 'timeZone') {
    const zone = resolveZone(form.timeZone);
    return zone.ok ? { timeZone: zone.zone } : {};
  }
  return {};
}
