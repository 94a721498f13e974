import { Palette, RefreshCw, TriangleAlert } from 'lucide-react';
import { type CSSProperties, useId, useState } from 'react';
import type { Calendar } from '../../../contract/calendar.ts';
import type { Connection, ListStatus } from '../../../contract/domain.ts';
import { lineText } from '../../../contract/rules/shown-text.ts';
import { useSettings } from '../../bridge/account.ts';
import { chooseCalendar, refreshCalendars } from '../../bridge/calendar.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Switch, useShown } from '../../ui/choice.tsx';
import { wordsFor } from '../../ui/error-text.ts';
import { useOnline } from '../../ui/online.ts';
import { useNow } from '../../ui/ticker.ts';
import { useTimeText } from '../../ui/time.ts';
import { useMessages } from '../../ui/toaster.tsx';
import { asOfText, freshnessText, nextTryText } from '../sessions/freshness-text.ts';
import { neverRead } from '../../bridge/list-status.ts';
import { isTold } from '../sessions/told.ts';
import { calendarColours } from './calendar-colours.ts';

interface CalendarsPanelProps {
  calendars: readonly Calendar[];
  status: ListStatus | null;
  health: Connection['health'];
}

/** Which calendars show, and in which colours. */
export function CalendarsPanel({ calendars, status, health }: CalendarsPanelProps) {
  const [coloured, setColoured] = useState<string | null>(null);
  const choices = useSettings().data?.calendarChoices ?? {};
  const messages = useMessages();
  const choose = async (uid: string, isShown: boolean, colour: string | null) => {
    const result = await chooseCalendar({ uid, isShown, colour });
    // One that was removed meanwhile goes from the list by itself.
    if (!result.ok && result.error.code !== 'not-found') messages.fail(result.error);
  };
  return (
    <div className="calendars">
      {calendars.length > 0 && (
        <ul aria-label="Calendars">
          {calendars.map(({ uid, name, colour, isShown }) => {
            const own = choices[uid]?.colour ?? null;
            const label = lineText(name, 100) || 'Unnamed calendar';
            return (
              <li key={uid}>
                <div className="calendars-row">
                  <span className="calendar-colour" style={{ '--calendar': colour ?? '#6b7280' } as CSSProperties} aria-hidden="true" />
                  <Switch label={label} isSelected={isShown} onChange={(shown) => void choose(uid, shown, own)} />
                  <IconButton
                    label={`Colour of ${label}`}
                    icon={<Palette size={14} aria-hidden />}
                    aria-expanded={coloured === uid}
                    onPress={() => setColoured((before) => (before === uid ? null : uid))}
                  />
                </div>
                {coloured === uid && (
                  <Colours label={label} value={own} onChoose={(next) => void choose(uid, isShown, next)} />
                )}
              </li>
            );
          })}
        </ul>
      )}
      {calendars.length === 0 && status?.asOf !== null && status !== null && <p className="muted">Zoho has no calendar for you.</p>}
      <Status status={status ?? neverRead} health={health} />
    </div>
  );
}

/** Eight colours and Zoho's own. */
function Colours({ label, value, onChoose }: { label: string; value: string | null; onChoose(colour: string | null): void }) {
  const name = useId();
  const [shown, setShown] = useShown(value);
  const option = (colour: string | null, text: string) => (
    <label key={text} className="colour" data-selected={shown === colour ? '' : undefined} title={text}>
      <input
        type="radio"
        name={name}
        className="sr-only"
        checked={shown === colour}
        onChange={() => {
          setShown(colour);
          onChoose(colour);
        }}
      />
      {colour !== null && <span className="calendar-colour" style={{ '--calendar': colour } as CSSProperties} aria-hidden="true" />}
      <span className={colour === null ? undefined : 'sr-only'}>{text}</span>
    </label>
  );
  return (
    <div className="colours" role="radiogroup" aria-label={`Colour of ${label}`}>
      {calendarColours.map((each) => option(each.value, each.name))}
      {option(null, 'As in Zoho')}
    </div>
  );
}

/** How fresh it is, in the words of every list. */
function Status({ status, health }: { status: ListStatus; health: Connection['health'] }) {
  const time = useTimeText();
  const now = useNow();
  const online = useOnline();
  const [asked, setAsked] = useState(false);
  const isLoading = status.phase === 'loading' || asked;
  const failure = status.phase === 'failed' && !isLoading ? status.error : null;
  const asOf = asOfText(status.asOf, time, now, failure !== null);
  const told = isTold(status.error, health, online);
  return (
    <div className="calendars-status">
      {failure && !told ? (
        <p role="alert" className="numbers">
          <TriangleAlert size={14} aria-hidden />
          {asOf !== null && `${asOf} · `}
          {wordsFor(failure).title.replace(/\.$/, '')}
          {nextTryText(status.nextTry, now)}
        </p>
      ) : (
        <p className="numbers">
          {freshnessText(status, asked, time, now)}
          {failure && nextTryText(status.nextTry, now)}
        </p>
      )}
      <Button
        variant="quiet"
        className={isLoading ? 'is-turning' : ''}
        icon={failure === null && <RefreshCw size={14} aria-hidden />}
        onPress={() => {
          if (isLoading) return;
          setAsked(true);
          void refreshCalendars().then(() => setAsked(false));
        }}
      >
        {failure ? 'Try again' : <span className="sr-only">Refresh calendars</span>}
      </Button>
    </div>
  );
}
