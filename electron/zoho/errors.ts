/** What Zoho's API says when it refuses, as one typed error for each row of zoho-api.md 2.6. */
import type { ErrorCode } from '../../contract/errors.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import { withoutStartLinks } from '../../contract/rules/paste-link.ts';
import type { HttpAnswer } from './send.ts';

/** Zoho's error in whichever shape it came: all texts as strings, empty when missing. */
interface ZohoError {
  /** `code` or `errorCode`, number or string. */
  code: string;
  message: string;
  key: string;
}

/**
 * The answer when Zoho agreed, else its error. Decided by key, message and code first: the HTTP status alone
 * misleads (an expired token is a 400, a wrong organisation a 401, an unknown meeting a 400).
 * A refusal that holds what was asked for contradicts itself: `bad-answer`, since it may have been done after all.
 * `reconnect-needed` stands for a refused access token; the caller renews it once before it says so.
 *
 * @param secret the access token that was sent, kept out of the error in case the server repeats it
 */
export function readRefusal(answer: HttpAnswer, secret: string): Result<HttpAnswer> {
  const { status, retryAfter } = answer;
  const error = findError(answer.body, status);
  if (status < 400 && !error) return ok(answer);
  if (!error && holdsSuccess(answer.body))
    return fail('bad-answer', `status ${status} with what was asked for`, { details: { status, contradictory: true } });
  const code = classify(error, status);
  const zohoMessage = clean(error?.message || error?.key || '', secret);
  const zohoCode = clean(error?.code ?? '', secret).slice(0, 40);
  return fail(code, `Zoho refused the request: ${code}, status ${status}${zohoCode ? `, code ${zohoCode}` : ''}`, {
    ...(retryAfter === null ? {} : { retryAfter }),
    details: { status, ...(zohoCode ? { zohoCode } : {}), ...(zohoMessage ? { zohoMessage } : {}) },
  });
}

type Rule = readonly [code: ErrorCode, words: RegExp, numbers: readonly string[]];

/** In this order: what is said in words outweighs a number, and a narrower rule a wider one. */
const rules: readonly Rule[] = [
  ['reconnect-needed', /INVALID[_ ]?OAUTH[_ ]?TOKEN|INVALID[_ ]?TOKEN|TOKEN[_ ]?EXPIRED/, ['2000']],
  ['not-permitted', /OAUTH_?SCOPE|SCOPE_?MISMATCH|INVALID_?SCOPE|\bSCOPES?\b/, []],
  ['not-admin', /INVALID[_ ]ORG[_ ]ADMIN|NOT[_ ]AN?[_ ]?(?:ORG[_ ])?ADMIN/, ['1009']],
  ['wrong-organisation', /UNAUTHORIZED_USER|ORG DOESN'?T MATCH|ACCESS THIS ORGANI[SZ]ATION/, ['3001', '1025']],
  ['not-found', /INVALID_(?:MEETING|WEBINAR|SESSION)_?KEY|(?:MEETING|WEBINAR|SESSION) KEY IS INVALID/, ['4000']],
  ['not-found', /(?:CALENDAR|EVENT)[_ ](?:IS[_ ])?(?:NOT[_ ](?:FOUND|EXISTS?|AVAILABLE)|DOES[_ ]?N[O']?T[_ ]EXIST)/, []],
  ['not-found', /NO[_ ]?SUCH[_ ](?:CALENDAR|EVENT)|INVALID[_ ](?:CALENDAR|EVENT)[_ ]?U?ID/, []],
  ['too-many-participants', /ARRAY_SIZE_OUT_OF_RANGE/, []],
  ['rejected', /JSON_PARSE_ERROR|EXTRA_KEY_FOUND/, []],
  ['rate-limited', /TOO[_ ]MANY[_ ]REQUESTS|RATE[_ ]LIMIT|LIMIT[_ ]EXCEEDED|THROTTLE/, []],
];

function classify(error: ZohoError | null, status: number): ErrorCode {
  if (error) {
    const words = `${error.key} ${error.message} ${error.code}`.toUpperCase();
    for (const [code, pattern] of rules) if (pattern.test(words)) return code;
    for (const [code, , numbers] of rules) if (numbers.includes(error.code)) return code;
  }
  if (status === 429) return 'rate-limited';
  if (status >= 500) return 'zoho-unavailable';
  if (status === 401) return 'reconnect-needed';
  if (status === 403) return 'not-permitted';
  if (status === 405 || (status === 404 && !error)) return 'wrong-host';
  if (status === 404) return 'not-found';
  return 'rejected';
}

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const first = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value);
const text = (value: unknown): string =>
  typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';

/** Null when the body holds no error. Fields beside `error` count only when the status says that something failed. */
function findError(body: unknown, status: number): ZohoError | null {
  const outer = first(body);
  if (!isFields(outer)) return null;
  const told = outer['error'] ?? outer['errors'];
  const inner = first(told);
  const plain = text(inner);
  if (plain) return { code: text(outer['code'] ?? outer['errorCode']), message: plain, key: '' };
  if (isFields(inner) && Object.keys(inner).length > 0)
    return Array.isArray(told) ? described(inner) : fieldsOf(inner);
  if (status < 400) return null;
  const beside = fieldsOf(outer);
  return beside.code || beside.message || beside.key ? beside : null;
}

/** What creates, edits and registrations answer with when they were carried out (zoho-api.md 2.3, 2.4). */
function holdsSuccess(body: unknown): boolean {
  const outer = first(body);
  return isFields(outer) && (Boolean(outer['session']) || Boolean(outer['registrant']));
}

const fieldsOf = (error: Fields): ZohoError => ({
  code: text(error['code'] ?? error['errorCode'] ?? error['error_code']),
  message: text(error['message'] ?? error['description'] ?? error['error_description']),
  key: text(error['key']),
});

/** Calendar's: a short word, and a sentence beside it (zoho-api.md 3.5). */
function described(error: Fields): ZohoError {
  const fields = fieldsOf(error);
  const sentence = text(error['description']);
  const isMore = sentence !== '' && sentence !== fields.message;
  return isMore ? { ...fields, message: `${fields.message}: ${sentence}` } : fields;
}

/** One line of at most 200 characters, without control or direction marks and without anything like a token or start link. */
function clean(message: string, secret: string): string {
  const whole = secret ? message.replaceAll(secret, '[token]') : message;
  return withoutStartLinks(whole)
    .replace(/\b1\d{3}\.[\w-]{8,}(?:\.[\w-]{8,})?/g, '[token]')
    .replace(/[\s\p{Cc}\p{Cf}\p{Cs}]+/gu, ' ')
    .trim()
    .slice(0, 200)
    .toWellFormed();
}
