/**
 * Every key that does something, in one table: the page listens by it, and the sheet of shortcuts, the palette, the
 * menus and the buttons show what stands here.
 */

export const shortcutPlaces = ['anywhere', 'lists', 'agenda', 'details', 'form', 'palette'] as const;
export type ShortcutPlace = (typeof shortcutPlaces)[number];

export const shortcutPlaceNames: Record<ShortcutPlace, string> = {
  anywhere: 'Anywhere',
  lists: 'Lists',
  agenda: 'Agenda, day and week',
  details: 'Details',
  form: 'Form',
  palette: 'Command palette',
};

/**
 * `keys`: one or more ways to press it, as `Mod+Shift+K`, the last part being KeyboardEvent.key (letters in capitals).
 * `Mod` is Ctrl, on a Mac Command. One letter or sign alone is a single-key shortcut: it can be switched off.
 */
interface Shortcut {
  readonly place: ShortcutPlace;
  readonly keys: readonly string[];
  readonly does: string;
  /** Also where a letter would be text. */
  readonly inText?: true;
}

const table = {
  palette: { place: 'anywhere', keys: ['Mod+K'], does: 'Command palette', inText: true },
  shortcuts: { place: 'anywhere', keys: ['?'], does: 'Keyboard shortcuts' },
  quickCreate: { place: 'anywhere', keys: ['Q'], does: 'Quick create: a new meeting, or webinar, from one line' },
  joinNow: { place: 'anywhere', keys: ['J'], does: 'Join what is on now, or begins within 15 minutes' },
  goAgenda: { place: 'anywhere', keys: ['Mod+1'], does: 'Go to Agenda', inText: true },
  goMeetings: { place: 'anywhere', keys: ['Mod+2'], does: 'Go to Meetings', inText: true },
  goWebinars: { place: 'anywhere', keys: ['Mod+3'], does: 'Go to Webinars', inText: true },
  goSettings: { place: 'anywhere', keys: ['Mod+,'], does: 'Go to Settings', inText: true },
  undo: { place: 'anywhere', keys: ['Mod+Z'], does: 'Undo what was done last' },

  new: { place: 'lists', keys: ['N'], does: 'New meeting, or webinar; in the agenda too' },
  search: { place: 'lists', keys: ['/'], does: 'Go to the search box' },
  clearSearch: { place: 'lists', keys: ['Escape'], does: 'In the search box: empty it' },
  listMove: { place: 'lists', keys: ['ArrowUp', 'ArrowDown'], does: 'One row up or down' },
  listPage: { place: 'lists', keys: ['PageUp', 'PageDown'], does: 'One page up or down' },
  listEnds: { place: 'lists', keys: ['Home', 'End'], does: 'First or last row' },
  listOpen: { place: 'lists', keys: ['Enter'], does: 'Open the details' },
  select: { place: 'lists', keys: ['Mod+Space'], does: 'Select or deselect the row' },
  selectMore: { place: 'lists', keys: ['Shift+ArrowUp', 'Shift+ArrowDown'], does: 'Select further' },
  selectAll: { place: 'lists', keys: ['Mod+A'], does: 'Select all' },
  selectNone: { place: 'lists', keys: ['Escape'], does: 'Select nothing' },
  listDelete: { place: 'lists', keys: ['Delete'], does: 'Delete the row, or all that are selected' },

  today: { place: 'agenda', keys: ['T'], does: 'Today' },
  dayMove: { place: 'agenda', keys: ['ArrowLeft', 'ArrowRight'], does: 'The day before or after' },
  agendaMove: { place: 'agenda', keys: ['ArrowUp', 'ArrowDown'], does: 'The meeting before or after' },
  weekMove: { place: 'agenda', keys: ['PageUp', 'PageDown'], does: 'A week back or ahead' },
  dayEnds: { place: 'agenda', keys: ['Home', 'End'], does: 'First or last of the day' },
  shift: { place: 'agenda', keys: ['Alt+ArrowUp', 'Alt+ArrowDown'], does: 'Move your own meeting or event to an earlier or later time' },
  shiftDay: { place: 'agenda', keys: ['Alt+ArrowLeft', 'Alt+ArrowRight'], does: 'Move it to the day before or after' },
  resize: { place: 'agenda', keys: ['Alt+Shift+ArrowUp', 'Alt+Shift+ArrowDown'], does: 'Make it shorter or longer' },
  dropDrag: { place: 'agenda', keys: ['Escape'], does: 'While dragging: leave it where it was' },
  monthPage: { place: 'agenda', keys: ['PageUp', 'PageDown'], does: 'In the month: a month back or ahead, with Shift a year' },

  copyInvitation: { place: 'details', keys: ['C'], does: 'Copy invitation' },
  edit: { place: 'details', keys: ['E'], does: 'Edit' },
  duplicate: { place: 'details', keys: ['D'], does: 'Duplicate' },
  closeDetails: { place: 'details', keys: ['Escape'], does: 'Close the details' },

  submit: { place: 'form', keys: ['Mod+Enter'], does: 'Create, or save changes' },
  leaveForm: { place: 'form', keys: ['Escape'], does: 'Close, and keep what was typed as a draft' },
  lineDone: { place: 'form', keys: ['Enter'], does: 'In Quick create: on to what is asked, or to the button that creates' },
  zoneMove: { place: 'form', keys: ['ArrowUp', 'ArrowDown'], does: 'In Time zone: through the zones found' },
  endAddress: { place: 'form', keys: ['Enter', ','], does: 'In Participants: the address ends here' },
  toPeople: { place: 'form', keys: ['ArrowLeft', 'ArrowRight'], does: 'In Participants: from one to the next' },
  removePerson: { place: 'form', keys: ['Delete', 'Backspace'], does: 'In Participants: remove' },

  paletteMove: { place: 'palette', keys: ['ArrowUp', 'ArrowDown'], does: 'Through what was found' },
  paletteRun: { place: 'palette', keys: ['Enter'], does: 'Run the action, or open the details' },
  paletteJoin: { place: 'palette', keys: ['Mod+Enter'], does: 'Join the meeting or webinar' },
  paletteClose: { place: 'palette', keys: ['Escape'], does: 'Close' },
} as const satisfies Record<string, Shortcut>;

