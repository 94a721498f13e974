/** How long what the system told is taken for true, ms: who travels is not slower. */
const holds = 1_000;

let known = { timeZone: '', locale: '', at: Number.NEGATIVE_INFINITY };

/** Asked of the system once a second at most: each answer takes a tenth of a millisecond, and a screen asks some ten times. */
function told(): typeof known {
  const at = performance.now();
  if (at - known.at < holds) return known;
  const { timeZone, locale } = new Intl.DateTimeFormat().resolvedOptions();
  known = { timeZone, locale, at };
  return known;
}

/** The computer's own zone, IANA. */
export const ownZone = (): string => told().timeZone;

/** The locale that dates are written in, BCP 47. */
export const ownLocale = (): string => told().locale;
