import { Undo2, X } from 'lucide-react';
import { type ClipboardEvent, type KeyboardEvent, useId, useMemo, useRef, useState } from 'react';
import { checkParticipants, mostParticipants, splitParticipants } from '../../../contract/rules/participants.ts';
import type { FieldProblem } from '../../../contract/rules/session-form.ts';
import { Button } from '../../ui/button.tsx';
import { useMessages } from '../../ui/toaster.tsx';

interface ParticipantsFieldProps {
  /** Null: Zoho did not tell them, and they are kept as they are. */
  participants: readonly string[] | null;
  text: string;
  problem: FieldProblem | undefined;
  warning: string | undefined;
  onChange(participants: string[] | null, text: string): void;
  onBlur(): void;
  /** When editing what Zoho did not tell: goes back to keeping it. */
  onKeep: (() => void) | null;
}

/** What ends an address while typing. */
const ends = /[,;，、；\n]/u;

/** Addresses as chips, and a text box for the next: comma, Enter, leaving it or a pasted list ends an address. */
export function ParticipantsField(props: ParticipantsFieldProps) {
  const { participants, text, problem, warning, onChange, onBlur, onKeep } = props;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const messages = useMessages();
  const [active, setActive] = useState(0);
  const checked = useMemo(() => checkParticipants(participants ?? []), [participants]);

  if (participants === null) {
    return (
      <div className="field">
        <span className="field-label" id={id}>
          Participants
        </span>
        <div className="field-kept" role="group" aria-labelledby={id}>
          <p>Zoho did not tell the invitees; they are kept as they are.</p>
          <Button onPress={() => onChange([], '')}>Replace them</Button>
        </div>
      </div>
    );
  }

  const add = (typed: string, rest = '') => {
    const added = splitParticipants(typed);
    onChange([...participants, ...added], rest);
    const [first] = added;
    if (first !== undefined) messages.announce(added.length === 1 ? `Added ${first}` : `Added ${added.length} addresses`);
  };
  const type = (typed: string) => {
    const end = typed.search(ends);
    if (end < 0) onChange([...participants], typed);
    else add(typed);
  };
  const remove = (index: number, focus: boolean) => {
    onChange(participants.filter((_, at) => at !== index), text);
    messages.announce(`Removed ${participants[index] ?? ''}`);
    if (participants.length === 1 || !focus) return input.current?.focus();
    return focusChip(Math.min(index, participants.length - 2));
  };
  const focusChip = (index: number) => {
    setActive(index);
    requestAnimationFrame(() => list.current?.querySelectorAll<HTMLElement>('button')[index]?.focus());
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const atStart = event.currentTarget.selectionStart === 0 && event.currentTarget.selectionEnd === 0;
    if (event.key === 'Enter') {
      // Never sends the form: whoever has just pasted an address may press it out of habit.
      event.preventDefault();
      if (text.trim() !== '') add(text);
    } else if (event.key === 'Backspace' && text === '' && participants.length > 0) {
      event.preventDefault();
      onChange(participants.slice(0, -1), participants.at(-1) ?? '');
    } else if (event.key === 'ArrowLeft' && atStart && participants.length > 0) {
      event.preventDefault();
      focusChip(participants.length - 1);
    }
  };
  const onPaste = (event: ClipboardEvent<HTMLInputElement>) => {
    const pasted = event.clipboardData.getData('text/plain');
    const { selectionStart, selectionEnd } = event.currentTarget;
    const whole = `${text.slice(0, selectionStart ?? 0)}${pasted}${text.slice(selectionEnd ?? text.length)}`;
    // A part of an address is left to be finished; anything that holds one ends it.
    if (!pasted.includes('@') && !/[,;\n]/.test(pasted)) return;
    event.preventDefault();
    add(whole);
  };
  const onChipKey = (event: KeyboardEvent, index: number) => {
    if (event.key === 'ArrowLeft' && index > 0) focusChip(index - 1);
    else if (event.key === 'ArrowRight')
      if (index < participants.length - 1) focusChip(index + 1);
      else input.current?.focus();
    else if (event.key === 'Home') focusChip(0);
    else if (event.key === 'End') focusChip(participants.length - 1);
    else if (event.key === 'Delete' || event.key === 'Backspace') remove(index, true);
    else return;
    event.preventDefault();
  };

  const count = checked.addresses.length;
  const message = problem?.message ?? warning;
  const described = message === undefined ? `${id}-hint` : `${id}-note`;
  const activeIndex = Math.min(active, participants.length - 1);
  return (
    <div className="field">
      <div className="field-top">
        <label className="field-label" htmlFor={`${id}-input`}>
          Participants
        </label>
        {count > 0 && (
          <span className={`numbers ${checked.tooMany === null ? 'muted' : 'people-over'}`}>
            {count} of {mostParticipants}
          </span>
        )}
        {onKeep && (
          <Button variant="quiet" className="field-keep" icon={<Undo2 size={14} aria-hidden />} onPress={onKeep}>
            Keep them as they are
          </Button>
        )}
      </div>
      <div className="field-box people-box">
        {participants.length > 0 && (
          <ul ref={list} className="chips-list scroll" aria-label="Addresses">
            {checked.entries.map((entry, index) => (
              // The same address may stand there twice.
              // oxlint-disable-next-line react/no-array-index-key
              <li key={`${index} ${entry.address}`} className={`person person-${entry.status}`}>
                <bdi className="person-address">{entry.address}</bdi>
                {entry.status !== 'ok' && <span className="sr-only">, {entry.message}</span>}
                <button
                  type="button"
                  className="person-remove"
                  aria-label={`Remove ${entry.address}`}
                  tabIndex={index === activeIndex ? 0 : -1}
                  onClick={() => remove(index, false)}
                  onKeyDown={(event) => onChipKey(event, index)}
                >
                  <X size={12} aria-hidden />
                </button>
              </li>
            ))}
          </ul>
        )}
        <input
          ref={input}
          id={`${id}-input`}
          name="participants"
          type="text"
          inputMode="email"
          autoComplete="off"
          spellCheck={false}
          dir="auto"
          value={text}
          placeholder={participants.length === 0 ? 'name@example.com, …' : ''}
          aria-invalid={problem !== undefined || undefined}
          data-invalid={problem === undefined ? undefined : ''}
          aria-describedby={described}
          onChange={(event) => type(event.target.value)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          onBlur={() => {
            if (text.trim() !== '') add(text);
            onBlur();
          }}
        />
      </div>
      {message === undefined ? (
        <span id={`${id}-hint`} className="field-hint">
          Comma or Enter ends an address; a list can be pasted.
        </span>
      ) : (
        <span id={`${id}-note`} className={problem ? 'field-error' : 'field-hint field-warning'}>
          {message}
        </span>
      )}
    </div>
  );
}
