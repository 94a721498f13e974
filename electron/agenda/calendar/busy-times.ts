/** When other people are busy, as far as Zoho tells. In memory only. */
import { slotHorizonDays } from '../../../contract/rules/free-slots.ts';
import type { Clock } from '../../ports.ts';
import type { BusyTime, CalendarApi } from '../../zoho/calendar-types.ts';

const day = 24 * 3_600_000;
/** How long an answer holds, ms. */
const answerHolds = 5 * 60_000;
/** How long nobody is asked again after a question that found no answer, ms. */
const failureHolds = 20_000;
/** How long a form waits for an answer, ms. One that comes later serves the next question. */
const patience = 4_000;
/** Answers kept at most: the oldest go first. */
const mostKept = 500;

interface Asked {
  readonly at: number;
  readonly times: Promise<readonly BusyTime[] | null>;
  hasFailed: boolean;
}

export function createBusyTimes({ api, clock }: { api: Pick<CalendarApi, 'busy'>; clock: Clock }) {
  const asked = new Map<string, Asked>();

  function ask(address: string, from: number): Asked {
    const id = `${from} ${address}`;
    const known = asked.get(id);
    const age = clock.now() - (known?.at ?? -Infinity);
    if (known && age >= 0 && age < (known.hasFailed ? failureHolds : answerHolds)) return known;
    const fresh: Asked = {
      at: clock.now(),
      hasFailed: false,
      times: api.busy(address, { from, to: knownTo(from) }).then((answer) => {
        fresh.hasFailed = !answer.ok;
        return answer.ok ? answer.value : null;
      }),
    };
    asked.delete(id);
    asked.set(id, fresh);
    const [oldest] = asked.keys();
    if (asked.size > mostKept && oldest !== undefined) asked.delete(oldest);
    return fresh;
  }

  /** Until when answers tell, epoch ms. One request for each person: Zoho takes 31 days at most (zoho-api.md 3.5). */
  function knownTo(from: number): number {
    return from + slotHorizonDays * day;
  }

  return {
    forget: () => asked.clear(),
    knownTo,
    /** Null: not known. @param from 00:00 UTC of a day, epoch ms */
    async of(email: string, from: number): Promise<readonly BusyTime[] | null> {
      const { times } = ask(email.toLowerCase(), from);
      const stop = new AbortController();
      const late = clock.sleep(patience, stop.signal).then(() => null, () => null);
      const first = await Promise.race([times, late]);
      stop.abort();
      return first;
    },
  };
}
