import { ChevronLeft, ChevronRight } from 'lucide-react';
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import { IconButton } from './button.tsx';
import { addMonths, dateForKey, monthWeeks } from './month-days.ts';
import './month.css';
import { dateFormat } from './formats.ts';

const noon = (date: string) => Date.parse(`${date}T12:00Z`);
const format = (options: Intl.DateTimeFormatOptions) =>
  dateFormat(undefined, { ...options, timeZone: 'UTC' });

/** Which month is looked at, and on which of its days the keys are. */
export interface MonthPlace {
  readonly focused: string;
  /** 1 for Monday to 7 for Sunday. */
  readonly firstDay: number;
  /** Six weeks of days, `YYYY-MM-DD`. */
  readonly weeks: readonly (readonly string[])[];
  focus(date: string): void;
}

/** @param day where it begins, and begins again when this changes */
export function useMonthPlace(day: string, firstDay: number): MonthPlace {
  const [place, setPlace] = useState({ from: day, focused: day });
  if (place.from !== day) setPlace({ from: day, focused: day });
  const { focused } = place;
  return { focused, firstDay, weeks: monthWeeks(focused, firstDay), focus: (next) => setPlace({ from: day, focused: next }) };
}

interface MonthProps {
  place: MonthPlace;
  /** `YYYY-MM-DD` */
  chosen: string | null;
  today: string;
  /** Takes the focus when it appears. */
  takesFocus?: boolean;
  /** Days that are in view elsewhere. */
  shown?: readonly string[];
  /** Days with something on. */
  busy?: ReadonlySet<string>;
  onChoose(date: string): void;
}

/** A month to choose a day from: arrows move by days and weeks, Page Up and Page Down by months, with Shift by years. */
export function Month({ place, chosen, today, takesFocus = false, shown, busy, onChoose }: MonthProps) {
  const { focused, firstDay, weeks, focus } = place;
  const table = useRef<HTMLTableElement>(null);
  const wantsFocus = useRef(takesFocus);
  const title = format({ month: 'long', year: 'numeric' }).format(noon(focused));
  const long = format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });

  useLayoutEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    table.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const next = dateForKey(event.key, focused, firstDay, event.shiftKey);
    if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    wantsFocus.current = true;
    focus(next);
  };

  return (
    <div className="month">
      <div className="month-head">
        <p className="month-title" aria-live="polite">
          {title}
        </p>
        <IconButton label="Previous month" icon={<ChevronLeft size={15} aria-hidden />} onPress={() => focus(addMonths(focused, -1))} />
        <IconButton label="Next month" icon={<ChevronRight size={15} aria-hidden />} onPress={() => focus(addMonths(focused, 1))} />
      </div>
      {/* The grid pattern of the ARIA Authoring Practices is a table that arrows move in. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role */}
      <table ref={table} role="grid" aria-label={title} className="month-grid numbers">
        <thead>
          <tr>
            {(weeks[0] ?? []).map((date) => (
              <th key={date} scope="col" abbr={format({ weekday: 'long' }).format(noon(date))}>
                {format({ weekday: 'narrow' }).format(noon(date))}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((date) => (
                <td key={date} aria-selected={date === chosen} data-shown={shown?.includes(date) ? '' : undefined}>
                  <button
                    type="button"
                    tabIndex={date === focused ? 0 : -1}
                    className={`month-day ${date.slice(0, 7) === focused.slice(0, 7) ? '' : 'month-other'}`}
                    aria-label={`${date === today ? 'Today, ' : ''}${long.format(noon(date))}${busy?.has(date) ? ', something on' : ''}`}
                    aria-current={date === today ? 'date' : undefined}
                    data-busy={busy?.has(date) ? '' : undefined}
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
    </div>
  );
}
