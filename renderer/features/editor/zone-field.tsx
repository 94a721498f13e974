import { ChevronDown } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { TextField } from 'react-aria-components/TextField';
import { isZone, searchZones } from '../../../contract/rules/zones.ts';
import { FieldNotes, type FieldState } from './form-field.tsx';
import './zone-field.css';

interface ZoneFieldProps extends FieldState {
  label?: string;
  /** For screen readers only, where what stands beside the box says it. */
  labelHidden?: boolean;
  name?: string;
  placeholder?: string;
  value: string;
  /** Epoch ms, for the offsets shown. */
  at: number;
  onChange(value: string): void;
  onBlur(): void;
}

/** More would only be scrolled past; the full list is there while nothing is typed. */
const mostFound = 40;
const all = 1_000;

/**
 * The time zone: an IANA id, or a city, country or usual letters that lead to one. A combo box as in the ARIA
 * Authoring Practices: the focus stays in the text, and the rest of the form stays within reach while the list is open.
 */
export function ZoneField(props: ZoneFieldProps) {
  const { label = 'Time zone', labelHidden = false, name = 'timeZone', placeholder, value, at, onChange, onBlur, ...state } =
    props;
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const chosen = isZone(value);
  const choices = useMemo(() => {
    if (!isOpen) return [];
    return chosen ? searchZones('', all, at) : searchZones(value, mostFound, at);
  }, [isOpen, value, chosen, at]);
  const shown = isOpen && choices.length > 0;
  const activeChoice = shown ? choices[active] : undefined;

  useEffect(() => {
    if (shown) list.current?.querySelector(active < 0 ? '[aria-selected=true]' : '[data-focused]')?.scrollIntoView({ block: 'nearest' });
  }, [shown, active]);

  const open = () => {
    setOpen(true);
    setActive(-1);
  };
  const choose = (zone: string) => {
    onChange(zone);
    setOpen(false);
  };
  const move = (step: 1 | -1) => {
    const from = active >= 0 ? active : choices.findIndex((choice) => choice.id === value);
    setActive(from < 0 ? (step > 0 ? 0 : choices.length - 1) : (from + step + choices.length) % choices.length);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!shown) open();
      else if (!event.altKey) move(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Enter' && activeChoice) {
      event.preventDefault();
      choose(activeChoice.id);
    } else if (event.key === 'Escape' && shown) {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    }
  };

  return (
    <TextField
      className="field"
      name={name}
      value={value}
      isInvalid={state.problem !== undefined}
      validationBehavior="aria"
      autoComplete="off"
      onChange={(text) => {
        onChange(text);
        open();
      }}
      onBlur={() => {
        setOpen(false);
        onBlur();
      }}
    >
      <Label className={labelHidden ? 'sr-only' : 'field-label'}>{label}</Label>
      {/* Keys of the text box pass through here before they reach the dialog. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div className="field-box zone-box" onKeyDown={onKeyDown}>
        <Input
          role="combobox"
          spellCheck="false"
          placeholder={placeholder}
          aria-expanded={shown}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={activeChoice && `${id}-${activeChoice.id}`}
        />
        {/* For the mouse: the keyboard has the arrow keys. */}
        <button
          type="button"
          tabIndex={-1}
          aria-hidden="true"
          className="button button-quiet button-icon field-button"
          onMouseDown={(event) => {
            // The focus stays in the text box.
            event.preventDefault();
            event.currentTarget.parentElement?.querySelector('input')?.focus();
            if (shown) setOpen(false);
            else open();
          }}
        >
          <ChevronDown size={15} aria-hidden />
        </button>
        <div ref={list} id={`${id}-list`} role="listbox" aria-label="Time zones" className="zones scroll" hidden={!shown}>
          {choices.map((zone, index) => (
            // The keyboard reaches the options through the text box.
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
            <div
              key={zone.id}
              id={`${id}-${zone.id}`}
              role="option"
              aria-selected={zone.id === value}
              data-focused={index === active ? '' : undefined}
              className="zone-option"
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(zone.id)}
            >
              <span className="zone-name">
                {zone.id.replaceAll('_', ' ')}
                {zone.under !== null && <span className="zone-under"> {zone.under}</span>}
              </span>
              <span className="zone-offset numbers">{zone.offset}</span>
            </div>
          ))}
        </div>
      </div>
      <FieldNotes {...state} />
    </TextField>
  );
}
