import { Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Template } from '../../../contract/calendar.ts';
import { useChangeTemplates, useTemplates } from '../../bridge/templates.ts';
import { IconButton } from '../../ui/button.tsx';
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
  const remove = async (template: Template) => {
    const error = await drop(template.id);
    if (error) return messages.fail(error);
    return messages.tellUndoable(`Template “${template.name}” deleted`, () => void keep(template));
  };
  return (
    <Section title="Templates">
      {templates.length > 0 && (
        <ul className="templates-list" aria-label="Templates">
          {templates.map((template) => (
            <li key={template.id}>
              <p>
                <bdi className="templates-name wrap">{template.name}</bdi>
                <span className="settings-second">{templateText(template)}</span>
              </p>
              <IconButton
                label={`Rename ${template.name}`}
                icon={<Pencil size={14} aria-hidden />}
                onPress={() => setRenamed(template)}
              />
              <IconButton
                label={`Delete ${template.name}`}
                icon={<Trash2 size={14} aria-hidden />}
                onPress={() => void remove(template)}
              />
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
