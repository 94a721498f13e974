/** A request as the sandbox's services see it, and what they answer. */
export interface Call {
  readonly method: string;
  /** Zoho's real host name: the first segment of the path on the wire. */
  readonly host: string;
  /** The path on that host, percent-encoding kept. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The body's fields when it is a form, else empty. */
  readonly form: URLSearchParams;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type Handler = (call: Call) => Answer;

/** A JSON answer. Values made by {@link bareInteger} keep all their digits. */
export const json = (status: number, value: unknown): Answer => ({
  status,
  headers: { 'content-type': 'application/json;charset=UTF-8', 'cache-control': 'no-store' },
  body: JSON.stringify(value),
});

export const empty = (status: number): Answer => ({ status, headers: {}, body: '' });

export const redirect = (location: string, status: 302 | 303 | 307 = 302): Answer => ({
  status,
  headers: { location, 'cache-control': 'no-store' },
  body: '',
});

export const html = (status: number, body: string, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status,
  headers: { 'content-type': 'text/html;charset=UTF-8', 'cache-control': 'no-store', ...headers },
  body,
});

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** The bare page a web server shows for a path or method it does not serve (zoho-api.md 2.6, last rows). */
export const plainPage = (status: number, title: string): Answer =>
  html(status, `<!doctype html><html lang="en"><title>${status}</title><h1>${status} ${escapeHtml(title)}</h1></html>`);

// JSON.rawJSON is in Node 22 and later, but not yet in the type library.
const { rawJSON } = JSON as unknown as { rawJSON(text: string): unknown };

/** A value that JSON.stringify writes as a bare integer, however many digits it has. */
export function bareInteger(digits: string): unknown {
  if (!/^(0|[1-9]\d*)$/.test(digits)) throw new RangeError('Not an integer');
  return rawJSON(digits);
}
