/** Calendars are read month by month (UTC): Zoho takes spans of 31 days at most (zoho-api.md 3.2). */

/** The months, `YYYY-MM`, that a span touches (epoch ms, `to` not included). */
export function monthsOf(from: number, to: number): string[] {
  const months: string[] = [];
  const start = new Date(from);
  for (let ahead = 0; ; ahead++) {
    const first = Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + ahead, 1);
    if (first >= to) return months;
    months.push(new Date(first).toISOString().slice(0, 7));
  }
}

/** Epoch ms; `to` is the first moment of the next month. */
export function spanOfMonth(month: string): { readonly from: number; readonly to: number } {
  const [year = 1970, number = 1] = month.split('-').map(Number);
  return { from: Date.UTC(year, number - 1, 1), to: Date.UTC(year, number, 1) };
}
