import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outboxItemSchema, type SessionFields } from '../../../contract/domain.ts';
import type { ErrorCode } from '../../../contract/errors.ts';
import { judgeAnswer, type Answer } from '../../../electron/agenda/outbox/answers.ts';
import {
  changeSchema, describeChange, fresh, lineOf, reopened,
  type Change, type CreateChange, type DeleteChange, type UpdateChange,
} from '../../../electron/agenda/outbox/change.ts';
import { createLedger } from '../../../electron/agenda/outbox/ledger.ts';
import { merge } from '../../../electron/agenda/outbox/merge.ts';
import { nextToSend } from '../../../electron/agenda/outbox/order.ts';
import { createPace, pauseAfter } from '../../../electron/agenda/outbox/pace.ts';
import { replied, type Reply } from '../../../electron/agenda/outbox/reply.ts';
import { withoutDone, withoutDropped } from '../../../electron/agenda/outbox/settle.ts';
import { fakeLog } from '../zoho/helpers.ts';
import { detailed, hour, listed, noon } from './fakes.ts';
import { jsonRows, write } from './sim.ts';

const base: SessionFields = {
  topic: 'Before', agenda: '', startsAt: noon, duration: hour, timeZone: 'UTC', participants: [],
};
const common = (id: string, key: string) => ({ ...fresh(noon), id, owner: 'o', kind: 'meeting' as const, key });
const temporary = 'new-00000000-0000-4000-8000-000000000001';
const sent = { known: ['1'], complete: true, sentAt: noon };

const create = (id: string, more: Partial<CreateChange> = {}): CreateChange => ({
  ...common(id, temporary), topic: 'Made', change: 'create', write: write('Made'), sent: null, again: false, ...more,
});
const update = (id: string, topic: string, more: Partial<UpdateChange> = {}): UpdateChange => ({
  ...common(id, '7'), topic, change: 'update', write: write(topic), base, tried: [], ...more,
});
const remove = (id: string, more: Partial<DeleteChange> = {}): DeleteChange => ({
  ...common(id, '7'), topic: 'Gone', change: 'delete', deletion: 'd', absorbed: null, ...more,
});
const conflict = { type: 'conflict' as const, base, mine: base, theirs: { ...base, topic: 'Theirs' } };
const ids = (changes: readonly Change[]) => changes.map(({ id }) => id).join(' ');

