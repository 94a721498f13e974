import { describe, expect, it } from 'vitest';
import type { Template } from '../../../contract/calendar.ts';
import { createTemplates } from '../../../electron/agenda/templates.ts';

const template = (id: string): Template => ({
  id, name: id, kind: 'meeting', topic: `About ${id}`, agenda: '', duration: 1_800_000, participants: ['bo@example.test'], repeat: null,
});
function build() {
  const held = new Map<string, unknown>();
  const store = { get: (name: string) => held.get(name), set: (name: string, value: unknown) => void held.set(name, value), delete: (name: string) => void held.delete(name) };
  return { templates: createTemplates(store), held };
}

describe('templates', () => {
  it('are each account’s own, and begin with two', () => {
    const { templates } = build();
    templates.keep('mine', template('a'));
    expect(templates.list('mine').map(({ name }) => name)).toEqual(['1:1', 'Weekly', 'a']);
    expect(templates.list('theirs').map(({ name }) => name)).toEqual(['1:1', 'Weekly']);
    templates.drop('mine', 'weekly');
    expect(templates.list('mine').map(({ name }) => name)).toEqual(['1:1', 'a']);
  });

  it('leave nothing behind when the account is left', () => {
    const { templates, held } = build();
    templates.keep('mine', template('a'));
    templates.keep('theirs', template('b'));
    templates.forget('mine');
    expect(JSON.stringify([...held])).not.toContain('About a');
    expect(templates.list('theirs').map(({ id }) => id)).toContain('b');
  });

  it('are fifty at most, and one that is there is changed in its place', () => {
    const { templates } = build();
    for (let n = 0; n < 48; n += 1) expect(templates.keep('mine', template(`t${n}`)).ok).toBe(true);
    expect(templates.keep('mine', template('one too many'))).toMatchObject({ ok: false, error: { code: 'rejected' } });
    expect(templates.keep('mine', { ...template('t3'), name: 'Changed' }).ok).toBe(true);
    expect(templates.list('mine')).toHaveLength(50);
    expect(templates.list('mine').findIndex(({ name }) => name === 'Changed')).toBe(5);
  });
});
