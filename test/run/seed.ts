/** The seed of everything that tries made-up cases: the same everywhere unless asked otherwise, so that a failure comes again. */
export const seed = Number(process.env['PARLEY_SEED'] ?? 20_261_121);
