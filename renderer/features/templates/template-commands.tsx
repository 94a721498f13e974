import type { Template } from '../../../contract/calendar.ts';
import type { Kind } from '../../../contract/domain.ts';
import { useTemplates } from '../../bridge/templates.ts';
import { useCommand } from '../../ui/commands.ts';
import { useEditor } from '../editor/editor-context.ts';

/** "New from template: …" in the palette, for each template. @param kinds those that may be made */
export function TemplateCommands({ kinds }: { kinds: readonly Kind[] }) {
  return useTemplates()
    .filter(({ kind }) => kinds.includes(kind))
    .map((template) => <TemplateCommand key={template.id} template={template} />);
}

function TemplateCommand({ template }: { template: Template }) {
  const editor = useEditor();
  useCommand('newFromTemplate', () => editor.createFromTemplate(template), { about: template.name });
  return null;
}