describe('merging', () => {
  it('an edit of what was never sent is what is made', () => {
    const invited = create('a', { write: write('Made', { participants: ['bo@example.test'] }) });
    const { changes, into } = merge([invited, update('b', 'Better', { key: temporary })]);
    expect(changes).toMatchObject([
      { id: 'a', change: 'create', topic: 'Better', write: { topic: 'Better', participants: ['bo@example.test'] } },
    ]);
    expect([...into]).toEqual([['b', 'a']]);
  });

  it('two edits are the later one, over what the first was made from', () => {
    const tried = [{ ...base, topic: 'Tried' }];
    const second = update('b', 'Two', { base: { ...base, topic: 'One' } });
    const third = update('c', 'Three', { base: { ...base, topic: 'Two' } });
    const { changes } = merge([update('a', 'One', { tried }), second, third]);
    expect(changes).toMatchObject([{ id: 'a', topic: 'Three', write: { topic: 'Three' }, base, tried }]);
  });

  it('an edit answers for one that was refused, and for what a question is about', () => {
    const refused = update('a', 'One', { state: 'failed', tries: 3, error: { code: 'rejected', message: '' } });
    expect(merge([refused, update('b', 'Two')]).changes).toMatchObject([
      { id: 'a', state: 'waiting', error: null, tries: 0 },
    ]);
    const asking = update('a', 'One', { state: 'asking', question: conflict });
    expect(merge([asking, update('b', 'Two')]).changes).toMatchObject([
      {
        id: 'a', state: 'asking',
        question: { theirs: { topic: 'Theirs' }, mine: { topic: 'Two', startsAt: expect.any(Number) } },
      },
    ]);
  });

  it('a deletion takes an edit’s place, and remembers it', () => {
    const asking = update('a', 'One', { state: 'asking', question: { type: 'gone' } });
    const { changes, into } = merge([asking, remove('b')]);
    expect(changes).toMatchObject([{ id: 'b', change: 'delete', absorbed: { id: 'a', write: { topic: 'One' } } }]);
    expect([...into]).toEqual([['a', 'b']]);
  });

  it('a deletion of what was never sent leaves nothing to do', () => {
    const gone = remove('c', { key: temporary });
    const { changes, idle } = merge([create('a'), update('b', 'Two', { key: temporary }), gone]);
    expect([changes, ids(idle)]).toEqual([[], 'c']);
  });

  it.each([
    ['an edit being sent', [update('a', 'One', { state: 'sending' }), update('b', 'Two')]],
    ['a create that may be at Zoho', [create('a', { sent, state: 'asking' }), update('b', 'Two', { key: temporary })]],
    ['one that is to be deleted', [create('a', { sent, state: 'asking' }), remove('b', { key: temporary })]],
    ['a deletion that can be undone', [update('a', 'One'), remove('b', { state: 'held' })]],
    ['a deletion being sent', [update('a', 'One', { state: 'sending' }), remove('b', { state: 'sending' })]],
    ['another session', [update('a', 'One'), update('b', 'Two', { key: '8' })]],
    ['the same key of another account', [update('a', 'One'), update('b', 'Two', { owner: 'p' })]],
  ])('leaves %s alone', (_what, changes) => {
    expect(merge(changes).changes).toEqual(changes);
  });

  const anyChange = fc
    .tuple(
      fc.constantFrom('create', 'update', 'delete'),
      fc.nat(2),
      fc.constantFrom('waiting', 'sending', 'asking', 'failed', 'held'),
      fc.boolean(),
    )
    .map(([what, line, state, wasSent]) => ({ what, line, state: state as Change['state'], wasSent }));
  it('settles at once, keeps order, and loses no write but to a later one or a deletion', () => {
    fc.assert(
      fc.property(fc.array(anyChange, { maxLength: 12 }), (all) => {
        const lines = new Set<number>();
        const changes = all.flatMap(({ what, line, state, wasSent }, index): Change[] => {
          const id = String(index);
          const key = `new-00000000-0000-4000-8000-00000000000${line}`;
          // A create comes first in its line.
          const isFirst = !lines.has(line);
          lines.add(line);
          if (what === 'create') return isFirst ? [create(id, { key, sent: wasSent ? sent : null, state })] : [];
          return [what === 'update' ? update(id, id, { key, state }) : remove(id, { key, state })];
        });
        const { changes: once, into, idle } = merge(changes);
        expect(merge(once)).toEqual({ changes: once, into: new Map(), idle: [] });
        const order = (list: readonly Change[]) => list.map(({ id }) => Number(id));
        expect(order(once)).toEqual(order(once).toSorted((a, b) => a - b));
        const left = new Map(once.map((change) => [change.id, change]));
        for (const change of changes) {
          let { id } = change;
          for (let to = into.get(id); to !== undefined; to = into.get(id)) id = to;
          const now = left.get(id);
          if (!now) expect(ids(idle)).toContain(id);
          else expect(lineOf(now)).toBe(lineOf(change));
          if (change.state === 'sending' || change.state === 'held') expect(left.get(change.id)).toBe(change);
        }
      }),
    );
  });
});

describe('the order', () => {
  const next = (...changes: Change[]) => nextToSend(changes, 'o', noon, new Set(['look']))?.id ?? null;
  const key = (id: string) => ({ key: id });

  it('is that in which they were made, one at a time, of this account', () => {
    expect(next(update('a', 'A', { owner: 'p' }), update('b', 'B'), update('c', 'C', key('8')))).toBe('b');
    expect(next(update('a', 'A', { state: 'sending' }), update('b', 'B', key('8')))).toBeNull();
    expect(next(create('a', { state: 'sending' }), remove('b'))).toBeNull();
  });

  it('holds back what stands behind a question, a refusal or a pause of its own, and nothing else', () => {
    const later = { nextTry: noon + 1_000 };
    for (const more of [{ state: 'asking' as const }, { state: 'failed' as const }, later])
      expect(next(update('a', 'A', more), remove('b'), update('c', 'C', key('8')))).toBe('c');
    expect(next(create('look', { state: 'asking', sent }), update('b', 'B', key('8')))).toBe('look');
    expect(next(remove('a', { state: 'held' }), update('b', 'B', key('8')))).toBe('b');
  });

  it('lets two deletions go together', () => {
    const going = remove('a', { state: 'sending' });
    expect(next(going, remove('b', key('8')))).toBe('b');
    expect(next(going, remove('b', key('8')), remove('c', { ...key('9'), state: 'sending' }))).toBeNull();
    expect(next(going, update('b', 'B', key('8')), remove('c', key('9')))).toBeNull();
  });

  it('does not wait for a time that a clock set back has put far off', () => {
    expect(next(update('a', 'A', { nextTry: noon + 24 * hour }))).toBe('a');
  });
});

