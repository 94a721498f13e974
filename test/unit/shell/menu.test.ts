import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it, vi } from 'vitest';

vi.mock('electron', () => ({ Menu: {} }));
const { menuTemplate } = await import('../../../electron/shell/menu.ts');

const itemsOf = (items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? itemsOf(item.submenu) : [])]);

describe('the application menu', () => {
  const ran: string[] = [];
  const actions = { show: (view: string) => void ran.push(`show ${view}`), run: (id: string) => void ran.push(id) };
  const made = (mac: boolean, singleKeys = true) => itemsOf(menuTemplate(actions, { mac, developer: false, singleKeys }));
  const find = (label: string, mac = false) => made(mac).find((item) => item.label === label);

  it('shows keys that the page listens for, and registers none of them itself', () => {
    expect(find('Command Palette…')).toMatchObject({ accelerator: 'CmdOrCtrl+K', registerAccelerator: false });
    expect(find('Keyboard Shortcuts')).toMatchObject({ accelerator: '?', registerAccelerator: false });
    expect(made(false).filter(({ accelerator, registerAccelerator }) => accelerator && registerAccelerator !== false)).toEqual([]);
  });
  it('takes no letter from who types on a Mac', () => {
    expect(find('New Meeting', true)).toMatchObject({ sublabel: 'N' });
    expect(made(true).filter(({ accelerator }) => accelerator && !String(accelerator).includes('+'))).toEqual([]);
  });
  it('shows no key that is switched off', () => {
    for (const mac of [false, true]) {
      const off = made(mac, false);
      expect(off.map(({ label }) => label)).toEqual(made(mac).map(({ label }) => label));
      expect(off.filter(({ accelerator, sublabel }) => sublabel || (accelerator && !String(accelerator).includes('+')))).toEqual([]);
      expect(off.find(({ label }) => label === 'Command Palette…')).toMatchObject({ accelerator: 'CmdOrCtrl+K' });
    }
  });
  it('asks the page', () => {
    for (const label of ['Meetings', 'Edit…', 'Run Self-check']) (find(label)?.click as (() => void) | undefined)?.();
    expect(ran).toEqual(['show meetings', 'edit', 'selfCheck']);
  });
});
