import { existsSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import { app, recorded } from './recording-electron.ts';

vi.mock('electron', async () => (await import('./recording-electron.ts')).electron);

const gate = vi.hoisted(() => Promise.withResolvers<void>());
const compose = vi.hoisted(() => vi.fn());
vi.mock('../../../electron/compose.ts', async () => {
  await gate.promise;
  return { compose };
});

it('Parley that is quit before the rest is loaded opens nothing any more', async () => {
  await import('../../../electron/main.ts');
  await vi.waitFor(() => expect(recorded.windows).toHaveLength(1));
  const quits = () => recorded.calls.filter((name) => name === 'quit').length;
  recorded.windows[0]?.destroy();
  app.emit('window-all-closed');
  expect(quits()).toBe(process.platform === 'darwin' ? 0 : 1);
  app.emit('before-quit', { preventDefault: () => expect.unreachable() });
  app.emit('will-quit');
  gate.resolve();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(compose).not.toHaveBeenCalled();
  expect(existsSync(app.getPath('userData'))).toBe(false);
});