const error = (code: ErrorCode, more: object = {}) => ({ code, message: 'no', ...more });
const lost = { details: { outcome: 'unknown' } };
const failed = (code: ErrorCode, more: object = {}): Answer => ({ ok: false, error: error(code, more) });

describe('the pace', () => {
  it('doubles from 5 s to 10 min, or is what Zoho says, within reason', () => {
    const own = [1, 2, 3, 4, 8, 60].map((tries) => pauseAfter(error('offline'), tries) / 1_000);
    expect(own).toEqual([5, 10, 20, 40, 600, 600]);
    const asked = (retryAfter: number) => pauseAfter(error('rate-limited', { retryAfter }), 5);
    expect([0, 30_000, 24 * hour].map(asked)).toEqual([1_000, 30_000, 600_000]);
  });

  it('pauses all when Zoho cannot be reached, and for one that fails by itself only when another one does, too', () => {
    const pace = createPace();
    for (const id of ['a', 'a', 'a']) pace.failed(error('zoho-unavailable'), noon, id);
    expect(pace.until()).toBeNull();
    pace.succeeded();
    pace.failed(error('timeout'), noon, 'b');
    expect(pace.until()).toBeNull();
    pace.failed(error('zoho-unavailable'), noon, 'a');
    expect(pace.until()).toBe(noon + 10_000);
    pace.reset();
    pace.failed(error('offline'), noon, 'a');
    expect([pace.until(), pace.reason()?.code]).toEqual([noon + 5_000, 'offline']);
    pace.end();
    pace.failed(error('offline'), noon, 'a');
    expect(pace.until()).toBe(noon + 10_000);
  });

  it('that Zoho has asked for ends before its time only by hand', () => {
    const pace = createPace();
    pace.failed(error('rate-limited', { retryAfter: 60_000 }), noon, 'a');
    // One that was under way beside it.
    pace.succeeded();
    expect([pace.resume(false), pace.until()]).toEqual([false, noon + 60_000]);
    expect([pace.resume(true), pace.until()]).toEqual([true, null]);
  });
});

describe('what an answer means', () => {
  const judge = (change: Change, answer: Answer, begun = change) => judgeAnswer(change, answer, begun);
  const passing: ErrorCode[] = [
    'offline', 'timeout', 'captive-portal', 'zoho-unavailable', 'rate-limited', 'throttled', 'reconnect-needed',
    'not-connected',
  ];
  const refusals: ErrorCode[] = [
    'rejected', 'not-permitted', 'too-many-participants', 'wrong-organisation', 'invalid-input',
  ];

  it.each(passing)('%s passes, whatever was sent', (code) => {
    for (const change of [create('a'), update('a', 'A'), remove('a')])
      expect(judge(change, failed(code)).type).toBe('wait');
  });
  it.each(refusals)('%s is a refusal', (code) => {
    for (const change of [create('a'), update('a', 'A'), remove('a')])
      expect(judge(change, failed(code)).type).toBe('refused');
  });

  it('a create whose answer is lost asks; one that Zoho did not take is as if it had not been sent', () => {
    const posted = create('a', { sent });
    const told = { details: { outcome: 'unknown', candidates: 2, looked: true } };
    expect(judge(posted, failed('create-unknown', told), create('a'))).toMatchObject({
      type: 'ask', change: { state: 'asking', sent, question: { type: 'lost-create', candidates: 2, looked: true } },
    });
    expect(judge(posted, failed('timeout', lost), create('a'))).toMatchObject({
      type: 'ask', change: { question: { looked: false } },
    });
    expect(judge(posted, failed('rejected'), create('a'))).toMatchObject({ type: 'refused', change: { sent: null } });
    expect(judge(posted, failed('rate-limited'), create('a'))).toMatchObject({ type: 'wait', change: { sent: null } });
    const again = create('a', { sent, again: true });
    expect(judge(posted, failed('rate-limited'), again)).toMatchObject({ type: 'wait', change: { sent, again: true } });
  });

  it('a look that cannot be had leaves the question open', () => {
    const looked = judge(create('a', { sent }), failed('offline', { details: { outcome: 'not-sent' } }));
    expect(looked).toMatchObject({ type: 'ask', change: { question: { candidates: 0, looked: false } } });
  });

  it('an edit whose answer is lost is sent again, and knows its own traces', () => {
    expect(judge(update('a', 'A'), failed('bad-answer', lost))).toMatchObject({
      type: 'wait', change: { tried: [{ topic: 'A' }] },
    });
  });

  it('an edit of what has changed shows three sides; of what is gone, asks', () => {
    const theirs = detailed('7', noon, { topic: 'Theirs' });
    expect(judge(update('a', 'A'), { ok: false, error: error('changed-meanwhile'), theirs })).toMatchObject({
      type: 'ask',
      change: {
        state: 'asking',
        question: {
          base, mine: { topic: 'A', participants: null },
          theirs: { topic: 'Theirs', participants: ['bo@example.test'] },
        },
      },
    });
    expect(judge(update('a', 'A'), failed('not-found'))).toMatchObject({
      type: 'ask', change: { question: { type: 'gone' } },
    });
  });
});

