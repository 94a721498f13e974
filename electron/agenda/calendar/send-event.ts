/** How each change of an event is sent, so that nothing is made twice and nobody's change is overwritten unseen. */
import type { EventChange, EventWrite } from '../../../contract/calendar.ts';
import { fail, type AppError, type Result } from '../../../contract/result.ts';
import { differingFields, eventTimes, writeOfEvent } from '../../../contract/rules/event-form.ts';
import type { CalendarApi, ZohoEvent } from '../../zoho/calendar-types.ts';
import { mayBeDone, notSent } from '../../zoho/outcome.ts';
import { isPassing } from '../outbox/answers.ts';
import { toEvent, type KeptChange, type KeptCreate, type KeptDelete, type KeptUpdate } from './event-change.ts';

type Question = NonNullable<EventChange['question']>;

/** What became of a change. */
export type EventVerdict =
  | { readonly type: 'done'; readonly event: ZohoEvent | null; readonly foundAgain: boolean }
  /** `isUnsent`: Zoho certainly did nothing, so there is nothing to be looked for. */
  | { readonly type: 'wait'; readonly error: AppError; readonly isUnsent?: boolean }
  | { readonly type: 'ask'; readonly question: Question; readonly error: AppError | null }
  | { readonly type: 'refused'; readonly error: AppError; readonly isUnsent?: boolean };

export interface SendEventPorts {
  api: CalendarApi;
  /** Puts it on disk before the create is sent, and answers whether it is there; throws when the change was dropped meanwhile. */
  keepEvidence(id: string, sent: NonNullable<KeptCreate['sent']>): boolean;
  /** IANA zone of this computer. */
  timeZone(): string;
}

const done = (event: ZohoEvent | null, foundAgain = false): EventVerdict => ({ type: 'done', event, foundAgain });
const ask = (question: Question, error: AppError | null = null): EventVerdict => ({ type: 'ask', question, error });
const failed = (error: AppError): EventVerdict => ({ type: isPassing(error) ? 'wait' : 'refused', error });

