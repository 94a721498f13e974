import { Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useEffectEvent, useId, useMemo, useRef, useState } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { TextField } from 'react-aria-components/TextField';
import type { OfferedCommand } from '../../ui/commands.ts';
import { useCalendars } from '../../bridge/calendar.ts';
import { useJoinEvent } from '../calendar/use-join-event.ts';
import { useOpenEvent } from '../calendar/use-open-event.ts';
import { useSessionActions } from '../sessions/session-actions.ts';
import { go } from '../shell/use-route.ts';
import { type Item, findItems } from './find-items.ts';
import { PaletteFoot } from './palette-foot.tsx';
import { PaletteList } from './palette-list.tsx';
import { useFound } from './use-found.ts';
import '../../ui/dialog.css';
import './palette.css';

interface PaletteDialogProps {
  /** What can be run where the palette was opened. */
  offers: readonly OfferedCommand[];
  onClose(): void;
}

/**
 * Every action, and every known meeting and event, by a few letters of its name. A combo box as in the ARIA Authoring Practices:
 * the focus stays in the text.
 */
export default function PaletteDialog({ offers, onClose }: PaletteDialogProps) {
  const id = useId();
  const { join } = useSessionActions();
  const joinEvent = useJoinEvent();
  const openEvent = useOpenEvent();
  const { calendars } = useCalendars();
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const search = text.trim();
  const found = useFound(search);
  const commands = useMemo(() => offers.filter((offer) => offer.id !== 'palette'), [offers]);
  const groups = useMemo(
    () => (found ? findItems(found.search, commands, found) : []),
    [found, commands],
  );
  const items = groups.flatMap((group) => group.items);
  const activeItem = items[active];

  const choose = (item: Item | undefined, toJoin: boolean) => {
    if (!item) return;
    onClose();
    // First the dialog goes and gives the focus back, so that what is run can take it.
    setTimeout(() => {
      if (item.type === 'command') item.command.run();
      else if (item.type === 'event') {
        if (toJoin && item.row.canJoin) void joinEvent.join(item.row);
        else openEvent.open(item.row);
      } else if (toJoin) join(item.row);
      else go({ view: item.row.kind === 'meeting' ? 'meetings' : 'webinars', open: item.row });
    });
  };

  /** Enter was pressed before what was typed had been looked for: it takes the best of that. */
  const early = useRef<{ readonly toJoin: boolean } | null>(null);
  const takeEarly = useEffectEvent(() => {
    const wanted = early.current;
    early.current = null;
    if (wanted) choose(items[0], wanted.toJoin);
  });
  useEffect(() => {
    if (found?.search === search) takeEarly();
  }, [found, search]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.altKey) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      if (items.length > 0) setActive((active + step + items.length) % items.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const toJoin = event.ctrlKey || event.metaKey;
      if (found?.search === search) choose(activeItem, toJoin);
      else early.current = { toJoin };
    }
  };

  return (
    <ModalOverlay isOpen isDismissable className="overlay palette-overlay" onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal className="modal palette">
        <Dialog aria-label="Command palette" className="editor">
          <TextField
            className="palette-box"
            value={text}
            maxLength={200}
            autoComplete="off"
            onChange={(next) => {
              setText(next);
              setActive(0);
              early.current = null;
            }}
          >
            <Search size={17} aria-hidden />
            <Label className="sr-only">Search actions and meetings</Label>
            <Input
              role="combobox"
              // oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog moves the focus into itself
              autoFocus
              spellCheck="false"
              placeholder="Search actions and meetings"
              aria-expanded={items.length > 0}
              aria-controls={`${id}-list`}
              aria-autocomplete="list"
              aria-activedescendant={activeItem && `${id}-${active}`}
              onKeyDown={onKeyDown}
            />
          </TextField>
          <PaletteList
            id={id}
            groups={groups}
            calendars={calendars}
            active={active}
            onActive={setActive}
            onChoose={choose}
            nothing={found && found.search !== '' ? found : null}
          />
          <PaletteFoot item={activeItem} count={found ? items.length : null} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
