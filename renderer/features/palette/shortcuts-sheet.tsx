import { X } from 'lucide-react';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import {
  type ShortcutId, isSingleKey, keyCapsOf, shortcutIds, shortcutPlaceNames, shortcutPlaces, shortcuts,
} from '../../../contract/rules/shortcuts.ts';
import { IconButton } from '../../ui/button.tsx';
import { KeyCaps } from '../../ui/keys.tsx';
import { isMac, useSingleKeys } from '../../ui/shortcuts.ts';
import '../../ui/dialog.css';
import './palette.css';

/** Every shortcut, by the place where it works. */
export default function ShortcutsSheet({ onClose }: { onClose(): void }) {
  const singleKeys = useSingleKeys();
  return (
    <ModalOverlay isOpen isDismissable className="overlay" onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal className="modal sheet">
        <Dialog className="editor">
          <div className="sheet-head">
            <Heading slot="title" className="editor-title">
              Keyboard shortcuts
            </Heading>
            <IconButton label="Close" icon={<X size={16} aria-hidden />} onPress={onClose} />
          </div>
          {/* Scrolled by keyboard: nothing in it takes the focus. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <div className="sheet-body scroll" role="region" aria-label="All shortcuts" tabIndex={0}>
            {!singleKeys && (
              <p className="sheet-note">
                Shortcuts of one key are switched off. Settings, Appearance, switches them on again.
              </p>
            )}
            <div className="sheet-places">
              {shortcutPlaces.map((place) => (
                <section key={place} className="sheet-place" aria-labelledby={`shortcuts-${place}`}>
                  <h3 id={`shortcuts-${place}`}>{shortcutPlaceNames[place]}</h3>
                  <dl>
                    {shortcutIds
                      .filter((id) => shortcuts[id].place === place)
                      .map((id) => (
                        <Line key={id} id={id} isOff={!singleKeys && isSingleKey(id)} />
                      ))}
                  </dl>
                </section>
              ))}
            </div>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

const Line = ({ id, isOff }: { id: ShortcutId; isOff: boolean }) => (
  <div className={`sheet-line ${isOff ? 'sheet-off' : ''}`}>
    <dt>
      {shortcuts[id].does}
      {isOff && <span className="sr-only"> (switched off)</span>}
    </dt>
    <dd>
      <KeyCaps caps={keyCapsOf(id, isMac)} />
    </dd>
  </div>
);
