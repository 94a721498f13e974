/** Starts Chromium with a profile of its own, and makes sure that it never outlives this process. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { CdpConnection } from './cdp.ts';
import { findChromium } from './chromium-path.ts';

export interface Chromium {
  readonly cdp: CdpConnection;
  /** Such as `156.0.8078.79`. */
  readonly version: string;
  /** True when there is no window to see. */
  readonly headless: boolean;
  /** Resolves when the process has ended, whoever ended it. */
  readonly exited: Promise<void>;
  /** Asks Chromium to close, ends it by its id after 2 s, and deletes the profile. */
  close(): Promise<void>;
}

const prefix = 'parley-stand-in-';

/** True when there is no display, or none is wanted. */
export const isHeadless = (env: NodeJS.ProcessEnv = process.env): boolean =>
  env['PARLEY_HEADLESS'] === '1' || (process.platform === 'linux' && !env['DISPLAY'] && !env['WAYLAND_DISPLAY']);

/** The switches Chromium is started with. */
export function switches(profile: string, headless: boolean, env: NodeJS.ProcessEnv = process.env): string[] {
  const off = [
    'BackForwardCache',
    'DialMediaRouteProvider',
    'HttpsUpgrades',
    'HttpsFirstBalancedModeAutoEnable',
    'HttpsFirstModeInIncognito',
    'MediaRouter',
    'OptimizationHints',
    'Prerender2',
    'Translate',
    // The address bar's pop-ups are pages of their own, four processes for each window.
    'WebUIOmniboxAimPopup',
    'WebUIOmniboxFullPopup',
    'WebUIOmniboxPopup',
  ];
  const port = env['PARLEY_DEBUG_PORT'];
  return [
    `--user-data-dir=${profile}`,
    '--remote-debugging-pipe',
    ...(port ? [`--remote-debugging-port=${port}`] : []),
    ...(headless ? ['--headless=new', '--no-startup-window', '--disable-gpu'] : ['--app=data:text/html,']),
    ...(process.platform !== 'win32' && process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ...(process.platform === 'linux' ? ['--disable-dev-shm-usage'] : []),
    `--disable-features=${off.join(',')}`,
    '--disable-background-networking',
    '--disable-background-timer-throttling',
    '--disable-backgrounding-occluded-windows',
    '--disable-renderer-backgrounding',
    '--disable-breakpad',
    '--disable-client-side-phishing-detection',
    '--disable-component-extensions-with-background-pages',
    '--disable-component-update',
    '--disable-default-apps',
    '--disable-extensions',
    '--disable-infobars',
    '--disable-popup-blocking',
    '--disable-quic',
    '--disable-search-engine-choice-screen',
    '--disable-session-crashed-bubble',
    '--disable-sync',
    '--hide-crash-restore-bubble',
    '--metrics-recording-only',
    '--no-default-browser-check',
    '--no-first-run',
    '--password-store=basic',
    '--use-mock-keychain',
    '--webrtc-ip-handling-policy=disable_non_proxied_udp',
  ];
}

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** Profiles of hosts that were ended the hard way. Their Chromium ended with its pipe. */
function sweep(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1] ?? NaN);
    if (Number.isInteger(pid) && !alive(pid)) rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

/**
 * A fresh profile. `schemes` are never handed to the operating system, not even with a question
 * (Chromium's preference `protocol_handler.excluded_schemes`).
 */
function makeProfile(schemes: readonly string[]): string {
  const profile = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
  mkdirSync(join(profile, 'Default'));
  const excluded = Object.fromEntries(schemes.map((scheme) => [scheme, true]));
  writeFileSync(
    join(profile, 'Default', 'Preferences'),
    JSON.stringify({
      protocol_handler: { excluded_schemes: excluded },
      credentials_enable_service: false,
      profile: { password_manager_enabled: false },
      autofill: { profile_enabled: false, credit_card_enabled: false },
    }),
  );
  return profile;
}

const remove = (profile: string) => {
  try {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  } catch {
    // Chromium may still be writing; the next start sweeps it.
  }
};

/** Prints what people look for, as Electron does, and keeps the rest for the message of a failed start. */
function followErrors(child: ChildProcess): () => string {
  let tail = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    const text = String(chunk);
    tail = (tail + text).slice(-2000);
    const listening = /DevTools listening on \S+/.exec(text);
    if (listening) process.stderr.write(`${listening[0]}\n`);
  });
  return () => tail.trim();
}

/** @param schemes custom schemes that Chromium must keep to itself */
export async function startChromium(schemes: readonly string[]): Promise<Chromium> {
  const path = await findChromium();
  const headless = isHeadless();
  sweep();
  const profile = makeProfile(schemes);
  // Chromium keeps the memory of a page that crashed, below the person's home unless told otherwise. Electron does not.
  const env = { ...process.env, BREAKPAD_DUMP_LOCATION: join(profile, 'crashes') };
  const child = spawn(path, switches(profile, headless), { env, stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'] });
  const lastWords = followErrors(child);
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const onProcessExit = () => {
    child.kill('SIGKILL');
    remove(profile);
  };
  process.once('exit', onProcessExit);
  const cdp = new CdpConnection(child.stdio[3] as Writable, child.stdio[4] as Readable);
  const failed = exited.then(() => {
    throw new Error(`Chromium (${path}) ended before it was ready.\n${lastWords()}`);
  });
  failed.catch(() => undefined);
  const { product } = await Promise.race([cdp.browser.send('Browser.getVersion'), failed]);
  return {
    cdp,
    version: product.split('/')[1] ?? product,
    headless,
    exited,
    async close() {
      void cdp.browser.attempt('Browser.close');
      const timer = setTimeout(() => child.kill('SIGKILL'), 2000);
      await exited;
      clearTimeout(timer);
      process.off('exit', onProcessExit);
      remove(profile);
    },
  };
}
