import { ChevronsUpDown, LogOut, RotateCw } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Header } from 'react-aria-components/Header';
import { Menu, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import type { Account } from '../../../contract/domain.ts';
import { dataCentre } from '../../../contract/rules/data-centres.ts';
import { useConnectFlow } from '../connect/flow.tsx';
import { useChanges } from '../outbox/outbox-context.ts';

export function AccountMenu({ account }: { account: Account }) {
  const flow = useConnectFlow();
  const changes = useChanges();
  const initial = (account.name || account.email).trim().charAt(0).toLocaleUpperCase();
  const act = (key: string | number) => {
    if (key === 'disconnect') changes.disconnect();
    else void flow.begin(account.sandbox ? { sandbox: true } : { sandbox: false, purpose: 'reconnect' });
  };
  return (
    <MenuTrigger>
      <AriaButton className="account">
        <span className="avatar" aria-hidden="true">
          {initial}
        </span>
        <span className="account-mail" dir="auto">
          <span className="sr-only">Account: </span>
          {account.email}
        </span>
        <ChevronsUpDown size={14} aria-hidden className="account-chevron" />
      </AriaButton>
      <Popover className="popover" placement="top start" offset={6}>
        <Menu className="menu" onAction={act}>
          <MenuSection className="menu-section">
            <Header className="menu-header">
              <bdi className="menu-name">{account.name || account.email}</bdi>
              {account.name && <bdi>{account.email}</bdi>}
              <bdi>{account.organisation}</bdi>
              <span>{account.sandbox ? 'Sandbox' : dataCentre(account.dataCentre).name}</span>
            </Header>
            <MenuItem id="reconnect" className="menu-item">
              <RotateCw size={15} aria-hidden />
              Reconnect
            </MenuItem>
            <MenuItem id="disconnect" className="menu-item">
              <LogOut size={15} aria-hidden />
              Disconnect
            </MenuItem>
          </MenuSection>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
