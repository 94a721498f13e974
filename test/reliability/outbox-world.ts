/** Parley's agenda at a simulated Zoho, the person at it, and what that person may expect in the end. */
import type { OutboxItem } from '../../contract/domain.ts';
import { createAgenda, type Agenda } from '../../electron/agenda/agenda.ts';
import { createWithoutTwins } from '../../electron/zoho/lost-create.ts';
import { account, jsonRows, memoryFile, write } from '../unit/agenda/sim.ts';
import { fakeLog } from '../unit/zoho/helpers.ts';
import { clockOf, noon, simulateZoho, virtualClock, type Life } from './outbox-zoho.ts';

const hour = 3_600_000;

/** How often a meeting is to be at Zoho in the end; null where that is Zoho's secret. */
interface Expected {
  readonly zuid: string;
  count: 0 | 1 | null;
  /** The topic that was asked for last, which Zoho must have had at least once; null when it was dropped or refused. */
  topic: string | null;
  /** Deletions that were asked for and not taken back. */
  deleting: boolean;
  /** Copies by others that the person has seen. */
  readonly seen: Set<string>;
  /** `send` was answered so often. */
  sends: number;
}

/** @param asked counts the questions that were answered, by kind */
export async function openWorld(asked: Map<string, number>) {
  const clock = virtualClock();
  const problems: string[] = [];
  const expected = new Map<string, Expected>();
  /** Tags of changes in the outbox, and of temporary keys. */
  const tags = new Map<string, string>();
  const zoho = simulateZoho(clock, {
    violation: (what) => void problems.push(what),
    maySendAgain: (tag) => (expected.get(tag)?.sends ?? 0) > 0,
    mayDelete: (tag) => expected.get(tag)?.deleting ?? false,
    hasSeen: (tag, topic) => expected.get(tag)?.seen.has(topic) ?? true,
  });
  const rows = jsonRows();
  let life: Life = { isOver: true };
  let zuid = '7';
  let agenda: Agenda;
  let ids = 0;
  let count = 0;

  function start(): void {
    const mine: Life = { isOver: false };
    life = mine;
    const target = () => ({ zsoid: '1', zuid, meetingHost: 'meeting.zoho.eu', calendarHost: 'calendar.zoho.eu' });
    const { editing, sessions } = zoho.apis(mine, () => zuid);
    const time = clockOf(clock, mine);
    const log = fakeLog();
    const alive = <T>(work: () => T): T => {
      if (mine.isOver) throw new Error('after its end');
      return work();
    };
    agenda = createAgenda({
      sessions,
      writer: ({ knownKeys }) => ({
        ...createWithoutTwins({ editing, sessions, target, clock: time, log, knownKeys }),
        update: editing.update,
      }),
      remover: editing,
      draftStore: memoryFile(),
      outboxRows: {
        ...rows,
        put: (row) => alive(() => rows.put(row)),
        remove: (id) => alive(() => rows.remove(id)),
        transaction: (work) => alive(() => rows.transaction(work)),
      },
      clock: time,
      log,
      newId: () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`,
    });
    agenda.deletions.list();
  }

  const shown = () =>
    agenda.sessions.list({ kind: 'meeting', listType: 'all', search: '', offset: 0, limit: 1_000 }).items;
  const items = () => agenda.outbox.list();
  const tagOfKey = (key: string) => zoho.tagOf(key) ?? tags.get(key) ?? '';
  const tagOfItem = ({ id, key }: OutboxItem) => tags.get(id) ?? tagOfKey(key);
  const of = (tag: string) => expected.get(tag);
  const at = <T>(list: readonly T[], index: number): T | undefined => list[index % Math.max(list.length, 1)];
  const writeOf = (tag: string, topic: string) => write(topic, { agenda: tag });
  const note = (known: ReadonlySet<string>, tag: string) => {
    for (const { id, key } of items()) {
      if (known.has(id)) continue;
      tags.set(id, tag);
      if (key.startsWith('new-')) tags.set(key, tag);
    }
  };
  const connect = async () => {
    agenda.follow({ account: account(zuid), health: zoho.needsReconnect ? 'reconnect-needed' : 'ok' });
    await clock.settled();
  };

  const world = {
    clock,
    zoho,

    create() {
      const tag = `tag C${++count}`;
      const topic = `Made ${count}`;
      const mine: Expected = { zuid, count: 1, topic, deleting: false, seen: new Set(), sends: 0 };
      expected.set(tag, mine);
      const known = new Set(items().map(({ id }) => id));
      const { isOver } = life;
      void agenda.edits.create({ kind: 'meeting', write: writeOf(tag, topic) }).then((answer) => {
        if (answer.ok || isOver) return;
        // Told at once, with the form still open. An account that is left keeps it.
        if (answer.error.code !== 'not-connected') Object.assign(mine, { count: 0, topic: null });
      });
      note(known, tag);
    },

    async update(index: number) {
      const row = at(shown(), index);
      const tag = tagOfKey(row?.key ?? '');
      const mine = of(tag);
      if (!row || !mine) return;
      // What is on the screen has been seen.
      mine.seen.add(row.topic);
      const topic = `Edited ${++count}`;
      const before = mine.topic;
      mine.topic = topic;
      void agenda.edits
        .update({ kind: 'meeting', key: row.key, write: writeOf(tag, topic), base: null })
        .then((answer) => {
          if (!answer.ok && answer.error.code !== 'not-connected' && mine.topic === topic)
            mine.topic = answer.error.code === 'rejected' ? null : before && null;
        });
      await clock.settled();
    },

    remove(index: number, more: number) {
      const chosen = shown().filter((_, number) => (number + index) % (2 + (more % 3)) === 0);
      if (chosen.length === 0) return;
      for (const { key } of chosen) {
        const mine = of(tagOfKey(key));
        if (mine) mine.deleting = true;
      }
      const known = new Set(items().map(({ id }) => id));
      agenda.deletions.start({ kind: 'meeting', keys: chosen.map(({ key }) => key) });
      for (const item of items()) if (!known.has(item.id)) tags.set(item.id, tagOfKey(item.key));
    },

    undo(index: number) {
      const held = at(agenda.deletions.list().filter(({ state }) => state === 'held'), index);
      if (held) this.takeBack(() => agenda.deletions.undo(held.id));
    },
    stop(index: number) {
      const open = at(agenda.deletions.list().filter(({ state }) => state === 'running'), index);
      if (open) this.takeBack(() => agenda.deletions.stop(open.id));
    },
    /** Deletions that leave the outbox by this are not wanted any more. */
    takeBack(work: () => unknown) {
      const before = items().filter(({ change }) => change === 'delete');
      work();
      const left = new Set(items().map(({ id }) => id));
      for (const item of before) {
        const mine = of(tagOfItem(item));
        if (left.has(item.id) || !mine) continue;
        mine.deleting = false;
        // One that was sent before, and whose answer was lost, may have been carried out.
        if (item.error) mine.count = null;
      }
    },

    retry: (index: number) => void agenda.outbox.retry(index % 3 === 0 ? null : (at(items(), index)?.id ?? null)),

    drop(index: number) {
      const item = at(items(), index);
      if (!item || item.state === 'sending') return;
      const mine = of(tagOfItem(item));
      if (item.change === 'delete') return this.takeBack(() => agenda.outbox.drop(item.id));
      agenda.outbox.drop(item.id);
      if (!mine) return;
      mine.topic = null;
      if (item.change !== 'create') return;
      const mayBeThere = item.question?.type === 'lost-create' || mine.sends > 0;
      mine.count = mayBeThere ? null : 0;
      const deletes = items().filter(({ change }) => change === 'delete');
      const isDeleted = deletes.some((each) => tagOfItem(each) === tagOfItem(item));
      if (mayBeThere && !isDeleted) mine.deleting = false;
    },

    answer(index: number, more: number) {
      const asking = at(items().filter(({ state }) => state === 'asking'), index);
      if (asking) this.reply(asking, more);
    },

    /** @param how picks among what may be answered */
    reply(item: OutboxItem, how: number) {
      const { id, question } = item;
      if (question) asked.set(question.type, (asked.get(question.type) ?? 0) + 1);
      const tag = tagOfItem(item);
      const mine = of(tag);
      if (!question || !mine) return;
      if (question.type === 'conflict') {
        mine.seen.add(question.theirs.topic);
        const theirs = how % 2 === 0;
        const topic = theirs ? question.theirs.topic : question.mine.topic;
        if (theirs) mine.topic = null;
        agenda.outbox.answer({ id, answer: { type: 'write', write: writeOf(tag, topic) } });
      } else if (question.type === 'lost-create' && how % 2 === 0) {
        agenda.outbox.answer({ id, answer: { type: 'look' } });
      } else {
        mine.sends++;
        // It is wanted, whatever became of it.
        if (mine.count === 0) mine.count = 1;
        agenda.outbox.answer({ id, answer: { type: 'send' } });
        for (const each of items()) if (each.id === id) tags.set(each.key, tag);
      }
    },

    /** Somebody else, at Zoho; now and then just what is being made here. */
    theyCreate(index: number, more: number) {
      const row = at(shown(), index);
      const topic = more % 3 === 0 && row ? row.topic : `Theirs ${++count}`;
      const tag = `tag R${++count}`;
      expected.set(tag, { zuid, count: 1, topic: null, deleting: false, seen: new Set(), sends: 0 });
      zoho.add(zuid, tag, topic, Date.UTC(2026, 5, 20, 10));
    },
    theyEdit(index: number) {
      const held = at(zoho.held(zuid), index);
      if (held) zoho.edit(zuid, held.session.key, `Theirs ${++count}`);
    },
    theyDelete(index: number) {
      const held = at(zoho.held(zuid), index);
      if (!held) return;
      zoho.remove(zuid, held.session.key);
      const mine = of(held.tag);
      // It may be wanted anew: that is asked.
      if (mine) mine.count = mine.sends > 0 ? null : 0;
    },

    offline: () => void (zoho.isOnline = false),
    async online(isTold: boolean) {
      zoho.isOnline = true;
      if (isTold) agenda.wake('online');
      await clock.settled();
    },
    async reconnect() {
      zoho.needsReconnect = false;
      agenda.follow({ account: account(zuid), health: 'reconnect-needed' });
      await connect();
    },
    async refresh() {
      const done = agenda.sessions.refresh('meeting', 'all');
      await clock.advance(5_000);
      await done;
    },

    async restart(isClean: boolean) {
      if (isClean) {
        const flushed = agenda.flush();
        await clock.advance(2_000);
        await flushed;
      }
      // A refusal that nobody has read yet is not told again: the meeting is back in the list.
      await this.check();
      life.isOver = true;
      start();
      await connect();
    },
    async switchAccount() {
      zuid = zuid === '7' ? '8' : '7';
      await connect();
      await clock.advance(100);
    },

    async check() {
      await clock.settled();
      for (const { id, failed } of agenda.deletions.list()) {
        for (const { key } of failed) {
          const mine = of(tagOfKey(key));
          const isAgain = items().some((item) => item.change === 'delete' && item.key === key);
          if (!mine || isAgain) continue;
          mine.deleting = false;
          // Refused the second time, after an answer to the first one was lost.
          if (zoho.held(mine.zuid).every((held) => held.session.key !== key)) mine.count = null;
        }
        if (failed.length > 0) agenda.deletions.dismiss(id);
      }
      const keys = shown().map(({ key }) => key);
      if (new Set(keys).size < keys.length) problems.push('a key is shown twice');
      const by = Map.groupBy(keys, tagOfKey);
      for (const [tag, same] of by) {
        const there = zoho.held(zuid).filter((held) => held.tag === tag).length;
        const isPlain = !zoho.isTouched(tag) && (of(tag)?.sends ?? 0) === 0;
        if (tag !== '' && same.length > Math.max(there, 1) && isPlain)
          problems.push(`${tag} is shown ${same.length} times`);
      }
    },

    /** The network heals, and whatever is asked is answered. */
    async heal(policy: number) {
      zoho.isOnline = true;
      zoho.needsReconnect = false;
      zoho.lag = 0;
      zoho.faults.clear();
      for (const turn of ['first', 'second', 'first again']) {
        if (turn !== 'first') await this.switchAccount();
        await this.reconnect();
        await this.drain(policy);
      }
      if (rows.ids().length > 0) problems.push(`${rows.ids().length} rows are left`);
    },
    async drain(policy: number) {
      const looked = new Set<string>();
      for (let round = 0; round < 400 && (items().length > 0 || !agenda.isIdle()); round++) {
        await this.check();
        for (const item of items()) {
          if (item.state === 'failed') agenda.outbox.retry(item.id);
          const isLost = item.question?.type === 'lost-create';
          if (item.state !== 'asking') continue;
          if (isLost && !looked.has(item.id)) this.reply(item, 0);
          else if (policy % 4 === 0 && item.question?.type !== 'conflict') this.drop(items().findIndex(({ id }) => id === item.id));
          else this.reply(item, isLost || item.question?.type === 'gone' ? 1 : policy % 2);
          looked.add(item.id);
        }
        await clock.advance(5_000);
      }
      if (items().length > 0) problems.push(`the outbox keeps ${JSON.stringify(items())}`);
      await clock.advance(120_000);
      await agenda.sessions.refresh('meeting', 'all');
      await clock.advance(1_000);
      const told = shown().map(({ key, topic, startsAt, pending }) => `${key} ${topic} ${startsAt} ${pending}`);
      const there = zoho.held(zuid).map(({ session: { key, topic, startsAt } }) => `${key} ${topic} ${startsAt} null`);
      if (told.toSorted().join('\n') !== there.toSorted().join('\n'))
        problems.push(`shown: ${told.toSorted().join(', ')}; at Zoho: ${there.toSorted().join(', ')}`);
    },

    problems(): string[] {
      const last = [...expected].flatMap(([tag, mine]) => {
        const there = zoho.held(mine.zuid).filter((held) => held.tag === tag).length;
        const most = 1 + mine.sends;
        if (there > most) return [`${tag} is at Zoho ${there} times`];
        if (mine.deleting) return there > 0 && mine.sends === 0 ? [`${tag} was not deleted`] : [];
        if (mine.count === 1 && there === 0) return [`${tag} is lost`];
        if (mine.count === 0 && there > 0) return [`${tag} is there though it was dropped or refused`];
        const { topic } = mine;
        const isLost = topic !== null && mine.count === 1 && !zoho.history.get(tag)?.has(topic);
        return isLost ? [`${tag}: “${topic}” never arrived`] : [];
      });
      return [...problems, ...last];
    },
  };

  for (let number = 1; number <= 3; number++) {
    const tag = `tag R${number}x`;
    expected.set(tag, { zuid, count: 1, topic: null, deleting: false, seen: new Set(), sends: 0 });
    zoho.add(zuid, tag, `Seed ${number}`, noon + (20 + number) * hour);
  }
  start();
  await connect();
  await world.refresh();
  return world;
}

export type World = Awaited<ReturnType<typeof openWorld>>;
