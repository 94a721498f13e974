import { useId, useState } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import type { OutboxItem } from '../../../contract/domain.ts';
import { Button } from '../../ui/button.tsx';
import { useNow } from '../../ui/ticker.ts';
import type { TimeText } from '../../ui/time.ts';
import {
  type Choices, type Conflict, type FieldName, type Side, allOf, chosen, differing, fieldNames, firstChoices,
  isAllTheirs, isContested, writeOf,
} from './compare.ts';
import { fieldText, fieldWords } from './compare-text.ts';
import type { Answers } from './use-answers.ts';

interface CompareDialogProps {
  item: OutboxItem;
  conflict: Conflict;
  time: TimeText;
  answers: Answers;
  onClose(): void;
}

const sides: readonly Side[] = ['mine', 'theirs'];
const sideWords: Record<Side, string> = { mine: 'Yours', theirs: 'At Zoho' };

/** Both versions side by side; of each field that differs, one is chosen. */
export function CompareDialog({ item, conflict, time, answers, onClose }: CompareDialogProps) {
  const base = useId();
  const now = useNow();
  /** What was chosen by hand, over what stands to reason. */
  const [made, setMade] = useState<Choices>({});
  const [saving, setSaving] = useState(false);
  const different = differing(conflict);
  const choices = { ...firstChoices(conflict), ...made };
  const merged = writeOf(conflict, choices, time.zone);
  const isTheirs = isAllTheirs(conflict, choices);
  const picked = chosen(conflict, choices);
  // A zone that Zoho knows and this computer does not is not sent.
  const result = merged.ok && !isTheirs ? { ...picked, timeZone: merged.write.timeZone } : picked;
  const problem = !isTheirs && !merged.ok ? merged.problem : null;

  const save = async () => {
    if (saving) return;
    setSaving(true);
    // Zoho has it like that already: there is nothing to send.
    const isDone = isTheirs
      ? await answers.drop(item.id)
      : merged.ok && (await answers.reply(item.id, { type: 'write', write: merged.write }));
    setSaving(false);
    if (isDone) onClose();
  };

  return (
    <ModalOverlay isOpen className="overlay" onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal className="modal modal-compare">
        <Dialog className="editor">
          <Heading slot="title" className="editor-title">
            Compare versions
          </Heading>
          <div className="editor-body scroll">
            <div className="compare-all">
              <p className="muted">
                It was changed here and at Zoho. Choose for each field that differs. Times are on your clock, {time.zone.replaceAll('_', ' ')}.
              </p>
              <div className="change-actions">
                <Button onPress={() => setMade(allOf(conflict, 'mine'))}>Keep all mine</Button>
                <Button onPress={() => setMade(allOf(conflict, 'theirs'))}>Take all from Zoho</Button>
              </div>
            </div>
            <table className="compare" aria-label="Both versions">
              <thead>
                <tr>
                  <th scope="col">
                    <span className="sr-only">Field</span>
                  </th>
                  {sides.map((side) => (
                    <th key={side} scope="col" id={`${base}-${side}`}>
                      {sideWords[side]}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {fieldNames.map((name) => (
                  <tr key={name} className={different.includes(name) ? 'compare-differs' : 'compare-same'}>
                    <th scope="row" id={`${base}-${name}`}>
                      {fieldWords[name]}
                      {isContested(conflict, name) && <span className="compare-both">changed by both</span>}
                    </th>
                    {different.includes(name) ? (
                      sides.map((side) => (
                        <td key={side} data-chosen={choices[name] === side ? '' : undefined}>
                          <label className="compare-choice">
                            <input
                              type="radio"
                              className="radio-dot"
                              name={`${base}-${name}`}
                              checked={choices[name] === side}
                              aria-labelledby={`${base}-${name} ${base}-${side} ${base}-${name}-${side}`}
                              onChange={() => setMade((before) => ({ ...before, [name]: side }))}
                            />
                            <Value id={`${base}-${name}-${side}`} name={name} text={fieldText(name, conflict[side], time, now)} />
                          </label>
                        </td>
                      ))
                    ) : (
                      <td colSpan={2}>
                        <Value id={`${base}-${name}-same`} name={name} text={fieldText(name, result, time, now)} />
                      </td>
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
            <section className="compare-result" aria-label="Result">
              <h3>{isTheirs ? 'Nothing is sent: Zoho keeps what it has' : 'Zoho will have'}</h3>
              <p className="compare-summary wrap selectable">
                <bdi>{fieldText('topic', result, time, now)}</bdi>
                <span className="numbers">
                  {[
                    fieldText('startsAt', result, time, now),
                    fieldText('duration', result, time, now),
                    fieldText('timeZone', result, time, now),
                    peopleText(result.participants),
                  ].join(' · ')}
                </span>
                {result.agenda?.trim() && <bdi className="compare-agenda muted">{result.agenda.trim()}</bdi>}
              </p>
              {problem && (
                <p className="field-error" role="alert">
                  {problem}
                </p>
              )}
            </section>
          </div>
          <div className="editor-foot">
            <Button onPress={onClose}>Cancel</Button>
            <Button variant="primary" isDisabled={saving || problem !== null} onPress={() => void save()}>
              Save this
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

const peopleText = (people: readonly string[] | null): string => {
  if (people === null) return 'participants as they are';
  return people.length === 1 ? '1 participant' : `${people.length} participants`;
};

/** Long texts scroll in their place. */
const isLong = (text: string) => text.length > 200 || text.split('\n').length > 4;

function Value({ id, name, text }: { id: string; name: FieldName; text: string }) {
  const long = isLong(text);
  return (
    <span
      id={id}
      className={`compare-value selectable ${long ? 'compare-long scroll' : ''}`}
      // What scrolls must be reached by keyboard.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      {...(long && { tabIndex: 0, role: 'group', 'aria-label': fieldWords[name] })}
    >
      <bdi>{text}</bdi>
    </span>
  );
}
