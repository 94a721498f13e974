'use strict';
// For main: a clock that is ahead of the true one by as many ms as the file PARLEY_TEST_CLOCK says, at any time.
// Timers go by the processor's own time, which nobody sets, and stay as they are.
const { readFileSync } = process.getBuiltinModule('fs');
const file = process.env['PARLEY_TEST_CLOCK'];
const TrueDate = Date;
let ahead = 0;
let readAt = -Infinity;

function now() {
  const at = performance.now();
  if (at - readAt > 20) {
    readAt = at;
    ahead = Number(readFileSync(file, 'utf8'));
  }
  return TrueDate.now() + ahead;
}

globalThis.Date = class Date extends TrueDate {
  constructor(...given) {
    super(...(given.length === 0 ? [now()] : given));
  }

  static now() {
    return now();
  }
};
