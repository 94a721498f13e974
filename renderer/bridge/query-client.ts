import { QueryClient, notifyManager } from '@tanstack/react-query';

// An answer is drawn when it comes: its own timer would have the page do something else before.
notifyManager.setScheduler(queueMicrotask);

/**
 * Main owns the data and pushes its changes, so the page asks again only on a push, on focus, or after a while.
 * `networkMode: 'always'`: a call to main works without a network.
 */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        retry: false,
        staleTime: 30_000,
        gcTime: 120_000,
        refetchOnReconnect: 'always',
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
