import { ChevronsUpDown } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { Account } from '../../../contract/domain.ts';
import { runCommand, useCommand } from '../../ui/commands.ts';
import { later } from '../../ui/later.tsx';
import { useMenuButton } from '../../ui/open-button.ts';
import { useConnectFlow } from '../connect/flow.tsx';
import { useChanges } from '../outbox/outbox-context.ts';

const AccountItems = later(() => import('./account-items.tsx').then((module) => module.default));

export function AccountMenu({ account }: { account: Account }) {
  const flow = useConnectFlow();
  const changes = useChanges();
  const menu = useMenuButton();
  const [first = ''] = account.name || account.email;
  const initial = first.toLocaleUpperCase();
  const act = (key: string | number) => {
    if (key === 'palette' || key === 'shortcuts') runCommand(key);
    else if (key === 'disconnect') changes.disconnect();
    else void flow.begin(account.sandbox ? { sandbox: true } : { sandbox: false, purpose: 'reconnect' });
  };
  useCommand('reconnect', () => act('reconnect'));
  useCommand('disconnect', () => act('disconnect'));
  return (
    <>
      <AriaButton {...menu.button} className="account">
        <span className="avatar" aria-hidden="true">
          {initial}
        </span>
        <span className="account-mail words">
          <span className="sr-only">Account: </span>
          <bdi>{account.email}</bdi>
        </span>
        <ChevronsUpDown size={14} aria-hidden className="account-chevron" />
      </AriaButton>
      {menu.opened && <AccountItems account={account} opened={menu.opened} onAction={act} />}
    </>
  );
}
