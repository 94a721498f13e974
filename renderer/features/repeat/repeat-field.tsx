import type { ReactNode } from 'react';
import type { Recurrence } from '../../../contract/calendar.ts';
import { recurrenceText } from '../../../contract/rules/recurrence-text.ts';
import { weekdays } from '../../../contract/rules/recurrence-rule.ts';
import type { RepeatAnswer, RepeatForm, RepeatPart } from '../../../contract/rules/repeat-form.ts';
import { weekdayOn } from '../../../contract/rules/repeat-form.ts';
import type { WallTime } from '../../../contract/rules/start.ts';
import { Select } from '../../ui/field.tsx';
import { FormField, Offers } from '../editor/form-field.tsx';
import { choiceOptions, dayNames, endOptions, monthOptions, unitOptions } from './repeat-words.ts';
import './repeat.css';

export interface RepeatFieldProps {
  form: RepeatForm;
  /** `YYYY-MM-DD` of the first one; null while it cannot be read. */
  date: string | null;
  answer: RepeatAnswer;
  /** What is wrong is told only once it was changed or sent. */
  showsProblems: boolean;
  /** The rule that Zoho has is one that cannot be shown here. */
  hasKeep?: boolean;
  /** A problem that is none of the field's own. */
  error?: string | undefined;
  onChange(part: Partial<RepeatForm>): void;
  onOffer(start: WallTime): void;
  children?: ReactNode;
}

/** How something repeats: the usual ones by name, the others put together. */
export function RepeatField(props: RepeatFieldProps) {
  const { form, date, answer, showsProblems, hasKeep = false, error, onChange, onOffer, children } = props;
  const { choice } = form;
  const problem = !answer.ok && showsProblems ? answer.problem : null;
  const problemOf = (part: RepeatPart) => (problem && !answer.ok && answer.part === part ? problem : undefined);
  const own = problemOf('choice');
  const isCustom = choice === 'custom';
  const repeats = choice !== 'none' && choice !== 'keep';
  return (
    <div className="repeat">
      <Select
        label="Repeat"
        name="repeat"
        value={choice}
        options={choiceOptions(form, date, hasKeep)}
        error={own?.message ?? error}
        hint={repeats && answer.ok && date !== null ? hintText(answer.repeat, form, date) : undefined}
        onChange={(next) =>
          onChange({ choice: next, ...(next === 'custom' && form.on.length === 0 && date !== null && { on: [weekdayOn(date)] }) })
        }
      />
      {own?.offers && <Offers offers={own.offers} onOffer={onOffer} />}
      {isCustom && (
        <div className="repeat-row">
          <FormField
            label="Every"
            name="interval"
            value={form.interval}
            problem={problemOf('interval')}
            className="repeat-number"
            onChange={(interval) => onChange({ interval })}
          />
          <Select
            label="Period"
            name="unit"
            value={form.unit}
            options={unitOptions(form.interval)}
            onChange={(unit) => onChange({ unit })}
          />
          {form.unit === 'month' && (
            <Select
              label="Day"
              name="by"
              value={form.by}
              options={monthOptions(form, date)}
              onChange={(by) => onChange({ by })}
            />
          )}
        </div>
      )}
      {isCustom && form.unit === 'week' && <Days form={form} problem={problemOf('on')?.message} onChange={onChange} />}
      {repeats && (
        <div className="repeat-row">
          <Select label="Ends" name="end" value={form.end} options={endOptions} onChange={(end) => onChange({ end })} />
          {form.end === 'until' && (
            <FormField
              label="Last day"
              name="until"
              value={form.until}
              problem={problemOf('until')}
              onChange={(until) => onChange({ until })}
            />
          )}
          {form.end === 'count' && (
            <FormField
              label="Times"
              name="count"
              value={form.count}
              problem={problemOf('count')}
              className="repeat-number"
              onChange={(count) => onChange({ count })}
            />
          )}
        </div>
      )}
      {children}
    </div>
  );
}

interface DaysProps {
  form: RepeatForm;
  problem: string | undefined;
  onChange(part: Partial<RepeatForm>): void;
}

function Days({ form, problem, onChange }: DaysProps) {
  return (
    <fieldset className="repeat-days" aria-describedby={problem === undefined ? undefined : 'repeat-days-note'}>
      <legend className="field-label">On</legend>
      <div className="repeat-day-row">
        {weekdays.map((day) => {
          const { short, long } = dayNames(day);
          const isOn = form.on.includes(day);
          return (
            <label key={day} className="repeat-day" data-on={isOn ? '' : undefined}>
              <input
                type="checkbox"
                name={`on-${day}`}
                className="repeat-day-box"
                checked={isOn}
                aria-label={long}
                onChange={() => onChange({ on: weekdays.filter((each) => (each === day ? !isOn : form.on.includes(each))) })}
              />
              <span aria-hidden="true">{short}</span>
            </label>
          );
        })}
      </div>
      {problem !== undefined && (
        <span id="repeat-days-note" className="field-error">
          {problem}
        </span>
      )}
    </fieldset>
  );
}

/** What it comes to, where the name of the choice alone does not say it. */
function hintText(repeat: Recurrence | 'keep' | null, { choice, end }: RepeatForm, date: string): string | undefined {
  if (repeat === null || repeat === 'keep') return undefined;
  const isRare = repeat.every.unit === 'month' && repeat.every.by === 'date' && Number(date.slice(8)) > 28;
  const note = isRare ? 'Months without that day are left out.' : '';
  if (choice !== 'custom' && end === 'never') return note || undefined;
  return `${recurrenceText(repeat, date)}.${note && ` ${note}`}`;
}
