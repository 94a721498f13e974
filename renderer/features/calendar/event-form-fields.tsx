import { type KeyboardEvent, type SubmitEvent, useEffect, useRef, useState } from 'react';
import type { Extent } from '../../../contract/calendar.ts';
import type { Account } from '../../../contract/domain.ts';
import { useWritableCalendars } from '../../bridge/writable-calendars.ts';
import { Button } from '../../ui/button.tsx';
import { Choice, Switch } from '../../ui/choice.tsx';
import { Select } from '../../ui/field.tsx';
import { useNow } from '../../ui/ticker.ts';
import { useTimeText } from '../../ui/time.ts';
import { FormField } from '../editor/form-field.tsx';
import { KeptLine } from '../editor/kept-line.tsx';
import { ParticipantsField } from '../editor/participants-field.tsx';
import { RefusalPane } from '../editor/refusal-pane.tsx';
import { useFormState } from '../editor/use-form-state.ts';
import { WhenFields } from '../editor/when-fields.tsx';
import { ZoneField } from '../editor/zone-field.tsx';
import { RepeatField } from '../repeat/repeat-field.tsx';
import { useRepeat } from '../repeat/use-repeat.ts';
import type { EventExtras } from './event-drafts.ts';
import type { EventDesk } from './event-form-desk.ts';
import { dayText, extentOptions, reminderOptions } from './event-form-words.ts';
import {
  changesRepeat, daysText, isOfSeries, lastOf, longestLocation, type OpenEvent, readDays, repeatFor,
  writeOfTexts,
} from './event-form.ts';
import { ownZone } from '../../ui/own-zone.ts';

interface EventFormProps {
  account: Account;
  open: OpenEvent;
  desk: Pick<EventDesk, 'submit' | 'changed' | 'cancel'>;
}


