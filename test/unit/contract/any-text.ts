import fc from 'fast-check';

/** Any text at all: plain letters, control characters, every script, half a surrogate pair. */
export const anyText = (maxLength = 60): fc.Arbitrary<string> =>
  fc
    .array(fc.oneof(fc.integer({ min: 0, max: 0x7f }), fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 0x1f300, max: 0x1f6ff })), { maxLength })
    .map((codes) => String.fromCodePoint(...codes));
