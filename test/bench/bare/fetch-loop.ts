/** Reads pages one after another, as plainly as can be, and prints how long it took, ms. The file named holds the addresses. */
import { readFileSync } from 'node:fs';

interface Page {
  readonly url: string;
  readonly headers: Record<string, string>;
}
const { pages } = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as { pages: Page[] };
const read = async ({ url, headers }: Page) => (await fetch(url, { headers })).json();
const [first] = pages;
// Like the app's, a connection that is there already.
if (first) await read(first);
const start = performance.now();
// oxlint-disable-next-line no-await-in-loop -- one after another
for (const page of pages) await read(page);
console.log(performance.now() - start);
