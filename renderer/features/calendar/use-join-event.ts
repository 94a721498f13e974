import { useState } from 'react';
import type { EventRef } from '../../../contract/calendar.ts';
import { joinEvent } from '../../bridge/calendar.ts';
import { useMessages } from '../../ui/toaster.tsx';

/** Opens the meeting of an event: done in main, told here. */
export function useJoinEvent() {
  const messages = useMessages();
  const [isJoining, setJoining] = useState(false);
  return {
    isJoining,
    async join(ref: EventRef) {
      setJoining(true);
      const result = await joinEvent(ref);
      setJoining(false);
      if (result.ok) messages.tell('Opened in your browser');
      else messages.fail(result.error, 'event');
    },
  };
}
