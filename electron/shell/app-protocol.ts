import { protocol, type Session } from 'electron';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { contentSecurityPolicy, contentTypes, fileFor, isolationHeaders } from './app-files.ts';

/** Must run before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Serves the built renderer, with its headers, to a session. `root` is the absolute folder of the built page. */
export function serveApp(session: Session, root: string): void {
  session.protocol.handle('app', async (request) => {
    const file = request.method === 'GET' ? fileFor(request.url, root) : undefined;
    if (!file) return new Response('Not found', { status: 404 });
    const headers: Record<string, string> = {
      'Content-Type': contentTypes[extname(file)] ?? 'application/octet-stream',
      ...isolationHeaders,
      ...(extname(file) === '.html' && { 'Cache-Control': 'no-store', 'Content-Security-Policy': contentSecurityPolicy }),
    };
    try {
      return new Response(new Uint8Array(await readFile(file)), { headers });
    } catch {
      return new Response('Not found', { status: 404 });
    }
  });
}
