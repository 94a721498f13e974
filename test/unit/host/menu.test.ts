import { describe, expect, it } from 'vitest';
import { HostMenu, HostMenuItem } from '../../host/menu.ts';

describe('a menu', () => {
  it('has the labels and items of its roles', () => {
    const menu = HostMenu.buildFromTemplate([{ role: 'editMenu' }, { role: 'reload', label: 'Again' }, { type: 'separator' }]);
    expect(menu.items.map(({ label, type }) => [label, type])).toEqual([
      ['Edit', 'submenu'],
      ['Again', 'normal'],
      ['', 'separator'],
    ]);
    expect(menu.items[0]?.submenu?.items.map(({ label }) => label)).toContain('Select All');
  });

  it('refuses a role that it does not know', () => {
    expect(() => new HostMenuItem({ role: 'shareMenu' })).toThrow("MenuItem role 'shareMenu' is not implemented by the stand-in");
  });

  it('clicks what is enabled, and keeps boxes and radio groups', () => {
    const clicked: string[] = [];
    const click = (item: HostMenuItem) => void clicked.push(`${item.label} ${item.checked}`);
    const menu = HostMenu.buildFromTemplate([
      { label: 'off', enabled: false, click },
      { label: 'box', type: 'checkbox', click },
      { label: 'a', type: 'radio', checked: true, click },
      { label: 'b', type: 'radio', click },
      { label: 'apart', type: 'normal' },
      { label: 'c', type: 'radio', checked: true, click },
    ]);
    for (const item of menu.items) if (item.label !== 'a' && item.label !== 'c') item.click();
    expect(clicked).toEqual(['box true', 'b true']);
    expect(menu.items.filter(({ checked }) => checked).map(({ label }) => label)).toEqual(['box', 'b', 'c']);
  });

  it('finds an item by its id, at any depth', () => {
    const menu = HostMenu.buildFromTemplate([{ label: 'x', submenu: [{ label: 'y', id: 'deep' }] }]);
    expect([menu.getMenuItemById('deep')?.label, menu.getMenuItemById('none')]).toEqual(['y', null]);
  });
});