describe('when one is over', () => {
  it('what stands behind it is about Zoho’s key, and made from what Zoho has', () => {
    const session = detailed('9', noon, { topic: 'Made' });
    const all = [
      create('a', { sent }), update('b', 'B', { key: temporary, tried: [base] }), remove('c', { key: temporary }),
    ];
    expect(withoutDone(all, create('a', { sent }), session)).toMatchObject([
      { id: 'b', key: '9', base: { topic: 'Made', agenda: 'Plan' }, tried: [] }, { id: 'c', key: '9' },
    ]);
  });

  it('what a create has made is not taken for another’s, of that kind and account', () => {
    const others = [
      create('b', { key: `${temporary}2`, sent }), create('c', { key: `${temporary}3`, sent, owner: 'p' }),
      create('d', { key: `${temporary}4`, sent, kind: 'webinar' }), create('e', { key: `${temporary}5` }),
    ];
    const known = withoutDone([create('a'), ...others], create('a'), listed('9', noon)).map((each) =>
      each.change === 'create' ? each.sent?.known.join(' ') : null,
    );
    expect(known).toEqual(['1 9', '1', '1', undefined]);
  });

  it('an edit that is dropped hands on what it was made from', () => {
    const first = update('a', 'A', { tried: [base] });
    const { changes } = withoutDropped([first, update('b', 'B', { state: 'sending', base: null })], first);
    expect(changes).toMatchObject([{ id: 'b', base, tried: [base] }]);
  });

  it('a create that is dropped takes along what was about it; a deletion gives back the edit', () => {
    const all = [create('a'), update('b', 'B', { key: temporary }), update('c', 'C')];
    const { changes, orphans } = withoutDropped(all, create('a'));
    expect([ids(changes), ids(orphans)]).toEqual(['c', 'b']);
    const deleting = remove('d', { absorbed: update('e', 'E') });
    expect(withoutDropped([deleting], deleting).changes).toMatchObject([{ id: 'e', change: 'update', topic: 'E' }]);
  });
});

describe('what the person answers', () => {
  const newId = () => '00000000-0000-4000-8000-000000000009';
  const asked = (question: Change['question']) => ({ state: 'asking' as const, question, tries: 4 });
  const lostCreate = { type: 'lost-create' as const, candidates: 0, looked: true };

  it('is carried out', () => {
    const mine = create('a', { ...asked(lostCreate), sent });
    expect(replied(mine, { type: 'look' }, newId)).toMatchObject({
      state: 'waiting', sent, again: false, question: null, tries: 0,
    });
    expect(replied(mine, { type: 'send' }, newId)).toMatchObject({ state: 'waiting', sent, again: true });
    const torn = update('a', 'A', { ...asked(conflict), tried: [base] });
    expect(replied(torn, { type: 'write', write: write('Both') }, newId)).toMatchObject({
      state: 'waiting', topic: 'Both', write: { topic: 'Both' }, base: { topic: 'Theirs' }, tried: [],
    });
    const invited = { ...base, participants: ['bo@example.test'] };
    const anew = replied(update('a', 'A', { ...asked({ type: 'gone' }), base: invited }), { type: 'send' }, newId);
    expect(changeSchema.parse(anew)).toMatchObject({
      id: 'a', change: 'create', key: `new-${newId()}`, sent: null, write: { topic: 'A', participants: ['bo@example.test'] },
    });
  });

  it('counts only where it was asked', () => {
    const questions = [null, lostCreate, conflict, { type: 'gone' as const }];
    const replies: Reply[] = [{ type: 'look' }, { type: 'send' }, { type: 'write', write: write('X') }];
    const taken = (change: Change) =>
      replies.map((reply) => (replied(change, reply, newId) ? reply.type : '-')).join(' ');
    const table = questions.map((question) => [
      taken(create('a', { ...asked(question), sent })),
      taken(update('a', 'A', asked(question))),
      taken(remove('a', asked(question))),
    ]);
    expect(table).toEqual([
      ['- - -', '- - -', '- - -'],
      ['look send -', '- - -', '- - -'],
      ['- - -', '- - write', '- - -'],
      ['- - -', '- send -', '- - -'],
    ]);
    const open = update('a', 'A', { question: conflict });
    expect(replied(open, { type: 'write', write: write('X') }, newId)).toBeNull();
  });
});

