import { type QueryClient, QueryClientProvider, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { TriangleAlert } from 'lucide-react';
import { useConnection, useSettings } from './bridge/account.ts';
import { errorOf } from './bridge/parley.ts';
import { tellNetwork } from './bridge/network.ts';
import { rest } from './bridge/use-idle.ts';
import { ConnectFlowProvider } from './features/connect/flow.tsx';
import { PaletteHost } from './features/palette/palette-host.tsx';
import { Shell } from './features/shell/shell.tsx';
import { Button } from './ui/button.tsx';
import { EmptyState } from './ui/empty-state.tsx';
import { ErrorBoundary } from './ui/error-boundary.tsx';
import { wordsFor } from './ui/error-text.ts';
import { later, readTheRest } from './ui/later.tsx';
import { tellSingleKeys } from './ui/shortcuts.ts';
import { Toaster } from './ui/toaster.tsx';

/** The same picture as index.html paints, so nothing moves while main is asked. */
const Boot = () => (
  <div className="boot" aria-busy="true">
    <div className="boot-side" />
    <main className="boot-main">
      <h1 className="sr-only">Parley is starting</h1>
    </main>
  </div>
);

const ConnectScreen = later(
  () => import('./features/connect/connect-screen.tsx').then((module) => module.ConnectScreen),
  { waiting: <Boot /> },
);

/** How long main may take to answer before what is for later is read all the same, ms. */
const longestWait = 2_000;

/** Once nothing that the first screen asked of main is under way: its rows come before what is for later. */
function whenAnswered(client: QueryClient, then: () => void): () => void {
  let resting: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    clearTimeout(resting);
    resting = undefined;
    if (client.isFetching() > 0) return;
    resting = setTimeout(() => {
      stop();
      then();
    }, rest);
  };
  const leave = client.getQueryCache().subscribe(look);
  const timer = setTimeout(() => {
    stop();
    then();
  }, longestWait);
  const stop = () => {
    leave();
    clearTimeout(resting);
    clearTimeout(timer);
  };
  look();
  return stop;
}

export function App({ client }: { client: QueryClient }) {
  return (
    <ErrorBoundary>
      <QueryClientProvider client={client}>
        <Toaster>
          <ConnectFlowProvider>
            <PaletteHost />
            <Screens />
          </ConnectFlowProvider>
        </Toaster>
      </QueryClientProvider>
    </ErrorBoundary>
  );
}

function Screens() {
  const client = useQueryClient();
  const connection = useConnection();
  const { appearance = 'system', singleKeys = true } = useSettings().data ?? {};

  useEffect(tellNetwork, []);
  useEffect(() => {
    document.documentElement.dataset['appearance'] = appearance;
  }, [appearance]);
  useEffect(() => tellSingleKeys(singleKeys), [singleKeys]);
  const isKnown = connection.data !== undefined;
  useEffect(() => (isKnown ? whenAnswered(client, readTheRest) : undefined), [isKnown, client]);

  if (connection.isError && !connection.data) {
    const { title, body } = wordsFor(errorOf(connection.error));
    return (
      <main className="crash">
        <EmptyState
          role="alert"
          icon={<TriangleAlert size={20} />}
          title={title}
          actions={<Button onPress={() => void connection.refetch()}>Try again</Button>}
        >
          {body}
        </EmptyState>
      </main>
    );
  }
  if (!connection.data) return <Boot />;
  const { account, state } = connection.data;
  if (state === 'connected' && account) return <Shell connection={connection.data} account={account} />;
  return <ConnectScreen connection={connection.data} />;
}
