import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { templateSchema, weekdays, type Recurrence, type Template } from '../../../contract/calendar.ts';
import { noRepeat, readRepeat } from '../../../contract/rules/repeat-form.ts';
import type { Form } from '../../../renderer/features/editor/form-basics.ts';
import { offerCommand, offeredCommands } from '../../../renderer/ui/commands.ts';
import {
  filledFrom, nameFrom, nameProblem, namesake, templateOfForm, templateOfSession, templateText,
} from '../../../renderer/features/templates/template-model.ts';
import { detailed, hour, noon } from '../agenda/fakes.ts';

const form: Form = {
  topic: 'Before', agenda: 'Old notes', date: '2026-06-19', time: '10:00', duration: '30m', timeZone: 'Europe/Paris',
  participants: ['ana@example.test'], participantText: 'half an addr',
};
const template: Template = {
  id: 't', name: 'Review', kind: 'meeting', topic: 'Review', agenda: 'Notes', duration: 1.5 * hour, participants: ['bo@example.test'],
  repeat: null,
};
const weekly = (...on: (typeof weekdays)[number][]): Recurrence => ({ interval: 1, every: { unit: 'week', on }, end: { type: 'never' } });
/** As the form reads what was filled. */
const daysFor = (repeat: Recurrence, date: string) => {
  const filled = filledFrom({ ...template, repeat }, date).repeat ?? noRepeat;
  const read = readRepeat(filled, { date, time: '10:00', today: date, order: 'dmy' });
  return read.ok && typeof read.repeat === 'object' && read.repeat?.every.unit === 'week' ? read.repeat.every.on.join() : null;
};

describe('a form filled from a template', () => {
  it('has its topic, agenda, length and people; when it is stays', () => {
    expect({ ...form, ...filledFrom(template, form.date) }).toEqual({
      ...form, topic: 'Review', agenda: 'Notes', duration: '1h 30m', participants: ['bo@example.test'], participantText: '',
      repeat: noRepeat,
    });
  });
  it('keeps what the template says nothing about', () => {
    const filled = { ...form, ...filledFrom({ ...template, agenda: '', participants: [] }, form.date) };
    expect([filled.agenda, filled.participants, filled.participantText]).toEqual(['Old notes', form.participants, 'half an addr']);
  });
  it('repeats on the weekday of its date', () => {
    expect(daysFor(weekly('MO'), '2026-06-19')).toBe('FR');
    expect(daysFor(weekly('MO'), '2026-06-21')).toBe('SU');
    expect(daysFor(weekly('MO', 'WE'), '2026-06-19')).toBe('MO,WE,FR');
    expect(daysFor(weekly('TU', 'FR'), '2026-06-19')).toBe('TU,FR');
    expect(filledFrom(template, form.date).repeat).toEqual(noRepeat);
    expect(filledFrom({ ...template, kind: 'webinar', repeat: weekly('MO') }, form.date).repeat).toBeUndefined();
  });
  it('always has the first date among the days', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...weekdays), { minLength: 1 }), fc.integer({ min: 0, max: 20_000 }), (on, days) => {
        const date = new Date(days * 24 * hour);
        const day = weekdays[(date.getUTCDay() + 6) % 7] ?? '';
        expect(daysFor(weekly(...on), date.toISOString().slice(0, 10))?.split(',')).toContain(day);
      }),
      { seed: 5 },
    );
  });
});

describe('a template made of a form or a meeting', () => {
  it('can always be kept, whatever stands there', () => {
    const text = fc.oneof(fc.string(), fc.string({ minLength: 1_900, maxLength: 2_500 }));
    fc.assert(
      fc.property(text, text, fc.oneof(fc.string(), fc.constantFrom('45m', '1m', '90h', '0', '1h 30')), fc.array(fc.oneof(fc.string(), fc.emailAddress()), { maxLength: 150 }),
        (topic, agenda, duration, participants) => {
          const body = templateOfForm('webinar', { ...form, topic, agenda, duration, participants });
          expect(templateSchema.safeParse({ ...body, id: 'x', name: 'x' }).error).toBeUndefined();
        }),
      { seed: 6, numRuns: 60 },
    );
  });
  it('has what the meeting has', () => {
    expect(templateOfSession(detailed('1', noon, { topic: 'Onboarding', duration: hour }))).toEqual({
      kind: 'meeting', topic: 'Onboarding', agenda: 'Plan', duration: hour, participants: ['bo@example.test'], repeat: null,
    });
    expect(templateOfSession(detailed('1', noon, { agenda: null, duration: null, participants: null }))).toMatchObject({
      agenda: '', duration: hour / 2, participants: [],
    });
  });
  it('fills a form so that the same template comes of it', () => {
    const body = templateOfForm('meeting', form);
    const filled = { ...form, ...filledFrom({ ...body, id: 'x', name: 'x' }, form.date) };
    expect(templateOfForm('meeting', filled)).toEqual(body);
  });
});

it('a name is some text, not too long, and of one template only', () => {
  expect([nameProblem('  '), nameProblem('x'.repeat(81)), nameProblem(' Review ')]).toEqual(['Enter a name.', 'Enter 80 characters at most.', null]);
  expect(nameFrom(` ${'long '.repeat(40)}`).length).toBeLessThanOrEqual(80);
  expect(namesake([template], ' review ', null)).toBe(template);
  expect(namesake([template], 'Review', template.id)).toBeUndefined();
});

it('a template is told in a line', () => {
  expect(templateText(template)).toBe('Meeting · 1 h 30 min · 1 person');
  expect(templateText({ ...template, kind: 'webinar', participants: [], repeat: weekly('MO') })).toBe('Webinar · 1 h 30 min · repeats');
});

it('the palette offers each template, and of other actions the latest', () => {
  const offer = { id: 'newFromTemplate', shortcut: null, run: () => undefined, when: () => true } as const;
  const ends = [
    offerCommand({ ...offer, about: '1:1' }), offerCommand({ ...offer, about: 'Weekly' }),
    offerCommand({ ...offer, id: 'edit', about: 'First' }), offerCommand({ ...offer, id: 'edit', about: 'Second' }),
  ];
  expect(offeredCommands().map(({ about }) => about)).toEqual(['Second', '1:1', 'Weekly']);
  for (const end of ends) end();
});
