import { useId, useState } from 'react';
import { Temporal } from 'temporal-polyfill';
import { dateOrderOf, parseDate } from '../../../contract/rules/when.ts';
import { Button } from '../../ui/button.tsx';
import { ModalDialog } from '../../ui/modal-dialog.tsx';
import { dayName } from '../agenda/place.ts';
import { FormField } from '../editor/form-field.tsx';
import { useSaveCalendar } from './use-save-calendar.ts';
import './take-along.css';

interface SaveRangeProps {
  /** The days that are shown, `YYYY-MM-DD`, both included. */
  first: string;
  last: string;
  /** IANA: where days begin. */
  zone: string;
  today: string;
  onClose(): void;
}

/** Saves what the agenda has from one day to another. */
export default function SaveRange({ first, last, zone, today, onClose }: SaveRangeProps) {
  const [from, setFrom] = useState(first);
  const [to, setTo] = useState(last);
  const [tried, setTried] = useState(false);
  const note = useId();
  const save = useSaveCalendar();
  const read = (text: string) => parseDate(text, { today, order: dateOrderOf() });
  const [begin, end] = [read(from), read(to)];
  const problem = !end.ok
    ? end
    : begin.ok && end.date < begin.date
      ? { code: 'before', message: 'This lies before the first day.' }
      : undefined;
  const submit = async () => {
    setTried(true);
    if (!begin.ok || !end.ok || problem) return;
    const midnight = (date: string, days: number) =>
      Temporal.PlainDate.from(date).add({ days }).toZonedDateTime(zone).epochMilliseconds;
    if (await save({ what: 'range', from: midnight(begin.date, 0), to: midnight(end.date, 1) })) onClose();
  };
  return (
    <ModalDialog title="Save as calendar file" size="modal-narrow" describedBy={note} onClose={onClose}>
      <form
        className="editor-form"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <div className="editor-body scroll">
          <div className="take-days">
            <FormField
              label="From"
              name="from"
              // oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog moves the focus into itself
              autoFocus
              value={from}
              onChange={setFrom}
              hint={begin.ok ? dayName(begin.date) : ' '}
              problem={tried && !begin.ok ? begin : undefined}
            />
            <FormField
              label="To"
              name="to"
              value={to}
              onChange={setTo}
              hint={end.ok ? dayName(end.date) : ' '}
              problem={tried ? problem : undefined}
            />
          </div>
          <p id={note} className="muted">
            Meetings, webinars and events of the calendars that show, as far as Parley has read them, go into one
            file in Downloads. Start links are never in it.
          </p>
        </div>
        <div className="editor-foot">
          <Button onPress={onClose}>Cancel</Button>
          <Button type="submit" variant="primary">
            Save
          </Button>
        </div>
      </form>
    </ModalDialog>
  );
}
