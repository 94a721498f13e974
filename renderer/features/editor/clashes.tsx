import { CalendarDays, Check, Presentation, Video } from 'lucide-react';
import type { Account } from '../../../contract/domain.ts';
import type { WallTime } from '../../../contract/rules/start.ts';
import { wallTimeAt } from '../../../contract/rules/start.ts';
import { Button } from '../../ui/button.tsx';
import { switchedOff } from '../sessions/told.ts';
import { type ClashLine, clashLines, clashNews, clashSummary, peopleLines, personWords, slotText } from './clash-words.ts';
import { SwitchOn } from './switch-on.tsx';
import type { Clashes } from './use-clashes.ts';
import './clashes.css';

interface ClashesPanelProps {
  clashes: Clashes;
  account: Account;
  onSlot(start: WallTime): void;
}

const icons = { meeting: Video, webinar: Presentation, event: CalendarDays } as const;

/** What else is on then, and when nothing is. Never in the way of Create. */
export function ClashesPanel({ clashes, account, onSlot }: ClashesPanelProps) {
  const { time, own, whole, isOld, isAsking, hasFailed } = clashes;
  const calendar = switchedOff(account.features, 'calendar');
  const shown = own && time ? clashLines(own, time.startsAt, time.timeZone) : null;
  return (
    <div className="clashes" role="group" aria-label="Clashes" aria-busy={isOld || undefined}>
      <p className="clashes-head">
        <span className="field-label">Clashes</span>{' '}
        <span className={`clashes-summary ${shown && !isOld && shown.lines.length > 0 ? 'clashes-some' : 'muted'}`}>
          {own && !isOld ? clashSummary(own) : hasFailed ? 'Could not be compared just now.' : time ? 'Comparing…' : 'Enter a date, start time and duration to see what clashes.'}
        </span>
      </p>
      {shown && shown.lines.length > 0 && (
        <ul className="clashes-list">
          {shown.lines.map((line) => (
            <Line key={line.id} line={line} />
          ))}
          {shown.more > 0 && <li className="muted">and {shown.more} more</li>}
        </ul>
      )}
      {shown && shown.allDay.length > 0 && (
        <p className="clashes-note">
          Also that day: <bdi>{shown.allDay.join(', ')}</bdi>
        </p>
      )}
      <div className="clashes-slots" role="group" aria-label="Next free times">
        <span className="muted" aria-hidden="true">
          Next free
        </span>
        {time && whole?.slots.map(({ startsAt }, index) => {
          const isChosen = startsAt === time.startsAt;
          return (
            <Button
              // The focus stays on the button when what it offers changes.
              // oxlint-disable-next-line react/no-array-index-key
              key={index}
              aria-pressed={isChosen}
              className="clashes-slot numbers"
              icon={isChosen ? <Check size={13} aria-hidden /> : undefined}
              onPress={() => onSlot(wallTimeAt(startsAt, time.timeZone))}
            >
              {slotText(startsAt, time.startsAt, time.timeZone)}
            </Button>
          );
        })}
        {time && whole?.slots.length === 0 && (
          <span className="muted">none of that length inside working hours within four weeks</span>
        )}
        {time && !whole && !hasFailed && <span className="muted">…</span>}
      </div>
      {calendar && (
        <p className="clashes-note">
          Compared with your meetings and webinars alone. <SwitchOn feature={calendar} />
        </p>
      )}
      {own?.withCalendars === true && !own.calendarsRead && (
        <p className="clashes-note">Your calendars have not been read for that time yet: there may be more.</p>
      )}
      <p className="sr-only" aria-live="polite">
        {whole && !isOld && !isAsking ? clashNews(whole) : ''}
      </p>
    </div>
  );
}

function Line({ line: { source, title, time } }: { line: ClashLine }) {
  const Icon = icons[source];
  return (
    <li>
      <Icon size={14} aria-hidden />
      <bdi className="clashes-title">{title}</bdi>
      <span className="sr-only">, {source},</span>
      <span className="clashes-time numbers">{time}</span>
    </li>
  );
}

/** Who of the participants is busy then, where Zoho tells. */
export function FreeBusy({ clashes, account }: Pick<ClashesPanelProps, 'clashes' | 'account'>) {
  const { time, others, whole, isAsking } = clashes;
  if (others.length === 0) return null;
  const off = switchedOff(account.features, 'freebusy');
  const { lines, more } = peopleLines(whole?.people ?? []);
  const hasNews = lines.length > 0 && whole !== null;
  return (
    <div className="clashes" role="group" aria-label="Free and busy" aria-busy={isAsking || undefined}>
      {off ? (
        <p className="clashes-note">
          Whether they are free is not known. <SwitchOn feature={off} />
        </p>
      ) : hasNews ? (
        <ul className="people-free">
          {lines.map(({ email, state }) => (
            <li key={email} className={`free-${state}`}>
              <bdi className="clashes-title">{email}</bdi> <span>{state === 'not-known' ? 'not known' : `is ${personWords[state]}`}</span>
            </li>
          ))}
          {more !== null && <li className="free-not-known">{more}</li>}
        </ul>
      ) : (
        <p className="clashes-note">{time ? 'Asking Zoho who is free…' : 'Who is free is told once there is a time.'}</p>
      )}
    </div>
  );
}
