/**
 * Whether the engine knows a zone of this name: settings and Zoho may name one that is no more, or not yet. Offsets are
 * no zones. In any case, and without the names that contract/rules/zones.ts looks through.
 */
export function isKnownZone(name: string): boolean {
  if (!/^[a-z][\w+/-]{0,63}$/i.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