describe('the ledger', () => {
  const build = (rows = jsonRows()) => {
    const log = fakeLog();
    let notKept = 0;
    const ledger = createLedger({ rows, log, isLasting: (owner) => owner !== 'sandbox', onNotKept: () => notKept++ });
    return { rows, log, ledger, notKept: () => notKept };
  };

  it('comes back as it was, in order, and nothing is taken for sent or undoable that was under way', () => {
    const { rows, ledger } = build();
    ledger.set([
      create('a', { sent, state: 'sending' }), update('b', 'B', { state: 'asking', question: conflict }),
      remove('c', { state: 'held', nextTry: noon }),
    ]);
    const { ledger: again } = build(rows);
    expect(again.all()).toEqual([
      create('a', { sent, state: 'asking', question: { type: 'lost-create', candidates: 0, looked: false } }),
      update('b', 'B', { state: 'asking', question: conflict }), remove('c'),
    ]);
    expect(reopened(update('d', 'D', { state: 'failed' })).state).toBe('failed');
    expect(reopened(update('e', 'E', { state: 'sending' }))).toMatchObject({ state: 'waiting', tried: [{ topic: 'E' }] });
  });

  it('leaves rows alone that it cannot read, and says so', () => {
    const rows = jsonRows();
    rows.put({ id: 'x', owner: 'o', body: { change: 'party' } });
    rows.put({ id: 'y', owner: 'stranger', body: create('y') });
    rows.put({ id: 'a', owner: 'o', body: create('a') });
    const { ledger, log } = build(rows);
    expect(ids(ledger.all())).toBe('a');
    ledger.set([]);
    expect(rows.ids()).toEqual(['x', 'y']);
    expect(log.lines).toHaveLength(2);
  });

  it('keeps in memory what the disk refuses, and catches up when it takes it', () => {
    const { rows, ledger, notKept } = build();
    ledger.set([create('a'), update('b', 'B')]);
    rows.isBroken = true;
    expect(ledger.set([update('b', 'B'), update('c', 'C', { key: '8' })])).toBe(false);
    expect([ids(ledger.all()), rows.ids(), ledger.isKept('c'), notKept()]).toEqual(['b c', ['a', 'b'], false, 1]);
    rows.isBroken = false;
    expect(ledger.set([...ledger.all(), remove('d', { key: '9' })])).toBe(true);
    expect([rows.ids(), ledger.isKept('c')]).toEqual([['b', 'c', 'd'], true]);
  });

  it('writes all of a change or nothing, and nothing of what does not last', () => {
    const { rows, ledger } = build();
    const { put } = rows;
    rows.put = (row) => {
      if (row.id === 'b') throw new Error('disk full');
      put(row);
    };
    expect(ledger.set([update('a', 'A'), update('b', 'B', { key: '8' })])).toBe(false);
    expect(rows.ids()).toEqual([]);
    rows.put = put;
    ledger.set([create('s', { owner: 'sandbox' })]);
    expect([rows.ids(), ids(ledger.all())]).toEqual([[], 's']);
  });
});

it('is shown as the contract has it', () => {
  const all = [
    create('a', { state: 'sending', sent }), update('b', 'B', { state: 'asking', question: conflict, nextTry: 5 }),
    remove('c', { state: 'held', nextTry: 7 }), remove('d', { error: error('offline', { retryAfter: 5 }) }),
  ];
  const shown = all.map((change) => outboxItemSchema.parse(describeChange(change, 9)));
  expect(shown.map(({ state, nextTry }) => [state, nextTry])).toEqual([
    ['sending', null], ['asking', null], ['waiting', 7], ['waiting', 9],
  ]);
  expect(JSON.stringify(shown)).not.toContain('known');
});
