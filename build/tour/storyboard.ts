import { seconds } from '../setup/words.mjs';

/** One step as the storyboard shows it. */
export interface Shot {
  readonly title: string;
  readonly caption: string;
  /** PNG. */
  readonly picture: Uint8Array;
  /** How long the app took for the step, milliseconds. */
  readonly took: number;
  /** Something that cannot be seen on the picture, such as what is on the clipboard. */
  readonly note?: string;
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const text = (words: string) => words.replace(/[&<>"]/g, (character) => escapes[character] ?? character);

const style = `
:root { color-scheme: light dark; --page: #f4f5f7; --card: #fff; --ink: #1b1d22; --soft: #5c626d; --line: #dcdfe5; --accent: #0b6e73; }
@media (prefers-color-scheme: dark) {
  :root { --page: #121316; --card: #1b1d22; --ink: #eceef2; --soft: #a3a9b5; --line: #30343c; --accent: #6fd3d0; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.55 system-ui, sans-serif; }
header, main, footer { max-width: 1060px; margin: 0 auto; padding: 0 24px; }
header { padding-top: 56px; padding-bottom: 16px; }
h1 { margin: 0; font-size: 34px; letter-spacing: -0.01em; }
header p, footer p { max-width: 66ch; color: var(--soft); }
nav ol { display: flex; flex-wrap: wrap; gap: 6px; margin: 20px 0 0; padding: 0; list-style: none; }
nav a { display: block; padding: 3px 11px; border: 1px solid var(--line); border-radius: 999px; color: var(--soft); font-size: 13px; text-decoration: none; }
nav a:hover, nav a:focus-visible { border-color: var(--accent); color: var(--accent); }
article { margin: 44px 0; scroll-margin-top: 20px; }
h2 { display: flex; gap: 12px; align-items: baseline; margin: 0 0 4px; font-size: 21px; }
h2 .number { color: var(--accent); font-variant-numeric: tabular-nums; }
h2 .time { margin-left: auto; color: var(--soft); font-size: 13px; font-weight: 400; font-variant-numeric: tabular-nums; }
.caption { max-width: 72ch; margin: 0 0 14px; color: var(--soft); }
img { display: block; width: 100%; height: auto; border: 1px solid var(--line); border-radius: 10px; background: var(--card); box-shadow: 0 10px 30px rgb(0 0 0 / 12%); }
pre { margin: 14px 0 0; padding: 14px 16px; overflow-x: auto; border: 1px solid var(--line); border-radius: 8px; background: var(--card); font: 13px/1.5 ui-monospace, monospace; white-space: pre-wrap; }
footer { padding-bottom: 64px; }
`;

const article = ({ title, caption, picture, took, note }: Shot, index: number) => `
<article id="step-${index + 1}">
  <h2><span class="number">${index + 1}</span>${text(title)}<span class="time">${seconds(took)}</span></h2>
  <p class="caption">${text(caption)}</p>
  <img alt="Parley: ${text(title)}" src="data:image/png;base64,${Buffer.from(picture).toString('base64')}">
  ${note === undefined ? '' : `<pre>${text(note)}</pre>`}
</article>`;

/** The tour as one page that needs nothing else: no script, no other file, light or dark as the reader's system is. */
export const storyboard = (shots: readonly Shot[]): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Parley: the tour</title>
<style>${style}</style>
</head>
<body>
<header>
  <h1>Parley: the tour</h1>
  <p>The desktop home for Zoho Meeting, on the sample data of its own sandbox. Each picture was taken from the built
  app while it was driven by the names that a screen reader reads out; the time is what the app took for the step.</p>
  <nav aria-label="Steps"><ol>${shots.map(({ title }, index) => `<li><a href="#step-${index + 1}">${index + 1} ${text(title)}</a></li>`).join('')}</ol></nav>
</header>
<main>${shots.map(article).join('')}
</main>
<footer><p>Made by <code>npm run tour</code>.</p></footer>
</body>
</html>
`;
