import { ChevronLeft, ChevronRight } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { createTimeText } from '../../ui/time.ts';
import { IconButton } from '../../ui/button.tsx';
import { addDays, addMonths, dateForKey, firstDayOf, monthWeeks } from './month-days.ts';

const locale = () => new Intl.DateTimeFormat().resolvedOptions().locale;
const noon = (date: string) => Date.parse(`${date}T12:00Z`);

interface MonthGridProps {
  /** `YYYY-MM-DD` */
  chosen: string | null;
  today: string;
  onChoose(date: string): void;
}

/** A month to choose a day from: arrows move by days and weeks, Page Up and Page Down by months, with Shift by years. */
export function MonthGrid({ chosen, today, onChoose }: MonthGridProps) {
  const [focused, setFocused] = useState(chosen ?? today);
  const grid = useRef<HTMLTableElement>(null);
  const wantsFocus = useRef(true);
  const firstDay = firstDayOf(locale());
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(undefined, { ...options, timeZone: 'UTC' });
  const title = format({ month: 'long', year: 'numeric' }).format(noon(focused));
  const long = format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const weeks = monthWeeks(focused, firstDay);

  useEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  });

  const onKeyDown = (event: KeyboardEvent) => {
    const next = dateForKey(event.key, focused, firstDay, event.shiftKey);
    if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    wantsFocus.current = true;
    setFocused(next);
  };

  return (
    <div className="month">
      <div className="month-head">
        <p aria-live="polite" className="month-title">
          {title}
        </p>
        <IconButton
          label="Previous month"
          icon={<ChevronLeft size={16} aria-hidden />}
          onPress={() => setFocused(addMonths(focused, -1))}
        />
        <IconButton
          label="Next month"
          icon={<ChevronRight size={16} aria-hidden />}
          onPress={() => setFocused(addMonths(focused, 1))}
        />
      </div>
      {/* The grid pattern of the ARIA Authoring Practices is a table that arrows move in. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role */}
      <table ref={grid} role="grid" aria-label={title} className="month-grid numbers">
        <thead>
          <tr>
            {(weeks[0] ?? []).map((date) => (
              <th key={date} scope="col" abbr={format({ weekday: 'long' }).format(noon(date))}>
                {format({ weekday: 'short' }).format(noon(date)).slice(0, 2)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((date) => (
                <td key={date} aria-selected={date === chosen}>
                  <button
                    type="button"
                    tabIndex={date === focused ? 0 : -1}
                    className={`month-day ${date.slice(0, 7) === focused.slice(0, 7) ? '' : 'month-other'}`}
                    aria-label={`${date === today ? 'Today, ' : ''}${long.format(noon(date))}`}
                    aria-current={date === today ? 'date' : undefined}
                    onClick={() => onChoose(date)}
                    onKeyDown={onKeyDown}
                  >
                    {Number(date.slice(8))}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <div className="month-quick">
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
