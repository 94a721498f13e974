/** Checking the fields of "Your Zoho client" while they are typed, and again in main. */
export interface ClientFields {
  clientId: string;
  clientSecret: string;
  redirectUri: string;
}
export type ClientFieldErrors = Partial<Record<keyof ClientFields, string>>;

export const defaultRedirectUri = 'parley://oauth/callback';

/**
 * The redirect URIs that Parley can catch: its own scheme, or http(s), which Zoho's console asks for and which
 * Parley intercepts before any request is made (zoho-api.md 1.3).
 */
export function redirectUriError(text: string): string | undefined {
  const value = text.trim();
  if (value === '') return 'Enter the redirect URI that is registered with your client.';
  if (!URL.canParse(value)) return 'This is not a complete URI. Example: parley://oauth/callback';
  const url = new URL(value);
  if (!['parley:', 'https:', 'http:'].includes(url.protocol))
    return 'The redirect URI must begin with parley://, https:// or http://';
  if (url.hash) return 'The redirect URI must not have a # part.';
  if (url.username || url.password) return 'The redirect URI must not hold a user name or password.';
  if (url.search) return 'The redirect URI must not have a ? part.';
  return undefined;
}

/** Field errors, empty when all is well. `secretKept`: an empty secret means "keep the one already stored". */
export function clientErrors(fields: ClientFields, secretKept: boolean): ClientFieldErrors {
  const errors: ClientFieldErrors = {};
  const id = fields.clientId.trim();
  if (id === '') errors.clientId = 'Enter the Client ID from the Zoho API console.';
  else if (/\s/.test(id)) errors.clientId = 'A Client ID has no spaces. Copy it again from the Zoho API console.';
  const secret = fields.clientSecret.trim();
  if (secret === '' && !secretKept) errors.clientSecret = 'Enter the Client secret from the Zoho API console.';
  else if (/\s/.test(secret)) errors.clientSecret = 'A Client secret has no spaces. Copy it again.';
  else if (secret !== '' && secret === id) errors.clientSecret = 'This is the Client ID. Copy the Client secret below it.';
  const redirect = redirectUriError(fields.redirectUri);
  if (redirect) errors.redirectUri = redirect;
  return errors;
}
