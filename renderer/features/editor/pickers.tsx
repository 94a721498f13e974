import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Month, useMonthPlace } from '../../ui/month.tsx';
import { addDays, firstDayOf } from '../../../contract/rules/shown-days.ts';
import { createTimeText } from '../../ui/time.ts';
import { ownLocale } from '../../ui/own-zone.ts';

interface DayChoiceProps {
  /** `YYYY-MM-DD` */
  chosen: string | null;
  today: string;
  onChoose(date: string): void;
}

/** A day of any month, and the days that are asked for most. */
export function DayChoice({ chosen, today, onChoose }: DayChoiceProps) {
  const place = useMonthPlace(chosen ?? today, firstDayOf(ownLocale()));
  return (
    <div className="day-choice">
      <Month place={place} chosen={chosen} today={today} takesFocus onChoose={onChoose} />
      <div className="day-quick">
        <button type="button" className="link-button" onClick={() => onChoose(today)}>
          Today
        </button>
        <button type="button" className="link-button" onClick={() => onChoose(addDays(today, 1))}>
          Tomorrow
        </button>
        <button type="button" className="link-button" onClick={() => onChoose(addDays(today, 7))}>
          In a week
        </button>
      </div>
    </div>
  );
}

/** "00:00" to "23:30" */
const times = Array.from({ length: 48 }, (_, at) => `${String(Math.floor(at / 2)).padStart(2, '0')}:${at % 2 ? '30' : '00'}`);

interface TimeListProps {
  /** `HH:MM` */
  chosen: string | null;
  onChoose(time: string): void;
}

/** Every half hour of a day; a time between them is typed. */
export function TimeList({ chosen, onChoose }: TimeListProps) {
  const nearest = times.findLast((time) => time <= (chosen ?? '09:00')) ?? '09:00';
  const text = createTimeText(undefined, 'UTC');
  return (
    <ListBox
      // Where the list opens: at the chosen time, or the one before it.
      // oxlint-disable-next-line jsx-a11y/no-autofocus
      autoFocus
      aria-label="Times"
      className="times scroll numbers"
      selectionMode="single"
      selectedKeys={[nearest]}
      disallowEmptySelection
      onSelectionChange={(keys) => {
        const [key] = keys === 'all' ? [] : keys;
        onChoose(String(key ?? nearest));
      }}
      items={times.map((id) => ({ id }))}
    >
      {({ id }) => (
        <ListBoxItem id={id} className="time-option" textValue={id}>
          {text.time(Date.parse(`1970-01-01T${id}Z`))}
        </ListBoxItem>
      )}
    </ListBox>
  );
}