export type ShortcutId = keyof typeof table;
export const shortcuts: Readonly<Record<ShortcutId, Shortcut>> = table;
export const shortcutIds = Object.keys(table) as readonly ShortcutId[];

/** One letter or sign alone, which dictation software may type (WCAG 2.1.4). */
export const isSingleKey = (id: ShortcutId): boolean => shortcuts[id].keys.every((keys) => [...keys].length === 1);

interface Press {
  readonly mod: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  readonly key: string;
}

function pressOf(keys: string): Press {
  const parts = keys.split('+');
  const key = parts.at(-1) ?? '';
  const has = (part: string) => parts.slice(0, -1).includes(part);
  return { mod: has('Mod'), alt: has('Alt'), shift: has('Shift'), key: key === 'Space' ? ' ' : key };
}

type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** Whether an event is this shortcut. Signs are told by what they are: which of them need Shift differs by keyboard. */
export function isPress(id: ShortcutId, event: KeyPress): boolean {
  return shortcuts[id].keys.some((keys) => {
    const { mod, alt, shift, key } = pressOf(keys);
    const isSign = key.length === 1;
    return (
      event.key.toLowerCase() === key.toLowerCase() &&
      (event.ctrlKey || event.metaKey) === mod &&
      event.altKey === alt &&
      (event.shiftKey === shift || (isSign && !mod))
    );
  });
}

const keyCaps: Readonly<Record<string, string>> = {
  ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→', PageUp: 'Page Up', PageDown: 'Page Down', Escape: 'Esc',
};
const macCaps: Readonly<Record<string, string>> = { Mod: '⌘', Alt: '⌥', Shift: '⇧', Enter: '↩', Backspace: '⌫', Delete: '⌦' };

/** What is printed on the keys, way by way: `[['Ctrl', 'K']]`. */
export const keyCapsOf = (id: ShortcutId, mac: boolean): readonly (readonly string[])[] =>
  shortcuts[id].keys.map((keys) =>
    keys.split('+').map((part) => (mac ? macCaps[part] : part === 'Mod' ? 'Ctrl' : undefined) ?? keyCaps[part] ?? part),
  );

/** For `aria-keyshortcuts`. */
export const ariaKeysOf = (id: ShortcutId, mac: boolean): string =>
  shortcuts[id].keys.map((keys) => keys.replace('Mod', mac ? 'Meta' : 'Control')).join(' ');

/** For the application menu: the first way, as Electron writes it. */
export const acceleratorOf = (id: ShortcutId): string => (shortcuts[id].keys[0] ?? '').replace('Mod', 'CmdOrCtrl');