export function EventForm({ account, open, desk }: EventFormProps) {
  const { original, untouched } = open;
  const [extras, setExtras] = useState(open.extras);
  const [wasSent, setSent] = useState(open.refusal !== null);
  const [wanted, setExtent] = useState<Extent>('this');
  const { isAllDay } = extras;
  const state = useFormState({ ...open, untouched: untouched.form, kind: 'event', quick: null }, isAllDay);
  const { form, change, problems } = state;
  const repeat = useRepeat(state);
  const element = useRef<HTMLFormElement>(null);
  const calendars = useWritableCalendars();
  const time = useTimeText();
  const now = useNow();

  const changesAll = changesRepeat(open, form);
  const hasExtent = isOfSeries(original);
  // Of what is single, and stays so, Zoho's answer tells all there is.
  const isSingle = original !== null && !original.recurring && original.rule === null && !changesAll;
  const extent = isSingle ? 'this' : !hasExtent ? 'all' : changesAll && wanted === 'this' ? 'following' : wanted;
  const answer = repeatFor(open, form, repeat.answer, extent);
  const days = readDays(extras.days);
  const location = extras.location.trim().length > longestLocation
    ? { code: 'too-long', message: `The location has ${extras.location.trim().length} characters; ${longestLocation} is the most.` }
    : undefined;
  const alter = (part: Partial<EventExtras>) => setExtras((before) => ({ ...before, ...part }));

  useEffect(() => desk.changed({ form, extras }), [form, extras, desk]);
  useEffect(() => {
    if (state.focusOn) element.current?.querySelector<HTMLElement>(`[name="${state.focusOn.field}"]`)?.focus();
  }, [state.focusOn]);

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setSent(true);
    const read = state.submit();
    // Those fields are focused by themselves.
    if (!read.ok) return;
    if (answer.ok && !location && (!isAllDay || days.ok)) {
      const meant = { texts: { form, extras }, values: read.value, days: days.ok ? days.days : 1, repeat: answer.repeat };
      desk.submit(meant.texts, writeOfTexts(open, meant, ownZone()), extent);
      return;
    }
    requestAnimationFrame(() => element.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    element.current?.requestSubmit();
  };
  const text = (field: 'topic' | 'agenda') => ({
    name: field,
    value: form[field],
    onChange: (value: string) => change({ [field]: value }),
    onBlur: () => state.left(field),
    problem: problems[field],
  });
  const shown = original ? calendarsWith(calendars, original.calendar) : calendars;

  return (
    // Ctrl/Cmd+Enter submits from every field.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form ref={element} className="editor-form" noValidate onSubmit={submit} onKeyDown={onKeyDown}>
      <div className="editor-body scroll">
        {open.refusal && <RefusalPane refusal={open.refusal} account={account} kind="event" editing={original !== null} />}
        {open.readAt !== null && (
          <p className="kept-line">
            Zoho could not be asked just now: this is what Parley read at {time.asOf(open.readAt, now)}. If it was changed
            there since, you are asked before anything is overwritten.
          </p>
        )}
        {open.keptFromBefore && (
          <KeptLine
            kept={{ form: open.form, extras: open.extras }}
            untouched={untouched}
            onChange={(texts) => {
              state.replace(texts.form);
              setExtras(texts.extras);
              setSent(false);
            }}
          />
        )}
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog moves the focus into itself */}
        <FormField {...text('topic')} label="Title" autoFocus={open.refusal === null} />
        <Select
          label="Calendar"
          name="calendar"
          value={extras.calendar}
          options={shown.map(({ uid, name }) => ({ id: uid, name }))}
          // Zoho does not say how an event is moved to another one.
          isDisabled={original !== null}
          onChange={(calendar) => alter({ calendar })}
        />
        <Switch label="All day" isSelected={isAllDay} onChange={(next) => alter({ isAllDay: next })} />
        <WhenFields
          state={state}
          days={
            isAllDay
              ? {
                  value: extras.days,
                  problem: wasSent && !days.ok ? days.problem : undefined,
                  hint: days.ok && repeat.date !== null ? lastText(repeat.date, days.days) : '\u00a0',
                  onChange: (value) => alter({ days: value }),
                  onBlur: () => void (days.ok && alter({ days: daysText(days.days) })),
                }
              : null
          }
        />
        {!isAllDay && (
          <ZoneField
            value={form.timeZone}
            at={state.at}
            hint={state.understood.timeZone}
            problem={problems.timeZone}
            onChange={(timeZone) => change({ timeZone })}
            onBlur={() => state.left('timeZone')}
          />
        )}
        <RepeatField
          form={repeat.form}
          date={repeat.date}
          answer={answer}
          showsProblems={repeat.showsProblems || wasSent}
          hasKeep={untouched.form.repeat?.choice === 'keep'}
          onChange={repeat.change}
          onOffer={({ date }) => change({ date })}
        />
        <FormField
          label="Location"
          name="location"
          value={extras.location}
          problem={location}
          onChange={(value) => alter({ location: value })}
        />
        <ParticipantsField
          participants={form.participants}
          text={form.participantText}
          problem={problems.participants}
          warning={state.warnings.participants}
          onChange={(participants, participantText) => change({ participants, participantText })}
          onBlur={() => state.left('participants')}
          onKeep={
            original?.attendees === null && form.participants !== null
              ? () => change({ participants: null, participantText: '' })
              : null
          }
        />
        <Switch
          label="Tell the participants by e-mail"
          isSelected={extras.notify}
          onChange={(notify) => alter({ notify })}
        />
        <Select
          label="Reminder"
          name="reminder"
          value={extras.reminder}
          options={reminderOptions(untouched.extras.reminder, original !== null)}
          onChange={(reminder) => alter({ reminder })}
        />
        <Switch label="Private" isSelected={extras.isPrivate} onChange={(isPrivate) => alter({ isPrivate })} />
        <FormField {...text('agenda')} label="Description" lines={3} />
      </div>
      {hasExtent && (
        <div className="event-extent">
          <Choice<Extent> label="Change" inline value={extent} options={extentOptions(changesAll)} onChange={setExtent} />
        </div>
      )}
      <div className="editor-foot">
        <Button onPress={() => desk.cancel({ form, extras })}>Cancel</Button>
        <Button type="submit" variant="primary">
          {original ? 'Save changes' : 'Create event'}
        </Button>
      </div>
    </form>
  );
}

/** The calendar of an event is told, also when it is not known by name. */
const calendarsWith = (calendars: readonly { uid: string; name: string }[], uid: string) =>
  calendars.some((each) => each.uid === uid) ? calendars : [{ uid, name: 'Its own calendar' }, ...calendars];

const lastText = (date: string, days: number): string => (days === 1 ? 'That day' : `Until ${dayText(lastOf(date, days))}`);
