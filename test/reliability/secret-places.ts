/** Where a secret could be left: each place as bytes. */
import type { Page } from '@playwright/test';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { RunningApp } from '../e2e/app.ts';
import { searchFor } from './secret-search.ts';

/** All files below a folder, by their paths; one that goes meanwhile is left out. */
export function filesIn(folder: string): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  if (!existsSync(folder)) return files;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    try {
      files.set(path, readFileSync(path));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  return files;
}

/** Whether what a page stores has reached the browser's profile: it writes some seconds later. */
export function browserHolds(userData: string, text: string): boolean {
  const search = searchFor([{ kind: 'planted', value: text }]);
  const files = [userData, join(userData, '..', 'tmp')].flatMap((folder) => [...filesIn(folder)]);
  return files.some(([path, content]) => path.includes('leveldb') && search(content).length > 0);
}

/** Everything that the page's JavaScript heap holds. Texts of more than 1,024 characters are cut by V8. */
export async function heapOf({ page }: RunningApp): Promise<Buffer> {
  const session = await page.context().newCDPSession(page);
  const chunks: Buffer[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(Buffer.from(chunk)));
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  return Buffer.concat(chunks);
}

/** What the page shows, has typed into it, and keeps. */
export const pageOf = async (page: Page): Promise<Buffer> =>
  Buffer.from(
    await page.evaluate(async () => {
      const kept = [localStorage, sessionStorage].map((storage) => JSON.stringify({ ...storage }));
      const fields = [...document.querySelectorAll('input, textarea, select')];
      const inputs = fields.map((each) => (each as HTMLInputElement).value);
      const names = [...(await indexedDB.databases()).map(({ name }) => name), ...(await caches.keys())];
      const entries = performance.getEntries().map(({ name }) => name);
      const about = [location.href, document.title, document.cookie, window.name, JSON.stringify(history.state)];
      return [document.documentElement.outerHTML, ...kept, ...inputs, ...names, ...entries, ...about].join('\n');
    }),
  );

const lineSchema = z.object({ direction: z.enum(['in', 'out']), channel: z.string(), value: z.string() });
export type Message = z.infer<typeof lineSchema>;

/** What the stand-in has written down of the messages between page and main. */
export const messagesIn = (file: string): Message[] =>
  existsSync(file)
    ? readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => lineSchema.parse(JSON.parse(line)))
    : [];

/** Arguments and environment of a process and of all that it started; null where the system does not tell. */
export function processesOf(pid: number | undefined): { readonly count: number; readonly content: Buffer } | null {
  if (process.platform !== 'linux' || pid === undefined) return null;
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
    const parent = /^PPid:\s*(\d+)/m.exec(read(`/proc/${name}/status`).toString('utf8'))?.[1];
    if (parent !== undefined) parents.set(Number(name), Number(parent));
  }
  const family = new Set([pid]);
  for (let size = 0; size !== family.size; ) {
    size = family.size;
    for (const [child, parent] of parents) if (family.has(parent)) family.add(child);
  }
  const told = [...family].flatMap((each) => [read(`/proc/${each}/cmdline`), read(`/proc/${each}/environ`)]);
  return { count: family.size, content: Buffer.concat(told) };
}

/** Empty when the process has gone, or is another's. */
function read(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    return Buffer.alloc(0);
  }
}
