import { Keyboard, LogOut, RotateCw, Search } from 'lucide-react';
import { Header } from 'react-aria-components/Header';
import { MenuItem, MenuSection } from 'react-aria-components/Menu';
import type { Account } from '../../../contract/domain.ts';
import { dataCentre } from '../../../contract/rules/data-centres.ts';
import { ButtonMenu } from '../../ui/button-menu.tsx';
import { Keys } from '../../ui/keys.tsx';
import type { OpenedMenu } from '../../ui/open-button.ts';

interface AccountItemsProps {
  account: Account;
  opened: OpenedMenu;
  onAction(key: string | number): void;
}

/** What the account menu holds; see AccountMenu. */
export default function AccountItems({ account, opened, onAction }: AccountItemsProps) {
  return (
    <ButtonMenu opened={opened} placement="top start" onAction={onAction}>
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
    </ButtonMenu>
  );
}
