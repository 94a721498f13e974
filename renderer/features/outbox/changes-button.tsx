import { CircleHelp, CloudUpload } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { useCommand } from '../../ui/commands.ts';
import { useChanges } from './outbox-context.ts';
import { standingOf } from './outbox-model.ts';
import { countText, standingText } from './outbox-text.ts';
import { useOutboxNow } from './use-outbox-now.ts';
import './outbox.css';

/** "3 changes waiting", in the side bar: there only while Zoho has not confirmed something. */
export function ChangesButton() {
  const { open } = useChanges();
  const { items, now } = useOutboxNow();
  const standing = standingOf(items, now);
  useCommand('changes', open, { when: () => standing !== null });
  if (!standing) return null;
  const isCalling = standing.needing > 0;
  const Icon = isCalling ? CircleHelp : CloudUpload;
  return (
    <AriaButton className={`changes-button ${isCalling ? 'changes-calling' : ''}`} onPress={open}>
      <Icon size={16} aria-hidden />
      <span className="changes-words words">
        <span className="changes-count numbers">{countText(standing.count)}</span>{' '}
        <span className="changes-standing numbers">{standingText(standing)}</span>
      </span>
    </AriaButton>
  );
}
