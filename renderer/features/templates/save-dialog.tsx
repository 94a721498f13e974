import type { Result } from '../../../contract/result.ts';
import { useChangeTemplates } from '../../bridge/templates.ts';
import { useMessages } from '../../ui/toaster.tsx';
import { NameDialog } from './name-dialog.tsx';
import { type TemplateBody, keepProblem, nameFrom } from './template-model.ts';

interface SaveTemplateDialogProps {
  topic: string;
  /** What is to be saved. */
  read(): Promise<Result<TemplateBody>>;
  onClose(): void;
}

/** "Save as template": asks for a name and keeps it. */
export function SaveTemplateDialog({ topic, read, onClose }: SaveTemplateDialogProps) {
  const { keep } = useChangeTemplates();
  const messages = useMessages();
  return (
    <NameDialog
      title="Save as template"
      submitLabel="Save template"
      name={nameFrom(topic)}
      own={null}
      onClose={onClose}
      onName={async (name, replaced) => {
        const body = await read();
        const error = body.ok ? await keep({ ...body.value, id: replaced?.id ?? crypto.randomUUID(), name }) : body.error;
        if (error) return keepProblem(error);
        messages.tell(`Template “${name}” saved`);
        return null;
      }}
    />
  );
}
