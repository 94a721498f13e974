import type { Menu } from 'electron';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHostControl } from '../../../electron/shell/host-control.ts';
import { createHostLog, findMenuItem, menuLabels } from '../../../electron/shell/inspection.ts';

const item = (label: string, submenu?: unknown) => ({ label, type: submenu ? 'submenu' : 'normal', submenu });
const menu = {
  items: [
    item('File', { items: [item('Settings…'), { label: '', type: 'separator' }, item('Quit')] }),
    item('Go', { items: [item('Agenda'), item('Meetings')] }),
  ],
} as unknown as Menu;

describe('the menu', () => {
  it('is told by its paths, without separators', () => {
    expect(menuLabels(menu)).toEqual(['File', 'File > Settings…', 'File > Quit', 'Go', 'Go > Agenda', 'Go > Meetings']);
  });
  it('is searched by label or path', () => {
    expect(findMenuItem(menu, 'Meetings')?.label).toBe('Meetings');
    expect(findMenuItem(menu, 'File > Quit')?.label).toBe('Quit');
    expect(findMenuItem(menu, 'Delete everything')).toBeUndefined();
  });
});

describe('the desktop log', () => {
  it('gets a line for each event, readable by its owner only', () => {
    const folder = mkdtempSync(join(tmpdir(), 'parley-log-'));
    const file = join(folder, 'desktop.ndjson');
    const record = createHostLog(file);
    record({ type: 'clipboard', text: 'a\nb' });
    record({ type: 'openExternal', url: 'https://meet.zoho.eu/x' });
    const lines = readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toEqual([
      { time: expect.any(String), type: 'clipboard', text: 'a\nb' },
      { time: expect.any(String), type: 'openExternal', url: 'https://meet.zoho.eu/x' },
    ]);
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
    rmSync(folder, { recursive: true });
  });
  it('is nothing without a file', () => expect(() => createHostLog(null)({ type: 'clipboard', text: 'x' })).not.toThrow());
});

describe('the desktop control', () => {
  const clicked: string[] = [];
  const broken: string[] = [];
  const emitted: string[] = [];
  const server = startHostControl(
    0,
    {
      click: (label) => label === 'Meetings' && clicked.push(label) > 0,
      labels: () => menuLabels(menu),
      emit: (event) => void emitted.push(event),
    },
    (kind, words) => void broken.push(`${kind}: ${words}`),
  );
  let origin = '';
  beforeAll(async () => {
    if (!server.listening) await new Promise((resolve) => server.once('listening', resolve));
    const { address, port } = server.address() as AddressInfo;
    expect(address).toBe('127.0.0.1');
    origin = `http://127.0.0.1:${port}`;
  });
  afterAll(() => void server.close());

  it.each([
    ['JSON', { method: 'POST', body: '{"label":"Meetings"}' }, '/click'],
    ['a JSON string', { method: 'POST', body: '"Meetings"' }, '/click'],
    ['text', { method: 'POST', body: 'Meetings' }, '/'],
    ['a query', {}, '/click?label=Meetings'],
  ])('clicks what is named by %s', async (_how, init, path) => {
    clicked.length = 0;
    const response = await fetch(origin + path, init);
    expect(response.status).toBe(200);
    expect(clicked).toEqual(['Meetings']);
  });
  it('says what there is when the label fits nothing', async () => {
    const response = await fetch(`${origin}/click?label=Nothing`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ labels: menuLabels(menu) });
  });
  it.each([['throw', 'exception'], ['reject', 'rejection']])('breaks main by POST /%s', async (path, kind) => {
    broken.length = 0;
    expect((await fetch(`${origin}/${path}`)).status).toBe(405);
    expect((await fetch(`${origin}/${path}`, { method: 'POST', body: 'words', headers: { Origin: 'https://evil.test' } })).status).toBe(403);
    expect(broken).toEqual([]);
    expect((await fetch(`${origin}/${path}`, { method: 'POST', body: 'words' })).status).toBe(202);
    expect(broken).toEqual([`${kind}: words`]);
  });
  it('emits what the system would, and nothing else', async () => {
    const emit = (body: string) => fetch(`${origin}/emit`, { method: 'POST', body });
    expect((await emit('resume')).status).toBe(200);
    expect((await emit('unlock-screen')).status).toBe(200);
    expect((await emit('error')).status).toBe(404);
    expect((await fetch(`${origin}/emit`)).status).toBe(405);
    expect(emitted).toEqual(['resume', 'unlock-screen']);
  });
  it('refuses web pages', async () => {
    clicked.length = 0;
    const response = await fetch(`${origin}/click?label=Meetings`, { headers: { Origin: 'https://evil.test' } });
    expect(response.status).toBe(403);
    expect(clicked).toEqual([]);
  });
});
