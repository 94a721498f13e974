import type { Availability, Clash, ClashReport } from '../../../contract/calendar.ts';
import { isUnseen } from '../../../contract/rules/shown-text.ts';
import { createTimeText } from '../../ui/time.ts';

export interface ClashLine {
  readonly id: string;
  readonly title: string;
  readonly source: Clash['source'];
  /** "10:00 – 11:00", with days where they are others than that of the form. */
  readonly time: string;
}

export interface ClashLines {
  readonly lines: readonly ClashLine[];
  /** How many more there are than are shown. */
  readonly more: number;
  /** What lasts all day, by title. */
  readonly allDay: readonly string[];
}

/** More would push the form away. */
const mostLines = 4;

const titleOf = ({ title, source }: Clash): string => (isUnseen(title) ? `Untitled ${source}` : title);

const idOf = ({ source, session, event, startsAt }: Clash): string =>
  JSON.stringify([source, session?.key, event?.calendar, event?.uid, event?.occurrence, startsAt]);

/** What clashes, in words. @param wanted epoch ms @param zone IANA, that of the form */
export function clashLines({ clashes }: Pick<ClashReport, 'clashes'>, wanted: number, zone: string, locale?: string): ClashLines {
  const words = createTimeText(locale, zone);
  const day = words.dayNumber(wanted);
  const timeOf = ({ startsAt, endsAt }: Clash): string => {
    const first = words.dayNumber(startsAt);
    if (first === day) return words.range(startsAt, endsAt - startsAt);
    const end = first === words.dayNumber(endsAt) ? words.time(endsAt) : words.dayTime(endsAt, wanted);
    return `${words.dayTime(startsAt, wanted)} – ${end}`;
  };
  const timed = clashes.filter(({ isAllDay }) => !isAllDay);
  return {
    lines: timed.slice(0, mostLines).map((clash) => ({
      id: idOf(clash), title: titleOf(clash), source: clash.source, time: timeOf(clash),
    })),
    more: Math.max(0, timed.length - mostLines),
    allDay: clashes.filter(({ isAllDay }) => isAllDay).map(titleOf),
  };
}

/** Beside "Clashes": "2 at that time", "Nothing else is on then". A calendar that was not looked into is not spoken for. */
export function clashSummary({ clashes, withCalendars, calendarsRead }: ClashReport): string {
  const count = clashes.filter(({ isAllDay }) => !isAllDay).length;
  if (count > 0) return `${count} at that time`;
  return withCalendars && calendarsRead ? 'Nothing else is on then' : 'No other meeting or webinar then';
}

/** "14:00", with the day where it is another than the form's. */
export function slotText(startsAt: number, wanted: number, zone: string, locale?: string): string {
  const words = createTimeText(locale, zone);
  return words.dayNumber(startsAt) === words.dayNumber(wanted) ? words.time(startsAt) : words.dayTime(startsAt, wanted);
}

export interface PersonLine {
  readonly email: string;
  readonly state: Availability['state'];
}

const order: readonly Availability['state'][] = ['busy', 'not-known', 'free'];
const mostPeople = 6;

/** Who is busy first; of those that are not shown one by one, how many of each. */
export function peopleLines(people: readonly Availability[]): { readonly lines: readonly PersonLine[]; readonly more: string | null } {
  const sorted = people.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  if (sorted.length <= mostPeople) return { lines: sorted, more: null };
  const rest = sorted.slice(mostPeople);
  const parts = order.flatMap((state) => {
    const count = rest.filter((each) => each.state === state).length;
    return count === 0 ? [] : [`${count} more ${personWords[state]}`];
  });
  return { lines: sorted.slice(0, mostPeople), more: parts.join(', ') };
}

/** After an address, or a number of them. */
export const personWords: Readonly<Record<Availability['state'], string>> = { busy: 'busy', free: 'free', 'not-known': 'not known' };

/** What a screen reader hears of it: brief, since it comes while typing. */
export function clashNews(report: ClashReport): string {
  const titles = report.clashes.filter(({ isAllDay }) => !isAllDay).map(titleOf);
  const busy = report.people.filter(({ state }) => state === 'busy').length;
  const [first] = titles;
  const clash = first === undefined ? clashSummary(report) : titles.length === 1 ? `Clashes with ${first}` : `Clashes with ${first} and ${titles.length - 1} more`;
  return busy === 0 ? clash : `${clash}; ${busy} busy`;
}
