import { createContext, use } from 'react';

export interface Changes {
  /** Opens the list of changes that Zoho has not confirmed. */
  open(): void;
  /** Disconnects; asks first when that would lose changes. */
  disconnect(): void;
}

export const ChangesContext = createContext<Changes | null>(null);

export function useChanges(): Changes {
  const changes = use(ChangesContext);
  if (!changes) throw new Error('useChanges needs an OutboxProvider above it');
  return changes;
}
