const made = new Map<string, Intl.DateTimeFormat>();

/**
 * As `new Intl.DateTimeFormat`, but made once for each choice: making one takes as long as formatting thirty times. The
 * zone is named, since the computer's own may change meanwhile.
 */
export function dateFormat(
  locale: string | undefined,
  options: Intl.DateTimeFormatOptions & { readonly timeZone: string },
): Intl.DateTimeFormat {
  const id = `${locale} ${JSON.stringify(options)}`;
  const known = made.get(id);
  if (known) return known;
  const format = new Intl.DateTimeFormat(locale, options);
  made.set(id, format);
  return format;
}
