import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { askFirst } from './bridge/first-screen.ts';
import { followPushes } from './bridge/pushes.ts';
import { createQueryClient } from './bridge/query-client.ts';
import { go } from './features/shell/use-route.ts';

const root = document.getElementById('root');
if (root) {
  const client = createQueryClient();
  // Before the first question: what changes after its answer is heard of.
  followPushes(client, (view) => go({ view, open: null }));
  askFirst(client);
  createRoot(root).render(<App client={client} />);
}
