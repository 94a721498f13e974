import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { TriangleAlert } from 'lucide-react';
import type { Account } from '../../../contract/domain.ts';
import { settingsQuery } from '../../bridge/account.ts';
import { createSession } from '../../bridge/begun.ts';
import { Button } from '../../ui/button.tsx';
import { later } from '../../ui/later.tsx';
import { StandingToast, useMessages } from '../../ui/toaster.tsx';
import { EditorContext } from './editor-context.ts';
import { createDesk } from './desk.ts';
import { usePasteIntoWindow } from './paste.ts';
import { named, refusalWords } from './words.ts';

const EditorDialog = later(() => import('./editor-dialog.tsx').then((module) => module.default));

/** Forms above every screen: one is open at most, others may be on their way to Zoho or wait to be opened again. */
export function EditorProvider({ account, children }: { account: Account; children: ReactNode }) {
  const messages = useMessages();
  const [desk] = useState(createDesk);
  const { open, reading, waiting } = useSyncExternalStore(desk.subscribe, desk.state);
  const queries = useQueryClient();
  useEffect(
    () =>
      desk.use({
        messages,
        settings: () => queries.ensureQueryData(settingsQuery),
        create: (kind, write, startsAt) => createSession(queries, kind, write, startsAt),
      }),
    [desk, messages, queries],
  );
  useEffect(() => {
    window.addEventListener('pagehide', desk.keepLatest);
    return () => window.removeEventListener('pagehide', desk.keepLatest);
  }, [desk]);
  usePasteIntoWindow(desk, account);
  const editor = useMemo(() => {
    const { create, createQuickly, createFrom, createFromTemplate, edit, duplicate } = desk;
    return { create, createQuickly, createFrom, createFromTemplate, edit, duplicate };
  }, [desk]);

  return (
    <EditorContext value={editor}>
      {children}
      {(open ?? reading) && (
        <EditorDialog
          account={account}
          open={open}
          reading={reading}
          actions={desk.actions}
          onStopReading={desk.stopReading}
          onReadAgain={desk.readAgain}
        />
      )}
      {waiting.map((form) => (
        <StandingToast key={form.serial} place={form.refusal ? 'quiet' : 'polite'}>
          <WaitingToast
            {...(form.refusal
              ? refusalWords(form.refusal, form.kind, form.original !== null)
              : { title: `${named(form.form.topic)} was set aside.`, body: '' })}
            topic={form.form.topic}
            failed={form.refusal !== null}
            onOpen={() => desk.openAgain(form.serial)}
          />
        </StandingToast>
      ))}
    </EditorContext>
  );
}

interface WaitingToastProps {
  title: string;
  body: string;
  topic: string;
  failed: boolean;
  onOpen(): void;
}

function WaitingToast({ title, body, topic, failed, onOpen }: WaitingToastProps) {
  return (
    <div className={`toast ${failed ? 'toast-failure' : ''}`} role={failed ? 'alert' : undefined}>
      {failed && <TriangleAlert size={16} aria-hidden />}
      <p>
        <strong>
          {failed && `${named(topic)}: `}
          {title}
        </strong>{' '}
        {body}
      </p>
      <Button variant="quiet" className="toast-action" onPress={onOpen}>
        Open again
      </Button>
    </div>
  );
}
