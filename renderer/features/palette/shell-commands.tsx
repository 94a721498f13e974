import type { Account, Kind, View } from '../../../contract/domain.ts';
import { useSettings } from '../../bridge/account.ts';
import { useChangeSettings } from '../../bridge/change-settings.ts';
import { useCommand } from '../../ui/commands.ts';
import { canUndo, undoLatest } from '../../ui/undo.ts';
import { wishForNow } from '../agenda/now-wish.ts';
import { useEditor } from '../editor/editor-context.ts';
import { switchedOff } from '../sessions/told.ts';
import { useJoinNow } from '../sessions/use-join-now.ts';
import { wishSelfCheck } from '../settings/self-check-wish.ts';
import type { AgendaLayout, Route } from '../shell/route.ts';
import { go } from '../shell/use-route.ts';

interface ShellCommandsProps {
  account: Account;
  route: Route;
}

/** What can be done from every view of a connected account. */
export function ShellCommands({ account, route }: ShellCommandsProps) {
  const editor = useEditor();
  const { view } = route;
  const kinds = ([['meeting', 'meetings'], ['webinar', 'webinars']] as const)
    .filter(([, feature]) => !switchedOff(account.features, feature))
    .map(([kind]) => kind);
  const joinNow = useJoinNow(kinds);
  useGoCommands();
  useAgendaCommands(route);

  const isOn = (kind: Kind) => ({ when: () => kinds.includes(kind), shortcut: newKey(route.view, kind, kinds) });
  useCommand('newMeeting', () => editor.create('meeting'), isOn('meeting'));
  useCommand('newWebinar', () => editor.create('webinar'), isOn('webinar'));
  const [quickKind] = view === 'webinars' && kinds.includes('webinar') ? (['webinar'] as const) : kinds;
  useCommand('quickCreate', () => quickKind && editor.createQuickly(quickKind), { when: () => quickKind !== undefined });
  useCommand('joinNow', () => void joinNow(), { when: () => kinds.length > 0 });
  useCommand('undo', () => void undoLatest(), { when: canUndo, keyIsElsewhere: true });
  useCommand('selfCheck', () => {
    wishSelfCheck();
    go({ view: 'settings', open: null });
  });
  return null;
}

/** The key for a new one makes what the view is about; the agenda shows both and makes a meeting where it can. */
function newKey(view: View, kind: Kind, kinds: readonly Kind[]): 'new' | null {
  if (view === 'settings') return null;
  const wanted = view === 'agenda' ? kinds[0] : view === 'meetings' ? 'meeting' : 'webinar';
  return kind === wanted && kinds.includes(kind) ? 'new' : null;
}

function useGoCommands(): void {
  const to = (view: View) => () => go({ view, open: null });
  useCommand('goAgenda', to('agenda'));
  useCommand('goMeetings', to('meetings'));
  useCommand('goWebinars', to('webinars'));
  useCommand('goSettings', to('settings'));
}

function useAgendaCommands({ view, open, event, place }: Route): void {
  const usual = useSettings().data?.agendaLayout ?? 'day';
  const changeSettings = useChangeSettings();
  const kept = view === 'agenda' ? { open, ...(event && { event }) } : { open: null };
  const show = (layout: AgendaLayout) => () => {
    go({ view: 'agenda', ...kept, place: { layout, day: place?.day ?? null } });
    if (layout !== usual) void changeSettings({ agendaLayout: layout });
  };
  useCommand('showDay', show('day'));
  useCommand('showWeek', show('week'));
  useCommand('showList', show('list'));
  useCommand(
    'today',
    () => {
      go({ view: 'agenda', ...kept, place: { layout: place?.layout ?? usual, day: null } });
      wishForNow();
    },
    { shortcut: view === 'agenda' ? 'today' : null },
  );
}
