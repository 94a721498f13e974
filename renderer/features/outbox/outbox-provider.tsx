import { type ReactNode, useState } from 'react';
import type { Account } from '../../../contract/domain.ts';
import { later } from '../../ui/later.tsx';
import { useConnectFlow } from '../connect/flow.tsx';
import { useAllChanges } from './all-changes.ts';
import { ChangesContext } from './outbox-context.ts';
import { isTold } from './outbox-model.ts';
import { OutboxToasts } from './outbox-toasts.tsx';

const ChangesDialog = later(() => import('./changes-dialog.tsx').then((module) => module.default));
const DisconnectDialog = later(() => import('./disconnect-dialog.tsx').then((module) => module.default));

/** What stands between the person and Zoho, above every screen of one account. */
export function OutboxProvider({ account, children }: { account: Account; children: ReactNode }) {
  const flow = useConnectFlow();
  const items = useAllChanges();
  const [shown, setShown] = useState<'changes' | 'disconnect' | null>(null);
  const close = () => setShown(null);
  const waiting = () => items.filter((item) => isTold(item, Date.now())).length;
  const changes = {
    open: () => setShown('changes'),
    disconnect: () => {
      if (waiting() > 0) setShown('disconnect');
      else void flow.disconnect();
    },
  };
  return (
    <ChangesContext value={changes}>
      {children}
      <OutboxToasts key={account.zuid} isOpen={shown === 'changes'} />
      {shown === 'changes' && <ChangesDialog onClose={close} />}
      {shown === 'disconnect' && (
        <DisconnectDialog
          count={items.length}
          onClose={close}
          onDisconnect={() => {
            close();
            void flow.disconnect();
          }}
        />
      )}
    </ChangesContext>
  );
}
