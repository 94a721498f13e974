import type { ReactNode } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextArea } from 'react-aria-components/TextArea';
import { TextField } from 'react-aria-components/TextField';
import type { FieldProblem } from '../../../contract/rules/session-form.ts';
import type { WallTime } from '../../../contract/rules/start.ts';
import { Button } from '../../ui/button.tsx';
import { dateFormat } from '../../ui/formats.ts';

export interface FieldState {
  /** What the text was taken for; always has its line, so that nothing jumps. */
  readonly hint?: ReactNode;
  readonly problem?: FieldProblem | undefined;
  /** Worth knowing, and no reason to refuse. */
  readonly warning?: string | undefined;
  onOffer?(start: WallTime): void;
}

interface FormFieldProps extends FieldState {
  label: string;
  name: string;
  value: string;
  onChange(value: string): void;
  onBlur?(): void;
  /** Beside the text, inside the box. */
  trailing?: ReactNode;
  lines?: number;
  autoFocus?: boolean;
  className?: string;
}

/** A plain text box with what was understood, or what is wrong, under it. */
export function FormField(props: FormFieldProps) {
  const { label, hint, problem, warning, onOffer, trailing, lines, className = '', ...field } = props;
  const text = { spellCheck: lines === undefined ? ('false' as const) : ('true' as const), dir: 'auto' as const };
  return (
    <TextField
      {...field}
      className={`field ${className}`}
      isInvalid={problem !== undefined}
      validationBehavior="aria"
      autoComplete="off"
    >
      <Label className="field-label">{label}</Label>
      <div className="field-box">
        {lines === undefined ? <Input {...text} /> : <TextArea {...text} rows={lines} />}
        {trailing}
      </div>
      <FieldNotes hint={hint} problem={problem} warning={warning} {...(onOffer && { onOffer })} />
    </TextField>
  );
}

/** What stands under a field, tied to it by React Aria's slots. */
export function FieldNotes({ hint, problem, warning, onOffer }: FieldState) {
  return (
    <>
      {problem === undefined && (hint !== undefined || warning !== undefined) && (
        <Text slot="description" className={`field-hint ${warning === undefined ? '' : 'field-warning'}`}>
          {warning ?? hint}
        </Text>
      )}
      <FieldError className="field-error">{problem?.message}</FieldError>
      {problem?.offers && onOffer && <Offers offers={problem.offers} onOffer={onOffer} />}
    </>
  );
}

/** Starts that would do. */
export const Offers = ({ offers, onOffer }: { offers: readonly WallTime[]; onOffer(start: WallTime): void }) => (
  <div className="field-offers">
    {offers.map((offer) => (
      <Button key={`${offer.date} ${offer.time}`} onPress={() => onOffer(offer)}>
        Use {offerText(offer)}
      </Button>
    ))}
  </div>
);

/** "Fri 19 Jun, 09:00" */
const offerText = ({ date, time }: WallTime): string => {
  const day = dateFormat(undefined, { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' });
  return `${day.format(Date.parse(`${date}T12:00Z`))}, ${time}`;
};
