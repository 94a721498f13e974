/** What forms can begin with: kept for each account, and forgotten with it. */
import { z } from '../../contract/zod.ts';
import { templateSchema, type Template } from '../../contract/calendar.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import type { Store } from '../ports.ts';

const mostTemplates = 50;
const name = 'templates';
const minute = 60_000;
const keptSchema = z.object({ owner: z.string().min(1), templates: z.array(z.unknown()) });

/** To begin with. */
const usual: readonly Template[] = [
  {
    id: 'one-to-one', name: '1:1', kind: 'meeting', topic: '1:1', agenda: '', duration: 30 * minute, participants: [],
    repeat: null,
  },
  {
    id: 'weekly', name: 'Weekly', kind: 'meeting', topic: 'Weekly', agenda: '', duration: 60 * minute, participants: [],
    // The day is that of the date chosen in the form.
    repeat: { interval: 1, every: { unit: 'week', on: ['MO'] }, end: { type: 'never' } },
  },
];

export interface OwnTemplates {
  list(owner: string): Template[];
  /** Adds it, or takes the place of the one with its id. Error `rejected` when there are {@link mostTemplates}. */
  keep(owner: string, template: Template): Result<undefined>;
  drop(owner: string, id: string): void;
  forget(owner: string): void;
}

/** @param isLasting false for an owner of whom nothing stays on the disk */
export function createTemplates(store: Store, isLasting: (owner: string) => boolean): OwnTemplates {
  const inMemory = new Map<string, Template[]>();

  function all(): { owner: string; templates: Template[] }[] {
    const stored = store.get(name);
    if (!Array.isArray(stored)) return [];
    return stored.flatMap((each: unknown) => {
      const read = keptSchema.safeParse(each);
      if (!read.success) return [];
      const templates = read.data.templates.flatMap((template) => {
        const { success, data } = templateSchema.safeParse(template);
        return success ? [data] : [];
      });
      return [{ owner: read.data.owner, templates }];
    });
  }
  const keptOf = (owner: string) =>
    isLasting(owner) ? all().find((each) => each.owner === owner)?.templates : inMemory.get(owner);
  const list = (owner: string) => keptOf(owner) ?? [...usual];
  function save(owner: string, templates: Template[]): void {
    if (isLasting(owner)) store.set(name, [...all().filter((each) => each.owner !== owner), { owner, templates }]);
    else inMemory.set(owner, templates);
  }

  return {
    list,
    keep(owner, template) {
      const before = list(owner);
      const isThere = before.some(({ id }) => id === template.id);
      if (!isThere && before.length >= mostTemplates) return fail('rejected', 'there are 50 templates already');
      save(owner, isThere ? before.map((each) => (each.id === template.id ? template : each)) : [...before, template]);
      return ok(undefined);
    },
    drop: (owner, id) => save(owner, list(owner).filter((each) => each.id !== id)),
    forget(owner) {
      inMemory.delete(owner);
      store.set(name, all().filter((each) => each.owner !== owner));
    },
  };
}
