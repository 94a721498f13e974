import type { EventRef, EventRow } from '../../../contract/calendar.ts';
import { useSettings } from '../../bridge/account.ts';
import { ask } from '../../bridge/parley.ts';
import { createTimeText } from '../../ui/time.ts';
import { agendaZoneOf } from '../agenda/agenda-zone.ts';
import { within } from '../editor/read-for-edit.ts';
import { go } from '../shell/use-route.ts';

/** How long is waited to learn on which day it is, ms. */
const patience = 1_000;

/** Shows the details of an event in the agenda, on its day. */
export function useOpenEvent() {
  const { data: settings } = useSettings();
  const open = ({ calendar, uid, occurrence }: EventRef, when: Pick<EventRow, 'allDay' | 'startsAt'> | null) => {
    const day = when && (when.allDay?.from ?? dayIn(agendaZoneOf(settings), when.startsAt));
    const place = day !== null && { layout: settings?.agendaLayout ?? 'day', day };
    go({ view: 'agenda', open: null, event: { calendar, uid, occurrence }, ...(place && { place }) });
  };
  return {
    open: (row: EventRow) => open(row, row),
    /** When it is on is looked up. */
    async find(ref: EventRef) {
      const answer = await within(patience, ask('getEvent', { ...ref, refresh: false }));
      open(ref, answer?.ok ? answer.value : null);
    },
  };
}

const dayIn = (zone: string, at: number): string =>
  new Date(createTimeText(undefined, zone).dayNumber(at) * 86_400_000).toISOString().slice(0, 10);
