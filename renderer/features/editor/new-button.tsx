import { Plus } from 'lucide-react';
import type { Kind } from '../../../contract/domain.ts';
import { Button } from '../../ui/button.tsx';
import { useSingleKey } from '../../ui/shortcuts.ts';
import { useEditor } from './editor-context.ts';
import { formTitles } from './words.ts';

/** The button in the head of a list; the key N does the same. */
export function NewButton({ kind }: { kind: Kind }) {
  const editor = useEditor();
  useSingleKey('n', () => editor.create(kind));
  return (
    <Button
      variant="primary"
      icon={<Plus size={15} aria-hidden />}
      onPress={() => editor.create(kind)}
    >
      {formTitles.new[kind]}
    </Button>
  );
}
