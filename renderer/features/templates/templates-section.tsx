import { useRef, useState } from 'react';
import type { Template } from '../../../contract/calendar.ts';
import { useChangeTemplates, useTemplates } from '../../bridge/templates.ts';
import { Button } from '../../ui/button.tsx';
import { useMessages } from '../../ui/toaster.tsx';
import { Section } from '../settings/section.tsx';
import { NameDialog } from './name-dialog.tsx';
import { keepProblem, templateText } from './template-model.ts';
import './templates.css';

/** The templates of the account: renamed and deleted here, made in forms and details. */
export default function TemplatesSection() {
  const templates = useTemplates();
  const { keep, drop } = useChangeTemplates();
  const messages = useMessages();
  const [renamed, setRenamed] = useState<Template | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const remove = async (template: Template, index: number) => {
    // The focus goes on to a neighbour, since its button goes away.
    const buttons = [...(list.current?.querySelectorAll<HTMLElement>('.templates-delete') ?? [])];
    const error = await drop(template.id);
    if (error) return messages.fail(error);
    (buttons[index + 1] ?? buttons[index - 1])?.focus();
    return messages.tellUndoable(`Template “${template.name}” deleted`, () => void keep(template));
  };
  return (
    <Section title="Templates">
      {templates.length > 0 && (
        <ul ref={list} className="templates-list" aria-label="Templates">
          {templates.map((template, index) => (
            <li key={template.id}>
              <p>
                <bdi className="templates-name wrap">{template.name}</bdi>
                <span className="settings-second">{templateText(template)}</span>
              </p>
              <Button variant="quiet" aria-label={`Rename ${template.name}`} onPress={() => setRenamed(template)}>
                Rename
              </Button>
              <Button
                variant="quiet"
                className="templates-delete"
                aria-label={`Delete ${template.name}`}
                onPress={() => void remove(template, index)}
              >
                Delete
              </Button>
            </li>
          ))}
        </ul>
      )}
      <p className="settings-note">
        {templates.length === 0 && 'There is no template. '}
        “Save as template…” in a form and in the details of a meeting makes one. Templates stay on this computer and are
        forgotten when you disconnect.
      </p>
      {renamed && (
        <NameDialog
          title="Rename template"
          submitLabel="Rename"
          name={renamed.name}
          own={renamed.id}
          onClose={() => setRenamed(null)}
          onName={async (name) => {
            const error = await keep({ ...renamed, name });
            if (error === null) messages.tell(`Template renamed “${name}”`);
            return error && keepProblem(error);
          }}
        />
      )}
    </Section>
  );
}
