import { ChevronsUpDown, Keyboard, LogOut, RotateCw, Search } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Header } from 'react-aria-components/Header';
import { Menu, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import type { Account } from '../../../contract/domain.ts';
import { dataCentre } from '../../../contract/rules/data-centres.ts';
import { runCommand, useCommand } from '../../ui/commands.ts';
import { Keys } from '../../ui/keys.tsx';
import { useConnectFlow } from '../connect/flow.tsx';
import { useChanges } from '../outbox/outbox-context.ts';

export function AccountMenu({ account }: { account: Account }) {
  const flow = useConnectFlow();
  const changes = useChanges();
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
    <MenuTrigger>
      <AriaButton className="account">
        <span className="avatar" aria-hidden="true">
          {initial}
        </span>
        <span className="account-mail">
          <span className="sr-only">Account: </span>
          <bdi>{account.email}</bdi>
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
            <MenuItem id="palette" className="menu-item" textValue="Command palette">
              <Search size={15} aria-hidden />
              Command palette
              <Keys id="palette" />
            </MenuItem>
            <MenuItem id="shortcuts" className="menu-item" textValue="Keyboard shortcuts">
              <Keyboard size={15} aria-hidden />
              Keyboard shortcuts
              <Keys id="shortcuts" />
            </MenuItem>
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
