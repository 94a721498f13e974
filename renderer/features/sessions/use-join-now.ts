import type { Kind } from '../../../contract/domain.ts';
import { isolated } from '../../../contract/rules/shown-text.ts';
import { ask } from '../../bridge/parley.ts';
import { useTimeText } from '../../ui/time.ts';
import { useMessages } from '../../ui/toaster.tsx';
import { joinTarget, nextUp } from './phase.ts';
import { topicOf } from './row-text.ts';
import { useSessionActions } from './session-actions.ts';

/** More than this do not run at the same time. */
const most = 50;

/** Joins what is on now or about to begin, from whichever view; says what is next when there is nothing to join. */
export function useJoinNow(kinds: readonly Kind[]) {
  const messages = useMessages();
  const time = useTimeText();
  const { join } = useSessionActions();
  return async (): Promise<void> => {
    const asked = { listType: 'upcoming', search: '', offset: 0, limit: most } as const;
    const pages = await Promise.all(kinds.map((kind) => ask('listSessions', { kind, ...asked })));
    const refused = pages.find((page) => !page.ok);
    if (refused && !refused.ok) return messages.fail(refused.error);
    const rows = pages.flatMap((page) => (page.ok ? page.value.items : []));
    const now = Date.now();
    const target = joinTarget(rows, now);
    if (target) return join(target);
    const next = nextUp(rows, now);
    const ahead = next?.startsAt ? ` yet. Next: ${isolated(topicOf(next))}, ${time.asOf(next.startsAt, now)}` : '';
    return messages.tell(`Nothing to join${ahead}`);
  };
}
