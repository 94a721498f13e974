import { describe, expect, it, vi } from 'vitest';
import { calls } from '../../../contract/api.ts';
import type { CallName } from '../../../contract/names.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import { readIcal } from '../../../contract/rules/ical-read.ts';
import { createImportDesk, type Review } from '../../../renderer/features/take-along/import-desk.ts';
import { eventOf, isThere, namesOf, sessionOf, spansOf } from '../../../renderer/features/take-along/import-model.ts';
import { readCalendarFile } from '../../../renderer/features/take-along/read-file.ts';
import { savedText } from '../../../renderer/features/take-along/use-save-calendar.ts';

const now = Date.UTC(2026, 5, 19, 12);
const here = 'Europe/Paris';
const event = (...lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n');
const file = (...events: string[]) => `BEGIN:VCALENDAR\r\n${events.join('\r\n')}\r\nEND:VCALENDAR\r\n`;
const ahead = (title: string, ...more: string[]) => event(`SUMMARY:${title}`, 'DTSTART:20260620T090000Z', 'DURATION:PT45M', ...more);
const draftOf = (text: string) => {
  const [draft] = readIcal(file(text), here).drafts;
  if (!draft) throw new Error('no draft');
  return draft;
};
const situation = { now, here, withPeople: false };

describe('a draft', () => {
  it('becomes a meeting that the contract takes, without inviting anybody', () => {
    const draft = draftOf(ahead('Plan', 'ATTENDEE:mailto:bo@example.test', 'LOCATION:Room 1', 'URL:https://call.example.test/1'));
    const made = sessionOf(draft, 'meeting', situation);
    if (!('write' in made)) throw new Error(made.problem);
    expect(calls.createSession.input.safeParse({ kind: 'meeting', write: made.write }).success).toBe(true);
    expect(made.write).toMatchObject({ topic: 'Plan', date: '2026-06-20', time: '09:00', duration: 2_700_000, participants: [] });
    expect(made.write.agenda).toBe('Where: Room 1\n\nhttps://call.example.test/1');
    expect(sessionOf(draft, 'meeting', { ...situation, withPeople: true })).toMatchObject({ write: { participants: ['bo@example.test'] } });
  });

  it.each([
    ['whole days', event('SUMMARY:Holiday', 'DTSTART;VALUE=DATE:20260701'), /whole days/],
    ['the past', event('SUMMARY:Gone', 'DTSTART:20200101T090000Z'), /began before now/],
    ['no title', event('DTSTART:20260620T090000Z'), /what the meeting is about/],
    ['a time that is there twice', event('SUMMARY:Night', 'DTSTART:20261025T003000Z', 'X:1').replace('DTSTART:20261025T003000Z', 'DTSTART;TZID=Europe/Paris:20261025T023000'), /happens twice/],
    ['an agenda that is too long', ahead('Long', `DESCRIPTION:${'x'.repeat(3_000)}`), /2000 is the most/],
  ])('with %s is no meeting, and says why', (_what, text, words) => {
    const made = sessionOf(draftOf(text), 'meeting', situation);
    expect('problem' in made && made.problem).toMatch(words);
  });

  it('becomes an event that the contract takes, whatever its texts', () => {
    for (const text of [
      event('SUMMARY:Holiday', 'DTSTART;VALUE=DATE:20260701', 'DTEND;VALUE=DATE:20260704'),
      ahead('😀'.repeat(600), `DESCRIPTION:${'😀'.repeat(9_000)}`, `LOCATION:${'x'.repeat(900)}`, 'RRULE:FREQ=WEEKLY;BYDAY=SA;COUNT=4'),
      event('DTSTART:20260620T090000Z'),
    ]) {
      const made = eventOf(draftOf(text), 'home==', { ...situation, withPeople: true });
      if (!('write' in made)) throw new Error(made.problem);
      expect(calls.createEvent.input.safeParse(made).error).toBeUndefined();
    }
    expect(eventOf(draftOf(event('DTSTART;VALUE=DATE:20260701', 'DTEND;VALUE=DATE:20260704')), 'c', situation)).toMatchObject({
      write: { isAllDay: true, date: '2026-07-01', time: '00:00', duration: 3 * 86_400_000 },
    });
    expect(eventOf(draftOf(event('DTSTART;VALUE=DATE:20260101', 'DTEND;VALUE=DATE:20260801')), 'c', situation)).toHaveProperty('problem');
  });

  it('is there already by title, start and length, all three', () => {
    const draft = draftOf(ahead('Design  Review'));
    const known = { title: 'design review', startsAt: draft.startsAt, duration: 2_700_000, allDay: null };
    expect(isThere(draft, namesOf([known]))).toBe(true);
    expect(isThere(draft, namesOf([{ ...known, title: 'Other' }]))).toBe(false);
    expect(isThere(draft, namesOf([{ ...known, duration: 3_600_000 }]))).toBe(false);
    expect(isThere(draft, namesOf([{ ...known, startsAt: (draft.startsAt ?? 0) + 60_000 }]))).toBe(false);
  });

  it('is looked for within spans that main answers, and no more than twelve', () => {
    const { drafts } = readIcal(file(...Array.from({ length: 40 }, (_, n) => event(`SUMMARY:${n}`, `DTSTART:${2026 + n}0701T090000Z`))), here);
    const { spans, rest } = spansOf(drafts, now);
    expect([spans.length, rest]).toEqual([12, true]);
    expect(spans.every((span) => calls.listAgenda.input.safeParse(span).success)).toBe(true);
    const first = drafts[0]?.startsAt ?? 0;
    expect(spans[0]?.from).toBeLessThan(first);
    expect(spans[0]?.to).toBeGreaterThan(first);
  });
});

function build(answers: Partial<Record<CallName, (input: never) => unknown>> = {}) {
  const sent: { name: CallName; input: unknown }[] = [];
  const ask = vi.fn(async (name: CallName, input?: unknown): Promise<Result<unknown>> => {
    if (name.startsWith('create')) sent.push({ name, input });
    const given = answers[name]?.(input as never);
    if (given !== undefined) return given as Result<unknown>;
    if (name === 'listAgenda') return ok({ items: [] });
    if (name === 'listEvents') return ok({ events: [], merged: [], status: null });
    if (name === 'listCalendars') return ok({ calendars: [], status: null });
    return ok({ waiting: false });
  });
  const desk = createImportDesk({ ask: ask as never, now: () => now, here });
  const review = (): Review => {
    const state = desk.state();
    if (state.phase !== 'review') throw new Error(state.phase);
    return state;
  };
  const read = async (text: string, kinds: readonly ('meeting' | 'event')[] = ['meeting']) => {
    desk.read(new File([text], 'x.ics'), kinds);
    await vi.waitFor(() => expect(desk.state().phase).not.toBe('reading'));
  };
  const settle = () => vi.waitFor(() => expect(review().running).toBeNull());
  return { desk, sent, read, review, settle };
}

describe('an import', () => {
  it('sends nothing before Create, then what is ticked, once each and in order', async () => {
    const { desk, sent, read, review, settle } = build({
      listAgenda: () => ok({ items: [{ topic: 'Two', startsAt: Date.UTC(2026, 5, 20, 9), duration: 2_700_000 }] }),
    });
    await read(file(ahead('One'), ahead('Two'), ahead('Three'), ahead('Off', 'STATUS:CANCELLED')));
    expect(review().items.map(({ isTicked, isTwin }) => [isTicked, isTwin])).toEqual([[true, false], [false, true], [true, false], [false, false]]);
    expect(sent).toEqual([]);
    desk.create();
    await settle();
    expect(sent.map(({ input }) => (input as { write: { topic: string } }).write.topic)).toEqual(['One', 'Three']);
    desk.tick([0, 2], true);
    desk.create();
    await settle();
    expect(sent).toHaveLength(2);
  });

  it('goes on after a refusal, and stops where the next one would meet the same', async () => {
    let error = fail('rejected', 'no');
    const { desk, sent, read, review, settle } = build({
      createSession: ({ write }: { write: { topic: string } }) => (write.topic === 'One' ? error : undefined),
    });
    await read(file(ahead('One'), ahead('Two')));
    desk.create();
    await settle();
    expect(review().items.map(({ outcome, isTicked }) => [outcome?.as, isTicked])).toEqual([['refused', true], ['created', false]]);
    error = fail('not-connected', 'no');
    await read(file(ahead('One'), ahead('Two')));
    sent.length = 0;
    desk.create();
    await settle();
    expect(sent).toHaveLength(1);
  });

  it('is stopped after what is on its way', async () => {
    let arrive = () => undefined as void;
    const { desk, sent, read, review, settle } = build({
      createSession: () => new Promise((resolve) => (arrive = () => resolve(ok({ waiting: true })))),
    });
    await read(file(ahead('One'), ahead('Two')));
    desk.create();
    await vi.waitFor(() => expect(sent).toHaveLength(1));
    desk.stop();
    arrive();
    await settle();
    expect(sent).toHaveLength(1);
    expect(review().items.map(({ outcome, isTicked }) => [outcome?.as, isTicked])).toEqual([['waiting', false], [undefined, true]]);
  });

  it('offers events only with a calendar that can be written to', async () => {
    const { read, review, desk } = build({
      listCalendars: () => ok({ calendars: [{ uid: 'r', canWrite: false }, { uid: 'w', canWrite: true, isDefault: true }], status: null }),
    });
    await read(file(event('SUMMARY:Day', 'DTSTART;VALUE=DATE:20260701')), ['meeting', 'event']);
    expect(review()).toMatchObject({ calendar: 'w', kind: 'meeting' });
    desk.choose({ kind: 'event' });
    expect(review().items[0]).toMatchObject({ problem: null, isTicked: true });
  });

  it.each([
    ['an image', '\u0089PNG\r\n', /no calendar file/],
    ['nothing', '', /no calendar file/],
    ['a calendar of tasks', 'BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nEND:VTODO\r\nEND:VCALENDAR', /no event in this file/],
  ])('of %s says so', async (_what, text, words) => {
    const { desk, read } = build();
    await read(text);
    const state = desk.state();
    expect(state.phase === 'choose' && state.problem).toMatch(words);
  });
});

describe('a file', () => {
  const read = (blob: Blob, signal = new AbortController().signal) => readCalendarFile(blob, { here, signal, onProgress: () => undefined });

  it('is read past its limit by no more than a piece, whatever its size', async () => {
    const slices: number[] = [];
    const piece = new TextEncoder().encode('x'.repeat(256_000));
    const endless = {
      size: 5e9,
      slice: (from: number, to: number) => {
        slices.push(to);
        return { arrayBuffer: async () => piece.slice(0, to - from).buffer };
      },
    } as unknown as Blob;
    expect((await read(endless))?.limits).toContain('size');
    expect(Math.max(...slices)).toBeLessThan(20_600_000);
  });

  it('is read whole though a character lies across two pieces, and in UTF-16 where its mark says so', async () => {
    const text = file(ahead('Ü'), event(`X-FILL:${'é'.repeat(300_001)}`, 'SUMMARY:Zoë', 'DTSTART:20260620T090000Z'));
    expect((await read(new Blob([text])))?.drafts.map(({ title }) => title)).toEqual(['Ü', 'Zoë']);
    const wide = new Uint16Array([0xfeff, ...Array.from(file(ahead('Ü')), (letter) => letter.charCodeAt(0))]);
    expect((await read(new Blob([wide])))?.drafts.map(({ title }) => title)).toEqual(['Ü']);
  });

  it('is left when it is stopped', async () => {
    expect(await read(new Blob([file(ahead('One'))]), AbortSignal.abort())).toBeNull();
  });
});

it('tells where it was saved, and what was left out', () => {
  expect(savedText('a.ics', 1, 1)).toBe('Saved as “a.ics” in Downloads');
  expect(savedText('a.ics', 3, 5)).toBe('Saved 3 as “a.ics” in Downloads; 2 had no start, or Zoho does not have them yet');
  expect(savedText('a.ics', 3, null)).toBe('Saved 3 as “a.ics” in Downloads');
});
