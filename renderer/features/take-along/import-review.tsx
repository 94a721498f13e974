import { CircleAlert, CircleCheck, CircleDashed } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { problemText, limitText, skipText } from '../../../contract/rules/ical-problems.ts';
import { isolated, longestShownTopic, cut } from '../../../contract/rules/shown-text.ts';
import { Button } from '../../ui/button.tsx';
import { Choice, Switch } from '../../ui/choice.tsx';
import { Select } from '../../ui/field.tsx';
import { useNow } from '../../ui/ticker.ts';
import { useTimeText } from '../../ui/time.ts';
import { Unfold } from '../../ui/unfold.tsx';
import { numberText } from '../sessions/freshness-text.ts';
import { type ImportDesk, type ImportItem, type Outcome, type Review, isOver } from './import-desk.ts';
import type { ImportKind } from './import-model.ts';
import { counted, notesOf, outcomeText, reportText, whenText } from './import-text.ts';

interface ImportReviewProps {
  desk: ImportDesk;
  review: Review;
  kinds: readonly ImportKind[];
  onForm(item: ImportItem): void;
  onClose(): void;
}

/** Rows shown at once; the rest on demand. */
const shownAtOnce = 100;
const kindLabels: Record<ImportKind, string> = { meeting: 'Meetings', webinar: 'Webinars', event: 'Calendar events' };

export function ImportReview({ desk, review, kinds, onForm, onClose }: ImportReviewProps) {
  const [most, setMost] = useState(shownAtOnce);
  const { items, kind, calendar, calendars, withPeople, running } = review;
  const able = kinds.filter((each) => each !== 'event' || calendars.length > 0);
  const ticked = items.filter(({ isTicked }) => isTicked).length;
  const report = reportText(items);
  const isDone = report !== null && ticked === 0 && running === null;
  const leave = () => {
    desk.reset();
    onClose();
  };
  const named = items.some(({ draft }) => draft.attendees.length > 0);
  return (
    <>
      <div className="editor-body take-body scroll">
        <p>
          {counted(items.length, 'event')} in “{isolated(review.fileName)}”. {kinds.includes('event') ? '' : 'With Calendar switched on in Settings they can become events, too. '}
          {review.isCompared ? '' : 'Only a part could be compared with what is there already.'}
        </p>
        <Troubles review={review} />
        <div className="take-choices" inert={running !== null}>
          {able.length > 1 && (
            <Choice
              label="Create them as"
              inline
              value={kind}
              options={able.map((id) => ({ id, name: kindLabels[id] }))}
              onChange={(next) => desk.choose({ kind: next })}
            />
          )}
          {kind === 'event' && calendars.length > 1 && (
            <Select
              label="Calendar"
              name="calendar"
              value={calendar ?? ''}
              options={calendars.map(({ uid, name }) => ({ id: uid, name }))}
              onChange={(next) => desk.choose({ calendar: next })}
            />
          )}
          {named && (
            <Switch
              label="Invite the people named in the file"
              hint="Zoho mails them. Otherwise nobody is invited."
              isSelected={withPeople}
              onChange={(next) => desk.choose({ withPeople: next })}
            />
          )}
        </div>
        <div className="take-all" inert={running !== null}>
          <Button variant="quiet" onPress={() => desk.tick(items.map(({ id }) => id), true)}>
            Tick all
          </Button>
          <Button variant="quiet" onPress={() => desk.tick(items.map(({ id }) => id), false)}>
            Tick none
          </Button>
        </div>
        <ul className="take-list" aria-label="Drafts">
          {items.slice(0, most).map((item) => (
            <Draft key={item.id} item={item} review={review} desk={desk} onForm={onForm} />
          ))}
        </ul>
        {items.length > most && (
          <Button variant="quiet" className="people-more" onPress={() => setMost(most + shownAtOnce)}>
            Show {numberText(Math.min(shownAtOnce, items.length - most))} more of {numberText(items.length)}
          </Button>
        )}
      </div>
      <div className="editor-foot take-foot">
        <p className="take-report numbers" role="status">
          {running ? `Creating ${numberText(Math.min(running.done + 1, running.total))} of ${numberText(running.total)}${running.isStopping ? ': stopping…' : '…'}` : report}
        </p>
        {running === null && (
          <>
            <Button onPress={desk.reset}>Another file</Button>
            {!isDone && <Button onPress={onClose}>Close</Button>}
          </>
        )}
        {/* One button for all of it, so that the focus stays. */}
        <Button
          variant={running ? 'plain' : 'primary'}
          isDisabled={running === null && !isDone && ticked === 0}
          onPress={running ? desk.stop : isDone ? leave : desk.create}
        >
          {running ? 'Stop' : isDone ? 'Done' : `Create ${counted(ticked, kind)}`}
        </Button>
      </div>
    </>
  );
}

