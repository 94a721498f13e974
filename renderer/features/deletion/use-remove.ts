import type { Kind } from '../../../contract/domain.ts';
import { useDelete } from '../../bridge/deletions.ts';
import { useMessages } from '../../ui/toaster.tsx';

/** Deletes without asking; what can be undone and what fails is told by DeletionToasts. */
export function useRemove() {
  const messages = useMessages();
  const deleteThem = useDelete();
  return (kind: Kind, keys: readonly string[]): void => {
    void deleteThem(kind, keys).then((error) => {
      if (error) messages.fail(error);
    });
  };
}
