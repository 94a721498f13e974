/** Every action that has a name: what the palette lists and the application menu asks for. */
import type { ShortcutId } from './shortcuts.ts';

interface Command {
  readonly name: string;
  readonly shortcut?: ShortcutId;
  /** Other words for it, for who looks for them. */
  readonly also?: string;
}

/** In the order in which the palette shows them: what is about the session that is open comes first. */
const table = {
  start: { name: 'Start', also: 'host' },
  join: { name: 'Join' },
  copyInvitation: { name: 'Copy invitation', shortcut: 'copyInvitation', also: 'link' },
  edit: { name: 'Edit', shortcut: 'edit', also: 'change' },
  duplicate: { name: 'Duplicate', shortcut: 'duplicate', also: 'copy' },
  delete: { name: 'Delete', also: 'remove' },
  joinNow: { name: 'Join what is on now', shortcut: 'joinNow' },
  newMeeting: { name: 'New meeting', shortcut: 'new', also: 'create schedule' },
  quickCreate: { name: 'Quick create…', shortcut: 'quickCreate', also: 'new meeting schedule line type' },
  newEvent: { name: 'New event', also: 'create calendar appointment' },
  newWebinar: { name: 'New webinar', also: 'create schedule' },
  newFromTemplate: { name: 'New from template', also: 'create schedule' },
  undo: { name: 'Undo', shortcut: 'undo' },
  goAgenda: { name: 'Go to Agenda', shortcut: 'goAgenda' },
  goMeetings: { name: 'Go to Meetings', shortcut: 'goMeetings' },
  goWebinars: { name: 'Go to Webinars', shortcut: 'goWebinars' },
  goSettings: { name: 'Go to Settings', shortcut: 'goSettings', also: 'preferences' },
  today: { name: 'Today', shortcut: 'today' },
  showDay: { name: 'Show day' },
  showWeek: { name: 'Show week' },
  showList: { name: 'Show list' },
  takeAlong: { name: 'Add to another calendar', also: 'save export ics icalendar' },
  saveAgenda: { name: 'Save the agenda as calendar file…', also: 'export ics icalendar range' },
  importCalendar: { name: 'Import calendar file…', also: 'ics icalendar open' },
  changes: { name: 'Changes waiting', also: 'outbox unsent' },
  refresh: { name: 'Refresh', also: 'reload sync' },
  connect: { name: 'Connect Zoho', also: 'sign in log in' },
  trySandbox: { name: 'Try the sandbox', also: 'sample data' },
  reconnect: { name: 'Reconnect', also: 'sign in log in' },
  disconnect: { name: 'Disconnect', also: 'sign out log out' },
  themeLight: { name: 'Appearance: light', also: 'theme' },
  themeDark: { name: 'Appearance: dark', also: 'theme' },
  themeSystem: { name: 'Appearance: as the system', also: 'theme' },
  selfCheck: { name: 'Run self-check', also: 'diagnose problems' },
  palette: { name: 'Command palette', shortcut: 'palette' },
  shortcuts: { name: 'Keyboard shortcuts', shortcut: 'shortcuts', also: 'keys help' },
} as const satisfies Record<string, Command>;

/** Offered once for each thing that they are about; of the others the latest offer counts. */
export const offeredForEach: ReadonlySet<keyof typeof table> = new Set(['newFromTemplate']);

export type CommandId = keyof typeof table;
export const commands: Readonly<Record<CommandId, Command>> = table;
export const commandIds = Object.keys(table) as [CommandId, ...CommandId[]];