/** What was not read, and why. */
function Troubles({ review: { reading } }: { review: Review }) {
  const { skipped, limits, others, events, drafts } = reading;
  const notes = [
    ...limits.map(limitText),
    ...(others > 0 ? [`${numberText(others)} tasks, notes or free times are passed over.`] : []),
    ...(events > drafts.length + skipped.length ? [`The file has ${numberText(events)} events in all.`] : []),
  ];
  return (
    <>
      {notes.length > 0 && (
        <ul className="take-notes" aria-label="What was not read">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      {skipped.length > 0 && (
        <Unfold title="Left out" aside={numberText(skipped.length)}>
          <ul className="take-skipped" aria-label="Left out">
            {skipped.slice(0, 200).map((skip) => (
              <li key={`${skip.line} ${skip.why}`}>{skipText(skip)}</li>
            ))}
            {skipped.length > 200 && <li>and {numberText(skipped.length - 200)} more.</li>}
          </ul>
        </Unfold>
      )}
    </>
  );
}

interface DraftProps {
  item: ImportItem;
  review: Review;
  desk: ImportDesk;
  onForm(item: ImportItem): void;
}

function Draft({ item, review, desk, onForm }: DraftProps) {
  const time = useTimeText();
  const now = useNow();
  const { draft, problem, isTicked, outcome } = item;
  const box = `take-${item.id}`;
  const isMade = isOver(outcome);
  const title = draft.title === '' ? 'Without a title' : cut(draft.title, longestShownTopic);
  const notes = [...(problem ? [problem] : []), ...notesOf(item, review), ...draft.problems.map(problemText)];
  return (
    <li className="take-draft">
      <input
        id={box}
        type="checkbox"
        className="take-box"
        checked={isTicked}
        disabled={problem !== null || isMade || review.running !== null}
        aria-describedby={`${box}-notes`}
        onChange={(event) => desk.tick([item.id], event.target.checked)}
      />
      <label className="take-title wrap" htmlFor={box}>
        <bdi>{title}</bdi> <span className="take-when numbers">{whenText(draft, time, now)}</span>
      </label>
      <div className="take-more" id={`${box}-notes`}>
        {outcome && <p className={`take-outcome take-${outcome.as}`}>
            {outcomeIcon(outcome)}
            {outcomeText(outcome)}
          </p>}
        {!isMade && notes.length > 0 && (
          <ul className="take-problems">
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        )}
      </div>
      {review.kind !== 'event' && !isMade && (
        <Button
          variant="quiet"
          className="take-form"
          isDisabled={review.running !== null}
          aria-label={`Open in the form: ${cut(title, 60)}`}
          onPress={() => onForm(item)}
        >
          Open in the form
        </Button>
      )}
    </li>
  );
}

const outcomeIcon = ({ as }: Outcome): ReactNode => {
  if (as === 'created') return <CircleCheck size={14} aria-hidden />;
  return as === 'refused' || as === 'unfit' ? <CircleAlert size={14} aria-hidden /> : <CircleDashed size={14} aria-hidden />;
};
