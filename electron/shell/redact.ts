/** Keeps secrets out of the log, whoever writes to it. */
import { errorCodes } from '../../contract/errors.ts';

const ownCodes: ReadonlySet<unknown> = new Set(errorCodes);

const secretNames = /^(authorization|access_?token|refresh_?token|client_?secret|code|code_?verifier|state|password|pwd|encryptpwd|token|ciphertext|start_?link)$/i;

const patterns: readonly [RegExp, string][] = [
  // Zoho's codes and tokens
  [/\b1000\.[0-9a-f]{16,}(?:\.[0-9a-f]{16,})?/gi, '[token]'],
  [/\b(Zoho-oauthtoken|Bearer)\s+\S+/gi, '$1 [token]'],
  // Query and form parameters
  [/\b(access_token|refresh_token|client_secret|code|code_verifier|state|token|pwd|key)=[^&\s"']+/gi, '$1=[redacted]'],
];

const redactText = (text: string) => patterns.reduce((done, [pattern, put]) => done.replace(pattern, put), text);

/** A copy with secret-looking names and values replaced; deep structures are cut at five levels. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (value instanceof Error) return redactText(`${value.name}: ${value.message}\n${value.stack ?? ''}`);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= 5) return '[deep]';
  if (Array.isArray(value)) return value.map((each) => redact(each, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, secretNames.test(name) && !ownCodes.has(each) ? '[redacted]' : redact(each, depth + 1)]),
  );
}
