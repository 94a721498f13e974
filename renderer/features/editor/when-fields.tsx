import { CalendarDays, Clock } from 'lucide-react';
import type { WallTime } from '../../../contract/rules/start.ts';
import { wallTimeAt } from '../../../contract/rules/start.ts';
import { dateOrderOf, parseDate, parseTime } from '../../../contract/rules/when.ts';
import { resolveZone } from '../../../contract/rules/zones.ts';
import { later } from '../../ui/later.tsx';
import { useNow } from '../../ui/ticker.ts';
import { FormField, type FieldState } from './form-field.tsx';
import { PickerButton } from './picker-button.tsx';
import type { FormState } from './use-form-state.ts';
import { ownZone } from '../../ui/own-zone.ts';

const waiting = <div className="picker-waiting" />;
const load = () => import('./pickers.tsx');
const DayChoice = later(() => load().then((module) => module.DayChoice), { waiting });
const TimeList = later(() => load().then((module) => module.TimeList), { waiting });

interface WhenFieldsProps {
  state: FormState;
  /** Whole days: how many, in the place of start time and duration. */
  days?: (FieldState & { value: string; onChange(value: string): void; onBlur(): void }) | null;
}

/** Date, start time and duration in one row; what is wrong with them stands under it, in its full width. */
export function WhenFields({ state, days = null }: WhenFieldsProps) {
  const { form, problems, warnings, understood, change, left } = state;
  const now = useNow();
  const zone = resolveZone(form.timeZone);
  const today = wallTimeAt(now, zone.ok ? zone.zone : ownZone()).date;
  const date = parseDate(form.date, { today, order: dateOrderOf() });
  const time = parseTime(form.time);
  const onOffer = (start: WallTime) => change({ date: start.date, time: start.time });
  const field = (name: 'date' | 'time' | 'duration') => ({
    name,
    value: form[name],
    hint: understood[name] ?? '\u00a0',
    problem: problems[name],
    warning: warnings[name],
    onOffer,
    onChange: (value: string) => change({ [name]: value }),
    onBlur: () => left(name),
    className: `when-field when-${name}`,
  });
  return (
    <div className={days ? 'when when-days' : 'when'}>
      <FormField
        {...field('date')}
        label="Date"
        trailing={
          <PickerButton label="Choose date" icon={<CalendarDays size={15} aria-hidden />} className="picker-date">
            {(close) => (
              <DayChoice
                chosen={date.ok ? date.date : null}
                today={today}
                onChoose={(chosen) => {
                  change({ date: chosen });
                  close();
                }}
              />
            )}
          </PickerButton>
        }
      />
      {days ? (
        <FormField {...days} name="days" label="Duration" className="when-field when-duration" />
      ) : (
        <>
          <FormField
            {...field('time')}
            label="Start time"
            trailing={
              <PickerButton label="Choose time" icon={<Clock size={15} aria-hidden />} className="picker-time">
                {(close) => (
                  <TimeList
                    chosen={time.ok ? time.time : null}
                    onChoose={(chosen) => {
                      change({ time: chosen });
                      close();
                    }}
                  />
                )}
              </PickerButton>
            }
          />
          <FormField {...field('duration')} label="Duration" />
        </>
      )}
    </div>
  );
}
