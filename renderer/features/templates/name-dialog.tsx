import { type FormEvent, useState } from 'react';
import type { Template } from '../../../contract/calendar.ts';
import { useTemplates } from '../../bridge/templates.ts';
import { Button } from '../../ui/button.tsx';
import { ModalDialog } from '../../ui/modal-dialog.tsx';
import { FormField } from '../editor/form-field.tsx';
import { nameProblem, namesake } from './template-model.ts';
import './templates.css';

interface NameDialogProps {
  title: string;
  submitLabel: string;
  name: string;
  /** The template that is renamed; null for a new one, which may take the place of another of its name. */
  own: string | null;
  /** Answers what is wrong, or null when it is done. */
  onName(name: string, replaced: Template | undefined): Promise<string | null>;
  onClose(): void;
}

/** Asks for the name of a template. */
export function NameDialog({ title, submitLabel, name: first, own, onName, onClose }: NameDialogProps) {
  const templates = useTemplates();
  const [name, setName] = useState(first);
  const [tried, setTried] = useState(false);
  const [running, setRunning] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const other = namesake(templates, name, own);
  const problem = nameProblem(name) ?? (own !== null && other ? `There is a template called “${other.name}” already.` : null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    // The form that this stands above is not sent by it.
    event.stopPropagation();
    setTried(true);
    if (problem !== null || running) return;
    setRunning(true);
    const wrong = await onName(name.trim(), other);
    setRunning(false);
    setRefusal(wrong);
    if (wrong === null) onClose();
  };
  return (
    <ModalDialog title={title} size="modal-name" onClose={onClose}>
      <form className="editor-form" noValidate onSubmit={(event) => void submit(event)}>
        <div className="editor-body">
          {refusal !== null && (
            <p className="editor-refusal" role="alert">
              {refusal}
            </p>
          )}
          <FormField
            label="Name"
            name="templateName"
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog moves the focus into itself
            autoFocus
            value={name}
            onChange={setName}
            hint={own === null && other ? `Takes the place of “${other.name}”.` : '\u00a0'}
            problem={tried && problem !== null ? { code: 'name', message: problem } : undefined}
          />
        </div>
        <div className="editor-foot">
          <Button onPress={onClose}>Cancel</Button>
          <Button type="submit" variant="primary">
            {submitLabel}
          </Button>
        </div>
      </form>
    </ModalDialog>
  );
}
