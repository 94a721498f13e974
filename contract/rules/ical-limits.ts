/** How much of an iCalendar text is read. Each limit is told where it was reached, and the rest is read all the same. */

export const icalLimits = {
  /** Characters (UTF-16 units) of the whole text; what is behind them is not read. */
  size: 20_000_000,
  /** Events that become drafts; those behind them are counted. */
  events: 2_000,
  /** Characters of one line, when it is unfolded; its rest is left out. */
  line: 100_000,
  /** Properties of one event that are kept: people and dates above all. */
  properties: 2_000,
  /** VTIMEZONEs, and the changes of clocks in each. */
  zones: 200,
  changes: 200,
  /** How often the rule of a change of clocks is followed for a year, in the whole text. */
  followed: 2_000,
  /** Characters of the texts of a draft. */
  title: 1_000,
  description: 10_000,
  location: 1_000,
  url: 2_000,
  attendees: 500,
} as const;

export type IcalLimit = 'size' | 'events' | 'line' | 'properties' | 'zones';
