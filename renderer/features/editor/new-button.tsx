import { ChevronDown, Plus } from 'lucide-react';
import { use } from 'react';
import type { Kind } from '../../../contract/domain.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { later } from '../../ui/later.tsx';
import { useMenuButton } from '../../ui/open-button.ts';
import { EventFormContext, type NewEventStart } from '../calendar/event-form-context.ts';
import { useEditor } from './editor-context.ts';
import { formTitles } from './words.ts';

const NewItems = later(() => import('./new-items.tsx').then((module) => module.default));

/**
 * The button in the head of a list; the key N does the same (see ShellCommands). Events are beside meetings.
 *
 * @param eventStart of a new event, where a day is looked at
 */
export function NewButton({ kind, eventStart }: { kind: Kind; eventStart?: NewEventStart | undefined }) {
  const editor = useEditor();
  const events = use(EventFormContext);
  const menu = useMenuButton();
  const button = (
    <Button
      variant="primary"
      shortcut="new"
      icon={<Plus size={15} aria-hidden />}
      onPress={() => editor.create(kind)}
    >
      {formTitles.new[kind]}
    </Button>
  );
  if (!events || kind !== 'meeting') return button;
  return (
    <div className="new-buttons">
      {button}
      <IconButton {...menu.button} label="More to create" icon={<ChevronDown size={15} aria-hidden />} />
      {menu.opened && <NewItems opened={menu.opened} onEvent={() => events.create(eventStart)} />}
    </div>
  );
}
