/** What is done to one occurrence of a series, or from one on (zoho-api.md 3.4). */
import { afterOccurrences, startsOf, withEnd } from './rule.ts';
import { startOfRecurrenceId } from './store.ts';
import type { CalendarStore, StoredEvent } from './store.ts';
import { dayMs, writeDate, writeUtc } from './times.ts';

const plannedStart = (event: StoredEvent, one: StoredEvent): number =>
  startOfRecurrenceId(one.recurrenceId ?? '', event.isAllDay) ?? one.start;

/** How many occurrences the rule has before this one. */
export function startsBefore(event: StoredEvent, one: StoredEvent): number {
  return event.rule === null ? 0 : [...startsOf(event.rule, event, plannedStart(event, one))].length;
}

/** Makes an occurrence differ from its series. Both get a new etag. */
export function editOccurrence(
  store: CalendarStore,
  event: StoredEvent,
  one: StoredEvent,
  edit: (each: StoredEvent) => void,
): StoredEvent {
  const edited: StoredEvent = { ...one, exceptions: new Map() };
  edit(edited);
  edited.rule = null;
  event.exceptions.set(one.recurrenceId ?? '', edited);
  store.changed(event);
  store.changed(edited);
  return edited;
}

export function dropOccurrence(store: CalendarStore, event: StoredEvent, one: StoredEvent): void {
  event.exceptions.set(one.recurrenceId ?? '', null);
  store.changed(event);
}

/** Ends a series before this occurrence; what follows becomes a series of its own, without a meeting. */
export function cutSeries(store: CalendarStore, event: StoredEvent, one: StoredEvent): StoredEvent {
  const start = plannedStart(event, one);
  const rule = event.rule ?? '';
  const isLater = (recurrenceId: string) => (startOfRecurrenceId(recurrenceId, event.isAllDay) ?? start) >= start;
  const { etag: _etag, exceptions, ...content } = event;
  const tail = store.add({
    ...content,
    uid: store.newUid(),
    id: store.newId(),
    start,
    rule: afterOccurrences(rule, startsBefore(event, one)),
    sessionKey: null,
    madeIn: 'calendar',
  });
  for (const [recurrenceId, each] of exceptions) {
    if (!isLater(recurrenceId)) continue;
    exceptions.delete(recurrenceId);
    tail.exceptions.set(recurrenceId, each && { ...each, uid: tail.uid });
  }
  event.rule = withEnd(rule, `UNTIL=${event.isAllDay ? writeDate(start - dayMs) : writeUtc(start - 1000)}`);
  store.changed(event);
  return tail;
}
