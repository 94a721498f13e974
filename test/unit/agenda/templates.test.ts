import { describe, expect, it } from 'vitest';
import { templateSchema, type Template } from '../../../contract/calendar.ts';
import { createTemplates } from '../../../electron/agenda/templates.ts';
import { hour } from './fakes.ts';

const ana = 'eu 7 1';
const bo = 'eu 7 2';

function memoryStore(before?: unknown) {
  const held = new Map<string, unknown>(before === undefined ? [] : [['templates', before]]);
  return {
    held,
    get: (key: string) => structuredClone(held.get(key)),
    set: (key: string, value: unknown) => void held.set(key, structuredClone(value)),
    delete: (key: string) => void held.delete(key),
  };
}

function build(before?: unknown) {
  const store = memoryStore(before);
  return { store, templates: createTemplates(store, (owner) => !owner.startsWith('sandbox')) };
}

const template = (id: string, more: Partial<Template> = {}): Template => ({
  id, name: `Name ${id}`, kind: 'meeting', topic: 'Review', agenda: 'Notes', duration: hour / 2, participants: ['bo@example.test'],
  repeat: null, ...more,
});
const names = (templates: readonly Template[]) => templates.map(({ name }) => name);

describe('templates', () => {
  it('begin with 1:1 of half an hour and Weekly of an hour', () => {
    const usual = build().templates.list(ana);
    expect(usual.map(({ name, duration, repeat }) => [name, duration, repeat?.every.unit ?? null])).toEqual([
      ['1:1', hour / 2, null],
      ['Weekly', hour, 'week'],
    ]);
    for (const each of usual) expect(templateSchema.parse(each)).toEqual(each);
  });

  it('are kept for one account, in the order they were added, and read again at the next start', () => {
    const { templates, store } = build();
    expect(templates.keep(ana, template('a')).ok).toBe(true);
    expect(templates.keep(ana, template('b', { kind: 'webinar' })).ok).toBe(true);
    expect(names(templates.list(ana))).toEqual(['1:1', 'Weekly', 'Name a', 'Name b']);
    expect(names(templates.list(bo))).toEqual(['1:1', 'Weekly']);
    expect(build(store.held.get('templates')).templates.list(ana)).toEqual(templates.list(ana));
  });

  it('take the place of the one with the same id', () => {
    const { templates } = build();
    templates.keep(ana, template('a'));
    templates.keep(ana, template('weekly', { name: 'Every week' }));
    templates.keep(ana, template('a', { name: 'Renamed' }));
    expect(names(templates.list(ana))).toEqual(['1:1', 'Every week', 'Renamed']);
  });

  it('can be dropped, the first two as well, and then stay away', () => {
    const { templates, store } = build();
    for (const id of ['one-to-one', 'weekly', 'never there']) templates.drop(ana, id);
    expect(templates.list(ana)).toEqual([]);
    expect(build(store.held.get('templates')).templates.list(ana)).toEqual([]);
    expect(names(templates.list(bo))).toEqual(['1:1', 'Weekly']);
  });

  it('are forgotten with the account, and with no other', () => {
    const { templates, store } = build();
    templates.keep(ana, template('a'));
    templates.keep(bo, template('b'));
    templates.forget(ana);
    expect(names(templates.list(ana))).toEqual(['1:1', 'Weekly']);
    expect(names(templates.list(bo))).toEqual(['1:1', 'Weekly', 'Name b']);
    expect(JSON.stringify(store.held.get('templates'))).not.toContain(ana);
  });

  it('are 50 at most; one of them can still be changed', () => {
    const { templates } = build();
    for (let index = 0; index < 48; index++) expect(templates.keep(ana, template(`t${index}`)).ok).toBe(true);
    const refused = templates.keep(ana, template('one more'));
    expect(refused.ok ? '' : refused.error.code).toBe('rejected');
    expect(templates.keep(ana, template('t0', { name: 'Changed' })).ok).toBe(true);
    expect(templates.list(ana)).toHaveLength(50);
    expect(templates.keep(bo, template('one more')).ok).toBe(true);
  });

  it('of the sandbox on this computer never reach the disk', () => {
    const { templates, store } = build();
    templates.keep('sandbox us 1 1', template('a'));
    expect(names(templates.list('sandbox us 1 1'))).toEqual(['1:1', 'Weekly', 'Name a']);
    expect(store.held.size).toBe(0);
    templates.forget('sandbox us 1 1');
    expect(names(templates.list('sandbox us 1 1'))).toEqual(['1:1', 'Weekly']);
  });

  it.each([
    ['nothing that is a list', { owner: ana }, ['1:1', 'Weekly']],
    ['a text', 'broken', ['1:1', 'Weekly']],
    ['an entry that is none', [null, 4, { owner: '', templates: [] }], ['1:1', 'Weekly']],
    [
      'a template that is none beside one that is',
      [{ owner: ana, templates: [null, { id: 'x' }, { ...template('c'), duration: -1 }, template('a')] }],
      ['Name a'],
    ],
  ])('what is kept may be %s', (_, before, expected) => {
    const { templates } = build(before);
    expect(names(templates.list(ana))).toEqual(expected);
    expect(templates.keep(ana, template('new')).ok).toBe(true);
    expect(names(templates.list(ana))).toEqual([...expected, 'Name new']);
  });
});
