import { useEffect } from 'react';
import type { Account, Kind } from '../../../contract/domain.ts';
import type { Paste } from '../../../contract/rules/paste.ts';
import { ask } from '../../bridge/parley.ts';
import { useMessages } from '../../ui/toaster.tsx';
import { switchedOff } from '../sessions/told.ts';
import { go } from '../shell/use-route.ts';
import type { Desk } from './desk.ts';
import { ownZone } from '../../ui/own-zone.ts';

/** In bytes. No calendar file of one meeting is larger. */
const longestFile = 200_000;

const takesText = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, textarea, select, [contenteditable], [role=dialog]') !== null;

/** The pasted text, or that of a pasted .ics file. */
async function textOf(data: DataTransfer): Promise<string> {
  const text = data.getData('text/plain');
  const file = [...data.files].find(
    ({ name, type, size }) => size <= longestFile && (type === 'text/calendar' || name.endsWith('.ics')),
  );
  return text.trim() === '' && file ? file.text() : text;
}

/** The kind of a known session, or null. */
async function knownKind(key: string, kinds: readonly Kind[]): Promise<Kind | null> {
  for (const kind of kinds) {
    const result = await ask('getSession', { kind, key, refresh: false });
    if (result.ok) return kind;
  }
  return null;
}

/**
 * Paste outside any field: a link of a known session opens it, an invitation or an .ics text opens the form prefilled,
 * anything else does nothing.
 */
export function usePasteIntoWindow(desk: Desk, account: Account): void {
  const messages = useMessages();
  useEffect(() => {
    const kinds: Kind[] = [];
    if (!switchedOff(account.features, 'meetings')) kinds.push('meeting');
    if (!switchedOff(account.features, 'webinars')) kinds.push('webinar');

    const take = async (paste: Paste) => {
      if (paste.type === 'none') return;
      const link = paste.type === 'link' ? paste : paste.link;
      const wanted = kinds.filter((kind) => !link?.kind || link.kind === kind);
      const kind = link?.key ? await knownKind(link.key, wanted) : null;
      if (link?.key && kind) {
        messages.announce('Opened');
        return go({ view: kind === 'meeting' ? 'meetings' : 'webinars', open: { kind, key: link.key } });
      }
      if (paste.type === 'form') {
        const [first] = kinds;
        const into = link?.kind && kinds.includes(link.kind) ? link.kind : first;
        if (into) desk.createFrom(into, paste.form);
        return;
      }
      messages.tell('This link leads to no meeting that Parley knows');
    };
    const onPaste = (event: ClipboardEvent) => {
      const data = event.clipboardData;
      if (!data || event.defaultPrevented || takesText(event.target) || desk.isOpen()) return;
      const timeZone = ownZone();
      void textOf(data).then(async (text) => {
        const { readPaste } = await import('../../../contract/rules/paste.ts');
        await take(readPaste(text, timeZone));
      });
    };
    window.addEventListener('paste', onPaste);
    return () => window.removeEventListener('paste', onPaste);
  }, [desk, account.features, messages]);
}
