import type { Weekday } from '../../../contract/calendar.ts';

/** As in the contract, whose module brings schemas that the page does without. */
export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const satisfies readonly Weekday[];
