import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import type { EventRow } from '../../../contract/calendar.ts';
import type { SessionRow } from '../../../contract/domain.ts';
import { commandIds, commands } from '../../../contract/rules/commands.ts';
import {
  acceleratorOf, ariaKeysOf, isPress, isSingleKey, keyCapsOf, type ShortcutId, shortcutIds, shortcuts,
} from '../../../contract/rules/shortcuts.ts';
import { findItems } from '../../../renderer/features/palette/find-items.ts';
import { offerCommand, offeredCommands, type OfferedCommand, runCommand } from '../../../renderer/ui/commands.ts';
import { listed, noon } from '../agenda/fakes.ts';

const press = (key: string, more: Partial<KeyboardEvent> = {}) =>
  ({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more });
const offer = (id: OfferedCommand['id'], more: Partial<OfferedCommand> = {}): OfferedCommand =>
  ({ id, about: null, shortcut: null, run: () => undefined, when: () => true, ...more });

const renderer = fileURLToPath(new URL('../../../renderer', import.meta.url));
const sources = readdirSync(renderer, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => ({ name, text: readFileSync(`${renderer}/${name}`, 'utf8') }));

describe('the table of shortcuts', () => {
  it('has every key that the page listens for', () => {
    const told = new Set(shortcutIds.flatMap((id) => shortcuts[id].keys.map((keys) => keys.split('+').at(-1)?.toLowerCase())));
    const listened = sources.flatMap(({ name, text }) =>
      [...text.matchAll(/\.key(?:\.toLowerCase\(\))? (?:===|!==) '([^']+)'|case '([A-Z]\w+)': return|\['((?:Arrow|Page|Home|End)\w*)',/g)].map(
        (found) => ({ name, key: found[1] ?? found[2] ?? found[3] ?? '' })),
    );
    expect(listened.length).toBeGreaterThan(25);
    const missing = listened.filter(({ key }) => !told.has((key === ' ' ? 'Space' : key).toLowerCase()));
    expect(missing).toEqual([]);
  });
  it('has no key listener for the whole window beside those that read it', () => {
    const listeners = sources.filter(({ text }) => /(?:window|document)\.addEventListener\('key/.test(text)).map(({ name }) => name);
    expect(listeners.toSorted()).toEqual(
      ['features/agenda/use-drag.ts', 'features/sessions/use-selection.ts', 'ui/shortcuts.ts', 'ui/undo.ts'],
    );
  });
  it('gives no key to two actions in one place', () => {
    const seen = new Map<string, ShortcutId>();
    for (const id of shortcutIds.filter((each) => isSingleKey(each) || shortcuts[each].keys.some((keys) => keys.startsWith('Mod'))))
      for (const keys of shortcuts[id].keys) {
        const { place } = shortcuts[id];
        const clash = seen.get(`${place} ${keys}`) ?? (place === 'anywhere' ? undefined : seen.get(`anywhere ${keys}`));
        expect(clash, `${id} and ${clash}`).toBeUndefined();
        seen.set(`${place} ${keys}`, id);
      }
  });
  it('is pressed with the keys it names and no others', () => {
    expect(isPress('palette', press('k', { ctrlKey: true }))).toBe(true);
    expect(isPress('palette', press('K', { metaKey: true }))).toBe(true);
    expect(isPress('palette', press('k'))).toBe(false);
    expect(isPress('palette', press('k', { ctrlKey: true, altKey: true }))).toBe(false);
    expect(isPress('undo', press('z', { ctrlKey: true, shiftKey: true }))).toBe(false);
    expect(isPress('joinNow', press('J', { shiftKey: true }))).toBe(true);
    expect(isPress('joinNow', press('j', { ctrlKey: true }))).toBe(false);
    expect(isPress('shortcuts', press('?', { shiftKey: true }))).toBe(true);
    expect(isPress('select', press(' ', { ctrlKey: true }))).toBe(true);
    expect(isPress('listMove', press('ArrowUp', { shiftKey: true }))).toBe(false);
    expect(isPress('selectMore', press('ArrowUp', { shiftKey: true }))).toBe(true);
  });
  it('knows what can be switched off', () => {
    expect(shortcutIds.filter(isSingleKey).toSorted()).toEqual(
      ['copyInvitation', 'duplicate', 'edit', 'joinNow', 'new', 'quickCreate', 'search', 'shortcuts', 'today'],
    );
  });
  it('is shown as the keys are printed', () => {
    expect(keyCapsOf('palette', false)).toEqual([['Ctrl', 'K']]);
    expect(keyCapsOf('palette', true)).toEqual([['⌘', 'K']]);
    expect(keyCapsOf('shift', false)).toEqual([['Alt', '↑'], ['Alt', '↓']]);
    expect(ariaKeysOf('palette', false)).toBe('Control+K');
    expect(ariaKeysOf('shift', true)).toBe('Alt+ArrowUp Alt+ArrowDown');
    expect(acceleratorOf('goSettings')).toBe('CmdOrCtrl+,');
  });
});

describe('actions', () => {
  const ends: (() => void)[] = [];
  const put = (command: OfferedCommand) => ends.push(offerCommand(command));
  afterEach(() => {
    for (const end of ends.splice(0)) end();
  });

  it('are each offered by some screen', () => {
    const text = sources.map((source) => source.text).join('\n');
    const missing = commandIds.filter((id) => !new RegExp(`(?:useCommand|deedOf)\\(\\s*'${id}'`).test(text));
    expect(missing).toEqual([]);
  });
  it('can be run while they are offered, and where they can be done', () => {
    const ran: string[] = [];
    let isPossible = false;
    put(offer('today', { run: () => ran.push('today'), when: () => isPossible }));
    expect(runCommand('today')).toBe(false);
    isPossible = true;
    expect(runCommand('today')).toBe(true);
    for (const end of ends.splice(0)) end();
    expect(runCommand('today')).toBe(false);
    expect(ran).toEqual(['today']);
  });
  it('are listed in the order of the table, the latest offer of each', () => {
    put(offer('goAgenda'));
    put(offer('edit', { about: 'First' }));
    put(offer('edit', { about: 'Second' }));
    put(offer('undo', { when: () => false }));
    expect(offeredCommands().map(({ id, about }) => [id, about])).toEqual([['edit', 'Second'], ['goAgenda', null]]);
  });
});

describe('what the palette shows', () => {
  const offers = [offer('edit', { about: 'Weekly review' }), offer('newMeeting'), offer('goAgenda'), offer('goMeetings'), offer('disconnect')];
  const names = (search: string, sessions: readonly SessionRow[] = [], events: readonly EventRow[] = []) =>
    findItems(search, offers, { sessions, events }).map((group) => [
      group.name, ...group.items.map((item) => (item.type === 'command' ? commands[item.command.id].name : item.type === 'session' ? item.row.topic : item.row.title)),
    ]);
  const review = { ...listed('1', noon), topic: 'Agency review' };

  it('is what is next and every action before anything is typed', () => {
    expect(names('', [review])).toEqual([
      ['On now and next', 'Agency review'],
      ['Actions', 'Edit', 'New meeting', 'Go to Agenda', 'Go to Meetings', 'Disconnect'],
    ]);
  });
  it('begins with the group that has the better best', () => {
    expect(names('agenda', [review])[0]).toEqual(['Actions', 'Go to Agenda']);
    expect(names('age rev', [review])[0]?.[0]).toBe('Meetings and webinars');
    expect(names('agency', [review])).toEqual([['Meetings and webinars', 'Agency review']]);
  });
  it('finds an action by what it is about and by other words for it, after those by name', () => {
    expect(names('edit weekly')).toEqual([['Actions', 'Edit']]);
    expect(names('sign out')).toEqual([['Actions', 'Disconnect']]);
    expect(names('gn out')).toEqual([]);
    expect(names('meet')[0]?.slice(0, 3)).toEqual(['Actions', 'New meeting', 'Go to Meetings']);
  });
  it('puts events where they fit, behind what fits as well', () => {
    const dentist: EventRow = {
      calendar: 'c', uid: 'u', occurrence: null, title: 'Agency lunch', startsAt: noon, endsAt: noon, allDay: null, timeZone: null,
      recurring: false, isPrivate: false, location: '', canJoin: false, canEdit: true, pending: null,
    };
    expect(names('agency', [review], [dentist])).toEqual([['Meetings and webinars', 'Agency review'], ['Events', 'Agency lunch']]);
    expect(names('lunch', [], [dentist])).toEqual([['Events', 'Agency lunch']]);
    expect(names('agency lu', [review], [dentist])[0]?.[0]).toBe('Events');
    expect(findItems('agency', offers, { sessions: [review], events: [dentist] }).map(({ first }) => first)).toEqual([0, 1]);
  });
  it('counts its places through all groups', () => {
    expect(findItems('', offers, { sessions: [review], events: [] }).map(({ first }) => first)).toEqual([0, 1]);
  });
  it('is empty when nothing fits', () => expect(names('qqq')).toEqual([]));
});
