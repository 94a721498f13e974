import { CalendarPlus } from 'lucide-react';
import { MenuItem } from 'react-aria-components/Menu';
import { ButtonMenu } from '../../ui/button-menu.tsx';
import type { OpenedMenu } from '../../ui/open-button.ts';

interface NewItemsProps {
  opened: OpenedMenu;
  onEvent(): void;
}

/** What else can be made; see NewButton. */
export default function NewItems({ opened, onEvent }: NewItemsProps) {
  return (
    <ButtonMenu opened={opened} placement="bottom end" aria-label="More to create" onAction={onEvent}>
      <MenuItem id="event" className="menu-item" textValue="New event">
        <CalendarPlus size={15} aria-hidden />
        New event
      </MenuItem>
    </ButtonMenu>
  );
}
