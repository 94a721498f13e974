import type { ShortcutId } from '../../contract/rules/shortcuts.ts';
import { useKeyCaps } from './shortcuts.ts';
import './keys.css';

interface KeyCapsProps {
  /** Way by way, key by key. */
  caps: readonly (readonly string[])[];
}

export const KeyCaps = ({ caps }: KeyCapsProps) => (
  <span className="keys">
    {caps.map((way) => (
      <span key={way.join(' ')} className="keys-way">
        {way.map((cap) => (
          <kbd key={cap}>{cap}</kbd>
        ))}
      </span>
    ))}
  </span>
);

/** The keys of a shortcut, beside the words of what it does: for the eye alone, `aria-keyshortcuts` says the same. */
export function Keys({ id }: { id: ShortcutId | undefined }) {
  const caps = useKeyCaps(id);
  return (
    caps && (
      <span aria-hidden="true" className="keys-beside">
        <KeyCaps caps={caps.slice(0, 1)} />
      </span>
    )
  );
}
