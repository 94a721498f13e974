import { useQueryClient } from '@tanstack/react-query';
import { TriangleAlert } from 'lucide-react';
import { type ReactNode, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { Account } from '../../../contract/domain.ts';
import { settingsQuery } from '../../bridge/account.ts';
import { useWritableCalendars } from '../../bridge/writable-calendars.ts';
import { Button } from '../../ui/button.tsx';
import { useCommand } from '../../ui/commands.ts';
import { later } from '../../ui/later.tsx';
import { StandingToast, useMessages } from '../../ui/toaster.tsx';
import { named, refusalWords } from '../editor/words.ts';
import { switchedOff } from '../sessions/told.ts';
import { EventFormContext } from './event-form-context.ts';
import { createEventDesk } from './event-form-desk.ts';
import type { OpenEvent } from './event-form.ts';

const EventFormDialog = later(() => import('./event-form-dialog.tsx').then((module) => module.default));

/** Forms of events above every screen: one is open at most. Where none can be written, there is no form. */
export function EventFormProvider({ account, children }: { account: Account; children: ReactNode }) {
  const messages = useMessages();
  const queries = useQueryClient();
  const [desk] = useState(createEventDesk);
  const { open, reading, waiting } = useSyncExternalStore(desk.subscribe, desk.state);
  const calendars = useWritableCalendars();
  const isOn = !switchedOff(account.features, 'calendar') && calendars.length > 0;
  useEffect(
    () => desk.use({ messages, settings: () => queries.ensureQueryData(settingsQuery), calendars }),
    [desk, messages, queries, calendars],
  );
  useEffect(() => {
    window.addEventListener('pagehide', desk.keepLatest);
    return () => window.removeEventListener('pagehide', desk.keepLatest);
  }, [desk]);
  const opener = useMemo(() => (isOn ? { create: desk.create, edit: desk.edit } : null), [desk, isOn]);
  useCommand('newEvent', () => desk.create(), { when: () => isOn });

  return (
    <EventFormContext value={opener}>
      {children}
      {(open ?? reading) && <EventFormDialog account={account} desk={desk} />}
      {waiting.map((form) => (
        <StandingToast key={form.serial} place={form.refusal ? 'quiet' : 'polite'}>
          <RefusedToast form={form} onOpen={() => desk.openAgain(form.serial)} />
        </StandingToast>
      ))}
    </EventFormContext>
  );
}

function RefusedToast({ form, onOpen }: { form: OpenEvent; onOpen(): void }) {
  const words = form.refusal && refusalWords(form.refusal, 'event', form.original !== null);
  return (
    <div className={`toast ${words ? 'toast-failure' : ''}`} role={words ? 'alert' : undefined}>
      {words && <TriangleAlert size={16} aria-hidden />}
      <p>
        <strong>
          {named(form.form.topic)}: {words?.title ?? 'set aside.'}
        </strong>{' '}
        {words?.body}
      </p>
      <Button variant="quiet" className="toast-action" onPress={onOpen}>
        Open again
      </Button>
    </div>
  );
}
