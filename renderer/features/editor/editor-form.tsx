import { type KeyboardEvent, type SubmitEvent, useEffect, useRef } from 'react';
import { Heading } from 'react-aria-components/Heading';
import type { Account } from '../../../contract/domain.ts';
import { Button } from '../../ui/button.tsx';
import { useNow } from '../../ui/ticker.ts';
import { useTimeText } from '../../ui/time.ts';
import { QuickField } from '../quick/quick-field.tsx';
import { MeetingRepeatField, useMeetingRepeat } from '../repeat/meeting-repeat.tsx';
import { switchedOff } from '../sessions/told.ts';
import { filledFrom, templateOfForm } from '../templates/template-model.ts';
import { TemplatesMenu } from '../templates/templates-menu.tsx';
import { ClashesPanel, FreeBusy } from './clashes.tsx';
import type { FormActions, OpenForm } from './editor-context.ts';
import { dateOf } from './fair-words.ts';
import { FairTime } from './fair-time.tsx';
import { FormField } from './form-field.tsx';
import { KeptLine } from './kept-line.tsx';
import { ParticipantsField } from './participants-field.tsx';
import { RefusalPane } from './refusal-pane.tsx';
import { useClashes } from './use-clashes.ts';
import { useFormState } from './use-form-state.ts';
import { WhenFields } from './when-fields.tsx';
import { submitLabels } from './words.ts';
import { ZoneField } from './zone-field.tsx';

interface EditorFormProps {
  title: string;
  account: Account;
  open: OpenForm;
  actions: FormActions;
}

export function EditorForm({ title, account, open, actions }: EditorFormProps) {
  const state = useFormState(open);
  const { form, change, problems, warnings } = state;
  const repeat = useMeetingRepeat(state, account);
  // Zoho cannot make a meeting repeat that is there already; webinars never do.
  const canRepeat = open.kind === 'meeting' && open.original === null;
  const element = useRef<HTMLFormElement>(null);
  const { kind, original } = open;
  const time = useTimeText();
  const now = useNow();
  const clashes = useClashes(form, account, original, now);
  const hasQuickFocus = open.refusal === null && (open.quick?.hasFocus ?? false);

  useEffect(() => actions.changed(form), [form, actions]);
  useEffect(() => {
    if (!state.focusOn) return;
    element.current?.querySelector<HTMLElement>(`[name="${state.focusOn.field}"]`)?.focus();
  }, [state.focusOn]);

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const answer = state.submit();
    const series = canRepeat ? repeat.check() : null;
    if (answer.ok && series !== undefined) actions.submit(form, answer.value, series);
    else if (answer.ok) element.current?.querySelector<HTMLElement>('.repeat [aria-invalid=true]')?.focus();
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

  return (
    // Ctrl/Cmd+Enter submits from every field.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form ref={element} className="editor-form" noValidate onSubmit={submit} onKeyDown={onKeyDown}>
      <div className="editor-head">
        <Heading slot="title" className="editor-title">
          {title}
        </Heading>
        {!original && (
          <TemplatesMenu
            topic={form.topic}
            body={() => templateOfForm(kind, form, canRepeat ? repeat.known : null)}
            onChoose={(template) => change(filledFrom(template, dateOf(form, now)))}
          />
        )}
      </div>
      <div className="editor-body scroll">
        {open.refusal && (
          <RefusalPane
            refusal={open.refusal}
            account={account}
            kind={kind}
            editing={original !== null}
          />
        )}
        {open.readAt !== null && original && (
          <p className="kept-line">
            Zoho could not be asked just now: this is what Parley read at {time.asOf(open.readAt, now)}. If it was changed
            there since, you are asked before anything is overwritten.
          </p>
        )}
        {open.keptFromBefore && <KeptLine kept={open.form} untouched={open.untouched} onChange={state.replace} />}
        {open.quick && (
          <QuickField
            kind={kind}
            first={open.quick.line}
            hasFocus={hasQuickFocus}
            form={form}
            untouched={open.untouched}
            byHand={state.byHand}
            fill={state.fill}
            letGo={state.letGo}
            {...(canRepeat && { onRepeat: repeat.tell })}
            onWebinar={
              switchedOff(account.features, 'webinars')
                ? null
                : (line) => actions.become('webinar', form, { line, hasFocus: true, byHand: [...state.byHand] })
            }
            onEnter={() => element.current?.querySelector<HTMLElement>('[type=submit]')?.focus()}
          />
        )}
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog moves the focus into itself */}
        <FormField {...text('topic')} label="Topic" autoFocus={open.refusal === null && !hasQuickFocus} />
        <WhenFields state={state} />
        <ZoneField
          value={form.timeZone}
          at={state.at}
          hint={state.understood.timeZone}
          problem={problems.timeZone}
          onChange={(timeZone) => change({ timeZone })}
          onBlur={() => state.left('timeZone')}
        />
        <ClashesPanel clashes={clashes} account={account} onSlot={({ date, time: start }) => change({ date, time: start })} />
        {canRepeat && <MeetingRepeatField repeat={repeat} state={state} account={account} />}
        <ParticipantsField
          participants={form.participants}
          text={form.participantText}
          problem={problems.participants}
          warning={warnings.participants}
          onChange={(participants, participantText) => change({ participants, participantText })}
          onBlur={() => state.left('participants')}
          onKeep={
            original?.participants === null && form.participants !== null
              ? () => change({ participants: null, participantText: '' })
              : null
          }
        />
        <FreeBusy clashes={clashes} account={account} />
        <FairTime you={account.email} form={form} />
        <FormField {...text('agenda')} label="Agenda" lines={3} />
      </div>
      <div className="editor-foot">
        <Button onPress={() => actions.cancel(form)}>Cancel</Button>
        <Button type="submit" variant="primary">
          {submitLabels[original ? 'edit' : 'new'][kind]}
        </Button>
      </div>
    </form>
  );
}
