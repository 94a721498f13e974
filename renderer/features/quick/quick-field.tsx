import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import type { Recurrence } from '../../../contract/calendar.ts';
import type { Kind } from '../../../contract/domain.ts';
import { sessionFields } from '../../../contract/rules/session-form.ts';
import { Button } from '../../ui/button.tsx';
import { useNow } from '../../ui/ticker.ts';
import { useMessages } from '../../ui/toaster.tsx';
import { answerText, questionText, repeatText, summaryText } from './quick-text.ts';
import type { Question, Reading } from './reading.ts';
import { type Fillable, filledForm, useQuick } from './use-quick.ts';
import './quick.css';

interface QuickFieldProps extends Fillable {
  kind: Kind;
  /** What stands in the box at first. */
  first: string;
  hasFocus: boolean;
  /** Where the form can repeat: told with every change of the line. */
  onRepeat?: (repeat: Recurrence | null, date: string | null) => void;
  /** The line says "webinar": where webinars can be made, makes this form one. */
  onWebinar: ((line: string) => void) | null;
  /** Enter, when nothing is left to ask. */
  onEnter(): void;
}

/** Longer lines are cut when they are read. */
const longest = 2_000;
/** How long typing rests before the summary is read out, in ms. */
const restsFor = 1_000;

/** One line that fills the form as it is typed. Nothing is sent from here. */
export function QuickField(props: QuickFieldProps) {
  const { kind, first, hasFocus, onRepeat, onWebinar, onEnter, ...fillable } = props;
  const id = useId();
  const box = useRef<HTMLInputElement>(null);
  const marks = useRef<HTMLDivElement>(null);
  const asked = useRef<HTMLDivElement>(null);
  const { line, reading, hasFailed, wish, type, answer } = useQuick(fillable, first);
  const summary = reading ? summaryText(reading) : '';
  const questions = reading?.questions ?? [];
  useSpoken(reading, summary);
  const repeat = reading?.repeat ?? null;
  const date = reading?.date ?? null;
  useEffect(() => onRepeat?.(repeat, date), [onRepeat, repeat, date]);

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
    // Never sends: what the line was read as is looked at first.
    event.preventDefault();
    const choice = asked.current?.querySelector('button');
    if (choice) choice.focus();
    else if (line.trim() !== '') onEnter();
  };
  const follow = () => {
    if (marks.current && box.current) marks.current.scrollLeft = box.current.scrollLeft;
  };
  // Each reading asks for where things are: only when what is marked has changed.
  useEffect(follow, [line, reading]);

  return (
    <div className="field quick">
      <label className="field-label" htmlFor={`${id}-line`}>
        Quick create
      </label>
      <div className="field-box quick-box">
        <div ref={marks} className="quick-marks" aria-hidden dir="auto">
          {reading && <Marked line={line} marks={reading.marks} />}
          {/* The box scrolls by its caret's width further than its text. */}
          <span className="quick-tail" />
        </div>
        <input
          ref={box}
          id={`${id}-line`}
          name="quick"
          type="text"
          autoComplete="off"
          spellCheck={false}
          dir="auto"
          maxLength={longest}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog moves the focus into itself
          autoFocus={hasFocus}
          value={line}
          placeholder="Design review tomorrow 3pm 45m with ana@example.com in Paris"
          aria-describedby={`${id}-note`}
          onChange={(event) => type(event.target.value)}
          onFocus={wish}
          onScroll={follow}
          onKeyDown={onKeyDown}
        />
      </div>
      <p id={`${id}-note`} className="field-hint quick-note">
        {noteText(line, hasFailed, summary, reading)}
      </p>
      {(questions.length > 0 || (reading?.kind === 'webinar' && kind === 'meeting')) && (
        <div ref={asked} className="quick-questions">
          {reading?.kind === 'webinar' && kind === 'meeting' && (
            <div className="quick-question" role="group" aria-label="Webinar">
              <span>
                {onWebinar ? 'The line says “webinar”.' : 'Webinars are switched off for this account: this is a meeting.'}
              </span>
              {onWebinar && <Button onPress={() => onWebinar(line)}>Make it a webinar</Button>}
            </div>
          )}
          {questions.map((question) => (
            <Asked
              key={question.id}
              question={question}
              date={reading?.date ?? null}
              onAnswer={(place) => {
                answer(question.id, place);
                box.current?.focus();
              }}
            />
          ))}
        </div>
      )}
      {repeat && !onRepeat && (
        <p className="field-hint field-warning">
          Only the first one is created: this form does not repeat ({repeatText(repeat, reading?.date ?? null)}).
        </p>
      )}
      {reading && <ByHand reading={reading} {...fillable} />}
    </div>
  );
}

