/**
 * Checks the address on which Parley listens for the browser's answer: http, this computer only, a fixed port, because
 * it has to be registered to the last character (RFC 8252 7.3; zoho-api.md 1.3). Answers what is wrong, or undefined.
 */
export function loopbackUriError(text: string): string | undefined {
  const value = text.trim();
  if (value === '') return 'Enter an address, for example http://127.0.0.1:8901/callback';
  if (!URL.canParse(value)) return 'This is not a complete address. Example: http://127.0.0.1:8901/callback';
  const url = new URL(value);
  if (url.protocol !== 'http:') return 'It must begin with http://: the browser reaches this computer directly.';
  if (url.hostname !== '127.0.0.1' && url.hostname !== 'localhost')
    return 'The host must be 127.0.0.1 or localhost: this computer and no other.';
  if (url.port === '') return 'It needs a port, for example http://127.0.0.1:8901/callback';
  if (url.search || url.hash || url.username || url.password) return 'It must end with a path, without ? or # parts.';
  return undefined;
}
