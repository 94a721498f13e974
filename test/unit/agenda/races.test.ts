import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fail } from '../../../contract/result.ts';
import { settled } from './fakes.ts';
import { build, simZoho, some } from './sim.ts';

type Step =
  | { readonly do: 'create' }
  /** `early`: carried out at once, so that its answer is old when it arrives. */
  | { readonly do: 'list'; readonly early: boolean }
  | { readonly do: 'details' | 'edit' | 'delete' | 'undo' | 'stop' | 'carryOut' | 'deliver'; readonly which: number }
  | { readonly do: 'wait'; readonly ms: number };

const which = fc.nat(30);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('list' as const), early: fc.boolean() }) },
  { weight: 2, arbitrary: fc.constant({ do: 'create' } as const) },
  ...(['details', 'edit', 'delete', 'undo', 'stop'] as const).map((name) => ({
    weight: name === 'delete' ? 4 : 2,
    arbitrary: fc.record({ do: fc.constant(name), which }),
  })),
  { weight: 6, arbitrary: fc.record({ do: fc.constant('carryOut' as const), which }) },
  { weight: 10, arbitrary: fc.record({ do: fc.constant('deliver' as const), which }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(50, 4_000, 8_000) }) },
);

/** For each create, edit and delete in turn: it is done, refused, or done with its answer lost. */
const fate = fc.constantFrom('done', 'done', 'done', 'refused', 'lost');

const at = <T>(list: readonly T[], index: number): T | undefined => list[index % Math.max(list.length, 1)];

it('in any order of answers, nothing deleted rises again, nothing made is lost, all ends as at Zoho', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), fc.infiniteStream(fate), async (steps, fates) => {
      const zoho = simZoho();
      zoho.seed(...some(4));
      const built = await build({ zoho });
      const { agenda, clock } = built;
      zoho.fault = (verb) => {
        if (verb === 'list' || verb === 'get') return undefined;
        const what = fates.next().value;
        if (what === 'done') return undefined;
        return what === 'refused'
          ? { error: fail('rejected', 'no'), done: false }
          : { error: fail('timeout', 'late', { details: { outcome: 'unknown' } }), done: true };
      };
      zoho.isPrompt = false;

      /** Temporary keys by topic, and Zoho's keys of what it has made. */
      const creating = new Map<string, string>();
      const created = new Set<string>();
      /** What was named, by deletion. */
      const named = new Map<string, readonly string[]>();
      /** Number of the last edit that Parley was told is done, by key. */
      const confirmed = new Map<string, number>();
      const ended: Promise<unknown>[] = [];
      let count = 0;

      const check = () => {
        const rows = built.rows();
        const keys = rows.map(({ key }) => key);
        const real = (key: string) => agenda.sessions.pending.keyOf('meeting', key);
        expect(new Set(keys).size).toBe(keys.length);
        for (const key of zoho.confirmed) expect(keys).not.toContain(key);
        for (const { id, state, failed } of agenda.deletions.list()) {
          if (state !== 'held' && state !== 'running') continue;
          const back = new Set(failed.map(({ key }) => key));
          for (const key of named.get(id) ?? []) if (!back.has(key)) expect(keys).not.toContain(real(key));
        }
        const everNamed = new Set([...named.values()].flat().map(real));
        for (const [topic, key] of creating)
          if (!everNamed.has(key)) expect(rows.filter((row) => row.topic === topic)).toMatchObject([{ key }]);
        for (const key of created) if (!everNamed.has(key)) expect(keys).toContain(key);
        for (const { key, topic } of rows) {
          const number = Number(/^(?:Made|Edited) (\d+)$/.exec(topic)?.[1] ?? 0);
          expect(number).toBeGreaterThanOrEqual(confirmed.get(key) ?? 0);
        }
      };

      for (const each of steps) {
        const keys = built.rows().map(({ key }) => key);
        switch (each.do) {
          case 'list':
            ended.push(agenda.sessions.refresh('meeting', 'all'));
            if (each.early) zoho.open().find(({ verb }) => verb === 'list')?.carryOut();
            break;
          case 'create': {
            const topic = `Made ${++count}`;
            const end = built.create(topic).then((answer) => {
              creating.delete(topic);
              if (answer.ok && !answer.value.waiting) created.add(answer.value.key);
            });
            creating.set(topic, built.rows().find((row) => row.topic === topic)?.key ?? '');
            ended.push(end);
            break;
          }
          case 'details': {
            const key = at(keys, each.which);
            if (key !== undefined) ended.push(agenda.sessions.get('meeting', key, true));
            break;
          }
          case 'edit': {
            const key = at(keys, each.which);
            const topic = built.row(key ?? '')?.topic ?? '';
            if (key === undefined || creating.has(topic)) break;
            const number = ++count;
            const end = built.update(key, `Edited ${number}`).then((answer) => {
              if (answer.ok && !answer.value.waiting) confirmed.set(answer.value.key, number);
            });
            ended.push(end);
            break;
          }
          case 'delete': {
            const chosen = keys.filter((_, index) => (index + each.which) % 3 === 0);
            const answer = chosen.length > 0 ? built.remove(...chosen) : null;
            if (answer?.ok) named.set(answer.value.id, chosen);
            break;
          }
          case 'undo':
          case 'stop': {
            const id = at(agenda.deletions.list(), each.which)?.id;
            if (id !== undefined) agenda.deletions[each.do](id);
            break;
          }
          case 'carryOut':
            at(zoho.open(), each.which)?.carryOut();
            break;
          case 'deliver':
            await at(zoho.open(), each.which)?.deliver();
            break;
          case 'wait':
            await clock.pass(each.ms);
        }
        await settled();
        check();
      }

      const isBusy = () => zoho.open().length > 0 || !agenda.isIdle() || agenda.outbox.list().length > 0;
      for (let round = 0; round < 2_000 && isBusy(); round++) {
        for (const { id, state, question } of agenda.outbox.list()) {
          if (state === 'failed' || question?.type === 'gone') agenda.outbox.drop(id);
          if (question?.type === 'lost-create') agenda.outbox.answer({ id, answer: { type: 'look' } });
        }
        await (zoho.open().at(-1)?.deliver() ?? clock.pass(1_000));
        check();
      }
      expect(agenda.outbox.list()).toEqual([]);
      await Promise.all(ended);
      expect(agenda.isIdle()).toBe(true);

      zoho.isPrompt = true;
      await agenda.sessions.refresh('meeting', 'all');
      for (const key of zoho.held.keys()) await agenda.sessions.get('meeting', key, true);
      const shown = built.rows().map(({ key, topic, startsAt, pending }) => [key, topic, startsAt, pending]);
      const there = [...zoho.held.values()].map(({ key, topic, startsAt }) => [key, topic, startsAt, null]);
      expect(shown.toSorted()).toEqual(there.toSorted());
    }),
    { numRuns: 400 },
  );
}, 60_000);
