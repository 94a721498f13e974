/** Watching a page that is given hostile text, and reading off it how it looks. */
import type { Page } from '@playwright/test';
import type { RunningApp } from '../e2e/app.ts';
import type { ReliabilitySuite } from '../run/figures.ts';

const turning: ReadonlySet<number> = new Set([
  0x61c, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069,
]);

/** What a line of others' words must look like: written here anew, sign by sign. */
export function asShown(text: string, most = 1_000): string {
  const kept: string[] = [];
  for (const sign of text) {
    const code = sign.codePointAt(0) ?? 0;
    if (turning.has(code)) continue;
    const isSpace = code < 0x20 || (code >= 0x7f && code <= 0x9f) || /\s/.test(sign);
    if (!isSpace) kept.push(code >= 0xd800 && code <= 0xdfff ? '\ufffd' : sign);
    else if (kept.length > 0 && kept.at(-1) !== ' ') kept.push(' ');
    if (kept.length > most + 2) break;
  }
  if (kept.at(-1) === ' ') kept.pop();
  return kept.length <= most ? kept.join('') : `${kept.slice(0, most - 1).join('')}…`;
}

interface Guard {
  /** Counts everything that happened since and must not. */
  check(): Promise<void>;
}

/** From now on nothing may run, load or be asked for in the page. */
export async function guard({ page, browser }: RunningApp, suite: ReliabilitySuite): Promise<Guard> {
  const own = new URL(page.url()).origin;
  page.on('dialog', (dialog) => suite.violation(`a dialog opened: ${dialog.message()}`));
  page.on('pageerror', (error) => suite.violation(`the page threw: ${error.message.slice(0, 200)}`));
  page.on('popup', () => suite.violation('a window opened'));
  page.on('request', (request) => {
    if (!request.url().startsWith(own)) suite.violation(`the page requested ${request.url().slice(0, 200)}`);
  });
  page.on('console', (message) => {
    const text = message.text().slice(0, 300);
    if (/Content Security Policy|Trusted ?Type/i.test(text)) suite.violation(`console: ${text}`);
  });
  await page.evaluate(() => {
    const reports: string[] = [];
    Object.assign(window, { parleyReports: reports });
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      reports.push(`${violatedDirective} ${blockedURI}`),
    );
  });
  const pages = () => browser.contexts().flatMap((context) => context.pages()).length;
  const windows = pages();
  return {
    async check() {
      suite.count();
      const seen = await page.evaluate(() => ({
        ran: (window as unknown as { parleyRan?: string }).parleyRan,
        reports: (window as unknown as { parleyReports: string[] }).parleyReports,
        strange: [
          ...document.querySelectorAll(
            'img, iframe, frame, object, embed, base, form[action], #hostile, [onerror], [onload], [onfocus], ' +
              'a[href^="javascript" i], svg a, script:not([src]), [src*="evil"], [href*="evil"], body style',
          ),
        ].map((element) => element.outerHTML.slice(0, 200)),
      }));
      if (seen.ran !== undefined) suite.violation(`a script ran: ${seen.ran}`);
      for (const report of seen.reports) suite.violation(`the policy was needed: ${report}`);
      for (const element of seen.strange) suite.violation(`a strange element: ${element}`);
      if (pages() > windows) suite.violation('another page is open');
    },
  };
}

export interface SeenRow {
  readonly name: string;
  readonly topic: string;
  readonly time: string;
  readonly height: number;
  /** The topic ends before the row does, begins after the time, and is kept to itself. */
  readonly inPlace: boolean;
}

/** Every row of the list that is shown, by the session's key, scrolled through from the top. */
export const readRows = (page: Page): Promise<Record<string, SeenRow>> =>
  page.evaluate(async () => {
    const scroller = document.querySelector('.list');
    const found: Record<string, SeenRow> = {};
    if (!scroller) return found;
    for (let top = 0; top < scroller.scrollHeight; top += scroller.clientHeight / 2) {
      scroller.scrollTop = top;
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 20)));
      for (const row of scroller.querySelectorAll('li[aria-label]')) {
        const topic = row.querySelector('.row-topic');
        const time = row.querySelector('.row-time');
        const key = /[^-]+$/.exec(row.querySelector('.row-meta')?.id ?? '')?.[0];
        if (!topic || !time || key === undefined) continue;
        const [box, text, clock] = [row, topic, time].map((element) => element.getBoundingClientRect());
        if (!box || !text || !clock) continue;
        found[key] = {
          name: row.getAttribute('aria-label') ?? '',
          topic: topic.textContent,
          time: (time.firstElementChild ?? time).textContent,
          height: box.height,
          inPlace:
            text.right <= box.right && text.left >= clock.right && text.top >= box.top && text.bottom <= box.bottom &&
            getComputedStyle(topic).unicodeBidi.startsWith('isolate') &&
            getComputedStyle(topic).overflowX !== 'visible',
        };
      }
    }
    scroller.scrollTop = 0;
    return found;
  });

/** What is wrong with how the window is laid out; null when nothing is. */
export const layoutProblem = (page: Page, buttons: readonly string[]): Promise<string | null> =>
  page.evaluate((names) => {
    const root = document.documentElement;
    if (root.scrollWidth > innerWidth || root.scrollHeight > innerHeight) return 'the window scrolls';
    const panes = '.split-list, .split-details, .details-body, .list, .main, .toast, [role=dialog], .popover';
    for (const { className, scrollWidth, clientWidth } of document.querySelectorAll(panes))
      if (scrollWidth > clientWidth + 1) return `${className} is ${scrollWidth} wide in ${clientWidth}`;
    for (const toast of document.querySelectorAll('.toast'))
      if (toast.getBoundingClientRect().height > 160) return 'a toast is a tower';
    const details = document.querySelector('.details') ?? document;
    for (const name of names) {
      const button = [...details.querySelectorAll('button')].find((each) => each.textContent.trim() === name);
      const box = button?.getBoundingClientRect();
      if (!button || !box || box.width < 20) return `no button ${name}`;
      const isInside = box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight && box.right <= innerWidth;
      if (!isInside) return `${name} is outside the window`;
      const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
      if (hit === null || !button.contains(hit)) return `${name} is covered by ${hit?.className}`;
    }
    return null;
  }, buttons);
