import { ask } from './parley.ts';

/** Tells main when the network comes or goes: main sees it only by a request that fails. Answers with its end. */
export function tellNetwork(): () => void {
  const tell = () => void ask('noteOnline', { online: navigator.onLine });
  window.addEventListener('online', tell);
  window.addEventListener('offline', tell);
  return () => {
    window.removeEventListener('online', tell);
    window.removeEventListener('offline', tell);
  };
}
