import { CircleAlert, CircleCheck } from 'lucide-react';
import { useState } from 'react';
import type { RegistrationReport } from '../../../contract/people.ts';
import { mostNewcomers, readNewcomers } from '../../../contract/rules/newcomers.ts';
import type { AppError } from '../../../contract/result.ts';
import { useRegister } from '../../bridge/people.ts';
import { Button } from '../../ui/button.tsx';
import { Switch } from '../../ui/choice.tsx';
import { wordsFor } from '../../ui/error-text.ts';
import { ModalDialog } from '../../ui/modal-dialog.tsx';
import { FormField } from '../editor/form-field.tsx';
import { outcomeText, reportText } from './people-text.ts';

interface RegisterDialogProps {
  sessionKey: string;
  text: string;
  onText(text: string): void;
  onClose(): void;
}

/** Takes one address or a pasted list; then tells how it went for each person. */
export default function RegisterDialog({ sessionKey, text, onText, onClose }: RegisterDialogProps) {
  const register = useRegister();
  const [sendMail, setSendMail] = useState(false);
  const [running, setRunning] = useState(false);
  const [tried, setTried] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const [report, setReport] = useState<RegistrationReport | null>(null);
  const { people, malformed } = readNewcomers(text);
  const problem = problemOf(text, people.length, malformed[0]?.message ?? null);
  const send = async () => {
    setTried(true);
    if (problem !== null || running) return;
    setRunning(true);
    setError(null);
    const result = await register({ key: sessionKey, people: [...people], sendMail });
    setRunning(false);
    if (!result.ok) return setError(result.error);
    setReport(result.value);
    // What failed stands in the box, to be put right.
    const failed = result.value.people.filter(({ outcome }) => outcome !== 'registered');
    setTried(false);
    return onText(failed.map(({ email }) => email).join('\n'));
  };
  return (
    <ModalDialog title="Register people" onClose={onClose}>
      {report ? (
        <Report report={report} onAgain={() => setReport(null)} onClose={onClose} />
      ) : (
        <form
          className="editor-form"
          onSubmit={(event) => {
            event.preventDefault();
            void send();
          }}
        >
          <div className="editor-body scroll">
            {error && (
              <div className="editor-refusal" role="alert">
                <p>
                  <strong>{wordsFor(error).title}</strong> {wordsFor(error).body}
                </p>
              </div>
            )}
            <FormField
              label="People"
              name="people"
              lines={6}
              // oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog moves the focus into itself
              autoFocus
              value={text}
              onChange={onText}
              hint={hintOf(text, people.length)}
              problem={tried && problem !== null ? { code: 'people', message: problem } : undefined}
            />
            <Switch
              label="Send Zoho’s invitation mail"
              hint="Zoho mails each of them their own join link."
              isSelected={sendMail}
              onChange={setSendMail}
            />
          </div>
          <div className="editor-foot">
            <Button onPress={onClose}>Cancel</Button>
            <Button type="submit" variant="primary">
              {running ? 'Registering…' : 'Register'}
            </Button>
          </div>
        </form>
      )}
    </ModalDialog>
  );
}

const hintOf = (text: string, count: number): string => {
  if (text.trim() === '') return 'One address or a pasted list; names as in Bo Berg <bo@example.com>.';
  return count === 1 ? '1 person' : `${count} people`;
};

function problemOf(text: string, count: number, malformed: string | null): string | null {
  if (text.trim() === '') return 'Enter at least one e-mail address.';
  if (malformed !== null) return malformed;
  if (count === 0) return 'There is no e-mail address in this.';
  return count > mostNewcomers ? `These are ${count} people; at most ${mostNewcomers} go at once.` : null;
}

interface ReportProps {
  report: RegistrationReport;
  onAgain(): void;
  onClose(): void;
}

function Report({ report, onAgain, onClose }: ReportProps) {
  const isWhole = report.people.every(({ outcome }) => outcome === 'registered');
  return (
    <>
      <div className="editor-body scroll">
        <p role="status">{reportText(report)}</p>
        <ul className="persons" aria-label="Outcome">
          {report.people.map(({ email, outcome }) => (
            <li key={email} className={`person-outcome ${outcome === 'registered' ? 'person-done' : 'person-failed'}`}>
              {outcome === 'registered' ? <CircleCheck size={15} aria-hidden /> : <CircleAlert size={15} aria-hidden />}
              <span className="wrap selectable">
                <bdi>{email}</bdi>
                <span className="fact-second">{outcomeText(outcome, report.error)}</span>
              </span>
            </li>
          ))}
        </ul>
      </div>
      <div className="editor-foot">
        <Button onPress={onAgain}>{isWhole ? 'Register others' : 'Correct and try again'}</Button>
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the field that had the focus is gone */}
        <Button variant="primary" autoFocus onPress={onClose}>
          Done
        </Button>
      </div>
    </>
  );
}
