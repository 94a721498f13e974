import { randomBytes } from 'node:crypto';
import { escapeHtml, html } from '../server/exchange.ts';
import type { Answer } from '../server/exchange.ts';

const style = `
:root { color-scheme: light dark; --ink: #1c2530; --soft: #51606f; --paper: #fff; --ground: #eef2f6; --line: #c9d3dc;
  --accent: #0b5cad; --on-accent: #fff; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8edf2; --soft: #a9b6c2; --paper: #1d242b; --ground: #12171c;
  --line: #3b4854; --accent: #8cc0f5; --on-accent: #0b1a29; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1.5rem; background: var(--ground);
  color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
main { width: min(30rem, 100%); padding: 2rem; background: var(--paper); border: 1px solid var(--line);
  border-radius: 12px; overflow-wrap: anywhere; }
h1 { margin: .25rem 0 1rem; font-size: 1.35rem; line-height: 1.3; }
h2 { margin: 0 0 .5rem; font-size: 1rem; }
p { margin: 0 0 1rem; }
ul { margin: 0 0 1rem; padding-left: 1.25rem; }
.place { margin: 0; color: var(--soft); font-size: .875rem; font-weight: 600; }
.note { margin: 1.5rem 0 0; color: var(--soft); font-size: .875rem; }
.buttons { display: flex; gap: .75rem; flex-wrap: wrap; margin-top: 1.5rem; }
button, a.button { font: inherit; font-weight: 600; padding: .55rem 1.4rem; border-radius: 8px; cursor: pointer;
  border: 1px solid var(--line); background: transparent; color: inherit; text-decoration: none; }
.first { background: var(--accent) !important; border-color: var(--accent) !important;
  color: var(--on-accent) !important; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
`;

interface Page {
  readonly title: string;
  readonly heading: string;
  /** Trusted HTML: every value in it is escaped by its maker. */
  readonly content: string;
  /** Trusted HTML for the head, such as a meta refresh. */
  readonly head?: string;
  /** JavaScript that runs once the page is read. */
  readonly script?: string;
}

/** A page that says that it is the sandbox's and may load nothing from anywhere. */
export function page(status: number, { title, heading, content, head = '', script }: Page): Answer {
  const nonce = randomBytes(16).toString('base64');
  const own = `'nonce-${nonce}'`;
  const policy = [
    "default-src 'none'",
    `style-src ${own}`,
    `script-src ${own}`,
    'img-src data:',
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  return html(
    status,
    `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>${escapeHtml(title)} – Zoho sandbox</title>
<style nonce="${nonce}">${style}</style>
${head}
</head>
<body>
<main>
<p class="place">Zoho sandbox</p>
<h1>${escapeHtml(heading)}</h1>
${content}
<p class="note">This page stands in for Zoho on this computer. The data is made up; nothing goes to Zoho.</p>
</main>
${script === undefined ? '' : `<script nonce="${nonce}">${script}</script>`}
</body>
</html>`,
    { 'content-security-policy': policy, 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff' },
  );
}

/** Hidden fields of a form. */
export const hiddenFields = (fields: Iterable<readonly [name: string, value: string]>): string =>
  Array.from(
    fields,
    ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  ).join('\n');

export const errorPage = (heading: string, explanation: string, status = 400): Answer =>
  page(status, { title: 'Error', heading, content: `<p>${escapeHtml(explanation)}</p>` });

/**
 * Asks a person to agree. `action` is relative, so that the form finds its way under Zoho's name as well as under the
 * sandbox's own address.
 */
export function consentPage(asked: {
  readonly client: string;
  readonly person: string;
  readonly lines: readonly string[];
  readonly action: string;
  readonly method: 'get' | 'post';
  readonly request: string;
}): Answer {
  const { client, person, lines, action, method, request } = asked;
  return page(200, {
    title: `${client} asks for access`,
    heading: `${client} asks for access to your Zoho account`,
    content: `<p>Signed in as ${escapeHtml(person)}</p>
<h2 id="asked">${escapeHtml(client)} would like to</h2>
<ul aria-labelledby="asked">
${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join('\n')}
</ul>
<form method="${method}" action="${action}">
${hiddenFields([['request', request]])}
<div class="buttons">
<button class="first" type="submit" name="decision" value="accept">Accept</button>
<button type="submit" name="decision" value="reject">Reject</button>
</div>
</form>`,
  });
}
