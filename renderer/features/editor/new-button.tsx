import { CalendarPlus, ChevronDown, Plus } from 'lucide-react';
import { use } from 'react';
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import type { Kind } from '../../../contract/domain.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { EventFormContext, type NewEventStart } from '../calendar/event-form-context.ts';
import { useEditor } from './editor-context.ts';
import { formTitles } from './words.ts';

/**
 * The button in the head of a list; the key N does the same (see ShellCommands). Events are beside meetings.
 *
 * @param eventStart of a new event, where a day is looked at
 */
export function NewButton({ kind, eventStart }: { kind: Kind; eventStart?: NewEventStart | undefined }) {
  const editor = useEditor();
  const events = use(EventFormContext);
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
      <MenuTrigger>
        <IconButton label="More to create" icon={<ChevronDown size={15} aria-hidden />} />
        <Popover className="popover" placement="bottom end" offset={6}>
          <Menu className="menu" aria-label="More to create" onAction={() => events.create(eventStart)}>
            <MenuItem id="event" className="menu-item" textValue="New event">
              <CalendarPlus size={15} aria-hidden />
              New event
            </MenuItem>
          </Menu>
        </Popover>
      </MenuTrigger>
    </div>
  );
}
