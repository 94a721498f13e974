/**
 * Every way a call can fail, as one closed list. Main decides the code; the renderer owns the words and the
 * next step shown for each (renderer/ui/error-text.ts, checked for completeness by the compiler).
 */
export const errorCodes = [
  // Between the page and main
  'invalid-input', // the payload did not fit the contract
  'untrusted-sender', // not the main frame of Parley's own page
  'internal', // a defect in Parley
  // Reaching Zoho
  'offline', // no connection could be made
  'timeout', // no answer in time
  'captive-portal', // a redirect or an HTML page where Zoho's JSON was due
  'bad-answer', // JSON that is broken or not of the documented shape
  'zoho-unavailable', // 5xx
  'rate-limited', // 429; retryAfter is set when Zoho told it
  'throttled', // the accounts server refuses more tokens for a while ("Access Denied")
  // What Zoho's API refuses (zoho-api.md 2.6)
  'not-connected', // no account
  'reconnect-needed', // the refresh token is dead, or the session was refused twice
  'not-permitted', // a scope or a right is missing
  'wrong-organisation', // 3001, 1025
  'not-admin', // 1009
  'not-found', // 4000 INVALID_MEETING_KEY
  'too-many-participants', // ARRAY_SIZE_OUT_OF_RANGE
  'rejected', // the values were refused (JSON_PARSE_ERROR, EXTRA_KEY_FOUND_IN_JSON, other 4xx)
  'changed-meanwhile', // Zoho's copy is not what the change was made from: the person chooses
  'create-unknown', // the answer to a create is lost, and the listing does not settle what became of it
  'wrong-host', // 404 or 405 without a Zoho error: the data centre or path is not right
  // Connecting (OAuth 2.0)
  'connect-busy', // another consent is under way
  'client-missing', // no client is registered in Parley yet
  'consent-declined', // the person pressed Reject
  'consent-closed', // the consent window was closed, or Cancel was pressed
  'consent-timeout', // five minutes passed
  'consent-error', // Zoho sent an error parameter other than access_denied
  'consent-blocked', // the sign-in page led to a host that Parley does not open
  'embedded-refused', // the sign-in provider refuses embedded windows
  'callback-invalid', // the callback did not fit the request
  'data-centre-unknown', // accounts-server or location is not in the table
  'client-invalid', // invalid_client
  'client-secret-invalid', // invalid_client_secret
  'redirect-invalid', // invalid_redirect_uri
  'code-invalid', // invalid_code, invalid_grant
  'scope-missing', // the organisation scope was not granted: without it there is no zsoid
  'token-refused', // any other refusal of the token endpoint
  'loopback-unavailable', // the loopback port could not be opened
  // Doing things on the desktop
  'link-refused', // not an https link to a Zoho host
  'link-missing', // Zoho gave no such link
  'not-kept', // the change could not be written to this computer's disk
  'file-not-saved', // the Downloads folder could not be written to
  'sandbox-unavailable', // the embedded sandbox could not start
] as const;

export type ErrorCode = (typeof errorCodes)[number];
