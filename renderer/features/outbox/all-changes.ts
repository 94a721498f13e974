/** Changes of sessions and of events, as one list. */
import { useMemo } from 'react';
import type { EventChange, EventRef } from '../../../contract/calendar.ts';
import type { OutboxItem } from '../../../contract/domain.ts';
import { useEventChanges } from '../../bridge/calendar.ts';
import { useOutbox } from '../../bridge/outbox.ts';

/** A change of an event in the words of the list: its topic is its title, its key names its line. */
export interface EventItem extends Omit<EventChange, 'title' | 'ref'> {
  readonly kind: 'event';
  readonly key: string;
  readonly topic: string;
  readonly ref: EventRef;
}

/** What Zoho has not confirmed. */
export type Change = OutboxItem | EventItem;

export const eventItem = ({ title, ref, ...change }: EventChange): EventItem => ({
  ...change, kind: 'event', key: JSON.stringify([ref.calendar, ref.uid]), topic: title, ref,
  nextTry: change.heldUntil ?? change.nextTry,
});

/** In the order in which they were made. */
export function useAllChanges(): readonly Change[] {
  const sessions = useOutbox();
  const events = useEventChanges();
  return useMemo(
    () => (events.length === 0 ? sessions : [...sessions, ...events.map(eventItem)].toSorted((a, b) => a.madeAt - b.madeAt)),
    [sessions, events],
  );
}
