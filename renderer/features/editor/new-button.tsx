import { Plus } from 'lucide-react';
import type { Kind } from '../../../contract/domain.ts';
import { Button } from '../../ui/button.tsx';
import { useEditor } from './editor-context.ts';
import { formTitles } from './words.ts';

/** The button in the head of a list; the key N does the same (see ShellCommands). */
export function NewButton({ kind }: { kind: Kind }) {
  const editor = useEditor();
  return (
    <Button
      variant="primary"
      shortcut="new"
      icon={<Plus size={15} aria-hidden />}
      onPress={() => editor.create(kind)}
    >
      {formTitles.new[kind]}
    </Button>
  );
}
