import { useId, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { ModalDialog } from '../../ui/modal-dialog.tsx';
import type { Side } from './compare.ts';
import { allOf, type Choices, type Comparison } from './comparison.ts';
import type { Answers } from './use-answers.ts';

interface CompareDialogProps {
  comparison: Comparison;
  /** IANA: whose clock times are told on. */
  zone: string;
  answers: Answers;
  onClose(): void;
}

const sides: readonly Side[] = ['mine', 'theirs'];
const sideWords: Record<Side, string> = { mine: 'Yours', theirs: 'At Zoho' };

/** Both versions side by side; of each field that differs, one is chosen. */
export function CompareDialog({ comparison, zone, answers, onClose }: CompareDialogProps) {
  const base = useId();
  /** What was chosen by hand, over what stands to reason. */
  const [made, setMade] = useState<Choices>({});
  const [saving, setSaving] = useState(false);
  const choices = { ...comparison.first, ...made };
  const { isTheirs, problem, summary, textOf, send } = comparison.outcome(choices);

  const save = async () => {
    if (saving) return;
    setSaving(true);
    const isDone = await send(answers);
    setSaving(false);
    if (isDone) onClose();
  };

  return (
    <ModalDialog title="Compare versions" size="modal-compare" onClose={onClose}>
      <div className="editor-body scroll">
        <div className="compare-all">
          <p className="muted">
            It was changed here and at Zoho. Choose for each field that differs. Times are on your clock, {zone.replaceAll('_', ' ')}.
          </p>
          <div className="change-actions">
            <Button onPress={() => setMade(allOf(comparison, 'mine'))}>Keep all mine</Button>
            <Button onPress={() => setMade(allOf(comparison, 'theirs'))}>Take all from Zoho</Button>
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
            {comparison.fields.map(({ name, word, differs, isContested, ...texts }) => (
              <tr key={name} className={differs ? 'compare-differs' : 'compare-same'}>
                <th scope="row" id={`${base}-${name}`}>
                  {word}
                  {isContested && <span className="compare-both">changed by both</span>}
                </th>
                {differs ? (
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
                        <Value id={`${base}-${name}-${side}`} word={word} text={texts[side]} />
                      </label>
                    </td>
                  ))
                ) : (
                  <td colSpan={2}>
                    <Value id={`${base}-${name}-same`} word={word} text={textOf(name)} />
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
        <section className="compare-result" aria-label="Result">
          <h3>{isTheirs ? 'Nothing is sent: Zoho keeps what it has' : 'Zoho will have'}</h3>
          <p className="compare-summary wrap selectable">
            <bdi>{summary.title}</bdi>
            <span className="numbers">{summary.line}</span>
            {summary.more && <bdi className="compare-agenda muted">{summary.more}</bdi>}
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
    </ModalDialog>
  );
}

/** Long texts scroll in their place. */
const isLong = (text: string) => text.length > 200 || text.split('\n').length > 4;

function Value({ id, word, text }: { id: string; word: string; text: string }) {
  const long = isLong(text);
  return (
    <span
      id={id}
      className={`compare-value selectable ${long ? 'compare-long scroll' : ''}`}
      // What scrolls must be reached by keyboard.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      {...(long && { tabIndex: 0, role: 'group', 'aria-label': word })}
    >
      <bdi>{text}</bdi>
    </span>
  );
}
