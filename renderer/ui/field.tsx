import { type ReactNode, useId } from 'react';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { FieldError } from 'react-aria-components/FieldError';
import { Text } from 'react-aria-components/Text';
import { TextField as AriaTextField } from 'react-aria-components/TextField';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { ChevronDown, Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import './field.css';

interface TextFieldProps {
  label: string;
  name: string;
  value: string;
  onChange(value: string): void;
  onBlur?(): void;
  /** Told under the field, and read out with it. */
  hint?: ReactNode;
  error?: string | undefined;
  isDisabled?: boolean;
  /** Beside the text, inside the box. */
  trailing?: ReactNode;
  type?: 'text' | 'password';
  mono?: boolean;
}

export function TextField(props: TextFieldProps) {
  const { label, hint, error, trailing, mono, type = 'text', onBlur, ...field } = props;
  return (
    <AriaTextField
      {...field}
      {...(onBlur && { onBlur })}
      type={type}
      className="field"
      isInvalid={error !== undefined}
      validationBehavior="aria"
      autoComplete="off"
    >
      <Label className="field-label">{label}</Label>
      <div className="field-box">
        <Input className={mono ? 'mono' : ''} spellCheck="false" autoCapitalize="off" />
        {trailing}
      </div>
      {error === undefined && hint && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      <FieldError className="field-error">{error}</FieldError>
    </AriaTextField>
  );
}

/** A masked text field whose text can be shown while it is checked. */
export function SecretField(props: Omit<TextFieldProps, 'type' | 'trailing' | 'mono'>) {
  const [shown, setShown] = useState(false);
  return (
    <TextField
      {...props}
      mono
      type={shown ? 'text' : 'password'}
      trailing={
        <ToggleButton
          className="button button-quiet button-icon field-button"
          isSelected={shown}
          onChange={setShown}
          isDisabled={props.isDisabled ?? false}
        >
          {shown ? <EyeOff size={15} aria-hidden /> : <Eye size={15} aria-hidden />}
          <span className="sr-only">Show what is typed</span>
        </ToggleButton>
      }
    />
  );
}

interface SelectProps<T extends string> {
  label: string;
  name: string;
  value: T;
  options: readonly { readonly id: T; readonly name: string }[];
  onChange(value: T): void;
  hint?: ReactNode;
  error?: string | undefined;
  isDisabled?: boolean;
}

/** The system's own select: its keys, its screen reader support and its type-ahead cannot be bettered. */
export function Select<T extends string>({ label, hint, error, options, onChange, isDisabled, ...rest }: SelectProps<T>) {
  const id = useId();
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <div className="field-box field-select">
        <select
          {...rest}
          id={id}
          disabled={isDisabled}
          aria-invalid={error === undefined ? undefined : true}
          aria-describedby={error !== undefined || hint ? `${id}-hint` : undefined}
          onChange={(event) => {
            const chosen = options.find((option) => option.id === event.target.value);
            if (chosen) onChange(chosen.id);
          }}
        >
          {options.map((option) => (
            <option key={option.id} value={option.id}>
              {option.name}
            </option>
          ))}
        </select>
        <ChevronDown className="field-chevron" size={15} aria-hidden />
      </div>
      {(error !== undefined || hint) && (
        <span className={error === undefined ? 'field-hint' : 'field-error'} id={`${id}-hint`}>
          {error ?? hint}
        </span>
      )}
    </div>
  );
}
