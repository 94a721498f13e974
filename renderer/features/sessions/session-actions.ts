import { useState } from 'react';
import type { Kind } from '../../../contract/domain.ts';
import { ask } from '../../bridge/parley.ts';
import { useMessages } from '../../ui/toaster.tsx';

type SessionRef = { readonly kind: Kind; readonly key: string };
type ActionName = 'startSession' | 'joinSession' | 'copyInvitation';

const told: Record<ActionName, string> = {
  startSession: 'Opened in your browser',
  joinSession: 'Opened in your browser',
  copyInvitation: 'Invitation copied',
};

/** Start, join and copy: done in main, told here. */
export function useSessionActions() {
  const messages = useMessages();
  const [running, setRunning] = useState<ActionName | null>(null);
  const run = async (name: ActionName, { kind, key }: SessionRef) => {
    setRunning(name);
    const result = await ask(name, { kind, key });
    setRunning(null);
    if (result.ok) messages.tell(told[name]);
    else messages.fail(result.error);
  };
  return {
    running,
    start: (ref: SessionRef) => void run('startSession', ref),
    join: (ref: SessionRef) => void run('joinSession', ref),
    copyInvitation: (ref: SessionRef) => void run('copyInvitation', ref),
  };
}
