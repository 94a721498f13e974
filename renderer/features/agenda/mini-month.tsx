import { ChevronLeft, ChevronRight } from 'lucide-react';
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import type { Kind } from '../../../contract/domain.ts';
import { dayIn } from '../../../contract/rules/agenda-axis.ts';
import { endOf } from '../../../contract/rules/session-lists.ts';
import { useAgendaRows } from '../../bridge/agenda.ts';
import { IconButton } from '../../ui/button.tsx';
import { addMonths, dateForKey, monthWeeks } from '../editor/month-days.ts';
import { dayName } from './place.ts';

const noon = (day: string) => Date.parse(`${day}T12:00Z`);

interface MiniMonthProps {
  /** `YYYY-MM-DD` */
  day: string;
  today: string;
  /** The days that the grid shows. */
  shown: readonly string[];
  zone: string;
  firstDay: number;
  kinds: readonly Kind[];
  onDay(day: string): void;
}

/** A month beside the grid: arrows move by days and weeks, Page Up and Page Down by months. Days with something on are marked. */
export function MiniMonth({ day, today, shown, zone, firstDay, kinds, onDay }: MiniMonthProps) {
  const [place, setPlace] = useState({ from: day, focused: day });
  if (place.from !== day) setPlace({ from: day, focused: day });
  const { focused } = place;
  const table = useRef<HTMLTableElement>(null);
  const wantsFocus = useRef(false);
  const weeks = monthWeeks(focused, firstDay);
  const dates = weeks.flat();
  const bounds = dates.map((date) => dayIn(zone, date));
  const range = { from: bounds[0]?.start ?? 0, to: bounds.at(-1)?.end ?? 1 };
  const { rows } = useAgendaRows(range, kinds);
  const isBusy = ({ start, end }: { start: number; end: number }) =>
    rows.some((row) => row.startsAt !== null && row.startsAt < end && ((endOf(row) ?? 0) > start || row.startsAt >= start));
  const busy = new Set(bounds.filter(isBusy).map(({ date }) => date));
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(undefined, { ...options, timeZone: 'UTC' });
  const title = format({ month: 'long', year: 'numeric' }).format(noon(focused));

  useLayoutEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    table.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  });
  const focus = (next: string) => setPlace({ from: day, focused: next });
  const onKeyDown = (event: KeyboardEvent) => {
    const next = dateForKey(event.key, focused, firstDay, event.shiftKey);
    if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    wantsFocus.current = true;
    focus(next);
  };

  return (
    <section className="mini" aria-label="Month">
      <div className="mini-head">
        <p className="mini-title" aria-live="polite">
          {title}
        </p>
        <IconButton label="Previous month" icon={<ChevronLeft size={15} aria-hidden />} onPress={() => focus(addMonths(focused, -1))} />
        <IconButton label="Next month" icon={<ChevronRight size={15} aria-hidden />} onPress={() => focus(addMonths(focused, 1))} />
      </div>
      {/* The grid pattern of the ARIA Authoring Practices is a table that arrows move in. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role */}
      <table ref={table} role="grid" aria-label={title} className="mini-grid numbers">
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
                <td key={date} aria-selected={date === day} data-shown={shown.includes(date) ? '' : undefined}>
                  <button
                    type="button"
                    tabIndex={date === focused ? 0 : -1}
                    className={`mini-day ${date.slice(0, 7) === focused.slice(0, 7) ? '' : 'mini-other'}`}
                    aria-label={`${date === today ? 'Today, ' : ''}${dayName(date)}${busy.has(date) ? ', something on' : ''}`}
                    aria-current={date === today ? 'date' : undefined}
                    data-busy={busy.has(date) ? '' : undefined}
                    onClick={() => onDay(date)}
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
    </section>
  );
}
