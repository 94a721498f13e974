import { type ReactNode, useId, useState } from 'react';
import './choice.css';

/** A choice shows at once, also while its owner still has to hear from main; what the owner then says holds. */
export function useShown<T>(value: T): [T, (next: T) => void] {
  const [state, setState] = useState({ from: value, shown: value });
  if (state.from !== value) setState({ from: value, shown: value });
  return [state.from === value ? state.shown : value, (shown) => setState({ from: value, shown })];
}

interface SwitchProps {
  label: string;
  hint?: ReactNode;
  isSelected: boolean;
  onChange(selected: boolean): void;
}

export function Switch({ label, hint, isSelected, onChange }: SwitchProps) {
  const id = useId();
  const [shown, setShown] = useShown(isSelected);
  return (
    <div className="switch-row">
      <label className="switch">
        <span className="switch-label">{label}</span>
        <input
          type="checkbox"
          // A native checkbox says by itself whether it is checked.
          // oxlint-disable-next-line jsx-a11y/role-has-required-aria-props
          role="switch"
          className="switch-track"
          checked={shown}
          aria-describedby={hint ? id : undefined}
          onChange={(event) => {
            setShown(event.target.checked);
            onChange(event.target.checked);
          }}
        />
      </label>
      {hint && (
        <span id={id} className="switch-hint">
          {hint}
        </span>
      )}
    </div>
  );
}

interface ChoiceProps<T extends string> {
  label: string;
  value: T;
  options: readonly { readonly id: T; readonly name: string; readonly hint?: string; readonly icon?: ReactNode }[];
  onChange(value: T): void;
  /** Side by side, for short names. */
  inline?: boolean;
}

export function Choice<T extends string>({ label, value, options, onChange, inline = false }: ChoiceProps<T>) {
  const base = useId();
  const [shown, setShown] = useShown(value);
  return (
    <div className={`choice ${inline ? 'choice-inline' : ''}`} role="radiogroup" aria-labelledby={base}>
      <span className="field-label" id={base}>
        {label}
      </span>
      <div className="choice-options">
        {options.map(({ id, name, hint, icon }) => (
          <div key={id} className="choice-option">
            <label className="radio">
              <input
                type="radio"
                name={base}
                value={id}
                className="radio-dot"
                checked={id === shown}
                aria-describedby={hint ? `${base}-${id}` : undefined}
                onChange={() => {
                  setShown(id);
                  onChange(id);
                }}
              />
              {icon}
              <span>{name}</span>
            </label>
            {hint && (
              <span id={`${base}-${id}`} className="radio-hint">
                {hint}
              </span>
            )}
          </div>
        ))}
      </div>
    </div>
  );
}
