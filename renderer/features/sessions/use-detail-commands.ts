import type { SessionRow } from '../../../contract/domain.ts';
import { useCommand } from '../../ui/commands.ts';
import { topicOf } from './row-text.ts';

/** What each does to the open session; false while that cannot be done. */
type DetailDeeds = Readonly<
  Record<'start' | 'join' | 'copyInvitation' | 'edit' | 'duplicate' | 'delete' | 'takeAlong', ((row: SessionRow) => void) | false>
>;

/** Offers what can be done with the session whose details are open. */
export function useDetailCommands(row: SessionRow, deeds: DetailDeeds): void {
  const about = topicOf(row);
  const deedOf = (id: keyof DetailDeeds): Parameters<typeof useCommand> => {
    const deed = deeds[id];
    return [id, () => deed !== false && deed(row), { about, when: () => deed !== false }];
  };
  useCommand(...deedOf('start'));
  useCommand(...deedOf('join'));
  useCommand(...deedOf('copyInvitation'));
  useCommand(...deedOf('edit'));
  useCommand(...deedOf('duplicate'));
  useCommand(...deedOf('delete'));
  useCommand(...deedOf('takeAlong'));
}