function noteText(line: string, hasFailed: boolean, summary: string, reading: Reading | null): string {
  if (hasFailed) return 'This line cannot be read just now. Fill in the fields below instead.';
  if (line.trim() === '' || !reading) return 'What you type here fills the fields below.';
  return summary === '' ? 'Read as the topic. Add a day, a time, a length or addresses.' : summary;
}

/** The summary, for a screen reader, once typing rests. */
function useSpoken(reading: Reading | null, summary: string): void {
  const { announce } = useMessages();
  const open = reading?.questions.length ?? 0;
  const text = open === 0 ? summary : `${summary}${summary === '' ? '' : '. '}${open === 1 ? '1 question' : `${open} questions`}`;
  useEffect(() => {
    if (text === '') return undefined;
    const timer = setTimeout(() => announce(text), restsFor);
    return () => clearTimeout(timer);
    // `announce` never changes.
  }, [text, announce]);
}

/** The line again, under its own letters, with what was read in colour. */
function Marked({ line, marks }: { line: string; marks: Reading['marks'] }) {
  const pieces = marks.map(({ from, to, field }, index) => {
    const before = line.slice(marks[index - 1]?.to ?? 0, from);
    return { before, words: line.slice(from, to), from, field };
  });
  return (
    <>
      {pieces.map(({ before, words, from, field }) => (
        <span key={from}>
          {before}
          <mark className={`quick-mark quick-${field}`}>{words}</mark>
        </span>
      ))}
      {line.slice(marks.at(-1)?.to ?? 0)}
    </>
  );
}

interface AskedProps {
  question: Question;
  /** Offsets are told as they are that day. */
  date: string | null;
  onAnswer(place: number): void;
}

function Asked({ question, date, onAnswer }: AskedProps) {
  const now = useNow();
  const at = date === null ? now : Date.parse(`${date}T12:00Z`);
  const text = questionText(question);
  return (
    <div className="quick-question" role="group" aria-label={text}>
      <span>{text}</span>
      {question.choices.map((choice, place) => (
        <Button key={answerText(choice, at)} onPress={() => onAnswer(place)}>
          {answerText(choice, at)}
        </Button>
      ))}
    </div>
  );
}

const names = {
  topic: 'Topic', date: 'Date', time: 'Start time', duration: 'Duration', timeZone: 'Time zone', participants: 'Participants',
  agenda: 'Agenda',
};

/** Fields that the line tells otherwise than a hand has left them. */
function ByHand({ reading, form, untouched, byHand, letGo }: Fillable & { reading: Reading }) {
  const told: Partial<Fillable['form']> = filledForm(reading, untouched);
  const isTold = (field: keyof typeof told) => JSON.stringify(told[field]) !== JSON.stringify(untouched[field]);
  const fields = sessionFields.filter(
    (field) => byHand.has(field) && isTold(field) && JSON.stringify(told[field]) !== JSON.stringify(form[field]),
  );
  if (fields.length === 0) return null;
  return (
    <p className="field-hint">
      {fields.map((field) => names[field]).join(', ')} {fields.length === 1 ? 'stays as you left it' : 'stay as you left them'}
      <span aria-hidden="true"> · </span>
      <button type="button" className="link-button" onClick={() => letGo(fields)}>
        Take from the line
      </button>
    </p>
  );
}
