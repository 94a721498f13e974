import { useEffect, useRef, useState } from 'react';
import type { Account, Connection } from '../../../contract/domain.ts';
import { Mark } from '../../ui/mark.tsx';
import { AgendaScreen } from '../agenda/agenda-screen.tsx';
import { EventDeletionToasts } from '../calendar/event-deletion-toasts.tsx';
import { EventFormProvider } from '../calendar/event-form-provider.tsx';
import { DeletionToasts } from '../deletion/deletion-toasts.tsx';
import { EditorProvider } from '../editor/editor-provider.tsx';
import { ShellCommands } from '../palette/shell-commands.tsx';
import { ChangesButton } from '../outbox/changes-button.tsx';
import { OutboxProvider } from '../outbox/outbox-provider.tsx';
import { createListChoices } from '../sessions/list-choices.ts';
import { AccountMenu } from './account-menu.tsx';
import { Banners } from './banners.tsx';
import { Navigation } from './navigation.tsx';
import type { Route } from './route.ts';
import { useLinks } from './use-links.ts';
import { useRoute } from './use-route.ts';
import { ImportHost } from '../take-along/import-host.tsx';
import { later, useIsHere } from '../../ui/later.tsx';
import { useUndoKey } from '../../ui/undo.ts';
import './shell.css';

/** Not what Parley opens on. */
const SettingsScreen = later(() =>
  import('../settings/settings-screen.tsx').then((module) => module.SettingsScreen),
);
const SessionsScreen = later(() =>
  import('../sessions/sessions-screen.tsx').then((module) => module.SessionsScreen),
);
const laterScreens = { meetings: SessionsScreen, webinars: SessionsScreen, settings: SettingsScreen };

const titles = { agenda: 'Agenda', meetings: 'Meetings', webinars: 'Webinars', settings: 'Settings' } as const;

interface ShellProps {
  connection: Connection;
  account: Account;
}

/** Every view of a connected account, with what stands above all of them. */
export const Shell = (props: ShellProps) => (
  <EditorProvider account={props.account}>
    <EventFormProvider account={props.account}>
      <OutboxProvider account={props.account}>
        <Frame {...props} />
      </OutboxProvider>
    </EventFormProvider>
  </EditorProvider>
);

function Frame({ connection, account }: ShellProps) {
  const route = useRoute();
  const main = useRef<HTMLElement>(null);
  useUndoKey();

  const isHere = useIsHere(route.view === 'agenda' ? undefined : laterScreens[route.view]);
  useEffect(() => {
    document.title = `${titles[route.view]} – Parley`;
    if (isHere) main.current?.querySelector<HTMLElement>('h1')?.focus();
  }, [route.view, isHere]);

  return (
    <>
      <Links />
      <ShellCommands account={account} route={route} />
      <div className="shell">
        <header className="side">
          <p className="side-brand">
            <Mark size={20} />
            <span className="words">Parley</span>
          </p>
          <Navigation route={route} />
          <ChangesButton />
          <AccountMenu account={account} />
        </header>
        <main className="main" ref={main}>
          <Banners connection={connection} account={account} />
          <div className="screen">
            <Screen route={route} connection={connection} account={account} />
          </div>
        </main>
      </div>
      <ImportHost key={account.zuid} account={account} />
      <DeletionToasts />
      <EventDeletionToasts />
    </>
  );
}

/** Inside the editor: a link may ask for a form. */
function Links() {
  useLinks();
  return null;
}

interface ScreenProps extends ShellProps {
  route: Route;
}

/** The view that the address names. What the lists show outlives a visit to another view. */
function Screen({ route, connection, account }: ScreenProps) {
  const [choices] = useState(createListChoices);
  if (route.view === 'settings')
    return <SettingsScreen account={account} connection={connection} />;
  if (route.view === 'agenda')
    return (
      <AgendaScreen
        key={account.zuid}
        account={account}
        connection={connection}
        route={route}
      />
    );
  const kind = route.view === 'meetings' ? 'meeting' : 'webinar';
  return (
    <SessionsScreen
      key={`${kind}-${account.zuid}`}
      kind={kind}
      account={account}
      connection={connection}
      openKey={route.open?.key ?? null}
      choices={choices}
    />
  );
}