export function createSendEvent({ api, keepEvidence, timeZone }: SendEventPorts) {
  const asWrite = (event: ZohoEvent) => writeOfEvent(event, timeZone());
  const isSameAs = (write: EventWrite, event: ZohoEvent) => {
    const wanted = eventTimes(write, timeZone());
    return event.title.trim() === write.title.trim() && event.startsAt === wanted.startsAt && event.endsAt === wanted.endsAt;
  };

  /** Those that look like it; null when Zoho could not be read. */
  async function lookAlikes(write: EventWrite, signal: AbortSignal): Promise<Result<{ events: ZohoEvent[]; complete: boolean }>> {
    const { startsAt, endsAt } = eventTimes(write, timeZone());
    const read = await api.events(write.calendar, { from: startsAt, to: Math.max(endsAt, startsAt + 60_000) }, signal);
    if (!read.ok) return read;
    const { events, complete } = read.value;
    return { ok: true, value: { events: events.filter((event) => isSameAs(write, event)), complete } };
  }

  /** Looks for what a create made whose answer was lost. */
  async function lookFor({ write, sent }: KeptCreate, signal: AbortSignal): Promise<EventVerdict> {
    const alike = await lookAlikes(write, signal);
    if (!alike.ok) return isPassing(alike.error) ? { type: 'wait', error: alike.error } : ask(lost(0, false), alike.error);
    const known = new Set(sent?.known);
    const news = new Map(alike.value.events.filter(({ uid }) => !known.has(uid)).map((event) => [event.uid, event]));
    const [found = null] = news.values();
    const isCertain = news.size === 1 && sent?.complete === true && alike.value.complete;
    return isCertain ? done(found, true) : ask(lost(news.size, alike.value.complete));
  }
  const lost = (candidates: number, looked: boolean): Question => ({ type: 'lost-create', candidates, looked });

  async function create(change: KeptCreate, signal: AbortSignal): Promise<EventVerdict> {
    if (change.sent) return lookFor(change, signal);
    const before = await lookAlikes(change.write, signal);
    if (!before.ok) return failed(before.error);
    const sent = { known: before.value.events.map(({ uid }) => uid), complete: before.value.complete };
    if (signal.aborted) return { type: 'wait', error: left };
    // Without it, a crash would make it twice.
    if (!keepEvidence(change.id, sent)) return { type: 'refused', error: { code: 'not-kept', message: 'it could not be written to the disk' } };
    const answer = await api.create(change.write);
    if (answer.ok) return done(answer.value);
    if (mayBeDone(answer.error)) return lookFor({ ...change, sent }, signal);
    return { type: isPassing(answer.error) ? 'wait' : 'refused', error: answer.error, isUnsent: true };
  }

  async function update(change: KeptUpdate, signal: AbortSignal): Promise<EventVerdict> {
    const { ref, write, base, extent, near } = change;
    for (let attempt = 1; ; attempt++) {
      const read = await api.event(ref, near, signal);
      if (!read.ok) return read.error.code === 'not-found' ? ask({ type: 'gone' }, read.error) : failed(read.error);
      const theirs = read.value;
      const told = asWrite(theirs);
      // A series is read as the occurrence that was changed: moving all of it is not seen there.
      if (extent === 'this' && differingFields(write, told).length === 0) return done(theirs);
      // A repeat that was left as it was stays as Zoho has it: an edit of what follows ends the rest, also ours.
      const isSameRepeat = base !== null && JSON.stringify(base.repeat) === JSON.stringify(write.repeat);
      const changed = base ? differingFields(base, told).filter((name) => name !== 'repeat' || !isSameRepeat) : [];
      if (changed.length > 0) return ask({ type: 'conflict', base, mine: write, theirs: toEvent(theirs) });
      if (theirs.etag === null) return { type: 'refused', error: { code: 'bad-answer', message: 'Zoho gave no etag' } };
      if (signal.aborted) return { type: 'wait', error: left };
      const meant = isSameRepeat ? { ...write, repeat: told.repeat } : write;
      const answer = await api.update(ref, meant, theirs.etag, extent);
      if (answer.ok) return done(answer.value);
      // Somebody was quicker by a moment: looked at again, once.
      if (answer.error.code === 'changed-meanwhile' && attempt === 1) continue;
      if (answer.error.code === 'changed-meanwhile') return ask({ type: 'conflict', base, mine: write, theirs: toEvent(theirs) }, answer.error);
      // With the etag, sending it again does nothing twice.
      return mayBeDone(answer.error) ? { type: 'wait', error: answer.error } : failed(answer.error);
    }
  }

  async function remove(change: KeptDelete, signal: AbortSignal): Promise<EventVerdict> {
    const { ref, base, extent, notify, near } = change;
    for (let attempt = 1; ; attempt++) {
      const read = await api.event(ref, near, signal);
      if (!read.ok) return read.error.code === 'not-found' ? done(null) : failed(read.error);
      const theirs = read.value;
      const isOther = base !== null && differingFields(base, asWrite(theirs)).some((field) => ['title', 'date', 'duration'].includes(field));
      if (isOther) return { type: 'refused', error: { code: 'changed-meanwhile', message: 'it was changed at Zoho' } };
      if (theirs.etag === null) return { type: 'refused', error: { code: 'bad-answer', message: 'Zoho gave no etag' } };
      if (signal.aborted) return { type: 'wait', error: left };
      const answer = await api.remove(ref, theirs.etag, extent, notify);
      if (answer.ok || answer.error.code === 'not-found') return done(null);
      if (answer.error.code === 'changed-meanwhile' && attempt === 1) continue;
      return mayBeDone(answer.error) ? { type: 'wait', error: answer.error } : failed(answer.error);
    }
  }

  return (change: KeptChange, signal: AbortSignal): Promise<EventVerdict> => {
    if (change.change === 'create') return create(change, signal);
    return change.change === 'update' ? update(change, signal) : remove(change, signal);
  };
}

const gone = notSent(fail('not-connected', 'the account changed meanwhile'));
const left: AppError = gone.ok ? { code: 'internal', message: '' } : gone.error;
