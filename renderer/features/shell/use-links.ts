import { useEffect, useEffectEvent } from 'react';
import type { AppLink } from '../../../contract/domain.ts';
import type { SessionForm } from '../../../contract/rules/session-form.ts';
import { ask } from '../../bridge/parley.ts';
import { useMessages } from '../../ui/toaster.tsx';
import { useEditor } from '../editor/editor-context.ts';
import { go } from './use-route.ts';

/** The texts that a link puts into the form. */
function formOf({ topic, date, time, timeZone, duration }: Extract<AppLink, { type: 'new' }>): Partial<SessionForm> {
  return {
    ...(topic === null ? {} : { topic }),
    ...(date === null ? {} : { date }),
    ...(time === null ? {} : { time }),
    ...(timeZone === null ? {} : { timeZone }),
    ...(duration === null ? {} : { duration: `${Math.round(duration / 60_000)}m` }),
  };
}

/** Follows `parley:` links: to a session, or to a form that the person still has to send. */
export function useLinks(): void {
  const messages = useMessages();
  const editor = useEditor();
  const follow = useEffectEvent(async () => {
    const taken = await ask('takeLink');
    const link = taken.ok ? taken.value : null;
    if (link?.type === 'session') {
      go({ view: link.kind === 'meeting' ? 'meetings' : 'webinars', open: { kind: link.kind, key: link.key } });
    } else if (link?.type === 'new') {
      if (!editor.createFrom(link.kind, formOf(link)))
        messages.tell('A form is open already. Close it, then open the link again');
    } else if (link) messages.tell('This link leads nowhere in Parley, so nothing was done');
  });
  useEffect(() => {
    void follow();
    return window.parley.onLinkOpened(() => void follow());
  }, []);
}
