import { CircleHelp, Clock3, Pencil, Plus, RefreshCw, Trash2, TriangleAlert } from 'lucide-react';
import { use, useEffect, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import type { TimeText } from '../../ui/time.ts';
import { useMessages } from '../../ui/toaster.tsx';
import { EventFormContext } from '../calendar/event-form-context.ts';
import { useOpenEvent } from '../calendar/use-open-event.ts';
import { useEditor } from '../editor/editor-context.ts';
import { topicOf } from '../sessions/row-text.ts';
import { go } from '../shell/use-route.ts';
import type { Change } from './all-changes.ts';
import { canBeSent } from './outbox-model.ts';
import { changeWords, dropText, questionText, stateText, wordsOf } from './outbox-text.ts';
import type { Answer, Answers } from './use-answers.ts';

const icons = { create: Plus, update: Pencil, delete: Trash2 } as const;
const stateIcons = { waiting: Clock3, sending: RefreshCw, asking: CircleHelp, failed: TriangleAlert } as const;

interface ChangeItemProps {
  item: Change;
  /** Epoch ms. */
  now: number;
  time: TimeText;
  answers: Answers;
  onCompare(): void;
  /** Another screen is wanted. */
  onLeave(): void;
}

export function ChangeItem({ item, now, time, answers, onCompare, onLeave }: ChangeItemProps) {
  const { id, kind, change, state, question, error, madeAt } = item;
  const editor = useEditor();
  const events = use(EventFormContext);
  const openEvent = useOpenEvent();
  /** What the person is about to do, where there is no way back. */
  const [sure, setSure] = useState<'drop' | 'send' | null>(null);
  const looking = useLooking(item);
  const name = `change-${id}`;
  const Icon = icons[change];
  const StateIcon = stateIcons[state];
  const asked = state === 'asking' ? questionText(item) : null;
  const canOpen = change !== 'delete' && question?.type !== 'gone';
  const edit = item.kind !== 'event' ? () => editor.edit(item) : events && (() => events.edit(item.ref));
  const reply = (answer: Answer) => {
    setSure(null);
    if (answer.type === 'look') looking.begin();
    void answers.reply(item, answer);
  };
  const makeAnew = question?.type === 'gone' ? 'Create it anew' : mayBeThere(item) ? 'Create it again' : 'Create it';

  return (
    <li className={`change change-${state}`} aria-labelledby={name}>
      <span className="change-icon" aria-hidden="true">
        <Icon size={15} />
      </span>
      <div className="change-text">
        <p id={name} className="change-name wrap selectable">
          {changeWords[change]} <bdi>“{topicOf(item)}”</bdi>
        </p>
        <p className="change-state numbers">
          <StateIcon size={13} aria-hidden />
          <span>
            {looking.isOn ? 'Looking for it at Zoho' : stateText(item, now)}
            <span className="change-since"> · {kind}, since {time.asOf(madeAt, now)}</span>
          </span>
        </p>
        {asked && <p className="change-question">{asked}</p>}
        {state === 'failed' && error && <p className="change-question wrap selectable">{wordsOf(item, error).body}</p>}
        {sure === null ? (
          <div className="change-actions">
            {question?.type === 'conflict' && (
              <Button variant="primary" onPress={onCompare}>
                Compare versions…
              </Button>
            )}
            {question?.type === 'lost-create' && (
              <>
                <Button variant="primary" onPress={() => reply({ type: 'look' })}>
                  Look again
                </Button>
                <Button onPress={() => setSure('send')}>{makeAnew}…</Button>
              </>
            )}
            {question?.type === 'gone' && (
              <Button variant="primary" onPress={() => reply({ type: 'send' })}>
                {makeAnew}
              </Button>
            )}
            {canBeSent(item) && <Button onPress={() => void answers.retry(item)}>Send now</Button>}
            {state === 'failed' && change !== 'delete' && edit && (
              <Button
                onPress={() => {
                  onLeave();
                  edit();
                }}
              >
                Edit
              </Button>
            )}
            {canOpen && (
              <Button
                variant="quiet"
                onPress={() => {
                  onLeave();
                  if (item.kind === 'event') void openEvent.find(item.ref);
                  else go({ view: item.kind === 'meeting' ? 'meetings' : 'webinars', open: { kind: item.kind, key: item.key } });
                }}
              >
                Open
              </Button>
            )}
            {state !== 'sending' && (
              <Button variant="quiet" className="change-drop" onPress={() => setSure('drop')}>
                {mayBeThere(item) ? 'It is there, or not wanted…' : 'Drop…'}
              </Button>
            )}
          </div>
        ) : (
          <div className="change-sure" role="group" aria-label={sure === 'drop' ? 'Drop this change?' : 'Create it?'}>
            <p>
              <strong>{sure === 'drop' ? 'Drop this change?' : `${makeAnew}?`}</strong>{' '}
              {sure === 'drop'
                ? `${dropText(item)} This cannot be undone.`
                : `Should Zoho have created it after all, the ${kind} stands there twice.`}
            </p>
            <div className="change-actions">
              {sure === 'drop' ? (
                <Button variant="danger" isDisabled={state === 'sending'} onPress={() => void answers.drop(item)}>
                  Drop
                </Button>
              ) : (
                <Button isDisabled={question?.type !== 'lost-create'} onPress={() => reply({ type: 'send' })}>
                  {makeAnew}
                </Button>
              )}
              {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the button that had the focus is gone */}
              <Button autoFocus onPress={() => setSure(null)}>
                {sure === 'drop' ? 'Keep' : 'Not now'}
              </Button>
            </div>
          </div>
        )}
      </div>
    </li>
  );
}

/** A lost create, of which Zoho has something that fits. */
const mayBeThere = ({ question }: Change): boolean => question?.type === 'lost-create' && question.candidates > 0;

/** What Look again has found is read out: the words on the screen may be the same as before. */
function useLooking(item: Change): { readonly isOn: boolean; begin(): void } {
  const messages = useMessages();
  const [step, setStep] = useState<'off' | 'asked' | 'on' | 'found'>('off');
  const isAsking = item.state === 'asking';
  if (step === 'asked' && !isAsking) setStep('on');
  if (step === 'on' && isAsking) setStep('found');
  const found = step === 'found' && isAsking ? questionText(item) : null;
  useEffect(() => {
    if (found !== null) messages.announce(found);
  }, [found, messages]);
  return { isOn: step === 'on', begin: () => setStep('asked') };
}
