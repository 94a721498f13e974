/** Runs in a world of its own in every page: tells the document's title when it is known and when it changes. */
export function titleWorld(binding: string): void {
  if (window.top !== window) return;
  const tell = (globalThis as unknown as Record<string, (text: string) => void>)[binding];
  let last: string | undefined;
  const look = () => {
    if (document.title !== last) tell?.((last = document.title));
  };
  document.addEventListener('DOMContentLoaded', () => {
    look();
    if (document.head) new MutationObserver(look).observe(document.head, { subtree: true, childList: true, characterData: true });
  });
}
